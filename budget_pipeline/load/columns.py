"""Hand a cleaned frame to SQLite in the stored types, so many rows at a time."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa

from budget_pipeline.load.ddl import stored_columns
from budget_pipeline.schema.model import Table

# Rows turned into Python objects at one time.
ROWS_AT_ONCE = 20_000


def insert_frame(connection: sqlite3.Connection, table: Table, frame: pd.DataFrame) -> int:
    """Insert the columns of `frame` that `table` stores and return the row count; absent ones become NULL.

    A table numbered by its rows (`id`) is numbered from 1 in the order of `frame`.
    """
    stored = [name for name in stored_columns(table) if name in frame and name != "id"]
    names = ["id", *stored] if table.has_surrogate_key else stored
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    rows = _rows(frame[stored], numbered=table.has_surrogate_key)
    connection.execute("BEGIN")
    connection.executemany(f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})', rows)
    connection.execute("COMMIT")
    return len(frame)


def _rows(frame: pd.DataFrame, *, numbered: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `frame` as int, float, str or None."""
    for start in range(0, len(frame), ROWS_AT_ONCE):
        stop = min(start + ROWS_AT_ONCE, len(frame))
        part = frame.iloc[start:stop]
        columns = [_plain(part[name]) for name in part.columns]
        ids = [range(start + 1, stop + 1)] if numbered else []
        yield from zip(*ids, *columns, strict=True)


def _plain(values: pd.Series) -> list[Any]:
    if values.dtype == "boolean":
        values = values.astype("Int64")
    plain: list[Any] = pa.array(values, from_pandas=True).to_pylist()
    return plain
