"""One planned package and what became of it."""

from typing import Any

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader

PLANS = 20
PACKAGES = 50


@route(r"/rup/(?P<kode>[^/]+)")
async def plan(page: Page) -> Any:
    """Show one plan package (RUP) and the procurement processes that name it."""
    code = page.part("kode")
    found = await page.read(_load, page, code)
    if found is None:
        raise page.missing(page.say("Tidak ada rencana dengan kode RUP %(kode)s.", kode=code))
    first = found["rencana"][0]
    return await page.html(
        "rup.html",
        **found,
        judul=first["nama_paket"] or code,
        kode=code,
        remah=[
            page.home,
            (page.link("/pengadaan", tahun=first["tahun"]), page.say("Pengadaan")),
            (None, f"RUP {code}"),
        ],
    )


def _load(reader: Reader, page: Page, code: str) -> dict[str, Any] | None:
    plans = reader.first("rup", page.most(PLANS), kode=code)
    packages = reader.first("rup_paket", page.most(PACKAGES), kode=code)
    return {"rencana": plans, "paket": packages} if plans else None
