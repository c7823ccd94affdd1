"""Compute in DuckDB, in memory: the same statements, many times as fast on millions of packages."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.engines.dialect import translate, words
from budget_pipeline.indicators.engines.lake import parts, refuse_two_homes, shared_key
from budget_pipeline.indicators.engines.model import (
    REAL,
    REGIONAL,
    TEXT,
    WHOLE,
    WRITTEN,
    Tally,
    literal,
)
from budget_pipeline.indicators.engines.tables import (
    arrow_schema,
    read_table,
    stored_types,
    used_fields,
    used_tables,
)
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.load.columns import insert_batches
from budget_pipeline.load.database import expand_row
from budget_pipeline.schema.model import Schema, Table

TYPES = {WHOLE: "BIGINT", REAL: "DOUBLE", TEXT: "VARCHAR"}
ARROW = {WHOLE: pa.int64, REAL: pa.float64, TEXT: pa.string}
AT_ONCE = 50_000
# Gives the second arm of a UNION ALL the rows of the first where both hold the same joins
# (https://github.com/duckdb/duckdb/issues/25819, seen here in 2.0.0 with KOL-05).
WRONG_OPTIMIZERS = {"common_subplan"}


class DuckdbEngine:
    """Tables in memory, copied from a release's database; what is published goes back there."""

    by_region = False
    keeps_order = False

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.made: dict[str, str] = {}
        self.work = duckdb.connect()
        # As in SQLite a division by zero is unknown, not infinite.
        self.work.execute("SET ieee_floating_point_ops = false")
        known = {name for (name,) in self.work.execute("FROM duckdb_optimizers()").fetchall()}
        self.work.execute(
            f"SET disabled_optimizers = '{','.join(sorted(WRONG_OPTIMIZERS & known))}'"
        )
        self.work.execute(
            "CREATE MACRO bilangan_bulat(x) AS TRY_CAST(TRUNC(TRY_CAST(x AS DOUBLE)) AS BIGINT)"
        )
        for name in WRITTEN:
            self.fill(name, stored_types(schema.table(name)))

    @classmethod
    @contextmanager
    def open(
        cls, connection: sqlite3.Connection, schema: Schema, catalog: Catalog
    ) -> Iterator["DuckdbEngine"]:
        """Yield an engine with the tables of `connection` that the catalogue reads.

        It works on one core: sums of fractions in several parts would differ in their last digit
        from run to run, and a release is the same bytes each time.
        """
        engine = _IntoDatabase(schema, connection)
        engine.work.execute("SET threads = 1")
        try:
            known = words(catalog)
            for table in used_tables(schema, known):
                for number, chunk in enumerate(
                    read_table(connection, table, used_fields(table, known))
                ):
                    engine.load(table.name, chunk, first=number == 0)
            yield engine
        finally:
            engine.work.close()

    def load(self, name: str, chunk: Any, *, first: bool) -> None:
        """Make table `name` from an Arrow table, or add the rows of one to it."""
        self.work.register("potongan", chunk)
        verb = f'CREATE TABLE "{name}" AS' if first else f'INSERT INTO "{name}"'
        self.work.execute(f"{verb} SELECT * FROM potongan")
        self.work.unregister("potongan")

    @contextmanager
    def step(self) -> Iterator[None]:
        """Drop what was made inside."""
        before = set(self.made)
        try:
            yield
        finally:
            self._drop(set(self.made) - before)

    def materialise(
        self, name: str, sql: str, indexes: Iterable[Sequence[str]] = ()
    ) -> tuple[str, ...]:
        """Create a table; DuckDB needs no indexes for joins."""
        self._run(f'CREATE TABLE "{name}" AS {translate(sql, "duckdb")}')
        self.made[name] = "TABLE"
        return self._columns(name)

    def define(self, name: str, sql: str) -> tuple[str, ...]:
        """Create a view."""
        self._run(f'CREATE VIEW "{name}" AS {translate(sql, "duckdb")}')
        self.made[name] = "VIEW"
        return self._columns(name)

    def fill(
        self, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Create a table with the columns and rows given."""
        typed = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in types.items())
        self._run(f'CREATE TABLE "{name}" ({typed})')
        self.made[name] = "TABLE"
        self._insert(name, types, rows)

    def index(self, name: str, columns: Sequence[str]) -> None:
        """Do nothing: DuckDB joins by hashing."""

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._run(translate(sql, "duckdb")).fetchall()

    def tally(self, name: str, columns: Sequence[str], key: str) -> Tally:
        """Count by GROUP BY; rows of a table have no order here."""
        listed = ", ".join(columns)
        counted = f'SELECT {listed}, COUNT(*) AS n FROM "{name}" GROUP BY {listed}'
        return Tally(self.fetch(counted), False)

    def append(self, name: str, columns: Sequence[str], sql: str) -> None:
        """Insert in the order of `sql`."""
        self._run(f'INSERT INTO "{name}" ({", ".join(columns)}) {translate(sql, "duckdb")}')

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows by declared column names."""
        self._insert(table.name, stored_types(table), [expand_row(table, r) for r in rows])

    def finish(self) -> None:
        """Do nothing: a subclass brings the published tables to their place."""

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            self._run(f'DROP {self.made.pop(name)} "{name}"')

    def _insert(
        self, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
    ) -> None:
        chunk = pa.Table.from_pylist(
            [{column: row.get(column) for column in types} for row in rows],
            schema=pa.schema([(column, ARROW[kind]()) for column, kind in types.items()]),
        )
        if len(chunk):
            self.load(name, chunk, first=False)

    def _columns(self, name: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self._run(f'DESCRIBE "{name}"').fetchall())

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        try:
            return self.work.execute(sql)
        except duckdb.Error as error:
            raise SchemaError(str(error)) from error


class _IntoDatabase(DuckdbEngine):
    """The engine of one release: its results are written into the release's SQLite file."""

    def __init__(self, schema: Schema, connection: sqlite3.Connection) -> None:
        super().__init__(schema)
        self.connection = connection

    def finish(self) -> None:
        self._drop(set(self.made) - {*WRITTEN})
        for name in WRITTEN:
            table = self.schema.table(name)
            found = self.work.table(name)
            rows = len(found)
            insert_batches(self.connection, table, found.to_arrow_reader(AT_ONCE), rows)


class DuckdbLake(DuckdbEngine):
    """The engine of a lake: it reads Parquet as it goes, and writes its results as Parquet."""

    by_region = True

    def __init__(self, schema: Schema, lake: Path, out: Path, catalog: Catalog) -> None:
        super().__init__(schema)
        self.out = out
        self.fill("cakupan_wilayah", REGIONAL)
        known = words(catalog)
        for table in used_tables(schema, known):
            fields = used_fields(table, known)
            if files := parts(lake, table):
                self._view(table, [field.name for field in fields], files)
            else:
                self.load(table.name, arrow_schema(fields).empty_table(), first=True)
        refuse_two_homes(self)

    def _view(self, table: Table, columns: list[str], files: list[Path]) -> None:
        listed = ", ".join(f'"{column}"' for column in columns)
        paths = ", ".join(literal(str(path)) for path in files)
        key = ", ".join(shared_key(table))
        once = f" QUALIFY ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY {listed}) = 1"
        self._run(
            f'CREATE VIEW "{table.name}" AS SELECT {listed}'
            f" FROM read_parquet([{paths}], hive_partitioning = false){once if key else ''}"
        )

    def finish(self) -> None:
        """Write each published table, in the order of its key."""
        for name in (*WRITTEN, "cakupan_wilayah"):
            path = literal(str(self.out / f"{name}.parquet"))
            self._run(f'COPY "{name}" TO {path} (FORMAT parquet, COMPRESSION zstd)')
