"""The outside checks on real and hostile files, where those files are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# One file of each family that must load completely; the whole list is the outside check's own job.
FAMILIES = [
    "rekap_apbd_murni",
    "LRA DINKES",
    "Laporan Realisasi Per Dokumen",
    "TENDER.csv",
    "TENDER 7",
    "SWAKELOLA",
    "V6",
    "djpk-jatim",
    "spse-datatables",
]


def outside(shared: Path, tool: str, *arguments: str) -> str:
    """Run a check of the shared folder and return what it printed; it fails the test by itself."""
    command = [sys.executable, str(shared / "tools" / tool), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("family", FAMILIES)
def test_real_files_load_completely_and_exactly(shared: Path, family: str) -> None:
    assert "0 shortfalls" in outside(shared, "accept.py", "--only", family)


def test_hostile_files_end_as_their_manifest_says(shared: Path) -> None:
    assert "0 shortfalls" in outside(shared, "hostile.py")
