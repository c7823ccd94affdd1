"""Compute in the release's own SQLite file: what `import` does unless told otherwise."""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.load.database import insert_rows
from budget_pipeline.schema.model import Table

# A sample of each index tells the planner which one finds few rows: of the two keys of b_menang the
# package is one row, the supplier thousands. Sorting and scratch tables stay in memory up to the cache.
SETTINGS = ("analysis_limit = 1000", "cache_size = -262144", "temp.cache_size = -262144")


class SqliteEngine:
    """Temporary tables beside the release's tables, on the connection that is loading it."""

    by_region = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        declare_functions(connection)
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")

    def materialise(
        self, name: str, sql: str, indexes: Iterable[Sequence[str]] = ()
    ) -> tuple[str, ...]:
        """Create a temporary table from `sql`, then its indexes."""
        self._run(f'CREATE TEMP TABLE "{name}" AS {sql}')
        for columns in indexes:
            self.index(name, columns)
        return self._columns(name)

    def define(self, name: str, sql: str) -> tuple[str, ...]:
        """Create a temporary view."""
        self._run(f'CREATE TEMP VIEW "{name}" AS {sql}')
        return self._columns(name)

    def fill(
        self, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Create a temporary table with the columns and rows given."""
        typed = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        self._run(f'CREATE TEMP TABLE "{name}" ({typed})')
        marks = ", ".join("?" for _ in types)
        self.connection.executemany(
            f'INSERT INTO "{name}" VALUES ({marks})',
            [tuple(row[column] for column in types) for row in rows],
        )

    def index(self, name: str, columns: Sequence[str]) -> None:
        """Index a temporary table and sample it, so that the planner knows what the index is worth."""
        index = f"{name}_{'_'.join(columns)}"
        self._run(f'CREATE INDEX temp."{index}" ON "{name}" ({", ".join(columns)})')
        self._run(f'ANALYZE temp."{index}"')

    def drop(self, names: Iterable[str]) -> None:
        """Drop temporary tables and views."""
        for name in names:
            kind = self.fetch(f"SELECT type FROM temp.sqlite_master WHERE name = '{name}'")
            if kind:
                self._run(f'DROP {kind[0][0]} temp."{name}"')

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._run(sql).fetchall()

    def append(self, name: str, columns: Sequence[str], sql: str) -> None:
        """Insert in the order of `sql`."""
        self._run(f'INSERT INTO "{name}" ({", ".join(columns)}) {sql}')

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows by declared column names."""
        insert_rows(self.connection, table, rows)

    def finish(self) -> None:
        """Take back the settings: the rows are where they belong."""
        self._run("PRAGMA analysis_limit = 0")

    def _columns(self, name: str) -> tuple[str, ...]:
        return tuple(
            column[0] for column in self._run(f'SELECT * FROM "{name}" LIMIT 0').description
        )

    def _run(self, sql: str) -> sqlite3.Cursor:
        try:
            return self.connection.execute(sql)
        except sqlite3.Error as error:
            raise SchemaError(str(error)) from error


def declare_functions(connection: sqlite3.Connection) -> None:
    """Provide the few mathematical functions the SQL uses where SQLite was built without them."""
    for name, function in {"sqrt": math.sqrt, "ln": math.log, "floor": math.floor}.items():
        try:
            connection.execute(f"SELECT {name}(1.5)")
        except sqlite3.OperationalError:
            connection.create_function(name, 1, function, deterministic=True)
