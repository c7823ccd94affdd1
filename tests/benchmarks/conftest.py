"""What each benchmark reports, gathered into docs/benchmarks.md when the last one ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.page import Page


@pytest.fixture(scope="session")
def page() -> Iterator[Page]:
    """The page that results are written to; only what was measured in this run replaces what stood there."""
    page = Page()
    yield page
    page.write()


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for invented files, made once per run."""
    return tmp_path_factory.mktemp("bench")
