"""What a file says beyond the values calamine hands over, and how it is laid over a sheet."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.extract.cells import Kinds, frame
from budget_pipeline.extract.sheets import ERROR, FORMULA, NUMBER, Sheet

Address = tuple[int, int]  # row from 1, column from 0
# Error codes that .xls and .xlsb share ([MS-XLS] 2.5.10).
ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass
class Findings:
    """Cells and rows of one sheet about which calamine is silent.

    `errors`: error cells with their text (#REF!); `formulas`: formulas without a stored value;
    `exact`: whole numbers too long for a double, as written.
    """

    errors: dict[Address, str] = field(default_factory=dict)
    formulas: set[Address] = field(default_factory=set)
    exact: dict[Address, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


def lay_over(sheet: Sheet, found: Findings) -> Sheet:
    """Return `sheet` with the findings written into its cells and kinds."""
    sheet.hidden_rows = found.hidden_rows
    sheet.merged = sheet.merged or found.merged
    patches = {address: (text, ERROR) for address, text in found.errors.items()}
    patches |= dict.fromkeys(found.formulas, ("", FORMULA))
    patches |= {address: (text, NUMBER) for address, text in found.exact.items()}
    if not patches:
        return sheet
    height = max(len(sheet.cells), max(row for row, _ in patches))
    width = max(len(sheet.cells.columns), 1 + max(column for _, column in patches))
    kinds = np.zeros((height, width), np.uint8)
    if sheet.kinds is not None:
        kinds[: sheet.kinds.shape[0], : sheet.kinds.shape[1]] = sheet.kinds
    by_column: dict[int, dict[int, tuple[str, int]]] = defaultdict(dict)
    for (row, column), patch in patches.items():
        by_column[column][row - 1] = patch
    columns = [_column(sheet, number, height) for number in range(width)]
    for number, cells in by_column.items():
        columns[number] = _patched(columns[number], cells, kinds[:, number])
    sheet.cells = frame(columns, np.arange(1, height + 1))
    sheet.kinds = kinds
    return sheet


def _column(sheet: Sheet, number: int, height: int) -> pa.ChunkedArray:
    """Return the text of a column, filled up with empty cells to `height`."""
    text = pa.array([], pa.large_string())
    if number in sheet.cells.columns:
        text = sheet.cells[number].array.__arrow_array__()
    chunks = text.chunks if isinstance(text, pa.ChunkedArray) else [text]
    missing = pa.array([""] * (height - len(text)), pa.large_string())
    return pa.chunked_array([*chunks, missing], pa.large_string())


def _patched(
    text: pa.ChunkedArray, cells: dict[int, tuple[str, int]], kinds: Kinds
) -> pa.ChunkedArray:
    positions = np.array(sorted(cells))
    mask = np.zeros(len(text), bool)
    mask[positions] = True
    kinds[positions] = [cells[position][1] for position in positions]
    replacements = pa.array([cells[position][0] for position in positions], pa.large_string())
    return pc.replace_with_mask(text, pa.array(mask), replacements)
