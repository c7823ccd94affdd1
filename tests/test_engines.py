"""The same verdicts, reasons, values and evidence from SQLite and from DuckDB, row by row."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from budget_pipeline.cli import main
from budget_pipeline.indicators.engines import choice
from budget_pipeline.indicators.engines.dialect import translate
from budget_pipeline.indicators.run import compute
from budget_pipeline.schema.read import load_schema
from tests.engine_rows import TABLES, compare, same
from tests.judged import judged_bandung, judged_city, opened

SCHEMA = load_schema()
Pair = tuple[sqlite3.Connection, sqlite3.Connection]


def judged_twice(judged: Path, folder: Path) -> Iterator[Pair]:
    """What SQLite said of the files loaded in `judged`, and what DuckDB says of them."""
    second = folder / "duckdb.db"
    shutil.copy(judged / "dimuat.db", second)
    pair = opened(judged / "sqlite.db"), sqlite3.connect(second, isolation_level=None)
    compute(pair[1], SCHEMA, engine="duckdb")
    yield pair
    for connection in pair:
        connection.close()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    pytest.importorskip("duckdb")
    yield from judged_twice(judged_city(tmp_path_factory), tmp_path_factory.mktemp("kota"))


@pytest.fixture(scope="module")
def bandung(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    pytest.importorskip("duckdb")
    judged = judged_bandung(tmp_path_factory, shared)
    yield from judged_twice(judged, tmp_path_factory.mktemp("bandung"))


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_says_of_the_invented_city_what_sqlite_says(city: Pair, table: str) -> None:
    agree, different = compare(*city, table)
    assert different == []
    assert agree, f"{table} is empty: nothing was compared"


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_says_of_kab_bandung_what_sqlite_says(bandung: Pair, table: str) -> None:
    agree, different = compare(*bandung, table)
    assert different == []
    assert agree, f"{table} is empty: nothing was compared"


def test_all_four_outcomes_are_among_what_was_compared(city: Pair) -> None:
    found = city[0].execute("SELECT DISTINCT status FROM hasil_indikator ORDER BY 1").fetchall()
    assert [status for (status,) in found] == [
        "terpicu",
        "tidak_berlaku",
        "tidak_dapat_dihitung",
        "tidak_terpicu",
    ]


def test_a_comparison_notices_one_changed_status_and_one_sen() -> None:
    row = ("KOM-01", "p1", 2024, "terpicu", 1_000_000.55)
    assert same(row, (*row[:4], 1_000_000.55))
    assert not same(row, (*row[:3], "tidak_terpicu", row[4]))
    assert not same(row, (*row[:4], 1_000_000.56))
    assert not same((1,), (1.0,))


def test_a_comparison_notices_a_row_that_one_side_lacks() -> None:
    one, other = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    for connection, packages in ((one, "ab"), (other, "abc")):
        connection.execute("CREATE TABLE skor_icw (id_paket TEXT, nilai INTEGER)")
        connection.executemany("INSERT INTO skor_icw VALUES (?, 1)", packages)
    assert compare(one, one, "skor_icw") == (2, [])
    assert compare(one, other, "skor_icw") == (2, ["row 3: None / ('c', 1)"])
    assert compare(other, one, "skor_icw") == (2, ["row 3: ('c', 1) / None"])


def test_two_arms_over_the_same_joins_keep_their_own_rows() -> None:
    # What an optimiser of DuckDB 2.0.0 got wrong: the second arm gave the rows of the first.
    pytest.importorskip("duckdb")
    from budget_pipeline.indicators.engines.duckdb import DuckdbEngine

    engine = DuckdbEngine(SCHEMA)
    text = "TEXT"
    bids = [{"paket": "x", "oleh": "A", "n": "10"}, {"paket": "x", "oleh": "B", "n": "20"}]
    engine.fill("tawaran", {"paket": text, "oleh": text, "n": text}, bids)
    engine.fill("pasangan", {"satu": text, "dua": text}, [{"satu": "A", "dua": "B"}])
    arm = (
        "SELECT {0}.n FROM pasangan AS h JOIN tawaran AS t ON t.oleh = h.satu"
        " JOIN tawaran AS u ON u.oleh = h.dua AND u.paket = t.paket"
    )
    assert engine.fetch(f"{arm.format('t')} UNION ALL {arm.format('u')}") == [("10",), ("20",)]


def test_letters_fractions_and_whole_numbers_mean_in_duckdb_what_they_mean_in_sqlite() -> None:
    pytest.importorskip("duckdb")
    from budget_pipeline.indicators.engines.duckdb import DuckdbEngine

    engine = DuckdbEngine(SCHEMA)
    sql = (
        "SELECT LOWER('É PT') AS a, UPPER('é pt') AS b, 0.1 + 0.2 AS c, CAST(7.9 AS INTEGER) AS d,"
        " CAST('0812' AS INTEGER) AS e, 1 / NULLIF(0, 0) AS f, CAST(1 AS DOUBLE) / 0 AS g"
    )
    assert engine.fetch(sql) == sqlite3.connect(":memory:").execute(sql).fetchall()
    assert "BIGINT" not in translate("SELECT a FROM b", "duckdb")


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    given = ["indicators", "run", "--ocds", "x.jsonl", "--engine", "duckdb"]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert 'pip install "budget-pipeline[scale]"' in result.stderr
