"""The suppliers of a municipality, by the value of their contracts."""

from typing import Any

from budget_pipeline.site.figures.jaringan import supplier_matrix
from budget_pipeline.site.page import Page
from budget_pipeline.site.paging import piece
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row

SHOWN = 50


@route(r"/penyedia")
async def suppliers(page: Page) -> Any:
    """Show suppliers, largest contract value first, and who buys from the largest."""
    found = await page.read(_load, page)
    return await page.html(
        "penyedia_semua.html",
        **found,
        judul=page.say("Penyedia"),
        remah=[
            page.home,
            (page.link("/pengadaan"), page.say("Pengadaan")),
            (None, page.say("Penyedia")),
        ],
    )


def _load(reader: Reader, page: Page) -> dict[str, Any]:
    def largest(limit: int, skip: int) -> list[Row]:
        return reader.all("penyedia_semua", wilayah=page.wilayah, batas=limit, lewati=skip)

    shown = piece(page, SHOWN, largest)
    matrix = None if shown.start else supplier_matrix(reader, page, {})
    return {
        "potongan": shown,
        "bagan_semua": [matrix] if matrix else [],
    }
