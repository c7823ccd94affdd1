"""The suppliers of a municipality, by the value of their contracts."""

from typing import Any

from budget_pipeline.site.figures.jaringan import supplier_matrix
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader

SHOWN = 50
DEEPEST = 5000


@route(r"/penyedia")
async def suppliers(page: Page) -> Any:
    """Show suppliers, largest contract value first, and who buys from the largest."""
    start = min(page.number("mulai"), DEEPEST)
    found = await page.read(_load, page, start)
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


def _load(reader: Reader, page: Page, start: int) -> dict[str, Any]:
    rows = reader.all("penyedia_semua", wilayah=page.wilayah, batas=SHOWN + 1, lewati=start)
    more = len(rows) > SHOWN and start < DEEPEST
    return {
        "semua": rows[:SHOWN],
        "berikut": page.same_address(mulai=start + SHOWN) if more else "",
        "sebelum": page.same_address(mulai=max(start - SHOWN, 0) or "") if start else "",
        "bagan_semua": [f for f in (supplier_matrix(reader, page, {}),) if f and not start],
    }
