"""Compute on Apache Spark: the same statements over a lake that no single machine holds.

Every table of the run is written as Parquet as it is computed: what reads it starts from files whose
size is known, not from a plan that grows with each step, and a lost machine costs its own part only.
Few rows stay in memory, one part to a table: there a step costs what it costs to plan it, and a lost
machine costs the run, which is a minute.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame
from pyspark.sql import types as t

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.engines.dialect import translate
from budget_pipeline.indicators.engines.model import REAL, TEXT, WHOLE, WRITTEN, Tally
from budget_pipeline.indicators.engines.spark.session import own_session
from budget_pipeline.indicators.engines.tables import PLACES, WIDTH, Field, stored_types
from budget_pipeline.load.database import expand_row
from budget_pipeline.schema.model import Schema, Table

TYPES = {WHOLE: t.LongType(), REAL: t.DoubleType(), TEXT: t.StringType()}
ARROW = {WHOLE: pa.int64(), REAL: pa.float64(), TEXT: pa.string()}
FIELDS = {"money": t.DecimalType(WIDTH, PLACES), "whole": TYPES[WHOLE], "real": TYPES[REAL]}
# Below the folder of a run: tables loaded, and tables of steps.
LOADED, SCRATCH = "muat", ".kerja"


class SparkEngine:
    """Temporary views of a session of its own; published tables as folders of Parquet under `out`.

    `few` rows are kept in memory, step by step, and published when the run ends.
    """

    by_region = False
    keeps_order = False

    def __init__(self, schema: Schema, master: str, out: Path, *, few: bool) -> None:
        self.schema, self.out, self.few = schema, out, few
        self.spark = own_session(master, few=few)
        self.scratch, self.number = out / SCRATCH, 0
        self.types: dict[str, Mapping[str, str]] = {}
        for name in WRITTEN:
            self.fill(name, stored_types(schema.table(name)))

    def load(self, name: str, fields: Sequence[Field], chunks: Iterable[pa.Table]) -> None:
        """Let `name` stand for the rows of Arrow tables."""
        if self.few:
            rows = pa.concat_tables(chunks)
            found = self.spark.createDataFrame(rows, _struct(fields))
            self._kept(found, name).createOrReplaceTempView(name)
            return
        folder = self.out / LOADED / name
        folder.mkdir(parents=True)
        for number, chunk in enumerate(chunks):
            pq.write_table(chunk, folder / f"{number:06}.parquet")
        self.read(name, fields, [folder])

    def read(
        self, name: str, fields: Sequence[Field], paths: Sequence[Path], key: Sequence[str] = ()
    ) -> None:
        """Let `name` stand for Parquet files, of rows with the same key one alone."""
        struct = _struct(fields)
        reader = self.spark.read.schema(struct).option("recursiveFileLookup", "true")
        rows = reader.parquet(*map(str, paths)) if paths else self.spark.createDataFrame([], struct)
        rows.createOrReplaceTempView(name)
        if key:
            listed = ", ".join(field.name for field in fields)
            rows = self.spark.sql(
                f"SELECT {listed} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY {', '.join(key)}"
                f" ORDER BY {listed}) AS ke FROM {name}) WHERE ke = 1"
            )
        (self._kept(rows, name) if self.few else rows).createOrReplaceTempView(name)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Nothing is forgotten: names are given anew by the next step, files go when the run ends."""
        yield

    def materialise(
        self, name: str, sql: str, indexes: Iterable[Sequence[str]] = ()
    ) -> tuple[str, ...]:
        """Compute the rows and keep them."""
        rows = self._sql(sql)
        self._kept(rows, name).createOrReplaceTempView(name)
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
        found = list(rows)
        self._rows(types, found).createOrReplaceTempView(name)
        if not found:
            self.types[name] = types

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
        """Add the rows; their order is that of the key only when read back."""
        self._add(name, self._sql(sql).toDF(*columns))

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows by declared column names."""
        expanded = [expand_row(table, row) for row in rows]
        self._add(table.name, self._rows(self.types[table.name], expanded))

    def finish(self) -> None:
        """Do nothing: a subclass brings the published tables to their place."""

    def _rows(self, types: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> DataFrame:
        """Return rows made in Python; what a row lacks is unknown."""
        columns = [
            pa.array([row.get(name) for row in rows], ARROW[kind]) for name, kind in types.items()
        ]
        found = pa.Table.from_arrays(columns, names=list(types))
        return self.spark.createDataFrame(found, _declared(types))

    def _kept(self, rows: DataFrame, name: str) -> DataFrame:
        """Compute `rows` once and return what stands for them from now on."""
        struct = t.StructType([_storable(field) for field in rows.schema])
        rows = _cast(rows, struct)
        if self.few:
            return rows.coalesce(1).localCheckpoint()
        self.number += 1
        path = str(self.scratch / f"{self.number:05}-{name}")
        rows.write.parquet(path)
        return self.spark.read.schema(struct).parquet(path)

    def _add(self, name: str, rows: DataFrame) -> None:
        struct = _declared(self.types[name])
        rows = _cast(rows, struct)
        if self.few:  # what they are made from is kept already: computed once, when the run ends
            rows = self.spark.table(name).union(rows)
        else:
            path = str(self.out / f"{name}.parquet")
            rows.write.mode("append").parquet(path)
            rows = self.spark.read.schema(struct).parquet(path)
        rows.createOrReplaceTempView(name)

    def _sql(self, sql: str) -> DataFrame:
        try:
            return self.spark.sql(translate(sql, "spark"))
        except PySparkException as error:
            raise SchemaError(str(error)) from error


def _declared(types: Mapping[str, str]) -> t.StructType:
    return t.StructType([t.StructField(name, TYPES[kind]) for name, kind in types.items()])


def _struct(fields: Sequence[Field]) -> t.StructType:
    return t.StructType([t.StructField(x.name, FIELDS.get(x.kind, TYPES[TEXT])) for x in fields])


def _cast(rows: DataFrame, struct: t.StructType) -> DataFrame:
    """Return the columns of `struct`, those that `rows` lacks as unknown."""
    found = {field.name: field.dataType for field in rows.schema}
    if list(found.items()) == [(field.name, field.dataType) for field in struct]:
        return rows
    sources = {name: f"`{name}`" for name in found}
    return rows.selectExpr(
        *(
            f"CAST({sources.get(field.name, 'NULL')} AS {field.dataType.simpleString()})"
            f" AS `{field.name}`"
            for field in struct
        )
    )


def _storable(field: t.StructField) -> t.StructField:
    """Return a field that Parquet can hold: a column of nothing but NULL has no type of its own."""
    kind = t.StringType() if isinstance(field.dataType, t.NullType) else field.dataType
    return t.StructField(field.name, kind)
