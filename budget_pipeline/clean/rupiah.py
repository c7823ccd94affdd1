"""Amount columns: text as written to exact rupiah and sen, one number convention per column.

No written value passes through a float. In an amount column a dash is zero (as in an LRA,
Permendagri 77/2020); an empty cell, "null" or "N/A" is no value; "nihil" is written for both, so
it is held back. What cannot be read exactly is bad, with the code of the message that says why;
nothing is guessed.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean import amounts
from budget_pipeline.clean.amounts import CODES, MARKS, NUMBER_OF, Parsed
from budget_pipeline.clean.convention import Convention, Decision, Evidence, decide
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
from budget_pipeline.clean.notation import unit_words

__all__ = ["Convention", "RupiahColumn", "parse_column", "unit_from_text"]

# Cells without a mark say nothing of the convention.
_MARKED: Final = "[.,\uff0c\uff0e]"
_KIND_CODES: Final = {
    DATE: "tanggal_di_kolom_nilai",
    BOOLEAN: "boolean_di_kolom_nilai",
    ERROR: "sel_galat",
    FORMULA: "rumus_tanpa_nilai",
}


@dataclass(frozen=True, slots=True)
class RupiahColumn:
    """One amount column; value = rupiah + sen / 100 with sen 0..99, also below zero.

    Cells that are `null` or `bad` hold 0. `codes` and `notes` go from position to message code:
    why a cell is bad, and what is worth knowing about a good one. `rounded` marks amounts written
    to a lower precision ("22,1 M", units above rupiah).
    """

    rupiah: npt.NDArray[np.int64]
    sen: npt.NDArray[np.int64]
    null: npt.NDArray[np.bool_]
    bad: npt.NDArray[np.bool_]
    rounded: npt.NDArray[np.bool_]
    convention: Convention
    codes: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


def parse_column(
    values: "pd.Series[str]",
    kinds: Kinds,
    *,
    unit: int = 1,
    hint: Convention | None = None,
    round_to_sen: bool = False,
    shown: Evidence | None = None,
) -> RupiahColumn:
    """Return the amounts of a column, "" being an empty cell.

    `unit` is what one means (1000 for "dalam ribuan"); a cell's own unit word wins over it. `hint`
    decides where no cell shows the convention. With `round_to_sen` amounts of more than two
    decimals are rounded half-even and marked, instead of refused. `shown`: what the whole column
    shows of its convention, where `values` are only a part of it.
    """
    array, rows = arrow(values), Parsed.blank(len(values))
    cell_kinds = kinds_or_text(kinds, len(values))
    plain, numbers, texts = _told_apart(array, cell_kinds, rows)
    points = _fill_plain(array, plain, cell_kinds, rows, unit)
    _fill_numbers(array, numbers, rows, unit, round_to_sen)
    convention = _fill_texts(array, texts, points, rows, unit, hint, round_to_sen, shown)
    return _column(rows, convention)


def evidence(
    values: "pd.Series[str]", kinds: Kinds, *, unit: int = 1, round_to_sen: bool = False
) -> Evidence:
    """Return what a part of a column shows of its convention; the evidence of all parts adds up."""
    array, cell_kinds = arrow(values), kinds_or_text(kinds, len(values))
    marked = pc.match_substring_regex(array, _MARKED)
    array, cell_kinds = array.filter(marked), cell_kinds[_mask(marked)]
    rows = Parsed.blank(len(array))
    plain, _, texts = _told_apart(array, cell_kinds, rows)
    points = int(_fill_plain(array, plain, cell_kinds, rows, unit).sum())
    encoded = array.filter(pa.array(texts)).dictionary_encode()
    index = encoded.indices.to_numpy(zero_copy_only=False)
    return _evidence(amounts.parse_texts(encoded.dictionary, unit, round_to_sen), index, points)


def unit_from_text(text: str) -> int | None:
    """Return the unit that a header or title states, None when it states none.

    >>> unit_from_text("Anggaran (dalam ribuan rupiah)"), unit_from_text("Rp. 000")
    (1000, 1000)
    >>> unit_from_text("Pagu (Rp)") is None
    True
    """
    found = _STATED_UNIT.search(" ".join(text.split()))
    if not found:
        return None
    words = re.findall(r"[a-z]+|0+", found[0].casefold().replace(".", ""))
    return next((unit_words()[word] for word in words if unit_words().get(word, 1) > 1), None)


_UNIT_WORD: Final = r"(?:ribu|juta|mil[iy]ar|tril[iy]y?un|thousand|million|billion)(?:an|s)?"
_STATED_UNIT: Final = re.compile(
    rf"(?i)\bdalam (?:rp\.? ?|satuan )?{_UNIT_WORD}\b"
    rf"|[(\[][^)\]]*\b{_UNIT_WORD}\b[^)\]]*[)\]]"
    rf"|\b(?:satuan|in|rp\.?|idr)\s*:?\s*{_UNIT_WORD}\b|\b{_UNIT_WORD} (?:rp|rupiah)\b"
    r"|\b(?:rp|idr)\.? ?\(?(?:\.?000)+\b|[(\[](?:rp\.? ?)?(?:rb|jt|mlr)\.?[)\]]"
    r"|[(\[](?:\.?000)+[)\]]"
)


def _told_apart(
    array: Any, kinds: npt.NDArray[np.uint8], rows: Parsed
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which cells are plain amounts, numbers and texts; empty and wrong ones get their code."""
    for kind, code in _KIND_CODES.items():
        rows.code[kinds == kind] = NUMBER_OF[code]
    rows.code[(rows.code == 0) & _mask(pc.equal(array, ""))] = NUMBER_OF["null"]
    open_cells = rows.code == 0
    plain = open_cells & _mask(pc.match_substring_regex(array, amounts.PLAIN))
    return plain, open_cells & ~plain & (kinds == NUMBER), open_cells & ~plain & (kinds != NUMBER)


