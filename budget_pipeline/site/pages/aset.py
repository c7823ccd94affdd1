"""Style sheet, icon and the one optional script: /aset/<name>, and what robots may read."""

from typing import Any

from datasette import Response

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route

TYPES = {
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "js": "text/javascript; charset=utf-8",
}
ROBOTS = """User-agent: *
Disallow: /data
Disallow: /jejak
Disallow: /cari
Disallow: /*?
"""


@route(r"/aset/(?P<nama>[\w-]+\.[a-z]+)")
async def asset(page: Page) -> Any:
    """Answer with one static file; its address carries its hash, so it may be kept for ever."""
    name = page.part("nama")
    content = page.site.assets.get(name)
    if content is None:
        raise page.missing(page.say("Berkas ini tidak ada."))
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(content, content_type=kind, headers=headers)


@route(r"/robots\.txt")
async def robots(page: Page) -> Any:
    """Ask crawlers to leave expert pages and filtered lists alone; the downloads hold everything."""
    return Response(ROBOTS, content_type="text/plain; charset=utf-8")
