"""Compute over one release on Spark: its tables out of SQLite, its results back into it."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from budget_pipeline.indicators.engines.dialect import words
from budget_pipeline.indicators.engines.model import WRITTEN
from budget_pipeline.indicators.engines.spark.engine import SparkEngine
from budget_pipeline.indicators.engines.spark.session import FEW
from budget_pipeline.indicators.engines.tables import read_table, used_fields, used_tables
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.load.columns import insert_batches
from budget_pipeline.schema.model import Schema

# Below the folder of a run: published tables in the order of their keys.
SORTED = "urut"
AT_ONCE = 50_000


class SparkRelease(SparkEngine):
    """The engine of one release: its results are written into the release's SQLite file."""

    def __init__(
        self,
        schema: Schema,
        master: str,
        out: Path,
        *,
        few: bool,
        connection: sqlite3.Connection,
    ) -> None:
        super().__init__(schema, master, out, few=few)
        self.connection = connection

    @classmethod
    @contextmanager
    def open(
        cls, connection: sqlite3.Connection, schema: Schema, catalog: Catalog, master: str
    ) -> Iterator["SparkRelease"]:
        """Yield an engine with the tables of `connection` that the catalogue reads."""
        known = words(catalog)
        tables = used_tables(schema, known)
        counts = (f'SELECT COUNT(*) FROM "{table.name}"' for table in tables)
        few = sum(connection.execute(sql).fetchone()[0] for sql in counts) <= FEW
        with tempfile.TemporaryDirectory(prefix="budget-pipeline-") as name:
            engine = cls(schema, master, Path(name), few=few, connection=connection)
            for table in tables:
                fields = used_fields(table, known)
                engine.load(table.name, fields, read_table(connection, table, fields))
            yield engine

    def finish(self) -> None:
        """Write each published table in the order of its key."""
        for name in WRITTEN:
            table = self.schema.table(name)
            names = list(self.types[name])
            key = [column for column in table.primary_key if column in names] or names
            batches, number = self._in_order(name, key)
            insert_batches(self.connection, table, batches, number)

    def _in_order(self, name: str, key: Sequence[str]) -> tuple[Iterator[pa.RecordBatch], int]:
        """Return a published table by its key, so many rows at a time, and how many rows it has."""
        rows = self.spark.table(name).orderBy(*key)
        if self.few:
            found = rows.toArrow()
            return iter(found.to_batches()), len(found)
        path = self.out / SORTED / name
        rows.write.parquet(str(path))
        files = [pq.ParquetFile(part) for part in sorted(path.glob("*.parquet"))]
        batches = (batch for file in files for batch in file.iter_batches(AT_ONCE))
        return batches, sum(file.metadata.num_rows for file in files)
