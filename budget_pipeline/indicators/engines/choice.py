"""Choose the engine by its name; a missing extra is one clear line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.indicators.engines.model import Engine
from budget_pipeline.indicators.engines.sqlite import SqliteEngine
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.schema.model import Schema

SQLITE, DUCKDB, SPARK = "sqlite", "duckdb", "spark"
LOCAL = "local[*]"
# Engine -> the packages it needs and the extras that bring them.
NEEDS = {
    DUCKDB: (("duckdb", "sqlglot"), "scale"),
    SPARK: (("pyspark", "sqlglot"), "scale,spark"),
}


@contextmanager
def over_database(
    name: str,
    connection: sqlite3.Connection,
    schema: Schema,
    catalog: Catalog,
    master: str | None = None,
) -> Iterator[Engine]:
    """Yield the engine `name` with the tables of a release's database; it publishes into them."""
    need_extra(name)
    if name == SQLITE:
        yield SqliteEngine(connection)
    elif name == DUCKDB:
        from budget_pipeline.indicators.engines.duckdb import DuckdbEngine

        with DuckdbEngine.open(connection, schema, catalog) as duck:
            yield duck
    else:
        from budget_pipeline.indicators.engines.spark.release import SparkRelease

        with SparkRelease.open(connection, schema, catalog, master or LOCAL) as spark:
            yield spark


@contextmanager
def over_lake(
    name: str, schema: Schema, catalog: Catalog, lake: Path, out: Path, master: str | None = None
) -> Iterator[Engine]:
    """Yield the engine `name` with the tables of a lake; it publishes Parquet into folder `out`."""
    need_extra(name)
    if name == DUCKDB:
        from budget_pipeline.indicators.engines.duckdb import DuckdbLake

        engine = DuckdbLake(schema, lake, out, catalog)
        try:
            yield engine
        finally:
            engine.work.close()
    else:
        from budget_pipeline.indicators.engines.spark.lake import SparkLake

        with SparkLake.open_lake(schema, catalog, lake, out, master or LOCAL) as spark:
            yield spark


def need_extra(name: str) -> None:
    """Raise BudgetPipelineError, saying what to install, where the engine's packages are missing."""
    packages, extra = NEEDS.get(name, ((), ""))
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise BudgetPipelineError(
            f"--engine {name} butuh {', '.join(missing)}."
            f' Pasang dengan: pip install "budget-pipeline[{extra}]"'
            f" / --engine {name} needs {', '.join(missing)}; install the extra named above."
        )
