"""The outside checks on real and hostile files, where those files are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# One file of each kind of layout (report, table, list, JSON); the whole list is the outside check's own job.
FAMILIES = [
    "LRA DINKES",
    "/TENDER 7",
    "V6",
    "djpk-jatim/2021",
    "spse-datatables-2021/kota-banjarmasin",
]


def outside(shared: Path, tool: str, *arguments: str) -> str:
    """Run a check of the shared folder and return its last line, or fail with all it printed."""
    command = [sys.executable, str(shared / "tools" / tool), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("family", FAMILIES)
def test_real_files_load_completely_and_exactly(shared: Path, family: str) -> None:
    assert outside(shared, "accept.py", "--only", family) == "1 files, 0 shortfalls"


def test_hostile_files_end_as_their_manifest_says(shared: Path) -> None:
    files = len(list((shared / "hostile/files").iterdir()))
    assert files > 0
    assert outside(shared, "hostile.py").startswith(f"{files} files, 0 shortfalls,")
