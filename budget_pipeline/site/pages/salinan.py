"""What a copy of the site in plain files lacks, and where that is to be had."""

from typing import Any

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route


@route(r"/salinan-statis")
async def copy(page: Page) -> Any:
    """Explain copies in plain files; forms and expert pages of a copy lead here."""
    title = page.say.pick("Salinan situs tanpa peladen", "The site as plain files")
    return await page.html("salinan.html", judul=title, remah=[page.home, (None, title)])
