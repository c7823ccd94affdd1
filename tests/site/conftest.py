"""The sample release and a client for its site."""

from pathlib import Path
from typing import Any

import pytest

from tests.site.sample import build_sample


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder with the sample release."""
    return build_sample(tmp_path_factory.mktemp("situs") / "published")


@pytest.fixture(scope="session")
def site(published: Path) -> Any:
    """The Datasette application on the sample release."""
    from budget_pipeline.site.serve import build_app, current_release

    return build_app(current_release(published))
