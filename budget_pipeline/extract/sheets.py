"""What a reader hands over: sheets of text, nothing interpreted, every cell addressable."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.issues import reject

# Wider than any report of a municipality; a broken separator or an attack.
MAX_COLUMNS = 300
# A sheet up to this size may have been typed by hand: several tables, page headers, footnotes.
TYPED_ROWS = 20_000
# Kinds of cells beyond plain text, as stored in `Sheet.kinds`.
TEXT, NUMBER, DATE, BOOLEAN, ERROR, FORMULA = range(6)


@dataclass
class Sheet:
    """One sheet, table or record list of a file.

    `cells`: DataFrame of text (dtype `string[pyarrow]`), columns 0..n-1, index = row number in the
    source as its own program shows it (Excel row; first physical line of a CSV record). An empty
    cell is "", never NA. Blank rows between filled ones are kept; trailing blank rows are not.
    `kinds`: uint8 array of the same shape (TEXT 0, NUMBER 1, DATE 2, BOOLEAN 3, ERROR 4,
    FORMULA 5 = formula without a stored value), or None when every cell is text.
    Numbers are written without exponent as Python prints them ("52441553.489999995"), whole numbers
    without ".0"; dates as ISO text; booleans as "true"/"false".
    `bad_rows`: row number -> (message code, parameters) for rows the reader could not trust.
    `merged`: merged ranges as (first row, first column, last row, last column), rows as in the
    index, columns from 0.
    """

    name: str
    cells: pd.DataFrame
    kinds: npt.NDArray[np.uint8] | None = None
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    bad_rows: dict[int, tuple[str, dict[str, object]]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @cached_property
    def head(self) -> npt.NDArray[np.object_]:
        """Return the first rows (all of them on sheets a person could have typed) as plain text."""
        return self.cells.iloc[:TYPED_ROWS].to_numpy(dtype=object)

    @property
    def last_row(self) -> int:
        """Return the number of the last non-empty row, 0 for an empty sheet."""
        return int(self.cells.index[-1]) if len(self.cells) else 0


@dataclass
class Workbook:
    """A file as read: its kind by content, its sheets, and what the reader wants to say about it.

    `notes`: (message code, sheet or "", parameters), e.g. wrong extension, encoding, macros.
    """

    kind: str
    sheets: list[Sheet]
    notes: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)


def refuse_width(width: int, name: str) -> None:
    """Raise RejectedFile when the sheet `name` has more columns than any report."""
    if width > MAX_COLUMNS:
        raise reject("kolom_terlalu_banyak", lembar=name, jumlah=width, batas=MAX_COLUMNS)


def column_letter(index: int) -> str:
    """Return the spreadsheet letters of a column counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the cell address as Excel shows it.

    >>> cell_name(214, 7)
    'H214'
    """
    return f"{column_letter(column)}{row}"
