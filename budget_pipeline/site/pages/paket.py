"""One procurement process, from plan to payment."""

from typing import Any

from budget_pipeline.site.figure import asked
from budget_pipeline.site.figures.paket import package_values
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.timeline import timeline

BIDDERS = 200
ALIKE = 8


@route(r"/paket/(?P<id>[^/]+)")
async def package(page: Page) -> Any:
    """Show one package: figures, timeline, bidders, contracts, verdicts, similar packages, source."""
    identifier = page.part("id")
    found = await page.read(_load, page, identifier)
    if found is None:
        raise page.missing(page.say("Tidak ada paket %(id)s dalam rilis ini.", id=identifier))
    package = found["paket"]
    return await page.html(
        "paket.html",
        **found,
        judul=package["nama_paket"] or identifier,
        remah=[
            page.home,
            (page.link("/pengadaan", tahun=package["tahun"]), page.say("Pengadaan")),
            (None, package["kode"]),
        ],
    )


def _load(reader: Reader, page: Page, identifier: str) -> dict[str, Any] | None:
    package = reader.one("paket", id=identifier)
    if package is None:
        return None
    plans = reader.all("paket_rup", id=identifier)
    contracts = reader.all("paket_kontrak", id=identifier)
    handovers = reader.all("paket_bast", id=identifier)
    schedule = reader.all("paket_jadwal", id=identifier)
    verdicts = reader.all("putusan_subjek", jenis="paket", id=identifier)
    steps = timeline(page, package, plans, contracts, handovers)
    return {
        "paket": package,
        "rup": plans,
        "kontrak": contracts,
        "peserta": reader.first("paket_peserta", page.most(BIDDERS), id=identifier),
        "jadwal": schedule,
        "bast": handovers,
        "putusan_semua": verdicts,
        "tanggapan": reader.all("tanggapan_subjek", id=identifier),
        "serupa": reader.first(
            "paket_serupa",
            page.most(ALIKE),
            wilayah=package["kode_wilayah"],
            rekening=package["kode_rekening"],
            skpd=package["kode_skpd"],
            id=identifier,
        )
        if package["kode_rekening"]
        else [],
        "asal": reader.all("paket_asal", id=identifier),
        "rekening_ada": package["tahun"] in _years_of(reader, page, package["kode_rekening"]),
        "garis_waktu": steps,
        "bagan_semua": [f for f in (package_values(reader, page, asked(id=identifier)),) if f],
    }


def _years_of(reader: Reader, page: Page, account: str | None) -> set[int]:
    """Return the years whose budget has an account."""
    rows = reader.all(
        "anggaran_kode_tahun", wilayah=page.wilayah, dimensi="rekening", kode=account or ""
    )
    return {row["tahun"] for row in rows}
