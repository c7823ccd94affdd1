"""Know the rows of a table that belong to its header: repeats per page, numbers of columns."""

from collections.abc import Collection, Sequence

import numpy as np

from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.extract.words import is_column_number, key

# Rows below a header in which its columns may be numbered.
NUMBERED_WITHIN = 3


def repeated_headers(
    sheet: Sheet, header: range, body: range, columns: Sequence[int]
) -> frozenset[int]:
    """Return positions of column-number rows and of headers repeated on later pages.

    `columns` are the source columns that the table uses.
    """
    near = range(body.start, min(body.start + NUMBERED_WITHIN, body.stop, len(sheet.head)))
    rows = {position for position in near if _numbers_columns(sheet, position)}
    bottom = header.stop - 1
    wanted = {i: sheet.head[bottom, i] for i in columns if sheet.head[bottom, i].strip()}
    if not columns or not wanted:
        return frozenset(rows)
    probe = next(iter(wanted))
    grid = sheet.head[: body.stop]
    for position in map(int, np.flatnonzero(grid[:, probe] == wanted[probe])):
        if position < body.start:
            continue
        agree = sum(grid[position, i] == text for i, text in wanted.items())
        if agree * 2 > len(wanted):
            rows.add(position)
            rows |= {
                position - up
                for up in range(1, len(header))
                if position - up >= body.start
                and list(grid[position - up]) == list(grid[bottom - up])
            }
            if position + 1 < len(grid) and _numbers_columns(sheet, position + 1):
                rows.add(position + 1)
    return frozenset(rows)


def goes_on(sheet: Sheet, body: range, money: Collection[int], nothing: Collection[str]) -> bool:
    """Tell whether the header goes on in the first row below: words where amounts must be.

    Such a row (Sebelum Perubahan | Setelah Perubahan below Jumlah) says which of several columns
    is which; a table read without it would take the first of them for the only one. `nothing`:
    words that stand for an amount (nihil, belum ada).
    """
    if len(body) < 2 or body.start >= len(sheet.head):
        return False
    row = [text.strip() for text in sheet.head[body.start]]
    filled = [text for text in row if text]
    words = [row[column] for column in money if row[column]]
    bare = not any(any(letter.isdigit() for letter in text) for text in filled)
    return bare and len(filled) > 1 and any(_names(text, nothing) for text in words)


def _names(text: str, nothing: Collection[str]) -> bool:
    """Tell whether a text names something: "Setelah" does, "Rp", "-" and "nihil" do not."""
    word = key(text)
    return word not in nothing and sum(letter.isalpha() for letter in word) > 3


def _numbers_columns(sheet: Sheet, position: int) -> bool:
    cells = [text for text in sheet.head[position] if text.strip()]
    return len(cells) >= 2 and all(is_column_number(cell) for cell in cells)
