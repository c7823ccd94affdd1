"""One agency over all years: budget, buying, suppliers, verdicts."""

from typing import Any

from budget_pipeline.site.figure import asked
from budget_pipeline.site.figures.jaringan import supplier_matrix
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.stages import REALISED, read_stages, stage_label, stage_order

PACKAGES = 10
VERDICTS = 200


@route(r"/opd")
async def agencies(page: Page) -> Any:
    """Show every agency of the municipality."""
    found = await page.read(_load_all, page)
    return await page.html(
        "opd_semua.html",
        **found,
        judul=page.say("Perangkat daerah"),
        remah=[page.home, (None, page.say("Perangkat daerah"))],
    )


@route(r"/opd/(?P<kode>[^/]+)")
async def agency(page: Page) -> Any:
    """Show one agency."""
    code = page.part("kode")
    found = await page.read(_load, page, code)
    if found is None:
        raise page.missing(page.say("Tidak ada perangkat daerah %(kode)s.", kode=code))
    return await page.html("opd.html", **found)


def _load_all(reader: Reader, page: Page) -> dict[str, Any]:
    year = page.site.latest_budget_year(page.wilayah) or 0
    stages = read_stages(reader, page.say, page.wilayah, year, of_agencies=True)
    where = {"wilayah": page.wilayah, "tahun": year, "tahapan": stages.latest}
    return {"semua": reader.all("skpd_belanja", **where), "tahun": year, "tahapan": stages}


def _load(reader: Reader, page: Page, code: str) -> dict[str, Any] | None:
    described = reader.one("skpd", wilayah=page.wilayah, kode=code)
    if described is None:
        return None
    where: dict[str, Any] = {"wilayah": page.wilayah, "skpd": code}
    name = described["nama_skpd"] or code
    bought = reader.all("opd_pengadaan", **where)
    return {
        "judul": name,
        "kode": code,
        "per_tahun": _by_year(page, reader.all("opd_tahun", **where)),
        "pengadaan": bought,
        "rup": reader.all("opd_rup", **where),
        "paket": reader.first(
            "opd_paket", PACKAGES, total=sum(row["jumlah"] for row in bought), **where
        ),
        "temuan": reader.all("opd_temuan", **where),
        "putusan_semua": reader.first("opd_putusan", page.most(VERDICTS), **where),
        "bagan_semua": [f for f in (supplier_matrix(reader, page, asked(opd=code)),) if f],
        "remah": [page.home, (page.link("/opd"), page.say("Perangkat daerah")), (None, name)],
    }


def _by_year(page: Page, rows: list[Row]) -> list[dict[str, Any]]:
    """Return one row per year of spending: latest budget stage with its name, and what was realised."""
    years: dict[int, dict[str, int | None]] = {}
    for row in rows:
        if row["jenis"] == "belanja":
            years.setdefault(row["tahun"], {})[row["tahapan"]] = row["nilai"]
    out = []
    for year, stages in years.items():
        budget = sorted((s for s in stages if s != REALISED), key=stage_order)
        out.append(
            {
                "tahun": year,
                "tahapan": stage_label(budget[-1], page.say) if budget else "",
                "pagu": stages[budget[-1]] if budget else None,
                "realisasi": stages.get(REALISED),
            }
        )
    return out
