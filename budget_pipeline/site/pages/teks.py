"""Pages about the site itself: method, words, who keeps it, privacy, accessibility."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route

GLOSSARY = Path(__file__).parent.parent / "glosarium.yml"


@route(r"/metodologi")
async def methodology(page: Page) -> Any:
    """Explain how the figures come about, with figures of this release."""
    counts = await page.read(lambda reader: reader.one("metodologi"))
    return await page.html(
        "metodologi.html",
        judul=page.say("Metodologi"),
        hitung=counts,
        remah=[page.home, (None, page.say("Metodologi"))],
    )


@route(r"/glosarium")
async def glossary(page: Page) -> Any:
    """Explain the words of budget and procurement."""
    return await page.html(
        "glosarium.html",
        judul=page.say("Glosarium"),
        istilah=terms(),
        remah=[page.home, (None, page.say("Glosarium"))],
    )


@route(r"/(?P<nama>tentang|privasi|aksesibilitas)")
async def about(page: Page) -> Any:
    """Show one of the pages that only hold text."""
    name = page.part("nama")
    titles = {
        "tentang": page.say("Tentang situs ini"),
        "privasi": page.say("Privasi"),
        "aksesibilitas": page.say("Aksesibilitas"),
    }
    return await page.html(
        f"{name}.html", judul=titles[name], remah=[page.home, (None, titles[name])]
    )


@cache
def terms() -> list[dict[str, Any]]:
    """Return the glossary: term, meaning and basis, in alphabetical order."""
    found: list[dict[str, Any]] = yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))
    return sorted(found, key=lambda term: str(term["istilah"]).lower())
