"""Compute on Apache Spark: the same statements over a lake that no single machine holds.

Every table of the run is written as Parquet as it is computed: what reads it starts from files whose
size is known, not from a plan that grows with each step, and a lost machine costs its own part only.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql import types as t

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.engines.dialect import translate, words
from budget_pipeline.indicators.engines.lake import parts, refuse_two_homes, shared_key
from budget_pipeline.indicators.engines.model import REAL, REGIONAL, TEXT, WHOLE, WRITTEN, Tally
from budget_pipeline.indicators.engines.tables import (
    PLACES,
    WIDTH,
    Field,
    read_table,
    stored_types,
    used_fields,
    used_tables,
)
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.load.database import expand_row
from budget_pipeline.schema.model import Schema, Table

TYPES = {WHOLE: t.LongType(), REAL: t.DoubleType(), TEXT: t.StringType()}
FIELDS = {"money": t.DecimalType(WIDTH, PLACES), "whole": TYPES[WHOLE], "real": TYPES[REAL]}
# As in SQLite a bad cast or a division by zero is unknown, not an error.
SETTINGS = {"spark.sql.ansi.enabled": "false", "spark.sql.session.timeZone": "UTC"}
QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}

SCRATCH = ".kerja"


def session(master: str) -> SparkSession:
    """Return the running Spark session, or a new one on `master`, that counts as SQLite does."""
    builder = SparkSession.builder.master(master).appName("budget-pipeline")
    for name, value in QUIET.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)
    return spark


class SparkEngine:
    """Temporary views of one session; published tables as folders of Parquet under `out`."""

    by_region = False
    keeps_order = False

    def __init__(self, schema: Schema, spark: SparkSession, out: Path) -> None:
        self.schema, self.spark, self.out = schema, spark, out
        self.scratch, self.number = out / SCRATCH, 0
        self.types: dict[str, t.StructType] = {}
        for name in WRITTEN:
            self.fill(name, stored_types(schema.table(name)))

    @classmethod
    @contextmanager
    def open(
        cls, connection: sqlite3.Connection, schema: Schema, catalog: Catalog, master: str
    ) -> Iterator["SparkEngine"]:
        """Yield an engine with the tables of a release; what it publishes goes back there."""
        import pyarrow.parquet as pq

        with tempfile.TemporaryDirectory(prefix="budget-pipeline-") as name:
            folder = Path(name)
            engine = _IntoDatabase(schema, session(master), folder, connection)
            known = words(catalog)
            for table in used_tables(schema, known):
                fields = used_fields(table, known)
                (folder / "muat" / table.name).mkdir(parents=True)
                for number, chunk in enumerate(read_table(connection, table, fields)):
                    path = folder / "muat" / table.name / f"{number:06}.parquet"
                    pq.write_table(chunk, path)
                engine.read(table.name, fields, [folder / "muat" / table.name])
            yield engine

    def read(
        self, name: str, fields: Sequence[Field], paths: Sequence[Path], key: Sequence[str] = ()
    ) -> None:
        """Let `name` stand for Parquet files, of rows with the same key one alone."""
        struct = t.StructType(
            [t.StructField(x.name, FIELDS.get(x.kind, TYPES[TEXT])) for x in fields]
        )
        reader = self.spark.read.schema(struct).option("recursiveFileLookup", "true")
        rows = reader.parquet(*map(str, paths)) if paths else self.spark.createDataFrame([], struct)
        rows.createOrReplaceTempView(name)
        if key:
            listed = ", ".join(field.name for field in fields)
            self.spark.sql(
                f"SELECT {listed} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY {', '.join(key)}"
                f" ORDER BY {listed}) AS ke FROM {name}) WHERE ke = 1"
            ).createOrReplaceTempView(name)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Nothing is forgotten: names are given anew by the next step, files go when the run ends."""
        yield

    def materialise(
        self, name: str, sql: str, indexes: Iterable[Sequence[str]] = ()
    ) -> tuple[str, ...]:
        """Compute the rows and write them."""
        rows = self._sql(sql)
        struct = t.StructType([_storable(field) for field in rows.schema])
        self.number += 1
        path = str(self.scratch / f"{self.number:05}-{name}")
        _cast(rows, struct).write.parquet(path)
        self.spark.read.schema(struct).parquet(path).createOrReplaceTempView(name)
        return tuple(rows.columns)

    def define(self, name: str, sql: str) -> tuple[str, ...]:
        """Make a temporary view."""
        rows = self._sql(sql)
        rows.createOrReplaceTempView(name)
        return tuple(rows.columns)

    def fill(
        self, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Make a table from rows; one without rows can be appended to."""
        struct = t.StructType(
            [t.StructField(column, TYPES[kind]) for column, kind in types.items()]
        )
        values = [tuple(row[column] for column in types) for row in rows]
        self.spark.createDataFrame(values, struct).createOrReplaceTempView(name)
        if not values:
            self.types[name] = struct

    def index(self, name: str, columns: Sequence[str]) -> None:
        """Do nothing: Spark joins by sorting and hashing."""

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return [tuple(row) for row in self._sql(sql).collect()]

    def tally(self, name: str, columns: Sequence[str], key: str) -> Tally:
        """Count by GROUP BY; rows of a table have no order here."""
        listed = ", ".join(columns)
        counted = f"SELECT {listed}, COUNT(*) AS n FROM {name} GROUP BY {listed}"
        return Tally(self.fetch(counted), False)

    def append(self, name: str, columns: Sequence[str], sql: str) -> None:
        """Write the rows as Parquet at once; their order is that of the key only when read back."""
        self._write(name, self._sql(sql).toDF(*columns))

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows by declared column names."""
        struct = self.types[table.name]
        expanded = [expand_row(table, row) for row in rows]
        values = [tuple(row.get(name) for name in struct.names) for row in expanded]
        self._write(table.name, self.spark.createDataFrame(values, struct))

    def finish(self) -> None:
        """Do nothing: what was published lies in its folders."""

    def _write(self, name: str, rows: DataFrame) -> None:
        struct = self.types[name]
        path = str(self.out / f"{name}.parquet")
        _cast(rows, struct).write.mode("append").parquet(path)
        self.spark.read.schema(struct).parquet(path).createOrReplaceTempView(name)

    def _sql(self, sql: str) -> DataFrame:
        try:
            return self.spark.sql(translate(sql, "spark"))
        except PySparkException as error:
            raise SchemaError(str(error)) from error


def _cast(rows: DataFrame, struct: t.StructType) -> DataFrame:
    """Return the columns of `struct`, those that `rows` lacks as unknown."""
    return rows.select(
        [
            (f.col(f"`{field.name}`") if field.name in rows.columns else f.lit(None))
            .cast(field.dataType)
            .alias(field.name)
            for field in struct
        ]
    )


def _storable(field: t.StructField) -> t.StructField:
    """Return a field that Parquet can hold: a column of nothing but NULL has no type of its own."""
    kind = t.StringType() if isinstance(field.dataType, t.NullType) else field.dataType
    return t.StructField(field.name, kind)


class _IntoDatabase(SparkEngine):
    """The engine of one release: its results are written into the release's SQLite file."""

    def __init__(
        self, schema: Schema, spark: SparkSession, out: Path, connection: sqlite3.Connection
    ) -> None:
        super().__init__(schema, spark, out)
        self.connection = connection

    def finish(self) -> None:
        for name in WRITTEN:
            table = self.schema.table(name)
            names = self.types[name].names
            key = [column for column in table.primary_key if column in names] or names
            rows = self.spark.table(name).orderBy(*key).collect()
            marks = ", ".join("?" for _ in names)
            self.connection.execute("BEGIN")
            self.connection.executemany(
                f'INSERT INTO "{name}" ({", ".join(names)}) VALUES ({marks})', map(tuple, rows)
            )
            self.connection.execute("COMMIT")


class SparkLake(SparkEngine):
    """The engine of a lake: Parquet in, Parquet out, both where every machine of the cluster sees them."""

    by_region = True

    @classmethod
    @contextmanager
    def open_lake(
        cls, schema: Schema, catalog: Catalog, lake: Path, out: Path, master: str
    ) -> Iterator["SparkLake"]:
        """Yield an engine with the tables of `lake`."""
        engine = cls(schema, session(master), out.absolute())
        engine.fill("cakupan_wilayah", REGIONAL)
        known = words(catalog)
        for table in used_tables(schema, known):
            folder = [lake.absolute() / table.name] if parts(lake, table) else []
            engine.read(table.name, used_fields(table, known), folder, shared_key(table))
        refuse_two_homes(engine)
        yield engine
        shutil.rmtree(engine.scratch, ignore_errors=True)
