"""Rebuild the corner of a spreadsheet that one row came from: letters, headers, cells, and what became of them."""

import json
from dataclasses import dataclass
from typing import Any

from budget_pipeline.site.amounts import plain
from budget_pipeline.site.sql import Reader, Row

WIDEST = 60


@dataclass(frozen=True)
class Mapped:
    """One column of a table and the sheet column it was read from."""

    table: str
    column: str
    letter: str
    header: str


@dataclass(frozen=True)
class Grid:
    """Rows of a sheet as read: letters across, row numbers down."""

    letters: list[str]
    used: frozenset[str]
    headers: list[tuple[int, list[str]]]
    rows: list[tuple[int, str, list[str]]]
    cut: int

    def value(self, row: int, letter: str) -> str | None:
        """Return the text of one cell, None where the row is not shown or the letter unknown."""
        for number, _, cells in self.rows:
            if number == row and letter in self.letters:
                return cells[self.letters.index(letter)]
        return None


def column_map(sheet: Row) -> list[Mapped]:
    """Return which column of which table each sheet column fed, from `lembar.kolom`."""
    try:
        raw = json.loads(sheet.get("kolom") or "{}")
    except ValueError:
        raw = {}
    found = []
    for name, place in raw.items() if isinstance(raw, dict) else ():
        table, _, column = name.rpartition(".")
        letter, header = _letter_and_header(place)
        found.append(Mapped(table, column, letter, header))
    return found


def grid(rows: list[Row], headers: list[Row], mapping: list[Mapped], number: int) -> Grid:
    """Return the rows and header rows as a grid wide enough for the widest of them, up to 60 columns."""
    cells = {row["baris"]: _cells(row) for row in [*rows, *headers]}
    width = max((len(texts) for texts in cells.values()), default=0)
    shown = min(width, WIDEST)
    letters = [column_letter(index) for index in range(shown)]
    near = {row["baris"] for row in rows}
    return Grid(
        letters=letters,
        used=frozenset(place.letter for place in mapping),
        headers=[
            (row["baris"], _padded(cells[row["baris"]], shown))
            for row in headers
            if row["baris"] not in near
        ],
        rows=[(row["baris"], row["nasib"], _padded(cells[row["baris"]], shown)) for row in rows],
        cut=width - shown,
    )


def cleaned_values(
    reader: Reader, sheet: Row, file_id: str, name: str, number: int
) -> list[dict[str, Any]]:
    """Return each mapped column of the row with the value it was loaded as, table by table."""
    pairs = []
    for table in dict.fromkeys(place.table for place in column_map(sheet)):
        loaded = _loaded_rows(reader, table, file_id, name, number)
        for place in column_map(sheet):
            if place.table != table:
                continue
            for row in loaded or [{}]:
                pairs.append(
                    {
                        "tabel": table,
                        "kolom": place.column,
                        "huruf": place.letter,
                        "judul": place.header,
                        "dimuat": bool(loaded),
                        "disimpan": place.column in row,
                        "nilai": _shown(row, place.column),
                        "uang": f"{place.column}_rp" in row,
                    }
                )
    return pairs


def column_letter(index: int) -> str:
    """Return the letter of a column counted from zero, as spreadsheets name them.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _loaded_rows(reader: Reader, table: str, file_id: str, sheet: str, number: int) -> list[Row]:
    """Return what the row became in `table`; an unknown name yields nothing, it never reaches the SQL."""
    known = reader.value("tabel_berasal", tabel=table)
    if not known:
        return []
    sql = f'SELECT * FROM "{known}" WHERE id_berkas = :berkas AND lembar = :lembar AND baris = :baris LIMIT 200'
    return list(reader.run(sql, {"berkas": file_id, "lembar": sheet, "baris": number}))


def _shown(row: Row, column: str) -> str | None:
    value = row.get(column)
    if f"{column}_rp" in row:
        return plain(value)
    return None if value is None else str(value)


def _letter_and_header(place: Any) -> tuple[str, str]:
    if isinstance(place, list) and place:
        return str(place[0]), str(place[1]) if len(place) > 1 else ""
    if isinstance(place, dict):
        letter = place.get("huruf") or place.get("kolom") or place.get("letter") or ""
        return str(letter), str(place.get("judul") or place.get("header") or "")
    return str(place or ""), ""


def _cells(row: Row) -> list[str]:
    try:
        raw = json.loads(row["isi"] or "[]")
    except ValueError:
        raw = [row["isi"]]
    return (
        ["" if cell is None else str(cell) for cell in raw] if isinstance(raw, list) else [str(raw)]
    )


def _padded(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width]
