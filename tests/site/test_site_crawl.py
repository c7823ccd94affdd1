"""Every link leads somewhere, and no page shows a path of the machine or runs what the data says."""

import re
from pathlib import Path
from typing import Any

from tests.site.asking import ask, run
from tests.site.crawl import crawl


def test_every_link_of_the_sample_leads_to_a_page(site: Any, published: Path) -> None:
    seen, wrong = run(crawl(site, ["/"], 2, [str(published), str(Path.cwd())]))
    assert not wrong, "\n".join(wrong[:40])
    assert seen > 100


def test_every_link_of_the_invented_city_leads_to_a_page(city_site: Any, city: Path) -> None:
    seen, wrong = run(crawl(city_site, ["/"], 2, [str(city), str(Path.cwd())]))
    assert not wrong, "\n".join(wrong[:40])
    assert seen > 200


def test_english_is_kept_from_page_to_page(site: Any) -> None:
    seen, wrong = run(crawl(site, ["/?lang=en"], 1, []))
    assert not wrong, "\n".join(wrong)
    assert seen > 30
    text = ask(site, "/pengadaan?lang=en").text
    inside = set(re.findall(r'href="(/[^"]*)"', text.partition("<main")[2].partition("</main")[0]))
    assert len(inside) > 30
    assert not [link for link in inside if "lang=en" not in link]
