"""Numbers in free text that belong to a person: NIK, NIP, telephone, e-mail, tax and bank number.

Source: UU 27/2022 (personal data protection), Article 4; the NIK is built from region, date of birth
(day + 40 for women) and serial number (Permendagri 102/2019).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.codelists import codelist

# A number counts only when it is whole: not part of a longer number, an amount or a dotted code.
_START: Final = r"(?<![\d.])(?<!\d,)"
_END: Final = r"(?![\d.]?\d)"
_SIXTEEN: Final = (
    r"(?:\d{16}(?:\.0+)?|\d{6}[ .-]\d{6}[ .-]\d{4}|\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}"
    r"|\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{6}[ .-]\d{4})"
)
_TAX: Final = r"\d{15,16}|\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}"
# As a spreadsheet holds an amount.
BARE_NUMBER: Final = re.compile(r"\d+([.,]\d{1,2})?")
# What each spelling of sixteen digits holds.
_LONG: Final = r"\d{16}|[ .-]\d{6}[ .-]\d{4}|(?:\d{4}[ .-]){3}\d{4}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of personal number: its pattern (last group = what goes) and the mark it leaves.

    `hint` is a cheap, linear pattern for RE2 that every text of this kind matches. `certain` kinds
    are recognised by their build alone, so that finding one in a finished release is a leak; the
    others need the word before them.
    """

    pattern: re.Pattern[str]
    hint: str
    mark: str
    holds: Callable[[str], bool] = bool
    certain: bool = True


def mask_text(text: str) -> str:
    """Return a text with every personal number replaced by a mark.

    >>> mask_text("a.n. Budi NIK 3599004101900000")
    'a.n. Budi NIK [NIK disamarkan]'
    """
    for kind in KINDS:
        text = kind.pattern.sub(partial(_masked, kind), text)
    return text


def find_personal(text: str) -> list[str]:
    """Return the personal numbers a text holds; nothing for a text that was masked."""
    if len(text) < SHORT:
        suspects = [line for line in text.split("\n") if _SUSPECT.search(line)]
    else:
        # RE2 passes over the lines at hundreds of MB/s; the exact patterns need Python's own engine.
        lines = pc.list_flatten(pc.split_pattern(pa.array([text], pa.large_string()), "\n"))
        suspects = lines.filter(pc.match_substring_regex(lines, _CERTAIN_SUSPECT)).to_pylist()
    return [hit for line in suspects for hit in _certain_in(line)]


def only_amount(text: str) -> bool:
    """Tell whether a text is a bare number and by its build nobody's: what a column of amounts may show.

    >>> only_amount("62812345678"), only_amount("081234567890"), only_amount("telp 62812345678")
    (True, False, False)
    """
    return BARE_NUMBER.fullmatch(text) is not None and not _certain_in(text)


def _certain_in(text: str) -> list[str]:
    return [
        found[kind.pattern.groups]
        for kind in KINDS
        if kind.certain
        for found in kind.pattern.finditer(text)
        if kind.holds(found[kind.pattern.groups])
    ]


def is_nik(written: str) -> bool:
    """Tell whether 16 digits are built like a NIK: region, day (women + 40), month.

    Regions that were split or renamed live on in numbers, so any plausible regency of a province
    counts. Regency 99 is kept for invented numbers, so that tests harm nobody.

    >>> is_nik("3599004101900000"), is_nik("2024000000000000")
    (True, False)
    """
    digits = re.sub(r"\D", "", written)[:16]
    if len(digits) < 16:
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    if not (1 <= day <= 31 or 41 <= day <= 71) or not 1 <= month <= 12:
        return False
    return digits[:4] in _regions() or (digits[:2] in _provinces() and _plausible(digits))


def _plausible(digits: str) -> bool:
    regency, district = int(digits[2:4]), int(digits[4:6])
    return (1 <= regency <= 29 or 71 <= regency <= 79 or regency == 99) and district <= 60


def _is_nik_in_exponent(written: str) -> bool:
    return is_nik(str(int(Decimal(written))))


def _masked(kind: Kind, found: re.Match[str]) -> str:
    last = kind.pattern.groups
    if not kind.holds(found[last]):
        return found[0]
    start, end = found.start(last) - found.start(), found.end(last) - found.start()
    return found[0][:start] + kind.mark + found[0][end:]


@cache
def _regions() -> frozenset[str]:
    codes = (code.code for code in codelist("wilayah").codes)
    return frozenset(code.replace(".", "") for code in codes if "." in code)


