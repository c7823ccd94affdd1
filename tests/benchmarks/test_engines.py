"""All indicators over an invented set in SQLite and in DuckDB: seconds, ratio, and row by row the same.

The size is that of `SCALE_PACKAGES` (a million packages and three million registrants unless set).
"""

import os
import shutil
import sqlite3
import time
from pathlib import Path

from budget_pipeline.indicators.run import compute
from budget_pipeline.schema.read import load_schema
from tests.benchmarks.synthetic_database import make_database
from tests.engine_rows import TABLES, differences, rows

PACKAGES = int(os.environ.get("SCALE_PACKAGES", "1000000"))
MOST_SECONDS, MOST_TIMES_DUCKDB = 60, 3


def judged(source: Path, target: Path, engine: str) -> tuple[sqlite3.Connection, float, float]:
    """The database judged by `engine`; wall and processor seconds."""
    shutil.copy(source, target)
    connection = sqlite3.connect(target, isolation_level=None)
    wall, processor = time.perf_counter(), time.process_time()
    compute(connection, load_schema(), engine=engine)
    return connection, time.perf_counter() - wall, time.process_time() - processor


def test_all_indicators_in_sqlite_beside_duckdb(tmp_path: Path) -> None:
    source = tmp_path / "muat.db"
    make_database(source, PACKAGES)
    ours, wall, processor = judged(source, tmp_path / "sqlite.db", "sqlite")
    theirs, other_wall, other = judged(source, tmp_path / "duckdb.db", "duckdb")
    print(
        f"\nall indicators, {PACKAGES} packages: SQLite {wall:.0f} s (processor {processor:.0f} s; bound"
        f" {MOST_SECONDS} s at a million), DuckDB {other_wall:.0f} s (processor {other:.0f} s),"
        f" ratio {wall / other_wall:.2f} (bound {MOST_TIMES_DUCKDB}); load {os.getloadavg()[0]:.1f}"
    )
    for table in TABLES:
        assert differences(rows(ours, table), rows(theirs, table)) == [], table
