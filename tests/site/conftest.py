"""The sample release and a client for its site."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.once import once
from tests.site.sample import build_sample


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder with the sample release."""
    return build_sample(tmp_path_factory.mktemp("situs") / "published")


@pytest.fixture(scope="session")
def site(published: Path) -> Any:
    """The Datasette application on the sample release."""
    from budget_pipeline.site.serve import build_app, current_folder

    return build_app(current_folder(published))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder with the invented city of data/raw, made once for all test processes."""
    from budget_pipeline.pipeline.build import Options, build

    def make(folder: Path) -> None:
        outcome = build([ROOT / "data" / "raw"], Options(folder / "published"))
        assert outcome.release, outcome.reasons

    return once(tmp_path_factory, "kota", make) / "published"


@pytest.fixture(scope="session")
def city_site(city: Path) -> Any:
    """The Datasette application on the invented city."""
    from budget_pipeline.site.serve import build_app, current_folder

    return build_app(current_folder(city))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright, without any traffic of its own."""
    from playwright.sync_api import sync_playwright

    quiet = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        " --disable-component-update --disable-sync"
    )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=quiet.split())
        yield launched
        launched.close()
