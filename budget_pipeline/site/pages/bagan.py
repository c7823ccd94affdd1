"""Every picture on a page of its own, with its table; as SVG and PNG file; and as CSV."""

import asyncio
from typing import Any

from datasette import Response

from budget_pipeline.site.charts import png
from budget_pipeline.site.figure import Figure, makers
from budget_pipeline.site.page import NOT_ASKED, Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader


@route(r"/bagan/(?P<nama>[a-z-]+)(?P<format>\.svg|\.png|\.csv)?")
async def picture(page: Page) -> Any:
    """Show one picture, or answer with its file or the data behind it."""
    made = await page.read(_make, page, page.part("nama"))
    if made is None:
        raise page.missing(page.say("Tidak ada data untuk gambar ini."))
    name = "-".join([made.slug, *made.ask.values()])
    if page.part("format") == ".csv":
        return page.csv(f"{name}.csv", made.columns, made.exact)
    if page.part("format") == ".svg":
        drawn = made.wide.standalone(made.title, _source(page))
        headers = page.download(f"{name}.svg")
        return Response(drawn, content_type="image/svg+xml", headers=headers)
    if page.part("format") == ".png":
        if not png.available():
            raise page.missing(page.say("Situs ini tidak membuat PNG; pakailah SVG."))
        drawn = made.wide.standalone(made.title, _source(page))
        pixels = await asyncio.to_thread(png.rasterise, drawn)
        return Response(pixels, content_type="image/png", headers=page.download(f"{name}.png"))
    return await page.html(
        "bagan.html",
        bagan=made,
        judul=made.title,
        remah=[page.home, (None, page.say("Gambar"))],
    )


def _make(reader: Reader, page: Page, slug: str) -> Figure | None:
    maker = makers().get(slug)
    ask = {
        key: page.query(key)
        for key in page.request.args
        if key not in NOT_ASKED and page.query(key)
    }
    return maker(reader, page, ask) if maker else None


def _source(page: Page) -> str:
    site = page.site
    return page.say(
        "Sumber: %(kota)s, rilis %(rilis)s", kota=site.name(page.wilayah), rilis=site.release.id
    )
