"""How good the data is: what adds up, what became of every row, how full the columns are."""

from typing import Any

from budget_pipeline.site import words
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row

SHOWN = 100
TOTALS = 10


@route(r"/kualitas")
async def quality(page: Page) -> Any:
    """Show reconciliation, fates, coverage and what was held back."""
    found = await page.read(_load, page)
    return await page.html(
        "kualitas.html",
        **found,
        judul=page.say("Kualitas data"),
        nasib_semua=words.fates(),
        dipaksa=page.site.release.manifest.get("forced"),
        alasan_paksa=page.site.release.manifest.get("reasons") or [],
        remah=[page.home, (None, page.say("Kualitas data"))],
    )


def _load(reader: Reader, page: Page) -> dict[str, Any]:
    tables = reader.all("kualitas_tabel")
    names = [row["tabel"] for row in tables]
    shown = page.query("tabel") if page.query("tabel") in names else next(iter(names), "")
    totals = {row["nasib"]: row["jumlah"] for row in reader.all("kualitas_nasib_jumlah")}
    return {
        "ringkas": reader.one("rekonsiliasi_ringkas"),
        "rekonsiliasi": reader.first("kualitas_rekonsiliasi", page.most(TOTALS)),
        "nasib": reader.first("kualitas_nasib", page.most(SHOWN)),
        "nasib_jumlah": totals,
        "baris_semua": sum(totals.values()),
        "berkas": reader.all("kualitas_berkas"),
        "masalah": reader.first("kualitas_masalah", page.most(SHOWN)),
        "koreksi": reader.first("koreksi", page.most(SHOWN)),
        "tabel": [
            (page.same_address(tabel=name) + "#cakupan", name, name == shown) for name in names
        ],
        "cakupan": heat(reader.all("kualitas_cakupan", tabel=shown)),
    }


def heat(rows: list[Row]) -> dict[str, Any]:
    """Return the coverage table: years across, columns down, each cell a share and its shade (0 to 4)."""
    years = sorted({row["tahun"] or 0 for row in rows})
    columns: dict[str, dict[int, dict[str, Any]]] = {}
    for row in rows:
        share = row["terisi"] / row["baris"] if row["baris"] else 0.0
        shade = (
            0
            if not row["terisi"]
            else 4
            if row["terisi"] == row["baris"]
            else 1 + min(int(share * 3), 2)
        )
        columns.setdefault(row["kolom"], {})[row["tahun"] or 0] = {**row, "arsir": shade}
    return {"tahun": years, "kolom": columns}
