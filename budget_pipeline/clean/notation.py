"""One written amount: its digits, sign, unit word, and which mark it uses for thousands.

Indonesian files write 1.234.567,89; English ones 1,234,567.89; programs 1234567.89. Most cells
show which of them they use; `1.234` does not, and is left for its column to decide.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from budget_pipeline.clean.codelists import codelist, key, markers
from budget_pipeline.clean.letters import DASHES, HARD_SPACES, INVISIBLE, WIDE

NULL: Final = "null"
# What an amount column makes of a marker; others say that there is no value.
_MARKED: Final = {"ragu": "nihil_tidak_pasti"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A readable amount.

    `thousands` is the mark ("." or ",") that must separate thousands for this reading to hold, ""
    when the cell shows no mark. An `ambiguous` cell (1.234) could also be `whole`'s first group
    with the rest as decimals. `factor` is 10^3, 10^6 ... when the cell carries a unit word.
    """

    negative: bool
    whole: str
    decimals: str = ""
    thousands: str = ""
    ambiguous: bool = False
    factor: int = 0
    rounded: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that holds no amount: `code` names the message, or is NULL for an empty marker."""

    code: str


# Not NFKC: that would turn a footnote mark ² into a digit.
_UNUSUAL: Final = (
    WIDE
    | {0xFF08: "(", 0xFF09: ")"}
    | dict.fromkeys(map(ord, DASHES), "-")
    | dict.fromkeys(map(ord, HARD_SPACES), "\u00a0")
    | dict.fromkeys(INVISIBLE)
)

_CURRENCY: Final = re.compile(r"(?i)^([(+-]?\s*)(?:rp|idr)(?![a-z])\s*[.:]?\s*")
_NO_SEN: Final = re.compile(r"\s*[.,]\s*[-=]+$")
_RUPIAH: Final = re.compile(r"(?i)\s*\b(?:rupiah|idr)$")
_FOOTNOTE: Final = re.compile(r"(?<=[\d)])\s*\*+\)?$")
_UNIT: Final = re.compile(r"(?<=\d)\s*([a-zA-Z]+)\.?$")
_SCIENTIFIC: Final = re.compile(r"^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$")
_NUMBER: Final = re.compile(r"[\d.,]+")
_ERROR_CELL: Final = re.compile(
    r"(?i)^(?:#(?:ref|value|name|null|num|n/a|div/0|spill|calc)[!?]?|err:\d+)$"
)


def read_text(text: str) -> Amount | Unreadable:
    """Return what a text cell of an amount column says.

    >>> read_text("Rp. 1.250.000,-").whole
    '1250000'
    >>> read_text("22,1 M").factor
    1000000000
    """
    note = ""
    if not text.isascii():
        if any(ord(char) in WIDE for char in text):
            note = "angka_lebar_penuh"
        text = text.translate(_UNUSUAL)
    text = text.strip(" \t\r\n\u00a0").removeprefix("'").strip()
    marker = markers().get(key(text))
    if marker is not None or not text:
        return (
            Amount(False, "0") if marker == "nihil" else Unreadable(_MARKED.get(marker or "", NULL))
        )
    sign, body = _unwrap(text)
    if sign is None:
        return Unreadable("bukan_angka")
    if set(body) <= {"-"}:
        return Amount(False, "0")  # "Rp -": Excel's accounting format for nil
    amount = _with_unit(body)
    if isinstance(amount, Unreadable):
        return amount
    return replace(amount, negative=sign, note=amount.note or note)


def read_number(text: str) -> Amount | Unreadable:
    """Return what a number cell says: a float as Python prints it, with or without exponent.

    >>> read_number("1.25E+09").whole
    '1250000000'
    """
    negative, body = text.startswith("-"), text.removeprefix("-")
    if body == "nan":
        return Unreadable(NULL)
    mantissa, _, exponent = body.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    if not (whole + decimals).isdecimal() or not text.isascii():
        return Unreadable("bukan_angka")
    if exponent:
        if not re.fullmatch(r"[+-]?\d{1,3}", exponent):
            return Unreadable("bukan_angka")
        whole, decimals = _shift(whole, decimals, int(exponent))
    return Amount(negative, whole, decimals.rstrip("0"), "," if decimals.strip("0") else "")


def _unwrap(text: str) -> tuple[bool | None, str]:
    """Return (negative, rest without sign, brackets and currency); None when the signs clash."""
    text = _FOOTNOTE.sub("", text)
    text = _RUPIAH.sub("", _CURRENCY.sub(r"\1", text, count=1))
    text = text if set(text) <= set("-+() ") else _NO_SEN.sub("", text)
    signs = 0
    if text.startswith("(") and text.endswith(")"):
        signs, text = signs + 1, text[1:-1].strip()
        text = _NO_SEN.sub("", _CURRENCY.sub(r"\1", text, count=1))
    if text.startswith(("-", "+")) and len(text) > 1:
        signs, text = signs + (text[0] == "-"), text[1:].lstrip("\u00a0 ")
        text = _CURRENCY.sub(r"\1", text, count=1)
    if text.endswith("-") and text[:-1].strip("-"):
        signs, text = signs + 1, text[:-1].rstrip("\u00a0 ")
    return (None if signs > 1 else signs == 1), text


def _with_unit(body: str) -> Amount | Unreadable:
    scientific = _SCIENTIFIC.match(body)
    if scientific:
        return _scientific(*scientific.groups(default=""))
    unit = _UNIT.search(body)
    factor = unit_words().get(unit[1].casefold(), 0) if unit else 0
    if factor > 1 and unit:
        body = body[: unit.start()]
    amount = _digits(body)
    if isinstance(amount, Unreadable) or factor <= 1:
        return amount
    return replace(amount, factor=factor, rounded=True)


def _digits(body: str) -> Amount | Unreadable:
    """Read digits with their marks; the sign, currency and unit are gone already."""
    if " " in body or "\u00a0" in body:
        joined = _join_blanks(body)
        if joined is None:
            return Unreadable(_why_not(body))
        amount = _digits(joined[0])
        return amount if isinstance(amount, Unreadable) else replace(amount, note=joined[1])
    if not _NUMBER.fullmatch(body) or not body.isascii():
        return Unreadable(_why_not(body))
    dots, commas = body.count("."), body.count(",")
    if not dots and not commas:
        return Amount(False, body)
    if dots and commas:
        return _two_marks(body)
    mark = "." if dots else ","
    if dots + commas > 1:
        if not _grouped(body, mark):
            return Unreadable("kelompok_ribuan_salah")
        return Amount(False, body.replace(mark, ""), thousands=mark)
    whole, _, rest = body.partition(mark)
    if not whole or not rest:
        return Unreadable("bukan_angka")
    if not (whole + rest).strip("0"):
        return Amount(False, "0")  # 0,00 and 0.00 are nil in either convention: no evidence
    if _grouped(body, mark):
        return Amount(False, whole + rest, thousands=mark, ambiguous=True)
    if len(whole) > 1 and whole[0] == "0":
        return Unreadable("bukan_angka")
    return Amount(False, whole, rest, thousands=_other(mark))


def _two_marks(body: str) -> Amount | Unreadable:
    """Read 1.234,5 or 1,234.5: the last mark is the decimal one and stands once."""
    decimal = "." if body.rfind(".") > body.rfind(",") else ","
    whole, _, decimals = body.rpartition(decimal)
    mark = _other(decimal)
    if decimal in whole or not decimals or not _grouped(whole, mark):
        return Unreadable("kelompok_ribuan_salah")
    return Amount(False, whole.replace(mark, ""), decimals, thousands=mark)


def _scientific(first: str, rest: str, exponent: str) -> Amount:
    """Read 1.25E+09 as Excel writes it into CSV: digits it left out are unknown, so rounded."""
    whole, decimals = _shift(first, rest, int(exponent))
    return Amount(False, whole, decimals, rounded=len(rest) < int(exponent), note="notasi_ilmiah")


def _join_blanks(body: str) -> tuple[str, str] | None:
    """Return the digits without blanks, and a note; None when a blank may part two numbers.

    An ordinary blank counts only between groups of three. A no-break blank inside a number is a
    leftover of copying from a web page or PDF and parts nothing.
    """
    if re.fullmatch(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?", body):
        return re.sub(r"[ \u00a0]", "", body), ""
    joined = body.replace("\u00a0", "")
    return None if " " in joined else (joined, "spasi_dalam_angka")


def _why_not(body: str) -> str:
    if "%" in body:
        return "persen_di_kolom_nilai"
    if _ERROR_CELL.match(body):
        return "sel_galat"
    return "kolom_terlalu_sempit" if set(body) == {"#"} else "bukan_angka"


def _grouped(body: str, mark: str) -> bool:
    first, *rest = body.split(mark)
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


def _other(mark: str) -> str:
    return "," if mark == "." else "."


def _shift(whole: str, decimals: str, places: int) -> tuple[str, str]:
    """Move the decimal point `places` to the right (left when negative)."""
    if places >= 0:
        decimals = decimals.ljust(places, "0")
        return whole + decimals[:places], decimals[places:]
    whole = whole.rjust(1 - places, "0")
    return whole[:places], whole[places:] + decimals


@cache
def unit_words() -> dict[str, int]:
    """Return what each unit word stands for, as declared in satuan_uang.csv."""
    return {
        word.casefold(): int(code.code)
        for code in codelist("satuan_uang").codes
        for word in (code.title.id, code.title.en, *code.synonyms)
    }
