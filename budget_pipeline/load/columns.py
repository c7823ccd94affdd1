"""Hand a cleaned frame to SQLite in the stored types, so many rows at a time.

With the `fast` extra the rows go from Arrow into SQLite without becoming Python objects (ADBC, half the time);
the tables are the same either way.
"""

import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pandas as pd
import pyarrow as pa

from budget_pipeline.load.ddl import stored_columns
from budget_pipeline.load.mapped import let_go
from budget_pipeline.schema.model import Table

# Rows turned over at one time.
ROWS_AT_ONCE = 20_000
# Below this the driver takes longer to load than it saves.
WORTH_A_DRIVER = 50_000


def insert_frame(connection: sqlite3.Connection, table: Table, frame: pd.DataFrame) -> int:
    """Insert the columns of `frame` that `table` stores and return the row count; absent ones become NULL.

    A table numbered by its rows (`id`) is numbered from 1 in the order of `frame`. No transaction is open.
    """
    stored = [name for name in stored_columns(table) if name in frame and name != "id"]
    batches = _batches(frame[stored], numbered=table.has_surrogate_key)
    insert_batches(connection, table, batches, len(frame))
    return len(frame)


def insert_batches(
    connection: sqlite3.Connection, table: Table, batches: Iterator[Any], rows: int
) -> None:
    """Insert Arrow record batches of stored columns, `rows` rows in all. No transaction is open."""
    if rows >= WORTH_A_DRIVER and find_spec("adbc_driver_sqlite") and _path(connection):
        _insert_arrow(connection, table, batches)
    else:
        _insert_objects(connection, table, batches)


def _path(connection: sqlite3.Connection) -> str:
    """Return the path of the file a connection writes; empty for a database in memory."""
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


def _insert_objects(connection: sqlite3.Connection, table: Table, batches: Iterator[Any]) -> None:
    connection.execute("BEGIN")
    for batch in batches:
        names = ", ".join(f'"{name}"' for name in batch.schema.names)
        marks = ", ".join("?" for _ in batch.columns)
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        connection.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
    connection.execute("COMMIT")


def _insert_arrow(connection: sqlite3.Connection, table: Table, batches: Iterator[Any]) -> None:
    """Insert through a connection of the driver to the same file, as unsafe and fast as ours."""
    from adbc_driver_sqlite import dbapi

    first = next(batches)
    reader = pa.RecordBatchReader.from_batches(first.schema, _all(first, batches))
    with dbapi.connect(_path(connection), autocommit=True) as driver, driver.cursor() as cursor:
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.adbc_ingest(table.name, reader, mode="append")


def _all(first: Any, others: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from others


def _batches(frame: pd.DataFrame, *, numbered: bool) -> Iterator[Any]:
    """Yield the rows of `frame` as Arrow integers, doubles and texts, under the names of the table."""
    for start in range(0, len(frame), ROWS_AT_ONCE):
        part = frame.iloc[start : start + ROWS_AT_ONCE]
        columns = {name: _plain(part[name]) for name in part.columns}
        if numbered:
            columns = {"id": pa.array(range(start + 1, start + len(part) + 1)), **columns}
        yield pa.record_batch(columns)
        let_go()


def _plain(values: pd.Series) -> Any:
    """Return one column as an Arrow array of a type that SQLite has."""
    if values.dtype == "boolean":
        values = values.astype("Int64")
    plain = pa.array(values, from_pandas=True)
    plain = plain.combine_chunks() if isinstance(plain, pa.ChunkedArray) else plain
    return plain.cast(pa.int64()) if pa.types.is_null(plain.type) else plain
