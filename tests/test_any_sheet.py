"""Whatever happens to a good sheet, every row keeps one fate and no wrong sum is loaded."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from budget_pipeline.errors import RejectedFile
from tests.small_files import LINES, LRA_HEADER, check, write_csv

Sheet = list[list[Any]]
MOST_ROWS = 6


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


def _swap_columns(sheet: Sheet, row: int, column: int) -> None:
    other = (column + 1) % len(LRA_HEADER)
    for cells in sheet:
        cells[column], cells[other] = cells[other], cells[column]


def _repeat_header(sheet: Sheet, row: int, _: int) -> None:
    sheet.insert(row, list(sheet[0]))


MUTATIONS: list[Callable[[Sheet, int, int], None]] = [
    _drop,
    _double,
    _blank_row,
    _blank_cell,
    _insert_total,
    _swap_columns,
    _repeat_header,
]
STEPS = st.lists(
    st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 99), st.integers(0, len(LRA_HEADER) - 1)),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_fates_add_up_whatever_happens_to_a_sheet(steps: list[tuple[Any, int, int]]) -> None:
    sheet: Sheet = [list(LRA_HEADER), *(list(line) for line in LINES)]
    for change, row, column in steps:
        if sheet:
            change(sheet, row % len(sheet), column)
    with tempfile.TemporaryDirectory() as folder:
        try:
            result = check(write_csv(Path(folder) / "lra.csv", sheet))
        except RejectedFile:
            return  # with a reason; nothing of it is loaded
    [read] = result.sheets
    assert sum(read.fates.values()) == read.rows_read == len(sheet)
    written = [int(r[i]) for r in sheet for i in range(len(r)) if str(r[i]).isdigit()]
    # A loaded sum never exceeds what stands in the file once, totals and copies included.
    assert sum(int(v) for v in read.totals.values()) <= sum(written)


@settings(max_examples=25, deadline=None)
@given(st.permutations(LINES))
def test_the_order_of_rows_changes_no_total(lines: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = check(write_csv(Path(folder) / "lra.csv", [LRA_HEADER, *lines]))
    assert result.sheets[0].totals == {
        "realisasi.anggaran": 800_000_000,
        "realisasi.realisasi": 550_000_000,
    }


HARMLESS = st.lists(
    st.tuples(
        st.sampled_from([_blank_row, _insert_total, _repeat_header]), st.integers(1, 99), st.just(0)
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(HARMLESS)
def test_totals_blanks_and_repeated_headers_change_no_sum(
    steps: list[tuple[Any, int, int]],
) -> None:
    sheet: Sheet = [list(LRA_HEADER), *(list(line) for line in LINES)]
    for change, row, column in steps:
        change(sheet, 1 + row % (len(sheet) - 1), column)
    with tempfile.TemporaryDirectory() as folder:
        read = check(write_csv(Path(folder) / "lra.csv", sheet)).sheets[0]
    assert read.totals["realisasi.realisasi"] == 550_000_000
    assert read.fates["dimuat"] == len(LINES)
