"""Every link leads somewhere, and no page shows a path of the machine or runs what the data says."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.site.crawl import crawl


def test_every_link_of_the_sample_leads_to_a_page(site: Any, published: Path) -> None:
    seen, wrong = asyncio.run(crawl(site, ["/"], 40, [str(published), str(Path.cwd())]))
    assert wrong == []
    assert seen > 300


def test_every_link_of_the_invented_city_leads_to_a_page(city_site: Any, city: Path) -> None:
    seen, wrong = asyncio.run(crawl(city_site, ["/"], 8, [str(city), str(Path.cwd())]))
    assert wrong == []
    assert seen > 400


@pytest.mark.parametrize("path", ["/?lang=en", "/pengadaan?lang=en", "/anggaran/2024?lang=en"])
def test_english_is_kept_from_page_to_page(site: Any, path: str) -> None:
    seen, wrong = asyncio.run(crawl(site, [path], 2, []))
    assert wrong == []
    assert seen > 30
