"""Whether the site can answer, for whoever watches over it."""

from typing import Any

from datasette import Response

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route


@route(r"/-/sehat")
async def health(page: Page) -> Any:
    """Answer with the release and that both its databases can be read; an error otherwise."""
    for database in ("data", "jejak"):
        await page.read(lambda reader: reader.value("sehat"), database=database)
    return Response.json(
        {"release": page.site.release.id, "ok": True}, headers={"cache-control": "no-store"}
    )
