"""Spark says of the invented city what SQLite says, row by row; and cleans files as tasks."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("pyspark", reason="`make test-spark` installs pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java here (on Debian: apt-get install openjdk-17-jre-headless)", True)

from pyspark.sql import SparkSession

from budget_pipeline.cli import main
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.engines.choice import SPARK
from budget_pipeline.indicators.run import compute
from budget_pipeline.load.database import create_database
from budget_pipeline.pipeline.assemble import assemble
from budget_pipeline.pipeline.files import find_jobs, read_files
from budget_pipeline.pipeline.loading import load
from budget_pipeline.schema.read import load_schema
from tests.conftest import ROOT
from tests.engine_rows import TABLES, differences, rows
from tests.test_lake import content, raw

__all__ = ["raw"]
SCHEMA = load_schema()
# Small data: one task per step, no compiled stages.
SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
}
# All shared tables and scores, and every fourth indicator, so that the check ends in minutes: Spark plans
# each statement anew, whatever the size. SPARK_SEMUA=1 takes them all.
STEP = 1 if os.environ.get("SPARK_SEMUA") else 4
CATALOG = replace(
    load_catalog(),
    indicators={item.kode: item for item in load_catalog().available[::STEP]},
)
Pair = tuple[sqlite3.Connection, sqlite3.Connection]


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]")
    for name, value in SMALL.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def city(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("kota")
    source = ROOT / "data" / "raw"
    files = list(read_files(find_jobs([source]), jobs=2))
    first, second = folder / "sqlite.db", folder / "spark.db"
    connection = create_database(first, SCHEMA)
    load(connection, SCHEMA, assemble(files, SCHEMA), files, [source], {})
    connection.close()
    shutil.copy(first, second)
    pair = tuple(sqlite3.connect(path, isolation_level=None) for path in (first, second))
    compute(pair[0], SCHEMA, catalog=CATALOG)
    compute(pair[1], SCHEMA, catalog=CATALOG, engine=SPARK)
    yield pair[0], pair[1]
    for opened in pair:
        opened.close()


@pytest.mark.parametrize("table", TABLES)
def test_spark_says_of_the_invented_city_what_sqlite_says(city: Pair, table: str) -> None:
    ours, theirs = (rows(connection, table) for connection in city)
    assert ours, f"{table} is empty: nothing was compared"
    assert differences(ours, theirs) == []


def test_files_cleaned_as_spark_tasks_make_the_same_lake(raw: Path, tmp_path: Path) -> None:
    for name, more in (("sendiri", ()), ("spark", ("--engine", "spark", "--master", "local[2]"))):
        given = ["lake", str(raw), "--out", str(tmp_path / name), "--jobs", "1", *more]
        result = CliRunner().invoke(main, given)
        assert result.exit_code == 0, result.output
    assert content(tmp_path / "spark") == content(tmp_path / "sendiri")
