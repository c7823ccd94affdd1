"""The rules of the house: format, lint, types, floors; nothing of a machine is committed."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Where a path or an address may only belong to the machine or the service a file was written on.
MACHINE_PATH = re.compile(
    r"(?<![\w.$~-])(?<!\w:/)/(?:(?:work|tmp|root)\b|(?:home|Users)/\w|opt/(?:wheels|pypi))"
    r"|[A-Z]:\\+Users\\"
)
REGISTRY_HOST = re.compile(
    r"(?:pypi|pythonhosted|npmjs|yarnpkg|deb\.debian|conda|anaconda)\.(?:org|com|io)"
)


def run(*command: str) -> None:
    """Run a tool in the repository's root and fail with what it said."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def tool(name: str) -> str:
    """Return the path of a tool of this environment."""
    return str(Path(sys.executable).with_name(name))


def committed_files() -> list[Path]:
    """Return the files git keeps, the ones about to be committed included."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_code_is_formatted() -> None:
    run(tool("ruff"), "format", "--check", ".")


def test_code_passes_the_linter() -> None:
    run(tool("ruff"), "check", ".")


def test_types_are_strict() -> None:
    if importlib.util.find_spec("budget_pipeline.cli") is None:
        pytest.skip("budget_pipeline/cli, which __main__ imports, is not built yet")
    run(tool("mypy"))


def test_rooms_import_only_downwards() -> None:
    run(tool("lint-imports"))


def test_a_module_without_a_floor_is_refused(tmp_path: Path) -> None:
    """The contract is only a law while it covers the whole house."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "budget_pipeline", tmp_path / "budget_pipeline")
    (tmp_path / "budget_pipeline" / "attic.py").touch()
    done = subprocess.run(
        [tool("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "attic" in done.stdout


def pins(lock: str) -> set[str]:
    """Return the pinned requirements of a lock file, each with its marker."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {line.rstrip("\\ ") for line in lines if not line.startswith(" ")}


def test_tests_run_on_the_versions_that_are_installed_for_users() -> None:
    run_lock = pins("requirements.lock")
    assert all("==" in pin for pin in run_lock)
    assert run_lock < pins("requirements-test.lock")


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["machine", "registry"])
def test_no_committed_file_names(pattern: re.Pattern[str]) -> None:
    found = []
    for path in committed_files():
        if path == Path(__file__):
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["see /home/ann/x.py", "file:///Users/ann/x", r"C:\Users\ann"])
def test_a_machine_path_is_recognised(line: str) -> None:
    assert MACHINE_PATH.search(line)


@pytest.mark.parametrize(
    "line", ["/unduhan/csv", "https://example.org/home/a", "a/tmp/b", "~/work", "/workbook.xml"]
)
def test_a_path_of_the_site_is_no_machine_path(line: str) -> None:
    assert not MACHINE_PATH.search(line)
