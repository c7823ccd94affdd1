"""Whatever happens to a good sheet, every row keeps one fate and no wrong sum is loaded."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budget_pipeline.errors import RejectedFile
from budget_pipeline.pipeline.results import SheetResult
from tests.small_files import LINES, LRA_HEADER, check, write_csv

Sheet = list[list[Any]]
Change = Callable[[Sheet, int, int], None]
Step = tuple[Change, int, int]
# What makes a row of the sheet a budget line, and no total, note or copy of the header.
MARKS = {cell for line in LINES for cell in line[:2]}


def _drop(sheet: Sheet, row: int, _: int) -> None:
    del sheet[row]


def _double(sheet: Sheet, row: int, _: int) -> None:
    sheet.insert(row, list(sheet[row]))


def _blank_row(sheet: Sheet, row: int, _: int) -> None:
    sheet.insert(row, [""] * len(LRA_HEADER))


def _blank_cell(sheet: Sheet, row: int, column: int) -> None:
    sheet[row][column] = ""


def _insert_total(sheet: Sheet, row: int, _: int) -> None:
    money = [sum(int(r[c] or 0) for r in sheet[1:] if str(r[c]).isdigit()) for c in (2, 3)]
    sheet.insert(max(row, 1), ["", "Jumlah", *money, 2024])


def _insert_wrong_total(sheet: Sheet, row: int, _: int) -> None:
    sheet.insert(max(row, 1), ["", "Jumlah", 1, 2, ""])


def _insert_note(sheet: Sheet, row: int, _: int) -> None:
    sheet.insert(max(row, 1), ["", "Catatan kaki", "", "", ""])


def _swap_columns(sheet: Sheet, row: int, column: int) -> None:
    other = (column + 1) % len(LRA_HEADER)
    for cells in sheet:
        cells[column], cells[other] = cells[other], cells[column]


def _repeat_header(sheet: Sheet, row: int, _: int) -> None:
    sheet.insert(row, list(sheet[0]))


HARMLESS: list[Change] = [
    _double,
    _blank_row,
    _insert_total,
    _insert_wrong_total,
    _insert_note,
    _repeat_header,
]
ANY: list[Change] = [_drop, _blank_cell, _swap_columns, *HARMLESS]


def steps(changes: list[Change], first_row: int) -> st.SearchStrategy[list[Step]]:
    """Draw changes, each with the row and the column it is made at."""
    rows, columns = st.integers(first_row, 99), st.integers(0, len(LRA_HEADER) - 1)
    return st.lists(st.tuples(st.sampled_from(changes), rows, columns), max_size=6)


def changed(made: list[Step]) -> Sheet:
    """Return the good sheet after the changes `made`."""
    sheet: Sheet = [list(LRA_HEADER), *(list(line) for line in LINES)]
    for change, row, column in made:
        if sheet:
            change(sheet, row % len(sheet), column)
    return sheet


def read_back(sheet: Sheet) -> SheetResult:
    with tempfile.TemporaryDirectory() as folder:
        [read] = check(write_csv(Path(folder) / "lra.csv", sheet)).sheets
    return read


def rows_used(sheet: Sheet) -> int:
    """Return how many rows there are down to the last one that holds anything: a sheet ends there."""
    return max(number for number, row in enumerate(sheet, 1) if any(row))


def is_line(row: list[Any]) -> bool:
    return not MARKS.isdisjoint(row)


def written(sheet: Sheet, title: str) -> int:
    """Return what the budget lines hold in the column of this title; nothing without its title."""
    columns = {row.index(title) for row in sheet if title in row}
    return sum(int(row[column] or 0) for column in columns for row in sheet if is_line(row))


@settings(max_examples=150, deadline=None)
@given(steps(ANY, 0))
def test_any_change_leaves_one_fate_per_row_and_loads_only_budget_lines(
    made: list[Step],
) -> None:
    sheet = changed(made)
    assume(any(map(any, sheet)))
    try:
        read = read_back(sheet)
    except RejectedFile:
        assume(False)  # with a reason; nothing of it is loaded
    assert sum(read.fates.values()) == read.rows_read == rows_used(sheet)
    in_place = tuple(sheet[0]) == LRA_HEADER and _swap_columns not in {step[0] for step in made}
    for title in ("Anggaran", "Realisasi"):
        loaded = read.totals.get(f"realisasi.{title.lower()}", 0)
        assert loaded == written(sheet, title) if in_place else loaded <= written(sheet, title)


@settings(max_examples=80, deadline=None)
@given(steps(HARMLESS, 1))
def test_totals_notes_blanks_and_repeated_headers_lose_no_row_and_no_rupiah(
    made: list[Step],
) -> None:
    sheet = changed(made)
    read = read_back(sheet)
    assert read.fates["dimuat"] == sum(map(is_line, sheet))
    assert read.totals == {
        "realisasi.anggaran": written(sheet, "Anggaran"),
        "realisasi.realisasi": written(sheet, "Realisasi"),
    }


@settings(max_examples=15, deadline=None)
@given(st.permutations(LINES))
def test_the_order_of_rows_changes_no_total(lines: list[tuple[Any, ...]]) -> None:
    assert read_back([list(LRA_HEADER), *map(list, lines)]).totals == {
        "realisasi.anggaran": 800_000_000,
        "realisasi.realisasi": 550_000_000,
    }
