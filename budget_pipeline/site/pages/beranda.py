"""The home page: what this is, four figures, what can be done."""

from typing import Any

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.stages import read_stages


@route(r"/")
async def home(page: Page) -> Any:
    """Show the municipality at a glance."""
    found = await page.read(_load, page)
    return await page.html("beranda.html", judul=page.say("Beranda"), **found)


def _load(reader: Reader, page: Page) -> dict[str, Any]:
    year = page.site.latest_budget_year(page.wilayah)
    bought = next(iter(page.site.procurement_years(page.wilayah)), None)
    stages = read_stages(reader, page.say, page.wilayah, year) if year else None
    totals: dict[str, int | None] = {}
    if year:
        for row in reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd="*"):
            if row["jenis"] == "belanja":
                totals[row["tahapan"]] = row["nilai"]
    return {
        "tahun": year,
        "tahun_paket": bought,
        "tahapan": stages,
        "jumlah": totals,
        "pengadaan": reader.one("beranda_pengadaan", wilayah=page.wilayah, tahun=bought)
        if bought
        else None,
        "rekonsiliasi": reader.one("rekonsiliasi_ringkas"),
    }
