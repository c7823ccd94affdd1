"""Templates, metadata and declarations are found in a checkout and travel in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from budget_pipeline import layout
from tests.conftest import ROOT

CODE = {".py", ".pyc"}


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
        + ["--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def files_below(folder: Path) -> list[Path]:
    """Return the files below a folder that are neither code nor hidden."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in CODE and not path.name.startswith(".")
    ]


def test_a_checkout_uses_the_files_at_its_root() -> None:
    assert layout.templates_dir() == ROOT / "templates"
    assert layout.metadata_path() == ROOT / "metadata.yml"


def test_an_installed_package_uses_the_files_it_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = tmp_path / "budget_pipeline" / "site"
    (carried / "templates").mkdir(parents=True)
    (carried / "metadata.yml").touch()
    (tmp_path / "templates").mkdir()  # somebody else's, in site-packages
    monkeypatch.setattr(layout, "_PACKAGE", tmp_path / "budget_pipeline")
    monkeypatch.setattr(layout, "_CHECKOUT", tmp_path)
    assert layout.templates_dir() == carried / "templates"
    assert layout.metadata_path() == carried / "metadata.yml"


def test_the_wheel_carries_metadata_and_every_template(wheel_names: set[str]) -> None:
    assert "budget_pipeline/site/metadata.yml" in wheel_names
    templates = ROOT / "templates"
    wanted = {
        f"budget_pipeline/site/templates/{path.relative_to(templates).as_posix()}"
        for path in files_below(templates)
    }
    assert wanted <= wheel_names


def test_the_wheel_carries_every_declaration(wheel_names: set[str]) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for path in files_below(ROOT / "budget_pipeline")}
    assert wanted, "the package has declarations beside its code"
    assert wanted <= wheel_names


def test_the_wheel_leaves_the_rest_of_the_repository_at_home(wheel_names: set[str]) -> None:
    tops = {name.split("/")[0].split("-")[0] for name in wheel_names}
    assert tops <= {"budget_pipeline"}
