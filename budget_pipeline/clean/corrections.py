"""Apply corrections that staff declared in `koreksi.yml`, each guarded by the old value."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from budget_pipeline.clean.distinct import TEXT, Kinds
from budget_pipeline.issues import Issue

CELL = re.compile(r"^([A-Z]{1,3})([1-9]\d*)$")


def apply(
    cells: pd.DataFrame, kinds: Kinds, sheet: str, corrections: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[Issue]]:
    """Change `cells` in place; return what was applied or refused, and the refusals as issues.

    A corrected cell is plain text, whatever `kinds` said it was: an error, a date, a number. A
    correction whose cell no longer holds the old value is not applied: the source was mended or
    changed since, and only a person can tell which.
    """
    records, issues = [], []
    for item in corrections:
        if str(item["lembar"]) != sheet:
            continue
        place = CELL.match(str(item["sel"]))
        row, column = (int(place[2]), _column(place[1])) if place else (0, -1)
        old, new, found = _said(item, "lama"), _said(item, "baru"), ""
        if place and row in cells.index and column < cells.shape[1]:
            found = str(cells.loc[row, cells.columns[column]])
        fits = bool(place) and found == old
        if fits:
            cells.loc[row, cells.columns[column]] = new
            if kinds is not None:
                kinds[cells.index.get_loc(row), column] = TEXT
        else:
            params = {"lama": old}
            issue = Issue("koreksi_tidak_cocok", sheet, row, str(item["sel"]), "", found, params)
            issues.append(issue)
        records.append(
            {
                "lembar": sheet,
                "baris": row,
                "sel": str(item["sel"]),
                "lama": old,
                "baru": new,
                "alasan": str(item["alasan"]),
                "penulis": str(item["penulis"]),
                "diterapkan": fits,
            }
        )
    return records, issues


def _said(item: Mapping[str, Any], key: str) -> str:
    """Return a value of a correction; nothing written stands for an empty cell."""
    value = item.get(key)
    return "" if value is None else str(value)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
