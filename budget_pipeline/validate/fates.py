"""Give every row of a table exactly one fate."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from budget_pipeline.validate.paths import Paths, ancestors

FATES = ("dimuat", "subtotal", "judul", "catatan", "kosong", "duplikat", "karantina")
WORDS = Path(__file__).parent / "totals.yml"
# A heading fills one or two cells; a row that fills more is data, with or without an amount.
HEADING_CELLS = 2
# A total with a code has little else: the code and name of what it sums up, and a label.
CODED_TOTAL_CELLS = 4
Mask = npt.NDArray[np.bool_]


@dataclass
class Body:
    """What is known of the body rows of one table before they are judged (arrays of equal length).

    `worded`: what could not be read are words where a code, date or amount must be. `alone`: one
    cell of the row is filled, and it is no amount. `label` returns the first text left of a row's amounts.
    `says_total`: position -> label of rows in which a cell says no more than "Jumlah". `tree` holds
    each row's path of codes, outermost first, or is None for a flat table. `keeps_totals`: totals
    are rows like any other. `declared_totals`: position -> label of rows the layout knows to be
    totals.
    """

    blank: Mask
    numbering: Mask
    unreadable: Mask
    bad_value: Mask
    missing: Mask
    has_amount: Mask
    has_code: Mask
    text_count: npt.NDArray[np.int64]
    label: Callable[[int], str]
    worded: Mask
    alone: Mask
    says_total: Mapping[int, str] = field(default_factory=dict)
    absorbed: Mapping[int, str] = field(default_factory=dict)
    tree: Paths | None = None
    needs_amount: bool = True
    keeps_totals: bool = False
    declared_totals: Mapping[int, str] = field(default_factory=dict)


@dataclass
class Judgement:
    """The fate of each body row, and what was learnt on the way.

    `totals`: position -> label of total rows; `parents`: path -> positions of the rows that contain
    others; `unnamed`: total rows without a label.
    """

    fates: npt.NDArray[np.object_]
    totals: dict[int, str] = field(default_factory=dict)
    parents: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    unnamed: list[int] = field(default_factory=list)


def judge(body: Body) -> Judgement:
    """Return one fate per row; the order of the rules below is the order of precedence."""
    fates = np.full(len(body.blank), "", dtype=object)
    result = Judgement(fates)
    _set(fates, body.blank, "kosong")
    _set(fates, body.numbering, "judul")
    for position, fate in body.absorbed.items():
        if fates[position] == "":
            fates[position] = fate
    _set(fates, body.unreadable, "karantina")
    for position, label in body.declared_totals.items():
        if fates[position] == "":
            fates[position] = "subtotal"
            result.totals[position] = label
    if not body.keeps_totals:
        _find_totals(body, result)
    _find_headings(body, result)
    if body.tree is not None:
        _find_parents(body.tree, result)
    if not body.keeps_totals:
        _find_coded_totals(body, result)
    _set(fates, body.bad_value | body.missing, "karantina")
    _set(fates, np.ones(len(fates), bool), "dimuat")
    return result


def _set(fates: npt.NDArray[np.object_], mask: Mask, fate: str) -> None:
    fates[mask & (fates == "")] = fate


def _find_totals(body: Body, result: Judgement) -> None:
    """Mark rows that say they are totals, and rows of bare amounts with nothing to say whose."""
    pattern = total_pattern()
    open_rows = (result.fates == "") & ~body.has_code & (body.text_count <= 3)
    for position in np.flatnonzero(open_rows):
        label = body.label(int(position))
        if label and pattern.match(label):
            result.fates[position] = "subtotal"
            result.totals[int(position)] = label
        elif body.text_count[position] == 0 and body.has_amount[position]:
            result.fates[position] = "subtotal"
            result.totals[int(position)] = ""
            result.unnamed.append(int(position))
    for row, label in body.says_total.items():
        if result.fates[row] == "" and body.has_amount[row]:
            result.fates[row] = "subtotal"
            result.totals[row] = label


def _find_coded_totals(body: Body, result: Judgement) -> None:
    """Mark rows that carry a code and call themselves the sum of others ("1.01 Jumlah Dinas A")."""
    rows = (result.fates == "") & body.has_code & body.has_amount
    for position in np.flatnonzero(rows & (body.text_count <= CODED_TOTAL_CELLS)):
        label = body.label(int(position))
        if label and coded_total_pattern().match(label):
            result.fates[position] = "subtotal"
            result.totals[int(position)] = label


def _find_headings(body: Body, result: Judgement) -> None:
    """Rows without code and amount name what follows (judul) or stand below the table (catatan)."""
    if not body.needs_amount:
        _set(result.fates, (body.text_count == 0) & ~body.has_amount, "catatan")
        full = np.flatnonzero(~body.alone & ~body.blank)
        if len(full):
            _set(result.fates, body.alone & _apart_below(body, int(full[-1])), "catatan")
        return
    open_rows = (result.fates == "") & ~body.has_amount & ~body.has_code
    words = body.worded & (body.alone | _below_table(body, result))
    bare = open_rows & ((~body.bad_value & (body.text_count <= HEADING_CELLS)) | words)
    data = np.flatnonzero((result.fates == "") & ~bare)
    last = int(data[-1]) if len(data) else -1
    for position in np.flatnonzero(bare):
        inside = position < last and (body.text_count[position] > 0 or words[position])
        result.fates[position] = "judul" if inside else "catatan"


def _below_table(body: Body, result: Judgement) -> Mask:
    """Tell which rows stand below the last figure, set apart by a total or an empty row.

    There officials sign: place, date, office, name, in whichever column there was room.
    """
    figures = np.flatnonzero(body.has_amount | body.has_code)
    last = int(figures[-1]) if len(figures) else -1
    return _apart_below(body, last, apart=last in result.totals)


def _apart_below(body: Body, last: int, *, apart: bool = False) -> Mask:
    """Tell which rows stand below row `last` and below an empty row there, unless it sets them `apart`."""
    below = np.zeros(len(body.blank), bool)
    for position in range(last + 1, len(below)):
        apart = apart or bool(body.blank[position])
        below[position] = apart
    return below


def _find_parents(tree: Paths, result: Judgement) -> None:
    """Mark rows whose path contains the path of another row: they repeat its amount."""
    rows = (result.fates == "") & tree.where(tree.filled)
    met = np.unique(tree.numbers[rows]).tolist()
    inner = {path for number in met for path in ancestors(tree.paths[number])}
    containing = np.array([path in inner for path in tree.paths], bool)
    for position in map(int, np.flatnonzero(rows & tree.where(containing))):
        result.fates[position] = "subtotal"
        result.parents.setdefault(tree[position], []).append(position)


@cache
def total_pattern() -> re.Pattern[str]:
    """Return the pattern of labels that mark a total or a balance."""
    words = total_words()
    balances = "|".join(f"(?:{item['label']})" for item in words["balance"])
    return re.compile(f"(?:{words['total']})|{balances}")


@cache
def coded_total_pattern() -> re.Pattern[str]:
    """Return the pattern of labels that mark a total in a row with a code."""
    return re.compile(total_words()["coded"])


@cache
def carried_pattern() -> re.Pattern[str]:
    """Return the pattern of labels that mark a sum carried from one page to the next."""
    return re.compile(total_words()["carried"])


@cache
def total_words() -> dict[str, Any]:
    """Return the declared words for totals, balances and parts (validate/totals.yml)."""
    words: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words
