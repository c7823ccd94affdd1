"""Cut away stray cells far from the table, before a reader allocates everything in between.

One cell typed by accident at XFD1048576 makes calamine ask for 549 GB and abort (its issue 693).
"""

import re
from array import array
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from budget_pipeline.extract.sheets import MAX_COLUMNS, cell_name, refuse_width
from budget_pipeline.extract.sheetxml import Xml, column_number
from budget_pipeline.issues import reject

# A box of cells that costs a reader little, however empty it is.
HARMLESS_BOX = 3_000_000
# A box that a reader bears (some 300 MB); only beyond it are the cells counted.
BEARABLE_BOX = 10_000_000
# Sparser than this it is not a table but a table and something far away.
SPARSE = 10
GAP_ROWS, GAP_COLUMNS = 1000, 50
MAX_STRAYS = 20

# Does any cell stand beyond this many columns?  (Z, AZ, CZ, KZ)
BEYOND = {
    26: re.compile(rb'r="[A-Z]{2}'),
    52: re.compile(rb'r="(?:[B-Z][A-Z]|[A-Z]{3})\d'),
    104: re.compile(rb'r="(?:[D-Z][A-Z]|[A-Z]{3})\d'),
    312: re.compile(rb'r="(?:[L-Z][A-Z]|[A-Z]{3})\d'),
}
FILLED = re.compile(rb'<c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d+)"(?:[^>]*[^/])?>')


def without_strays(content: Xml, sheet: str) -> tuple[Xml, list[str]]:
    """Return a worksheet's XML without stray far cells, and their addresses."""
    if not _may_be_absurd(content):
        return content, []
    rows, columns = _filled_cells(content)
    if not len(rows):
        return content, []
    keep = np.ones(len(rows), bool)
    if _absurd(rows, columns):
        keep = _before_gap(rows, GAP_ROWS) & _before_gap(columns, GAP_COLUMNS)
    width = int(columns[keep].max()) + 1
    refuse_width(width, sheet)
    if _absurd(rows[keep], columns[keep]):
        raise reject("lembar_terlalu_renggang", lembar=sheet, sel=_last_cell(rows, columns))
    strays = [
        cell_name(int(row), int(column))
        for row, column in zip(rows[~keep], columns[~keep], strict=True)
    ]
    return _without(content, strays), strays


def refuse_sparse(sheet: str, last: tuple[int, int], filled: int) -> None:
    """Raise RejectedFile when `filled` cells are spread up to `last` (row from 1, column from 0)."""
    row, column = last
    if row * (column + 1) > HARMLESS_BOX and filled * SPARSE < row * (column + 1):
        raise reject("lembar_terlalu_renggang", lembar=sheet, sel=cell_name(row, column))


def _may_be_absurd(content: Xml) -> bool:
    """Tell cheaply whether the sheet's cells may span an absurd box."""
    width = next((bound for bound, beyond in BEYOND.items() if not beyond.search(content)), 16384)
    box = _last_row(content) * width
    if width > MAX_COLUMNS:
        return True
    return box > BEARABLE_BOX and content.count(b"<c ") * SPARSE < box


def _last_row(content: Xml) -> int:
    last = content.rfind(b"<row")
    told = re.match(rb'<row[^>]*?\sr="(\d+)"', content[last : last + 500]) if last >= 0 else None
    return int(told[1]) if told else content.count(b"<row")


def _filled_cells(content: Xml) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return rows (from 1) and columns (from 0) of every cell with content."""
    rows, columns = array("i"), array("i")
    known: dict[bytes, int] = {}
    for letters, row in FILLED.findall(content):
        column = known.get(letters)
        if column is None:
            column = known[letters] = column_number(letters.decode())
        rows.append(min(int(row), 1 << 30))
        columns.append(column)
    return np.array(rows, np.int32), np.array(columns, np.int32)


def _absurd(rows: npt.NDArray[np.int32], columns: npt.NDArray[np.int32]) -> bool:
    width = int(columns.max()) + 1
    box = int(rows.max()) * width
    return width > MAX_COLUMNS or (box > HARMLESS_BOX and len(rows) * SPARSE < box)


def _before_gap(positions: npt.NDArray[np.int32], gap: int) -> npt.NDArray[np.bool_]:
    """Tell which positions come before the first wide gap that only few cells follow."""
    used = np.unique(positions)
    for edge in used[:-1][np.diff(used) > gap].tolist():
        beyond: npt.NDArray[np.bool_] = positions > edge
        if 0 < int(beyond.sum()) <= MAX_STRAYS:
            return ~beyond
    return np.ones(len(positions), bool)


def _without(content: Xml, cells: Iterable[str]) -> Xml:
    for cell in cells:
        pattern = rb'<c\s(?:[^>]*?\s)?r="' + cell.encode() + rb'"(?:[^>]*/>|[^>]*>.*?</c>)'
        content = re.sub(pattern, b"", content, count=1, flags=re.DOTALL)
    return content


def _last_cell(rows: npt.NDArray[np.int32], columns: npt.NDArray[np.int32]) -> str:
    return cell_name(int(rows.max()), int(columns.max()))
