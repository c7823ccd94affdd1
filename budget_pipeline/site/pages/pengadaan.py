"""The procurement explorer: filter packages, see count, sum and share, take exactly that as CSV."""

from typing import Any

from budget_pipeline.site.filters import Filters, read_filters
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.streams import COLUMNS, package_chunks

PAGE_SIZE = 50
DEEPEST = 10_000


@route(r"/pengadaan")
async def explorer(page: Page) -> Any:
    """Show the packages of the current filter, largest first."""
    filters = read_filters(page)
    start = min(page.number("mulai"), DEEPEST)
    found = await page.read(_load, page, filters, start)
    return await page.html(
        "pengadaan.html",
        **found,
        judul=page.say("Pengadaan"),
        saring=filters,
        mulai=start,
        alamat_csv=page.same_address(".csv", mulai=""),
        remah=[page.home, (None, page.say("Pengadaan"))],
    )


@route(r"/pengadaan\.csv")
async def explorer_csv(page: Page) -> Any:
    """Answer with every package of the current filter, streamed, in the order of the page."""
    filters = read_filters(page)
    return page.stream(f"pengadaan-{filters.slug}.csv", COLUMNS, package_chunks(page, filters))


def _load(reader: Reader, page: Page, filters: Filters, start: int) -> dict[str, Any]:
    rows = list(reader.run(*filters.packages(PAGE_SIZE + 1, start)))
    totals = next(reader.run(*filters.totals()))
    whole = next(reader.run(*filters.whole()))
    more = len(rows) > PAGE_SIZE
    return {
        "paket": rows[:PAGE_SIZE],
        "jumlah": totals,
        "seluruhnya": whole,
        "berikut": page.same_address(mulai=start + PAGE_SIZE) if more and start < DEEPEST else "",
        "sebelum": page.same_address(mulai=max(start - PAGE_SIZE, 0) or "") if start else "",
        "pilihan": {
            "tahun": page.site.procurement_years(page.wilayah),
            "skpd": reader.all("skpd_berpaket", wilayah=page.wilayah),
            "metode": [r["metode"] for r in reader.all("pilihan_metode", wilayah=page.wilayah)],
            "jenis": [
                r["jenis_pengadaan"] for r in reader.all("pilihan_jenis", wilayah=page.wilayah)
            ],
            "indikator": reader.all("pilihan_indikator"),
            "pita": reader.all("pilihan_pita"),
        },
    }
