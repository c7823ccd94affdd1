"""Places the data names: does money reach the edge of town (question of the page)."""

from typing import Any

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader

SHOWN = 50


@route(r"/wilayah")
async def places(page: Page) -> Any:
    """Show every kecamatan, kelurahan and desa that packages or agencies name."""
    rows = await page.read(lambda reader: reader.all("tempat_semua", wilayah=page.wilayah))
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row["jenis"], []).append(row)
    return await page.html(
        "tempat_semua.html",
        judul=page.say("Wilayah"),
        semua=kinds,
        jenis_nama={
            "kecamatan": page.say("Kecamatan"),
            "kelurahan": page.say("Kelurahan"),
            "desa": page.say("Desa"),
        },
        remah=[page.home, (None, page.say("Wilayah"))],
    )


@route(r"/wilayah/(?P<jenis>kecamatan|kelurahan|desa)/(?P<nama>[^/]+)")
async def place(page: Page) -> Any:
    """Show one place: packages there, their value, per inhabitant where the population is known."""
    kind, name = page.part("jenis"), page.part("nama")
    found = await page.read(_load, page, kind, name)
    if found is None:
        raise page.missing(page.say("Data rilis ini tidak menyebut %(nama)s.", nama=name))
    return await page.html("tempat.html", **found)


def _load(reader: Reader, page: Page, kind: str, name: str) -> dict[str, Any] | None:
    where = {"wilayah": page.wilayah, "jenis": kind, "nama": name}
    row = reader.one("tempat", **where)
    if row is None:
        return None
    title = f"{kind.capitalize()} {name}"
    return {
        "judul": title,
        "tempat": row,
        "paket": reader.first("tempat_paket", page.most(SHOWN), total=row["paket"], **where),
        "skpd": reader.all("tempat_skpd", **where),
        "rup": reader.first("tempat_rup", page.most(SHOWN), total=row["rup"], **where),
        "remah": [page.home, (page.link("/wilayah"), page.say("Wilayah")), (None, title)],
    }
