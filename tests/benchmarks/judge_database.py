"""Judge a loaded database with one engine, in a process of its own so that what it takes can be measured.

usage: python -m tests.benchmarks.judge_database FILE ENGINE
"""

import sqlite3
import sys
from pathlib import Path

from budget_pipeline.indicators.run import compute
from budget_pipeline.schema.read import load_schema


def judge(path: Path, engine: str) -> None:
    """Compute every indicator over the database at `path` on `engine`, into it."""
    connection = sqlite3.connect(path, isolation_level=None)
    compute(connection, load_schema(), engine=engine)
    connection.close()


if __name__ == "__main__":
    judge(Path(sys.argv[1]), sys.argv[2])
