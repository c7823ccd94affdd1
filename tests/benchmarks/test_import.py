"""Steps 1-4 beside what does much less: sqlite3 .import, calamine's bare read, Python's own start.

Nothing here asserts a time: each ratio is printed beside its bound and kept for docs/benchmarks.md.
BENCH_ROWS (1000000) and BENCH_XLSX_ROWS (200000) make a quick look possible.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.benchmarks import synthetic_files
from tests.benchmarks.measuring import Measured, measure, python
from tests.benchmarks.page import Page

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
XLSX_ROWS = int(os.environ.get("BENCH_XLSX_ROWS", "200000"))
FILES = 50
BARE_READ = (
    "import sys, python_calamine as c\n"
    "book = c.CalamineWorkbook.from_path(sys.argv[1])\n"
    "print(sum(len(book.get_sheet_by_name(n).to_python()) for n in book.sheet_names))"
)


def steps(raw: Path, folder: Path, jobs: int = 2) -> Measured:
    """Import `raw` into a new `folder`, steps 1-4."""
    shutil.rmtree(folder, ignore_errors=True)
    return python("-m", "tests.benchmarks.steps", raw, folder, "--jobs", str(jobs))


def whole_import(raw: Path, published: Path, jobs: int = 2) -> Measured:
    """Import `raw` as a user does."""
    return python(
        *("-m", "budget_pipeline", "import", raw, "--published", published),
        *("--jobs", str(jobs), "--format", "json"),
    )


@pytest.mark.parametrize("shape", ["rencana", "anggaran"])
def test_a_csv_beside_sqlite_import(page: Page, place: Path, shape: str) -> None:
    if not shutil.which("sqlite3"):
        pytest.skip("the sqlite3 program is not installed (on Debian: apt-get install sqlite3)")
    raw = place / shape
    raw.mkdir()
    synthetic_files.write_csv(raw / f"{shape}.csv", ROWS, shape)
    reference = []
    for name in ("before.db", "after.db"):
        command = f".import --csv '{raw / f'{shape}.csv'}' t"
        if name == "after.db":
            ours = steps(raw, place / "out")
        (place / name).unlink(missing_ok=True)
        reference.append(measure("sqlite3", place / name, command))
        (place / name).unlink()
    name = f"CSV of {ROWS:,} rows x 20 columns ({shape}), steps 1-4, beside sqlite3 .import"
    theirs = min(item.wall for item in reference)
    page.ratio(name, ours.wall, theirs, 4, note=f"aim 2.5; peak {ours.peak:.0f} MB a process")
    theirs = min(item.cpu for item in reference)
    page.ratio(f"{name}, processor time", ours.cpu, theirs, 4, note="all processes together")


def test_an_xlsx_beside_a_bare_read(page: Page, place: Path) -> None:
    raw = place / "xlsx"
    raw.mkdir()
    synthetic_files.write_xlsx(raw / "anggaran.xlsx", XLSX_ROWS)
    before = python("-c", BARE_READ, raw / "anggaran.xlsx")
    ours = steps(raw, place / "out")
    after = python("-c", BARE_READ, raw / "anggaran.xlsx")
    theirs = min(before.wall, after.wall)
    name = f"xlsx of {XLSX_ROWS:,} rows x 20 columns, steps 1-4, beside calamine's bare read"
    page.ratio(name, ours.wall, theirs, 1.5, note=f"peak {ours.peak:.0f} MB a process")


def test_an_import_of_the_same_again_and_of_one_changed_file(page: Page, place: Path) -> None:
    raw, published = place / "fifty", place / "published"
    raw.mkdir()
    for number in range(FILES):
        synthetic_files.write_csv(raw / f"rencana{number}.csv", 200, first=number * 1000)
    first = whole_import(raw, published)
    start = python("-c", "import budget_pipeline.cli, budget_pipeline.pipeline.build")
    again = whole_import(raw, published)
    name = "second import, nothing changed, beside Python's start and imports"
    page.ratio(name, again.wall, start.wall, 2, note=f"the first took {first.wall:.1f} s")
    cache = published / ".tembolok"
    known = {path.name for path in cache.glob("*.pickle")}
    synthetic_files.write_csv(raw / "rencana7.csv", 201, first=7000)
    changed = whole_import(raw, published)
    read = {path.name for path in cache.glob("*.pickle")} - known
    assert json.loads(changed.output)["exit"] == 0
    assert len(read) == 1
    name = f"one changed file of {FILES}, beside the import of all"
    page.ratio(name, changed.wall, first.wall, 1, note=f"{len(read)} file read anew")


def test_several_files_use_every_core(page: Page, place: Path) -> None:
    raw = place / "eight"
    raw.mkdir()
    for number in range(8):
        synthetic_files.write_csv(raw / f"rencana{number}.csv", 50_000, first=number * 100_000)
    alone, both = steps(raw, place / "out", jobs=1), steps(raw, place / "out", jobs=2)
    name = "reading 8 files of 50,000 rows with --jobs 2, beside --jobs 1"
    took = [json.loads(m.output)["baca, bersihkan, periksa"] for m in (both, alone)]
    page.ratio(name, *took, 0.7)
