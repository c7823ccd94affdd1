"""The home page: what this is, four figures, what can be done, ten questions, what is new."""

from typing import Any

from budget_pipeline.site.figure import asked
from budget_pipeline.site.figures.anggaran import budget_areas
from budget_pipeline.site.page import Page
from budget_pipeline.site.pages.rilis import published_on
from budget_pipeline.site.questions import questions
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.stages import read_stages

QUESTIONS = 10
RELEASES = 3
CHANGES = 5


@route(r"/")
async def home(page: Page) -> Any:
    """Show the municipality at a glance."""
    found = await page.read(_load, page)
    kept = page.site.release.siblings()[:RELEASES]
    return await page.html(
        "beranda.html",
        judul=page.say("Beranda"),
        pertanyaan=list(questions().values())[:QUESTIONS],
        rilis=[(release, published_on(release)) for release in kept],
        berubah=page.site.release.changed_tables[:CHANGES],
        berkas_berubah=page.site.release.changed_files,
        **found,
    )


def _load(reader: Reader, page: Page) -> dict[str, Any]:
    year = page.site.latest_budget_year(page.wilayah)
    bought = page.site.main_procurement_year(page.wilayah)
    stages = read_stages(reader, page.say, page.wilayah, year) if year else None
    totals: dict[str, int | None] = {}
    if year:
        for row in reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd="*"):
            if row["jenis"] == "belanja":
                totals[row["tahapan"]] = row["nilai"]
    buying = reader.one("beranda_pengadaan", wilayah=page.wilayah, tahun=bought) if bought else None
    areas = budget_areas(reader, page, asked(tahun=year)) if year else None
    return {
        "tahun": year,
        "tahun_paket": bought,
        "tahapan": stages,
        "jumlah": totals,
        "pengadaan": buying,
        "rekonsiliasi": reader.one("rekonsiliasi_ringkas"),
        "bagan_semua": [f for f in (areas,) if f],
    }
