"""The procurement explorer: filter packages, see count, sum and share, take exactly that as CSV."""

from typing import Any

from budget_pipeline.site.filters import BREAKPOINTS, Filters, read_filters
from budget_pipeline.site.page import Page
from budget_pipeline.site.paging import piece
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.streams import COLUMNS, package_chunks

PAGE_SIZE = 50


@route(r"/pengadaan")
async def explorer(page: Page) -> Any:
    """Show the packages of the current filter, largest first."""
    filters = read_filters(page)
    found = await page.read(_load, page, filters)
    return await page.html(
        "pengadaan.html",
        **found,
        judul=page.say("Pengadaan"),
        saring=filters,
        alamat_csv=page.same_address(".csv", mulai=""),
        remah=[page.home, (None, page.say("Pengadaan"))],
    )


@route(r"/pengadaan\.csv")
async def explorer_csv(page: Page) -> Any:
    """Answer with every package of the current filter, streamed, in the order of the page."""
    filters = read_filters(page)
    return page.stream(f"pengadaan-{filters.slug}.csv", COLUMNS, package_chunks(page, filters))


def _load(reader: Reader, page: Page, filters: Filters) -> dict[str, Any]:
    def packages(limit: int, skip: int) -> list[Row]:
        return list(reader.run(*filters.packages(limit, skip)))

    here = {"wilayah": page.wilayah}
    return {
        "potongan": piece(page, PAGE_SIZE, packages),
        "jumlah": next(reader.run(*filters.totals())),
        "seluruhnya": next(reader.run(*filters.whole())),
        "pilihan": {
            "tahun": page.site.procurement_years(page.wilayah),
            "skpd": reader.all("skpd_berpaket", **here),
            "metode": [row["metode"] for row in reader.all("pilihan_metode", **here)],
            "jenis": [row["jenis_pengadaan"] for row in reader.all("pilihan_jenis", **here)],
            "indikator": reader.all("pilihan_indikator"),
            "pita": BREAKPOINTS,
        },
    }
