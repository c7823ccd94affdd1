"""The program runs on what requirements.lock brings: the tests' own packages are hidden from it here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.small_files import lra, write_csv

# Read by Python as it starts, in every process of the program.
HIDING = """
import importlib.metadata as metadata, re, sys
name_of = lambda text: re.sub(r"[-_.]+", "-", text).lower()
with open({lock!r}) as lines:
    here = {{name_of(line.partition("==")[0]) for line in lines if "==" in line and line[0] != " "}}
here |= {{"budget-pipeline", "setuptools"}}
hidden = {{
    top for top, parts in metadata.packages_distributions().items()
    if not any(name_of(part) in here for part in parts)
}}
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
found = metadata.Distribution.from_name.__func__
def from_name(cls, name):
    if name_of(name) not in here:
        raise metadata.PackageNotFoundError(name)
    return found(cls, name)
metadata.Distribution.from_name = classmethod(from_name)
sys.meta_path.insert(0, Hidden())
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that sees no package beside those of requirements.lock."""
    folder = tmp_path_factory.mktemp("hanya-kunci")
    hiding = HIDING.format(lock=str(ROOT / "requirements.lock"))
    (folder / "sitecustomize.py").write_text(hiding, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


def python(environment: dict[str, str], *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_packages_of_the_tests_are_hidden(environment: dict[str, str]) -> None:
    assert "No module named 'openpyxl'" in python(environment, "-c", "import openpyxl").stderr
    told = python(environment, "-c", "import importlib.metadata as m; m.version('openpyxl')").stderr
    assert "PackageNotFoundError" in told
    assert python(environment, "-c", "import pandas").returncode == 0


def test_a_release_is_made_checked_and_opened(environment: dict[str, str], tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    published = tmp_path / "published"
    opened = (
        "from pathlib import Path; from budget_pipeline.site.serve import build_app, current_folder;"
        f"build_app(current_folder(Path({str(published)!r})))"
    )
    for arguments in (
        ("-m", "budget_pipeline", "import", tmp_path / "raw", "--published", published),
        ("-m", "budget_pipeline", "verify", "--published", published),
        ("-m", "budget_pipeline", "indicators", "list"),
        ("-c", opened),
    ):
        done = python(environment, *arguments)
        assert done.returncode == 0, done.stderr
