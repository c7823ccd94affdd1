"""Fixtures that many tests share: where things outside the repository are, or why a test skips."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run, so that a run fails only for what was changed; `make fuzz` draws new ones.
# How long an example takes is no fault: the machine may be busy.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("tetap", PATIENT, derandomize=True)
settings.register_profile("acak", PATIENT)
settings.load_profile("tetap")

ROOT = Path(__file__).resolve().parent.parent
# Run by `make bench`, which names the folder; a test run that does not leaves them alone.
collect_ignore = ["benchmarks"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files, beside the repository or named by SHARED_DIR; never part of it."""
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(
            f"real files are not here: {folder.name}/data beside the repository, or SHARED_DIR"
        )
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium; `make test` installs Debian's when it can."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on this machine (on Debian: apt-get install chromium)")
