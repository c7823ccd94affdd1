"""Compute over a lake on Spark: Parquet in, Parquet out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from budget_pipeline.indicators.engines.dialect import words
from budget_pipeline.indicators.engines.lake import parts, refuse_two_homes, shared_key
from budget_pipeline.indicators.engines.model import REGIONAL, WRITTEN
from budget_pipeline.indicators.engines.spark.engine import SparkEngine
from budget_pipeline.indicators.engines.spark.session import FEW
from budget_pipeline.indicators.engines.tables import used_fields, used_tables
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.schema.model import Schema


class SparkLake(SparkEngine):
    """The engine of a lake: Parquet in, Parquet out, both where every machine of the cluster sees them."""

    by_region = True

    @classmethod
    @contextmanager
    def open_lake(
        cls, schema: Schema, catalog: Catalog, lake: Path, out: Path, master: str
    ) -> Iterator["SparkLake"]:
        """Yield an engine with the tables of `lake`."""
        known = words(catalog)
        tables = used_tables(schema, known)
        files = (path for table in tables for path in parts(lake, table))
        few = sum(pq.read_metadata(path).num_rows for path in files) <= FEW
        engine = cls(schema, master, out.absolute(), few=few)
        engine.fill("cakupan_wilayah", REGIONAL)
        for table in tables:
            folder = [lake.absolute() / table.name] if parts(lake, table) else []
            engine.read(table.name, used_fields(table, known), folder, shared_key(table))
        refuse_two_homes(engine)
        yield engine
        shutil.rmtree(engine.scratch, ignore_errors=True)

    def finish(self) -> None:
        """Write what is not written yet: what was kept in memory, and tables without a row."""
        for name in (*WRITTEN, "cakupan_wilayah"):
            path = self.out / f"{name}.parquet"
            if not path.exists():
                self.spark.table(name).write.parquet(str(path))
