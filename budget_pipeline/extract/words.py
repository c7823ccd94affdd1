"""Reduce header texts to comparable keys."""

import re
import unicodedata
from functools import lru_cache

UNIT = re.compile(
    r"[\(\[]\s*(?:rp\.?|rupiah|idr|%|persen|dalam [^)\]]*"
    r"|(?:rp\.?\s*)?(?:ribu|juta|jt|miliar|milyar|triliun|000)[^)\]]*)\s*[\)\]]"
)
PERIOD = re.compile(
    r"\s(?:s d|sampai dengan|sd|per)\s(?:bulan\s)?"
    r"(?:ini|lalu|jan\w*|feb\w*|peb\w*|mar\w*|apr\w*|mei|jun\w*|jul\w*|agu?\w*|sep\w*|okt\w*"
    r"|nov\w*|nop\w*|des\w*|\d.*)$"
)
ACCOUNT_CODE = re.compile(r"^[1-8](?:\s?\.\s?\d{1,5}){0,6}\.?(?:\s+\D.*)?$", re.DOTALL)
AMOUNT = re.compile(r"\s*(?:rp|idr)\.?\s*[-(]?\d[\d.,]*\)?(?:,?-)?\s*", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\s?[a-z]?\)?(?:\s?=.*)?$")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Return the normal form of a header: case, punctuation, units and doubled blanks do not count.

    Nor do characters that do not show (zero-width blanks, marks of direction).

    >>> key("KODE_REKENING *"), key("Pagu Anggaran (Rp)")
    ('kode rekening', 'pagu anggaran')
    """
    text = "".join(c for c in text if c.isascii() or unicodedata.category(c) != "Cf")
    text = unicodedata.normalize("NFKC", text).casefold()
    text = UNIT.sub(" ", text)
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())


@lru_cache(maxsize=65536)
def key_without_period(text: str) -> str:
    """Return `key(text)` without a trailing period such as "s.d. Des".

    >>> key_without_period("REALISASI s.d. Des")
    'realisasi'
    """
    return PERIOD.sub("", key(text))


def is_account_code(text: str) -> bool:
    """Tell whether a text can be an account code, with or without the account's name.

    >>> is_account_code("5.1.02.01 Belanja Barang"), is_account_code("0101234567")
    (True, False)
    """
    return bool(ACCOUNT_CODE.match(text.strip()))


def is_column_number(text: str) -> bool:
    """Tell whether a cell belongs to a row that numbers the columns ("1", "6a", "4=3-2")."""
    return bool(COLUMN_NUMBER.match(text.strip()))


def is_amount(text: str) -> bool:
    """Tell whether a text is an amount with its currency and nothing else: it names no row.

    >>> is_amount("Rp1.388.220,00"), is_amount("Rp. (5.000)"), is_amount("Rp 5.000 untuk ATK")
    (True, True, False)
    """
    return AMOUNT.fullmatch(text) is not None


def whole_number(text: str | None) -> int | None:
    r"""Return the number a text of up to 18 ASCII digits writes, None for anything else.

    >>> whole_number("12"), whole_number("2024\u00b2")
    (12, None)
    """
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else None
