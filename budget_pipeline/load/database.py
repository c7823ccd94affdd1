"""Create the public database file, insert columns into it, and close it in publishable form."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budget_pipeline.errors import ReleaseError
from budget_pipeline.load.ddl import (
    create_table,
    in_dependency_order,
    index_name,
    stored_columns,
)
from budget_pipeline.schema.model import Schema, Table

if TYPE_CHECKING:
    from sqlite_utils import Database

# The shape of the database, in its header; see refuse_other_shape.
APPLICATION_ID = 0x41504244  # "APBD"
SCHEMA_VERSION = 1
SORTING_THREADS = 2
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


def open_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read, to a file nobody writes to."""
    return sqlite3.connect(read_only_address(path), uri=True)


def read_only_address(path: Path) -> str:
    """Return the address under which SQLite opens or attaches `path` to read it only."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def same_shape(path: Path) -> bool:
    """Tell whether the database at `path` is one of ours, with the tables this program expects."""
    connection = open_read_only(path)
    try:
        stated = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return stated == [APPLICATION_ID, SCHEMA_VERSION]


def refuse_other_shape(path: Path) -> None:
    """Raise ReleaseError when the database at `path` is of another shape than this program makes."""
    if not same_shape(path):
        name = f"{path.resolve().parent.name}/{path.name}"
        raise ReleaseError(
            f"{name}: bukan basis data bentuk {SCHEMA_VERSION} dari program ini. Jalankan impor lagi dengan"
            " program yang terpasang. / Not a database of the shape this program makes; run the import again."
        )


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
    database = utilities(connection)
    # Sorting the keys of an index is half of its work, and needs the database no more.
    connection.execute(f"PRAGMA threads = {SORTING_THREADS}")
    for table in in_dependency_order(schema):
        for columns in table.indexes:
            database.table(table.name).create_index(columns, index_name(table, columns))
    connection.execute("PRAGMA threads = 0")
    database.analyze()


def utilities(connection: sqlite3.Connection) -> "Database":
    """Return sqlite-utils on `connection`: no plugins of the machine, none of its own settings."""
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False, execute_plugins=False)


def compact(source: Path, target: Path) -> None:
    """Write `source` to `target` page by page (VACUUM INTO): the same rows always give the same bytes."""
    connection = sqlite3.connect(source, isolation_level=None)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
