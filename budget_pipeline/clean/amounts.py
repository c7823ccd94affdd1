"""Exact rupiah and sen of distinct written amounts, in arrays, before their column judges them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.notation import NULL, Amount, Unreadable, read_number, read_text

# Message codes by number; 0 is a good cell, 1 an empty marker ("N/A").
CODES: Final = (
    "", NULL, "bukan_angka", "angka_ambigu", "pemisah_bertentangan", "kelompok_ribuan_salah",
    "lebih_dari_sen", "terlalu_besar", "persen_di_kolom_nilai", "kolom_terlalu_sempit",
    "sel_galat", "rumus_tanpa_nilai", "tanggal_di_kolom_nilai", "boolean_di_kolom_nilai",
    "angka_lebar_penuh", "spasi_dalam_angka", "notasi_ilmiah", "nihil_tidak_pasti",
)  # fmt: skip
NUMBER_OF: Final = {code: number for number, code in enumerate(CODES)}
MARKS: Final = ("", ".", ",")

PLAIN: Final = r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$"
_BULK: Final = 2_000
# int() refuses thousands of digits; no double and no amount has as many as this.
_MOST_DIGITS: Final = 1_000
# What regular cells wear around their digits, and what to put in its place.
_DRESS: Final = (
    (r"^ *(?:[Rr][Pp]\.? *)?(-?[0-9.,]*[0-9])(?:,-)? *$", r"\1"),
    (r"^ *\( *(?:[Rr][Pp]\.? *)?([0-9.,]*[0-9]) *\) *$|^ *([0-9.,]*[0-9])- *$", r"-\1\2"),
)
# Per mark of thousands: cells that only it explains, then cells that it may explain.
_SURE: Final = (
    r"^-?[1-9][0-9]{{0,2}}(?:\{m}[0-9]{{3}}){{2,4}}(?:\{d}[0-9]{{1,2}})?$"
    r"|^-?[1-9][0-9]{{0,2}}\{m}[0-9]{{3}}\{d}[0-9]{{1,2}}$"
    r"|^-?(?:[1-9][0-9]{{0,14}}|0)\{d}[0-9]{{1,2}}$"
)
_DOUBTFUL: Final = r"^-?[1-9][0-9]{{0,2}}\{m}[0-9]{{3}}$"
_LIMIT: Final = 2**63
_NOISE: Final = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Distinct amounts as parallel arrays; `mark` numbers MARKS, `code` and `note` number CODES."""

    rupiah: npt.NDArray[np.int64]
    sen: npt.NDArray[np.int64]
    mark: npt.NDArray[np.int8]
    doubtful: npt.NDArray[np.bool_]
    rounded: npt.NDArray[np.bool_]
    code: npt.NDArray[np.int16]
    note: npt.NDArray[np.int16]

    @classmethod
    def blank(cls, size: int) -> "Parsed":
        """Return `size` amounts of zero without marks."""
        return cls(
            np.zeros(size, np.int64),
            np.zeros(size, np.int64),
            np.zeros(size, np.int8),
            np.zeros(size, np.bool_),
            np.zeros(size, np.bool_),
            np.zeros(size, np.int16),
            np.zeros(size, np.int16),
        )

    def take(self, index: npt.NDArray[Any]) -> "Parsed":
        """Return the amounts at `index`, one per row."""
        return Parsed(*(getattr(self, field.name)[index] for field in fields(self)))

    def put(self, at: int, amount: Amount | Unreadable, unit: int, round_to_sen: bool) -> None:
        """Store one read amount, made exact."""
        if isinstance(amount, Unreadable):
            self.code[at] = NUMBER_OF[amount.code]
            return
        value = exact(amount, unit, round_to_sen)
        self.rupiah[at], self.sen[at] = divmod(value.sen, 100) if not value.code else (0, 0)
        self.mark[at] = MARKS.index(amount.thousands)
        self.doubtful[at], self.rounded[at] = amount.ambiguous, value.rounded
        self.code[at], self.note[at] = NUMBER_OF[value.code], NUMBER_OF[amount.note]


@dataclass(frozen=True, slots=True)
class Exact:
    """An amount in sen, or the code of why it has none."""

    sen: int
    rounded: bool
    code: str = ""


