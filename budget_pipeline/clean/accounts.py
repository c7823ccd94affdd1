"""Account codes (kode rekening) in one normal form, whichever chart and width a file uses.

Levels: akun, kelompok, jenis, objek, rincian objek, sub rincian objek. Widths are 1.1.2.2.2.4
(Permendagri 90/2019 with its updates), 1.1.2.2.3.5 (budgets of 2026) and 1.1.1.2.2 in five levels
(Permendagri 13/2006, to budget year 2020). The normal form is 1.1.2.2.2.4 wherever that loses
nothing; `5.1` and `5.2` mean different things in the old chart, so every code carries its chart.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.clean.codelists import is_empty_marker
from budget_pipeline.clean.distinct import (
    BOOLEAN,
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    Kinds,
    arrow,
    distinct,
    kinds_or_text,
)
from budget_pipeline.clean.letters import plain_code

OLD, CURRENT, WIDE = "13/2006", "90/2019", "2026"
KIND_CODES: Final = {
    DATE: "kode_jadi_tanggal",
    BOOLEAN: "bukan_kode_rekening",
    ERROR: "sel_galat",
    FORMULA: "rumus_tanpa_nilai",
}
_WIDTHS: Final = (1, 1, 2, 2, 2, 4)
_SHAPE: Final = re.compile(r"[1-8](?:\.[0-9]+)*")
_LEADING_CODE: Final = re.compile(r"^([0-9Xx]+(?: ?\. ?[0-9Xx]+)+\.?)\s*[-–:]?\s+(?=\D)(.+)$", re.S)
_LEADING_DIGIT: Final = re.compile(r"^([1-8])\.?\s*[-–:]?\s+([A-Z][A-Z].*)$", re.S)
_BARE_CODE: Final = re.compile(r"^[0-9Xx]+(?: ?\. ?[0-9Xx]+)*\.?$")
_SIX_LEVELS: Final = re.compile(
    r"(?:^|(?<=\.))[4-6]\.[0-9]\.[0-9]{2}\.[0-9]{2}\."
    r"(?:[0-9]{2}\.[0-9]{3,4}|[0-9]{3}\.[0-9]{5})(?=\.|$)"
)
_OLD_LEVELS: Final = re.compile(r"(?:^|\.)([4-6]\.[0-9]\.[0-9]\.[0-9]{2}\.[0-9]{2})$")


@dataclass(frozen=True, slots=True)
class AccountColumn:
    """One column of account codes; `code` is "" for empty and bad cells.

    `original` is the cell as written, `chart` the chart of the column on every row, `codes`
    position -> message code, of bad cells and of remarks on good ones.
    """

    code: npt.NDArray[np.object_]
    original: npt.NDArray[np.object_]
    chart: npt.NDArray[np.object_]
    bad: npt.NDArray[np.bool_]
    codes: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountHabit:
    """What all codes of a column show together: their chart; whether levels stand in text cells."""

    chart: str
    dotted: bool


def account_habit(
    parts: Iterable[tuple["pd.Series[str]", Kinds]], year: int | None
) -> AccountHabit:
    """Return what a column shows whose cells and kinds come in `parts`."""
    every: set[str] = set()
    dotted = False
    for values, kinds in parts:
        cell_kinds = kinds_or_text(kinds, len(values))
        texts, index = distinct(arrow(values))
        written = [plain_code(_code_part(text)) for text in texts]
        is_text = (cell_kinds != NUMBER) & (cell_kinds != DATE)
        dotted = dotted or _any_dotted_text(written, index, is_text)
        every.update(written)
    return AccountHabit(chart_of(every, year), dotted)


def normalise_accounts(
    values: "pd.Series[str]", kinds: Kinds, year: int | None, habit: AccountHabit | None = None
) -> AccountColumn:
    """Return a column's codes in normal form; `habit` is the whole column's, of which `values` are a part.

    A number cell with a decimal point (5.1) is bad where the column also holds dotted text: what
    Excel cut off (5.1, 5.10) cannot be known. Codes of an unknown shape stay as they are.
    """
    habit = habit or account_habit([(values, kinds)], year)
    array, cell_kinds = arrow(values), kinds_or_text(kinds, len(values))
    texts, index = distinct(array)
    written = [plain_code(_code_part(text)) for text in texts]
    is_number, chart = cell_kinds == NUMBER, habit.chart
    code = np.array([_normal(text, chart) for text in written], dtype=object)[index]
    bad = np.array([text is None for text in map(_shaped, written)], dtype=bool)[index]
    codes = dict.fromkeys(np.flatnonzero(bad).tolist(), "bukan_kode_rekening")
    if any(not text.isascii() for text in texts):
        wide = np.array([_is_wide(text) for text in texts], dtype=bool)[index]
        codes |= dict.fromkeys(np.flatnonzero(wide & ~bad).tolist(), "digit_lebar_penuh")
    mangled = _mangled(written, habit.dotted)[index] & is_number
    codes |= dict.fromkeys(np.flatnonzero(mangled).tolist(), "kode_jadi_angka")
    for kind, message in KIND_CODES.items():
        other = cell_kinds == kind
        codes |= dict.fromkeys(np.flatnonzero(other).tolist(), message)
        bad |= other
    bad |= mangled
    code[bad] = ""
    original = array.to_numpy(zero_copy_only=False)
    return AccountColumn(code, original, np.full(len(code), chart, dtype=object), bad, codes)


def chart_of(codes: Iterable[str], year: int | None) -> str:
    """Return the chart that a file's codes belong to; the year decides where they do not.

    >>> chart_of(["5.2.2.01.01"], None), chart_of(["5.1.02.01.001.00024"], None)
    ('13/2006', '2026')
    >>> chart_of(["5.1", "5.2"], 2019)
    '13/2006'
    """
    parts = [code.split(".") for code in codes if _SHAPE.fullmatch(code)]
    if any(len(p) in (5, 6) and len(p[1]) == 1 and len(p[4]) == 3 for p in parts):
        return WIDE
    if any(len(p) >= 6 or (len(p) >= 3 and len(p[1]) == 1 and len(p[2]) == 2) for p in parts):
        return CURRENT
    if any(p[:2] in (["5", "3"], ["5", "4"]) for p in parts):
        return CURRENT
    narrow = any(len(p) >= 3 and len(p[1]) == 1 and len(p[2]) == 1 for p in parts)
    if year is None:
        return OLD if narrow else CURRENT
    return OLD if year <= 2020 else WIDE if year >= 2026 else CURRENT


def normal_form(code: str, chart: str = CURRENT) -> str:
    """Return one code in normal form; a code of another shape comes back unchanged.

    >>> normal_form("5.1.2.1.1.24"), normal_form("5.1.02.01.001.00024")
    ('5.1.02.01.01.0024', '5.1.02.01.01.0024')
    >>> normal_form("5.2.2.1.1", "13/2006")
    '5.2.2.01.01'
    """
    parts = code.split(".")
    if len(parts) > 6 or len(parts[0]) != 1 or (len(parts) > 1 and len(parts[1]) != 1):
        return code
    widths = (1, 1, 1, 2, 2) if chart == OLD and len(parts) < 6 else _WIDTHS
    levels = list(zip(parts, widths, strict=False))
    if any(len(part) > width + (level > 3) for level, (part, width) in enumerate(levels)):
        return code
    return ".".join(_fit(part, width) for part, width in levels)


def split_code_and_name(text: str) -> tuple[str, str]:
    """Return (code, name) of a cell that may hold both; "" for what is missing.

    >>> split_code_and_name("5.1.02 Belanja Barang dan Jasa")
    ('5.1.02', 'Belanja Barang dan Jasa')
    >>> split_code_and_name("2 unit komputer")
    ('', '2 unit komputer')
    """
    text = re.sub(r"(?<=\.)\s*\n\s*(?=\d)", "", text.strip(" \t\r\n\u00a0"))
    found = _LEADING_CODE.match(text) or _LEADING_DIGIT.match(text)
    if found:
        return plain_code(found[1]), found[2].strip()
    return (plain_code(text), "") if _BARE_CODE.match(text) else ("", text)


def accounts_from_mak(text: str) -> list[str]:
    """Return the accounts of a MAK in normal form, one per part that holds a whole one.

    MAK strings run from sub kegiatan over the account to the item; parts are set apart by commas
    or semicolons. Three levels before the account must be kegiatan (tier 1 or 2) and sub kegiatan,
    which keeps out strings whose dots have slipped.

    >>> accounts_from_mak("1.05.03.2.03.0009.5.1.02.01.01.0036.1.1.1.20.10.30.013.00053")
    ['5.1.02.01.01.0036']
    """
    found = []
    for part in re.split(r"[;,|]", text):
        code = re.sub(r"\s", "", part).strip(".")
        whole = [match for match in _SIX_LEVELS.finditer(code) if _follows(code[: match.start()])]
        if whole:
            found.append(normal_form(whole[-1][0]))
        elif old := _OLD_LEVELS.search(code):
            found.append(old[1])
    return found


def _follows(before: str) -> bool:
    parts = before.strip(".").split(".")
    return len(parts) < 3 or parts[-3] in ("1", "2")


def _fit(part: str, width: int) -> str:
    if len(part) == width + 1 and part[0] == "0":
        return part[1:]
    return part.zfill(width)


def _code_part(text: str) -> str:
    return split_code_and_name(text)[0] or text


def _shaped(text: str) -> str | None:
    """Return a code that may be an account, "" for nothing, None for anything else."""
    if not text or is_empty_marker(text):
        return ""
    return text if _SHAPE.fullmatch(text) else None


def _normal(text: str, chart: str) -> str:
    shaped = _shaped(text)
    return normal_form(shaped, chart) if shaped else ""


def _any_dotted_text(
    written: list[str], index: npt.NDArray[Any], is_text: npt.NDArray[np.bool_]
) -> bool:
    dotted = np.array(["." in text for text in written], dtype=bool)
    return bool((dotted[index] & is_text).any()) if len(written) else False


def _mangled(written: list[str], dotted_text: bool) -> npt.NDArray[np.bool_]:
    """Tell which texts, met in number cells, are codes that Excel took for numbers."""
    whole = [text.isdecimal() and len(text) == 1 for text in written]
    level_two = [bool(re.fullmatch(r"[1-8]\.[0-9]", text)) for text in written]
    fine = [w or (two and not dotted_text) for w, two in zip(whole, level_two, strict=True)]
    return ~np.array(fine, dtype=bool)


def _is_wide(text: str) -> bool:
    return any(0xFF10 <= ord(char) <= 0xFF19 for char in text)
