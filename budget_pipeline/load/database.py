"""Create the public database file, insert columns into it, and close it in publishable form."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from budget_pipeline.load.ddl import (
    create_indexes,
    create_table,
    in_dependency_order,
    stored_columns,
)
from budget_pipeline.schema.model import Schema, Table

# Read by `serve` before it opens a release: a database of another shape is refused.
APPLICATION_ID = 0x41504244  # "APBD"
SCHEMA_VERSION = 1
EPOCH = date(1970, 1, 1).toordinal()


def create_database(path: Path, schema: Schema) -> sqlite3.Connection:
    """Return a connection to a new database at `path` with every declared table, empty and without indexes."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("BEGIN")
    for table in in_dependency_order(schema):
        connection.execute(create_table(table, schema))
    connection.execute("COMMIT")
    return connection


def insert_columns(
    connection: sqlite3.Connection, table: Table, columns: Mapping[str, Sequence[Any]]
) -> int:
    """Insert equally long `columns` (stored names, see ddl.stored_columns) into `table`; return the row count.

    Absent columns become NULL. Values are Python int, float, str or None.
    """
    names = [name for name in stored_columns(table) if name in columns]
    marks = ", ".join("?" for _ in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = zip(*(columns[name] for name in names), strict=True)
    connection.execute("BEGIN")
    cursor = connection.executemany(f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})', rows)
    connection.execute("COMMIT")
    return cursor.rowcount if names else 0


def insert_rows(
    connection: sqlite3.Connection, table: Table, rows: Iterable[Mapping[str, Any]]
) -> int:
    """Insert small numbers of `rows` given by declared column names; money as Decimal or int, dates as ISO text."""
    expanded = [expand_row(table, row) for row in rows]
    columns = {name: [row.get(name) for row in expanded] for name in stored_columns(table)}
    if table.has_surrogate_key and expanded and all(row.get("id") is None for row in expanded):
        columns["id"] = list(range(1, len(expanded) + 1))
    return insert_columns(connection, table, columns) if expanded else 0


def expand_row(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return `row` in stored names: `pagu` becomes `pagu_rp` and `pagu_sen`, dates gain `_hari`."""
    stored = dict(row)
    for column in table.columns:
        value = row.get(column.name)
        if column.is_money and column.name in row:
            del stored[column.name]
            rupiah, sen = (None, None) if value is None else divmod(round(value * 100), 100)
            stored |= {f"{column.name}_rp": rupiah, f"{column.name}_sen": sen}
        elif column.is_date and value is not None:
            stored[f"{column.name}_hari"] = days_since_epoch(value)
        elif column.type == "boolean" and value is not None:
            stored[column.name] = int(value)
    return stored


def days_since_epoch(iso: str) -> int:
    """Return the days from 1970-01-01 to an ISO date or datetime.

    >>> days_since_epoch("1970-01-02 08:00:00")
    1
    """
    return date.fromisoformat(iso[:10]).toordinal() - EPOCH


def finish_database(connection: sqlite3.Connection, schema: Schema) -> None:
    """Create all indexes and statistics; the caller closes and compacts the file afterwards."""
    for table in in_dependency_order(schema):
        for statement in create_indexes(table):
            connection.execute(statement)
    connection.execute("ANALYZE")


def compact(source: Path, target: Path) -> None:
    """Write `source` to `target` page by page (VACUUM INTO): the same rows always give the same bytes."""
    connection = sqlite3.connect(source, isolation_level=None)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