def exact(amount: Amount, unit: int, round_to_sen: bool) -> Exact:
    """Return an amount in sen: its own unit word wins over the column's `unit`.

    More than two decimals are float noise when within 1e-6 rupiah (or four steps of the double
    that printed them) of a whole sen; other remainders are rounded half-even only on demand.
    """
    factor = amount.factor or unit
    rounded = amount.rounded or factor > 1
    if len(amount.whole) > _MOST_DIGITS:
        return Exact(0, rounded, "terlalu_besar")
    if len(amount.decimals) > _MOST_DIGITS:
        return Exact(0, rounded, "lebih_dari_sen")
    sen, rest = divmod(
        int(amount.whole + amount.decimals) * factor * 100, 10 ** len(amount.decimals)
    )
    if rest:
        value = Fraction(int(amount.whole + amount.decimals), 10 ** len(amount.decimals))
        sen = round(value * factor * 100)
        if factor == 1 and abs(value * 100 - sen) > 100 * _noise(value):
            if not round_to_sen:
                return Exact(0, rounded, "lebih_dari_sen")
            rounded = True
    sen = -sen if amount.negative else sen
    if not -_LIMIT <= sen // 100 < _LIMIT:
        return Exact(0, rounded, "terlalu_besar")
    return Exact(sen, rounded)


def as_decimals(text: str, unit: int, round_to_sen: bool) -> Exact:
    """Read a doubtful 1.234 as one rupiah (or unit) and decimals instead of thousands."""
    amount = read_text(text)
    if isinstance(amount, Unreadable):
        return Exact(0, False, amount.code)
    whole, decimals = amount.whole[:-3], amount.whole[-3:]
    plain = Amount(amount.negative, whole, decimals, factor=amount.factor, rounded=amount.rounded)
    return exact(plain, unit, round_to_sen)


def parse_numbers(texts: Sequence[str], unit: int, round_to_sen: bool) -> Parsed:
    """Return the distinct values of number cells."""
    parsed = Parsed.blank(len(texts))
    for at, text in enumerate(texts):
        parsed.put(at, read_number(text), unit, round_to_sen)
    return parsed


def parse_texts(texts: Any, unit: int, round_to_sen: bool) -> Parsed:
    """Return the distinct values of text cells (an Arrow array); regular ones all at once."""
    parsed = Parsed.blank(len(texts))
    left = np.arange(len(texts))
    if len(texts) >= _BULK:
        left = _parse_regular(texts, parsed, unit)
    for at, text in zip(left.tolist(), texts.take(pa.array(left)).to_pylist(), strict=True):
        parsed.put(at, read_text(text), unit, round_to_sen)
    return parsed


def plain_sen(texts: Any) -> npt.NDArray[np.int64]:
    """Return the sen of texts that all match PLAIN (18 digits at most with their sen)."""
    decimals = pc.cast(texts, pa.decimal128(38, 2))
    low_words = np.frombuffer(decimals.buffers()[1], dtype=np.int64)[::2]
    start = decimals.offset
    return low_words[start : start + len(decimals)].copy()


def _parse_regular(texts: Any, parsed: Parsed, unit: int) -> npt.NDArray[np.int64]:
    """Fill in the amounts of regular spelling; return the positions that remain."""
    left = _parse_bare(texts, np.arange(len(texts)), parsed, unit)
    for pattern, bare in _DRESS:
        if not len(left):
            break
        dressed = texts.take(pa.array(left))
        undressed = pc.replace_substring_regex(dressed, pattern, bare)
        left = _parse_bare(undressed, left, parsed, unit)
    return left


def _parse_bare(
    texts: Any, at: npt.NDArray[np.int64], parsed: Parsed, unit: int
) -> npt.NDArray[np.int64]:
    """Store the texts (of positions `at`) that are digits and marks; return the other positions."""
    for number, thousands in enumerate(MARKS[1:], start=1):
        point = "," if thousands == "." else "."
        for doubtful, pattern in ((False, _SURE), (True, _DOUBTFUL)):
            if not len(at):
                return at
            fits = pc.match_substring_regex(texts, pattern.format(m=thousands, d=point))
            if not pc.any(fits).as_py():
                continue
            sen = plain_sen(_as_plain(texts.filter(fits), thousands))
            chosen = fits.to_numpy(zero_copy_only=False)
            fine = np.abs(sen) < _LIMIT // (100 * unit)
            here, sen = at[chosen][fine], sen[fine] * unit
            parsed.rupiah[here], parsed.sen[here] = sen // 100, sen % 100
            parsed.mark[here] = np.where(sen == 0, 0, number)
            parsed.doubtful[here], parsed.rounded[here] = doubtful, unit > 1
            chosen[np.flatnonzero(chosen)[~fine]] = False
            texts, at = texts.filter(pa.array(~chosen)), at[~chosen]
    return at


def _as_plain(texts: Any, thousands: str) -> Any:
    digits = pc.replace_substring(texts, thousands, "")
    return pc.replace_substring(digits, ",", ".") if thousands == "." else digits


def _noise(value: Fraction) -> Fraction:
    """Return how far the printed double of `value` may lie from the decimal that was meant."""
    return max(_NOISE, 4 * Fraction(math.ulp(float(value))))
