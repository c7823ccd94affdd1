"""One supplier: its names, who buys from it, how it wins, who bids beside it."""

from typing import Any

from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader

PACKAGES = 50
VERDICTS = 100
RIVALS = 20
# Who else bid is looked up for this many bids of one supplier, which is more than nearly all have made.
BIDS = 500


@route(r"/penyedia/(?P<id>[^/]+)")
async def supplier(page: Page) -> Any:
    """Show one supplier."""
    identifier = page.part("id")
    found = await page.read(_load, page, identifier)
    if found is None:
        raise page.missing(page.say("Tidak ada penyedia %(id)s dalam rilis ini.", id=identifier))
    return await page.html(
        "penyedia.html",
        **found,
        judul=found["penyedia"]["nama"] or identifier,
        remah=[
            page.home,
            (page.link("/pengadaan"), page.say("Pengadaan")),
            (None, page.say("Penyedia")),
        ],
    )


def _load(reader: Reader, page: Page, identifier: str) -> dict[str, Any] | None:
    supplier = reader.one("penyedia", id=identifier)
    if supplier is None:
        return None
    counted = reader.all("penyedia_jumlah", id=identifier)[0]
    return {
        "penyedia": supplier,
        "nama_semua": reader.all("penyedia_nama", id=identifier),
        "mirip": reader.all("penyedia_mirip", id=identifier),
        "pembeli": reader.all("penyedia_pembeli", id=identifier),
        "per_tahun": reader.all("penyedia_tahun", id=identifier),
        "paket": reader.first(
            "penyedia_paket", page.most(PACKAGES), total=counted["paket"], id=identifier
        ),
        "penawar_lain": reader.first(
            "penyedia_penawar_lain", page.most(RIVALS), id=identifier, tawaran=BIDS
        ),
        "sanksi": reader.all("penyedia_sanksi", id=identifier),
        "putusan_semua": reader.first(
            "putusan_penyedia", page.most(VERDICTS), total=counted["putusan"], id=identifier
        ),
        "tanggapan": reader.all("tanggapan_subjek", id=identifier),
        "tawaran_dilihat": BIDS,
    }
