"""What is released of the program itself: the wheel, the sources, and the list of every part."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make package` fills."""
    if shutil.which("make") is None or Path(sys.prefix) != ROOT / ".venv":
        pytest.skip("not run by `make test`: there is no .venv to build with")
    folder = tmp_path_factory.mktemp("dist")
    command = ["make", "package", f"DIST={folder}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def parts(dist: Path) -> dict[str, Any]:
    return json.loads((dist / "budget-pipeline.cdx.json").read_text("utf-8"))


def locked() -> set[tuple[str, str]]:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    found = [re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line) for line in lines]
    return {(match[1].casefold(), match[2]) for match in found if match}


def test_the_list_names_every_locked_part_with_its_version(parts: dict[str, Any]) -> None:
    listed = {(part["name"].casefold(), part["version"]) for part in parts["components"]}
    assert "datasette" in dict(listed)
    assert listed == locked()


def test_every_part_carries_the_hashes_it_is_installed_by(parts: dict[str, Any]) -> None:
    bare = [
        part["name"]
        for part in parts["components"]
        if not any(place.get("hashes") for place in part.get("externalReferences", ()))
    ]
    assert parts["components"]
    assert bare == []


def test_wheel_and_sources_are_released_beside_it_with_their_sums(dist: Path) -> None:
    sums = (dist / "SHA256SUMS").read_text("utf-8").splitlines()
    assert sorted(Path(line.split()[1]).suffix for line in sums) == [".gz", ".json", ".whl"]
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=dist, check=False)
    assert checked.returncode == 0
