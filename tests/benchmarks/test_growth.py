"""Time and memory of each stage as the rows grow tenfold and tenfold again.

BENCH_SIZES (10000,100000,1000000,5000000) makes a quick look possible; up to BENCH_PUBLISHED (100000) rows the
whole import is run as well, publishing included.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.benchmarks import synthetic_files
from tests.benchmarks.page import Page
from tests.benchmarks.test_import import steps, whole_import

SIZES = tuple(map(int, os.environ.get("BENCH_SIZES", "10000,100000,1000000,5000000").split(",")))
PUBLISHED = int(os.environ.get("BENCH_PUBLISHED", "100000"))


@pytest.mark.parametrize("rows", SIZES)
def test_growth(page: Page, place: Path, rows: int) -> None:
    raw, published = place / str(rows), place / f"published{rows}"
    raw.mkdir()
    synthetic_files.write_csv(raw / "rencana.csv", rows)
    ours = steps(raw, place / "out")
    publishing = "-"
    if rows <= PUBLISHED:
        whole = whole_import(raw, published)
        publishing = f"{whole.wall - ours.wall:.1f} s, {whole.peak:.0f} MB"
    figures = {"stages": json.loads(ours.output), "steps": round(ours.wall, 2)}
    page.row(rows, {**figures, "peak": round(ours.peak), "publish": publishing})
    if rows >= 1_000_000:
        page.ratio(
            f"peak memory for {rows:,} rows, the largest process", ours.peak, 1500, 1, unit="MB"
        )
    shutil.rmtree(raw)
    shutil.rmtree(place / "out")
    shutil.rmtree(published, ignore_errors=True)
