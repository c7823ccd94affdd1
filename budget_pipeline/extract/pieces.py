"""Put together what a sheet spreads over cells: codes over columns, names over columns or rows."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from budget_pipeline.extract.headers import Header
from budget_pipeline.schema.model import Column

# One level of a code in a cell of its own: "5", "5.", "02.", "0024".
SEGMENT: Final = r"^\s*\.?\d{1,5}\.?\s*$"
ENOUGH: Final = 0.9
# How far a name is set in for each column it stands further to the right.
STEP: Final = "  "
CONTINUES: Final = re.compile(r"^\s*(?:[a-z(&/,]|dan\b)")


def nameless_after(headers: Sequence[Header], column: int) -> list[int]:
    """Return the columns right of `column` over which no header stands: parts of one wide cell."""
    found = []
    for index in range(column + 1, len(headers)):
        if headers[index].full:
            break
        found.append(index)
    return found


def whole_column(
    body: pd.DataFrame, headers: Sequence[Header], column: int, declared: Column
) -> tuple[pd.Series, int]:
    """Return the text of a column with what stands beside it below the same wide header.

    Also returns how many columns were put together; 1 for an ordinary column.
    """
    parts = [body.iloc[:, index] for index in nameless_after(headers, column)]
    parts = [part for part in parts if (part != "").any()]
    own = body.iloc[:, column]
    if not parts:
        return own, 1
    if declared.format in ("rekening", "kode") and all(_segments(part) for part in [own, *parts]):
        return _joined([own, *parts]), 1 + len(parts)
    if declared.type == "string" and _exclusive([own, *parts]):
        return _stepped([own, *parts]), 1 + len(parts)
    return own, 1


def continued(names: Sequence[str], open_rows: Sequence[bool]) -> dict[int, int]:
    """Return which rows go on with the name of an earlier one: position -> position.

    Such a row has a name and nothing else (`open_rows`), stands right below a row with a name, and
    begins in the middle of a sentence; a heading begins with a capital.
    """
    found: dict[int, int] = {}
    for position in range(1, len(names)):
        above = found.get(position - 1, position - 1)
        if open_rows[position] and names[above].strip() and CONTINUES.match(names[position]):
            found[position] = above
    return found


def _segments(part: pd.Series) -> bool:
    filled = part[part != ""]
    return len(filled) > 0 and float(filled.str.match(SEGMENT).mean()) >= ENOUGH


def _joined(parts: Sequence[pd.Series]) -> pd.Series:
    """Return codes joined from left to right with one dot between their levels."""
    levels = [part.str.strip().str.strip(".").tolist() for part in parts]
    codes = [".".join(filter(None, row)) for row in zip(*levels, strict=True)]
    return pd.Series(codes, index=parts[0].index, dtype=parts[0].dtype)


def _exclusive(parts: Sequence[pd.Series]) -> bool:
    """Tell whether each row fills at most one of the columns, and with words."""
    filled = np.sum([(part != "").to_numpy(bool) for part in parts], axis=0)
    worded = all(
        float(part[part != ""].str.contains(r"[A-Za-z]{2}", regex=True).mean()) >= ENOUGH
        for part in parts
        if (part != "").any()
    )
    return bool((filled <= 1).all()) and worded


def _stepped(parts: Sequence[pd.Series]) -> pd.Series:
    """Return the one text of each row, set in by the column in which it stands."""
    rows = zip(*(part.tolist() for part in parts), strict=True)
    texts = [next((STEP * i + text for i, text in enumerate(row) if text), "") for row in rows]
    return pd.Series(texts, index=parts[0].index, dtype=parts[0].dtype)