@cache
def _provinces() -> frozenset[str]:
    return frozenset(code.code for code in codelist("wilayah").codes if "." not in code.code)


KINDS: Final = (
    Kind(
        re.compile(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"),
        "@",
        "[surel disamarkan]",
    ),
    Kind(
        re.compile(
            rf"(?i)\b(?:nik|no\.? ?(?:ktp|kk)|ktp|nomor induk kependudukan)\b[^\d\n]{{0,20}}"
            rf"({_SIXTEEN}){_END}"
        ),
        _LONG,
        "[NIK disamarkan]",
        certain=False,
    ),
    Kind(re.compile(rf"{_START}({_SIXTEEN}){_END}"), _LONG, "[NIK disamarkan]", is_nik),
    Kind(
        re.compile(rf"{_START}(\d\.\d{{6,15}}[eE]\+?15){_END}"),
        r"\d[eE]\+?15",
        "[NIK disamarkan]",
        _is_nik_in_exponent,
    ),
    Kind(
        re.compile(
            r"(?<!\d)((?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?"
            r"(?:19|20)\d{2}(?:0[1-9]|1[0-2]) ?[12] ?\d{3})(?!\d)"
        ),
        r"\d{8} ?\d{6}",
        "[NIP disamarkan]",
    ),
    Kind(
        re.compile(rf"(?i)\bnpwp\b[^\d]{{0,12}}({_TAX}){_END}"),
        r"\d{15}|\d{3}\.\d{3}\.\d-\d{3}",
        "[NPWP disamarkan]",
        certain=False,
    ),
    Kind(
        re.compile(rf"{_START}(0[4-9]\.\d{{3}}\.\d{{3}}\.\d-\d{{3}}\.\d{{3}}){_END}"),
        r"\d{3}\.\d{3}\.\d-\d{3}",
        "[NPWP disamarkan]",
        certain=False,
    ),
    Kind(
        re.compile(r"(?i)\b(?:no|nomor)\.? ?rek(?:ening)?\b[^\d]{0,20}(\d[\d-]{7,})(?!\.?\d)"),
        r"rek[^\d]*\d[\d-]{7}",
        "[rekening disamarkan]",
        certain=False,
    ),
    # "rekening Bank X 123...", "Bank X no. 123...": an account code has dots, so it is not one.
    Kind(
        re.compile(r"(?i)\bbank\b(?: [a-z.()]{2,20}){1,4}[ :.]{1,3}(\d[\d-]{8,19})(?![\d.]?\d)"),
        r"bank[^\d]*\d[\d-]{8}",
        "[rekening disamarkan]",
        certain=False,
    ),
    Kind(
        re.compile(
            r"(?<![\w.\-/])(?<!\d,)((?:\+62 ?|0)8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3,5})(?![\d.]?\d)"
        ),
        r"(?:0|62 ?)8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3}",
        "[telepon disamarkan]",
    ),
    # Without a plus it may as well be an amount of 62 billion rupiah: masked in text, but no leak.
    Kind(
        re.compile(r"(?<![\w.\-/])(?<!\d,)(628\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3,5})(?![\d.]?\d)"),
        r"628\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3}",
        "[telepon disamarkan]",
        certain=False,
    ),
    Kind(
        re.compile(
            r"(?i)\b(?:telp?|telepon|tlp|hp|wa|whatsapp|ponsel)\b[^\d(+\n]{0,6}"
            r"((?:\(0|0|\+62)[\d() .-]{6,18}\d)(?!\.?\d)"
        ),
        r"(?:tel|tlp|hp|wa|whatsapp|ponsel)[^\d(+]*(?:\(0|0|\+62)[\d() .-]{6}",
        "[telepon disamarkan]",
        certain=False,
    ),
)


def _any_of(kinds: Iterable[Kind]) -> str:
    """Return one RE2 pattern for the hints of `kinds`; its digits are those of every script."""
    hints = "|".join(dict.fromkeys(kind.hint for kind in kinds))
    return f"(?i){hints}".replace(r"\d", r"\p{Nd}")


# Only texts that match this can hold any of the kinds.
SUSPECT: Final = _any_of(KINDS)
# The same for the kinds that are certain by their build: what a finished release is searched for.
_CERTAIN_SUSPECT: Final = _any_of(kind for kind in KINDS if kind.certain)
# Below this many characters building RE2's automaton takes longer than Python's engine takes to search.
SHORT: Final = 10_000
_SUSPECT: Final = re.compile(_CERTAIN_SUSPECT.replace(r"\p{Nd}", r"\d"))
