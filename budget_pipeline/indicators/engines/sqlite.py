"""Compute in the release's own SQLite file: what `import` does unless told otherwise."""

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.engines.model import Tally
from budget_pipeline.load.database import insert_rows
from budget_pipeline.schema.model import Table

# A sample of each index tells the planner which one finds few rows: of the two keys of b_menang the
# package is one row, the supplier thousands. Sorting stays in memory up to the cache.
SETTINGS = ("analysis_limit = 1000", "cache_size = -262144", "temp.cache_size = -262144")
# Scratch tables lie in nameless databases of their own: no journal is kept of them, and letting one go
# deletes a file, where DROP TABLE reads every page of the table (a minute over a million packages).
RUN, STEP = "kerja", "langkah"
SCRATCH = ("page_size = 16384", "journal_mode = OFF", "cache_size = -262144")


class SqliteEngine:
    """Scratch tables beside the release's tables, on the connection that is loading it."""

    by_region = False
    keeps_order = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        declare_functions(connection)
        connection.create_aggregate("cacah", -1, _Tally)  # type: ignore[arg-type]
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        self._attach(RUN)
        self.place, self.views = RUN, list[str]()

    @contextmanager
    def step(self) -> Iterator[None]:
        """Keep what is made inside in a database of its own, and let it go whole."""
        self._attach(STEP)
        self.place = STEP
        try:
            yield
        finally:
            while self.views:
                self._run(f'DROP VIEW temp."{self.views.pop()}"')
            self.place = RUN
            self._run(f"DETACH {STEP}")

    def materialise(
        self, name: str, sql: str, indexes: Iterable[Sequence[str]] = ()
    ) -> tuple[str, ...]:
        """Create a scratch table from `sql`, then its indexes."""
        self._run(f'CREATE TABLE {self.place}."{name}" AS {sql}')
        for columns in indexes:
            self.index(name, columns)
        return self._columns(name)

    def define(self, name: str, sql: str) -> tuple[str, ...]:
        """Create a temporary view."""
        self._run(f'CREATE TEMP VIEW "{name}" AS {sql}')
        self.views.append(name)
        return self._columns(name)

    def fill(
        self, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Create a scratch table with the columns and rows given."""
        typed = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        self._run(f'CREATE TABLE {self.place}."{name}" ({typed})')
        marks = ", ".join("?" for _ in types)
        # In one transaction: one of its own for each row costs more than the row.
        self._run("BEGIN")
        self.connection.executemany(
            f'INSERT INTO "{name}" VALUES ({marks})',
            [tuple(row[column] for column in types) for row in rows],
        )
        self._run("COMMIT")

    def index(self, name: str, columns: Sequence[str]) -> None:
        """Index a scratch table and sample it, so that the planner knows what the index is worth."""
        index = f"{name}_{'_'.join(columns)}"
        self._run(f'CREATE INDEX {self.place}."{index}" ON "{name}" ({", ".join(columns)})')
        self._run(f'ANALYZE {self.place}."{index}"')

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._run(sql).fetchall()

    def tally(self, name: str, columns: Sequence[str], key: str) -> Tally:
        """Count in one pass as the rows lie: GROUP BY would sort them first, at twice the time."""
        counted = self.fetch(f'SELECT cacah({", ".join((key, *columns))}) FROM "{name}"')[0][0]
        rows, in_order = json.loads(counted) if counted else ([], True)
        return Tally([tuple(row) for row in rows], in_order)

    def append(self, name: str, columns: Sequence[str], sql: str) -> None:
        """Insert in the order of `sql`."""
        self._run(f'INSERT INTO "{name}" ({", ".join(columns)}) {sql}')

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows by declared column names."""
        insert_rows(self.connection, table, rows)

    def finish(self) -> None:
        """Take back the settings and let go of what the run made: the rows are where they belong."""
        self._run("PRAGMA analysis_limit = 0")
        self._run(f"DETACH {RUN}")

    def _attach(self, place: str) -> None:
        self._run(f"ATTACH '' AS {place}")
        for setting in SCRATCH:
            self._run(f"PRAGMA {place}.{setting}")

    def _columns(self, name: str) -> tuple[str, ...]:
        # Not from a SELECT of no rows: that one works out the groups of a view before it returns none.
        return tuple(row[1] for row in self.fetch(f'PRAGMA table_info("{name}")'))

    def _run(self, sql: str) -> sqlite3.Cursor:
        try:
            return self.connection.execute(sql)
        except sqlite3.Error as error:
            raise SchemaError(str(error)) from error


class _Tally:
    """Counts rows by all arguments but the first, and watches whether that one, the key, only grows."""

    def __init__(self) -> None:
        self.counts: dict[tuple[object, ...], int] = {}
        self.last, self.in_order = "", True

    def step(self, key: str | None, *found: Any) -> None:
        """Take one row."""
        try:
            self.counts[found] += 1
        except KeyError:
            self.counts[found] = 1
        if key is None or key < self.last:
            self.in_order = False
        else:
            self.last = key

    def finalize(self) -> str:
        """Return counted values with their counts, and whether the rows lie in the order of the key."""
        return json.dumps([[[*found, n] for found, n in self.counts.items()], self.in_order])


def declare_functions(connection: sqlite3.Connection) -> None:
    """Provide the few mathematical functions the SQL uses where SQLite was built without them."""
    for name, function in {"sqrt": math.sqrt, "ln": math.log, "floor": math.floor}.items():
        try:
            connection.execute(f"SELECT {name}(1.5)")
        except sqlite3.OperationalError:
            connection.create_function(name, 1, function, deterministic=True)
