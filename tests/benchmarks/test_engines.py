"""All indicators over an invented set in SQLite, DuckDB and Spark: seconds, ratios, and row by row the same.

The size is that of `SCALE_PACKAGES` (a million packages and three million registrants unless set). Spark joins
where `make test-spark` has set it up, with 8 GB of memory unless PYSPARK_SUBMIT_ARGS says otherwise.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.benchmarks.measuring import ROOT, Measured, python
from tests.benchmarks.page import Page
from tests.benchmarks.synthetic_database import make_database
from tests.engine_rows import TABLES, compare
from tests.judged import opened

PACKAGES = int(os.environ.get("SCALE_PACKAGES", "1000000"))
MILLION, MOST_SECONDS, MOST_TIMES = 1_000_000, 60, 3
WORK = f"all indicators, {PACKAGES:,} packages: SQLite beside"
SPARK = ROOT / ".spark"  # where `make test-spark` puts it
MEMORY = os.environ.get("PYSPARK_SUBMIT_ARGS", "--driver-memory 8g pyspark-shell")


@pytest.fixture(scope="module")
def loaded(place: Path) -> Iterator[Path]:
    """The invented set in a database, not judged."""
    folder = place / "mesin"
    folder.mkdir()
    make_database(folder / "muat.db", PACKAGES)
    yield folder / "muat.db"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def sqlite(loaded: Path) -> tuple[Path, Measured]:
    """The set judged by SQLite, and what that took."""
    return judged(loaded, "sqlite")


def judged(loaded: Path, engine: str) -> tuple[Path, Measured]:
    """Return a copy of the set judged by `engine` in a process of its own, and what that took."""
    path = loaded.with_name(f"{engine}.db")
    shutil.copy(loaded, path)
    taken = python("-m", "tests.benchmarks.judge_database", path, engine)
    told = f"{taken.cpu:.0f} s of processor, {taken.wall:.0f} s by the clock, {taken.peak:.0f} MB"
    print(f"\n{engine}: {told}")
    return path, taken


def test_all_indicators_in_sqlite_beside_their_bound(
    sqlite: tuple[Path, Measured], page: Page
) -> None:
    judged_path, taken = sqlite
    copy = judged_path.with_name("hanya_tulis.db")
    written = python("-m", "tests.benchmarks.write_verdicts", judged_path, copy)
    copy.unlink()
    note = f"writing those rows and indexes alone, ready-made: {written.cpu:.0f} s"
    bound = MOST_SECONDS * PACKAGES / MILLION
    page.ratio(f"{WORK} {MOST_SECONDS} s for a million", taken.cpu, bound, 1, note=note)


@pytest.mark.parametrize(("engine", "package"), [("duckdb", "duckdb"), ("spark", "pyspark")])
def test_another_engine_says_the_same_row_by_row(
    loaded: Path,
    sqlite: tuple[Path, Measured],
    engine: str,
    package: str,
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", MEMORY)
    if (SPARK / package).is_dir():
        monkeypatch.setenv("PYTHONPATH", str(SPARK))
    elif find_spec(package) is None:
        pytest.skip(f"{package} is not here (`make test-spark` installs pyspark)")
    path, taken = judged(loaded, engine)
    page.ratio(f"{WORK} {engine}", sqlite[1].cpu, taken.cpu, MOST_TIMES)
    ours, theirs = opened(sqlite[0]), opened(path)
    for table in TABLES:
        agree, different = compare(ours, theirs, table)
        assert different == [], table
        print(f"{table}: {agree:,} rows the same")
    path.unlink()
