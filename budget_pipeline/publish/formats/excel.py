"""Write a table as XLSX that cannot run, round or reinterpret anything.

Texts and codes are string cells, never formulas or links. A number is a number cell only where
Excel's 15 significant digits hold it; else it is text with every digit.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budget_pipeline.publish.dictionary import HEADER, describe_table
from budget_pipeline.publish.rows import select_rows
from budget_pipeline.schema.model import Column, Schema, Table

SHEET_ROWS = 1_048_575  # Excel's limit less the header row
CELL_CHARACTERS = 32_767
CUT = " … [dipotong, lengkapnya di CSV]"
FIXED_DATE = datetime(1980, 1, 1)
FEW = 5_000  # rows put together in memory, without a file for each part of the workbook
EXCEL_EPOCH = "1900-03-01"  # earlier dates are a day off in Excel
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


@dataclass
class _Look:
    header: Format
    date: Format
    datetime: Format
    money: Format


def write_excel(
    connection: sqlite3.Connection, table: Table, schema: Schema, path: Path, rows: int
) -> int:
    """Write the table of `rows` rows and its dictionary sheet; return how many cells were too long and cut."""
    options = {**OPTIONS, "tmpdir": str(path.parent), "in_memory": rows <= FEW}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": FIXED_DATE, "title": table.title.id})
            look = _Look(
                header=book.add_format({"bold": True}),
                date=book.add_format({"num_format": "yyyy-mm-dd"}),
                datetime=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
                money=book.add_format({"num_format": "#,##0.00"}),
            )
            cut = _write_rows(book, connection, table, look)
            _write_dictionary(book, table, schema, look)
    except XlsxFileError as error:
        # The library's own name for a full disk; to us it is one.
        raise OSError(f"{path.name}: {error}") from error
    return cut


def fits_excel(digits: str) -> bool:
    """Tell whether Excel shows this decimal text without rounding it.

    >>> fits_excel("1295927372.42"), fits_excel("9223372036854775807")
    (True, False)
    """
    return len(digits.lstrip("-").replace(".", "").lstrip("0")) <= 15


def _write_rows(book: Workbook, connection: sqlite3.Connection, table: Table, look: _Look) -> int:
    cut = 0
    sheet, line, part = None, 0, 0
    for row in connection.execute(select_rows(table)):
        if sheet is None or line > SHEET_ROWS:
            part += 1
            sheet, line = _new_sheet(book, table, part, look), 1
        for position, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if value is not None:
                cut += _write_cell(sheet, (line, position), column, value, look)
        line += 1
    if sheet is None:
        _new_sheet(book, table, 1, look)
    return cut


def _new_sheet(book: Workbook, table: Table, part: int, look: _Look) -> Worksheet:
    sheet = book.add_worksheet(table.name if part == 1 else f"{table.name[:27]}_{part}")
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, 18 if column.is_money else 14)
        sheet.write_string(0, position, column.name, look.header)
    return sheet


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], column: Column, value: Any, look: _Look
) -> int:
    if column.is_money:
        if fits_excel(value):
            sheet.write_number(*place, float(value), look.money)
            return 0
    elif column.is_date:
        if value >= EXCEL_EPOCH:
            whole_day = len(value) == 10
            moment = datetime.fromisoformat(value)
            sheet.write_datetime(*place, moment, look.date if whole_day else look.datetime)
            return 0
    elif column.type == "boolean":
        sheet.write_boolean(*place, value == "true")
        return 0
    elif column.type == "number" or (column.type != "string" and fits_excel(str(value))):
        sheet.write_number(*place, value)
        return 0
    return _write_text(sheet, place, str(value))


def _write_text(sheet: Worksheet, place: tuple[int, int], text: str) -> int:
    too_long = len(text) > CELL_CHARACTERS
    if too_long:
        text = text[: CELL_CHARACTERS - len(CUT)] + CUT
    sheet.write_string(*place, text)
    return int(too_long)


def _write_dictionary(book: Workbook, table: Table, schema: Schema, look: _Look) -> None:
    sheet = book.add_worksheet("kamus")
    for position, name in enumerate(HEADER):
        sheet.write_string(0, position, name, look.header)
    for line, entry in enumerate(describe_table(table, schema), start=1):
        for position, text in enumerate(entry):
            sheet.write_string(line, position, text)