def _fill_plain(
    array: Any, at: npt.NDArray[np.bool_], kinds: npt.NDArray[np.uint8], rows: Parsed, unit: int
) -> npt.NDArray[np.bool_]:
    """Fill in cells like 1250000.5; return which text cells show a decimal point."""
    points = np.zeros(len(at), dtype=bool)
    if not at.any():
        return points
    cells = array.filter(pa.array(at))
    sen = amounts.plain_sen(cells)
    points[at] = _mask(pc.match_substring(cells, ".")) & (sen != 0)
    fine = np.abs(sen) < 2**63 // unit
    scaled = np.where(fine, sen, 0) * unit
    rows.rupiah[at], rows.sen[at] = scaled // 100, scaled % 100
    rows.code[at] = np.where(fine, 0, NUMBER_OF["terlalu_besar"])
    rows.rounded[at] = unit > 1
    points &= kinds != NUMBER
    return points


def _fill_numbers(
    array: Any, at: npt.NDArray[np.bool_], rows: Parsed, unit: int, round_to_sen: bool
) -> None:
    if at.any():
        texts, index = distinct(array.filter(pa.array(at)))
        _scatter(rows, at, amounts.parse_numbers(texts, unit, round_to_sen).take(index))


def _fill_texts(
    array: Any,
    at: npt.NDArray[np.bool_],
    points: npt.NDArray[np.bool_],
    rows: Parsed,
    unit: int,
    hint: Convention | None,
    round_to_sen: bool,
    shown: Evidence | None,
) -> Convention:
    """Fill in the cells that need reading, as the column's convention has it."""
    encoded = array.filter(pa.array(at)).dictionary_encode()
    index = encoded.indices.to_numpy(zero_copy_only=False)
    parsed = amounts.parse_texts(encoded.dictionary, unit, round_to_sen)
    decision = decide(shown or _evidence(parsed, index, int(points.sum())), hint)
    _judge(parsed, encoded.dictionary, decision, unit, hint, round_to_sen)
    _scatter(rows, at, parsed.take(index))
    if decision.thousands == ".":
        rows.code[points] = NUMBER_OF["pemisah_bertentangan"]
    return decision.convention


def _evidence(parsed: Parsed, index: npt.NDArray[Any], points: int) -> Evidence:
    cells = np.bincount(index, minlength=len(parsed.mark))
    readable = (parsed.code == 0) | (parsed.code == NUMBER_OF["lebih_dari_sen"])
    count = {
        (mark, doubtful): int(
            cells[readable & (parsed.mark == mark) & (parsed.doubtful == doubtful)].sum()
        )
        for mark in (1, 2)
        for doubtful in (False, True)
    }
    return Evidence(
        sure_dot=count[1, False],
        sure_comma=count[2, False] + points,
        doubtful_dot=count[1, True],
        doubtful_comma=count[2, True],
        decimal_points=points,
    )


def _judge(
    parsed: Parsed,
    texts: Any,
    decision: Decision,
    unit: int,
    hint: Convention | None,
    round_to_sen: bool,
) -> None:
    """Refuse the cells that the column's convention does not explain."""
    fine = parsed.code == 0
    winner, trusted = MARKS.index(decision.thousands), MARKS.index(decision.trusted)
    stranger = ~parsed.doubtful & (parsed.mark != 0) & (parsed.mark != winner)
    if winner:
        parsed.code[fine & stranger] = NUMBER_OF["pemisah_bertentangan"]
    doubted = fine & parsed.doubtful & (parsed.mark != trusted)
    parsed.code[doubted] = NUMBER_OF["angka_ambigu"]
    if decision.thousands == "," and (unit > 1 or hint is Convention.POLOS):
        for at in np.flatnonzero(doubted & (parsed.mark == 1)).tolist():
            value = amounts.as_decimals(texts[at].as_py(), unit, round_to_sen)
            parsed.code[at], parsed.rounded[at] = NUMBER_OF[value.code], value.rounded
            parsed.rupiah[at], parsed.sen[at] = divmod(value.sen, 100)


def _scatter(rows: Parsed, at: npt.NDArray[np.bool_], cells: Parsed) -> None:
    rows.rupiah[at], rows.sen[at] = cells.rupiah, cells.sen
    rows.code[at], rows.note[at], rows.rounded[at] = cells.code, cells.note, cells.rounded


def _column(rows: Parsed, convention: Convention) -> RupiahColumn:
    null, bad = rows.code == NUMBER_OF["null"], rows.code > NUMBER_OF["null"]
    void = null | bad
    rows.rupiah[void], rows.sen[void], rows.rounded[void], rows.note[void] = 0, 0, False, 0
    return RupiahColumn(
        rows.rupiah,
        rows.sen,
        null,
        bad,
        rows.rounded,
        convention,
        codes=_by_position(bad, rows.code),
        notes=_by_position(rows.note > 0, rows.note),
    )


def _by_position(at: npt.NDArray[np.bool_], numbers: npt.NDArray[np.int16]) -> dict[int, str]:
    positions = np.flatnonzero(at)
    return {
        p: CODES[n] for p, n in zip(positions.tolist(), numbers[positions].tolist(), strict=True)
    }


def _mask(answer: Any) -> npt.NDArray[np.bool_]:
    mask: npt.NDArray[np.bool_] = answer.to_numpy(zero_copy_only=False)
    return mask
