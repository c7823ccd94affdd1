"""Spark says of the invented city and of Kab. Bandung what SQLite says, row by row; and cleans files as tasks."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

pytest.importorskip("pyspark", reason="`make test-spark` installs pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java here (on Debian: apt-get install openjdk-17-jre-headless)", True)

from pyspark.sql import SparkSession

from budget_pipeline.cli import main
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.engines.choice import DUCKDB, SPARK, SQLITE, over_lake
from budget_pipeline.indicators.engines.spark.session import session
from budget_pipeline.indicators.run import compute, compute_on
from budget_pipeline.schema.read import load_schema
from tests.engine_rows import TABLES, compare
from tests.judged import loaded_both
from tests.test_lake import content, raw

__all__ = ["raw"]
SCHEMA = load_schema()
# Enough to pass every verb of an engine; what all of them say is compared above.
SOME = replace(
    load_catalog(),
    indicators={kode: load_catalog().indicator(kode) for kode in ("KOM-01", "KOL-05")},
)
# A process of a minute: what the compiler of Java gains in the long run it loses here.
SHORT = (
    '--driver-memory 2g --driver-java-options "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"'
    " --conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN"
    " --conf spark.sql.shuffle.partitions=2 pyspark-shell"
)
# Spark plans each statement anew, whatever the size: unless SPARK_SEMUA is set, all shared tables and scores
# and so many of the indicators as end in a minute.
STEP = 1 if os.environ.get("SPARK_SEMUA") else 4
CATALOG = replace(
    load_catalog(),
    indicators={item.kode: item for item in load_catalog().available[::STEP]},
)
CITY, BANDUNG = "99.71", "32.04"
Pair = tuple[sqlite3.Connection, sqlite3.Connection]


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[SparkSession]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", SHORT)
        running = session("local[2]")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """The same judged by SQLite and by Spark: both municipalities where the real files are here."""
    try:
        shared = request.getfixturevalue("shared")
    except pytest.skip.Exception:
        shared = None
    loaded, folder = loaded_both(tmp_path_factory, shared), tmp_path_factory.mktemp("mesin")
    pair = judged(loaded, folder / "sqlite.db", SQLITE), judged(loaded, folder / "spark.db", SPARK)
    yield pair
    for connection in pair:
        connection.close()


def judged(loaded: Path, path: Path, engine: str) -> sqlite3.Connection:
    shutil.copy(loaded, path)
    connection = sqlite3.connect(path, isolation_level=None)
    compute(connection, SCHEMA, catalog=CATALOG, engine=engine)
    return connection


@pytest.mark.parametrize("table", TABLES)
def test_spark_says_what_sqlite_says(pair: Pair, table: str) -> None:
    agree, different = compare(*pair, table)
    assert different == []
    assert agree, f"{table} is empty: nothing was compared"


def test_the_invented_city_is_among_what_was_compared(pair: Pair) -> None:
    assert CITY in municipalities(pair[1])


def test_kab_bandung_is_among_what_was_compared(pair: Pair, shared: Path) -> None:
    assert BANDUNG in municipalities(pair[1])


def municipalities(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT DISTINCT kode_wilayah FROM hasil_indikator")
    return {code for (code,) in found}


def test_many_rows_go_through_files_and_say_the_same(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = tmp_path / "danau"
    assert CliRunner().invoke(main, ["lake", str(raw), "--out", str(lake)]).exit_code == 0
    monkeypatch.setattr("budget_pipeline.indicators.engines.spark.lake.FEW", 0)
    found = {}
    for engine in (DUCKDB, SPARK):
        (out := tmp_path / engine).mkdir()
        with over_lake(engine, SCHEMA, SOME, lake, out) as chosen:
            compute_on(chosen, SCHEMA, SOME)
        found[engine] = {name: lines(out / f"{name}.parquet") for name in TABLES}
    assert found[SPARK] == found[DUCKDB]
    assert found[SPARK]["hasil_indikator"]


def lines(path: Path) -> list[dict[str, object]]:
    """Return the rows of a published table, in the order of what they say."""
    return sorted(pq.read_table(path).to_pylist(), key=lambda row: sorted(map(str, row.items())))


def test_files_cleaned_as_spark_tasks_make_the_same_lake(raw: Path, tmp_path: Path) -> None:
    for name, more in (("sendiri", ()), ("spark", ("--engine", "spark", "--master", "local[2]"))):
        given = ["lake", str(raw), "--out", str(tmp_path / name), "--jobs", "1", *more]
        result = CliRunner().invoke(main, given)
        assert result.exit_code == 0, result.output
    assert content(tmp_path / "spark") == content(tmp_path / "sendiri")
