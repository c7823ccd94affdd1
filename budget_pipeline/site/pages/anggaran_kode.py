"""One account, programme, activity, fund or field in one year, over all agencies, down to source lines."""

from typing import Any

from budget_pipeline.site.budget import (
    ADDRESSES,
    BELOW,
    WHOLE,
    Children,
    amount,
    budget_rows,
    child_address,
    csv_of,
    dimension_name,
    stage_boxes,
    with_difference,
)
from budget_pipeline.site.figure import asked
from budget_pipeline.site.figures.anggaran import budget_areas
from budget_pipeline.site.page import Page, Trail
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row, Rows
from budget_pipeline.site.stages import Stages, read_stages

LINES = 50
PACKAGES = 8
DIMENSIONS = {address: dimension for dimension, address in ADDRESSES.items()}
LINES_QUERY = {
    "rekening": "anggaran_baris_rekening",
    "sub_kegiatan": "anggaran_baris_sub_kegiatan",
}


@route(
    r"/anggaran/(?P<tahun>\d{4})/(?P<dimensi>rekening|program|kegiatan|sub-kegiatan|dana|urusan)"
    r"/(?P<kode>[^/]+?)(?P<format>\.csv)?"
)
async def code(page: Page) -> Any:
    """One code of one classification: what is below it, who has a part in it, its packages and source lines."""
    tahun, kode = int(page.part("tahun")), page.part("kode")
    dimension = DIMENSIONS[page.part("dimensi")]
    found = await page.read(_load, page, tahun, dimension, kode)
    if found is None:
        raise page.missing(
            page.say("Tidak ada anggaran %(tahun)s dengan kode %(kode)s.", tahun=tahun, kode=kode)
        )
    if page.part("format"):
        shown = found["anak"] if found["anak"].rows else found["skpd_rekening"]
        return csv_of(page, shown, f"anggaran-{tahun}-{dimension}-{kode}")
    return await page.html("anggaran.html", **found)


def _load(
    reader: Reader, page: Page, year: int, dimension: str, code: str
) -> dict[str, Any] | None:
    stages = read_stages(reader, page.say, page.wilayah, year)
    where = {"wilayah": page.wilayah, "tahun": year, "dimensi": dimension, "kode": code}
    own = reader.one("anggaran_kode", **where, skpd=WHOLE, **stages.parameters())
    if own is None:
        return None
    below, figures = _below(reader, page, year, dimension, own, stages)
    agency_stages = read_stages(reader, page.say, page.wilayah, year, of_agencies=True)
    agencies = reader.all("anggaran_kode_skpd", **where, **stages.parameters())
    totals = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=WHOLE)
    name = own["nama"] or code
    return {
        "tahun": year,
        "judul": f"{name}, {year}",
        "sub_judul": f"{dimension_name(page, dimension)} {code}",
        "remah": _trail(reader, page, year, dimension, own, stages),
        "pilihan_tahun": _year_tabs(reader, page, year, dimension, code),
        "kotak": stage_boxes(page, stages, own, amount(totals, own["jenis"], stages.latest)),
        "bagan_semua": figures,
        "anak": below,
        "keterangan": page.say("Di bawahnya"),
        "nama_kolom": dimension_name(page, BELOW.get(dimension, dimension)),
        "alamat_anak": child_address(
            page, asked(tahun=year, menurut=BELOW.get(dimension, dimension), induk=code)
        ),
        "alamat_csv": page.same_address(".csv"),
        "skpd_rekening": Children(with_difference(agencies), agency_stages, own["akhir"], {}, ""),
        "alamat_skpd": lambda row: page.link(
            "/anggaran",
            year,
            "opd",
            row["kode"],
            menurut=dimension if dimension == "rekening" else "",
        ),
        "paket_terkait": _packages(reader, page, code) if dimension == "rekening" else [],
        "alamat_pengadaan": page.link("/pengadaan", tahun="semua", rekening=code),
        "baris": _lines(reader, page, year, dimension, code, stages) if not below.rows else [],
        "baris_tahapan": stages.label_latest,
    }


def _packages(reader: Reader, page: Page, account: str) -> Rows:
    where = {"wilayah": page.wilayah, "rekening": account}
    # The index alone counts them; the rows themselves are fetched for those shown.
    total = reader.value("paket_rekening_jumlah", **where)
    return reader.first("paket_rekening", PACKAGES, total=total, **where)


def _below(
    reader: Reader, page: Page, year: int, dimension: str, own: Row, stages: Stages
) -> tuple[Children, list[Any]]:
    if dimension not in BELOW:
        return Children([], stages, None, {}, ""), []
    ask = asked(tahun=year, menurut=BELOW[dimension], induk=own["kode"], jenis=own["jenis"])
    below = budget_rows(reader, page, ask) or Children([], stages, None, {}, "")
    return below, [figure for figure in (budget_areas(reader, page, ask),) if figure]


def _lines(
    reader: Reader, page: Page, year: int, dimension: str, code: str, stages: Stages
) -> list[Row]:
    if dimension not in LINES_QUERY:
        return []
    values: dict[str, Any] = {
        "kode": code,
        "wilayah": page.wilayah,
        "tahun": year,
        "tahapan": stages.latest,
    }
    return reader.first(LINES_QUERY[dimension], page.most(LINES), **values, skpd=WHOLE)


def _year_tabs(
    reader: Reader, page: Page, year: int, dimension: str, code: str
) -> list[tuple[str, str, bool]]:
    rows = reader.all("anggaran_kode_tahun", wilayah=page.wilayah, dimensi=dimension, kode=code)
    years = sorted((row["tahun"] for row in rows), reverse=True)
    return [
        (page.link("/anggaran", y, ADDRESSES[dimension], code), str(y), y == year) for y in years
    ]


def _trail(
    reader: Reader, page: Page, year: int, dimension: str, own: Row, stages: Stages
) -> Trail:
    """Return the way down to a code, following the code one level up until there is none."""
    above = {"rekening": "rekening", "kegiatan": "program", "sub_kegiatan": "kegiatan"}
    steps: Trail = [(None, own["nama"] or own["kode"])]
    level, parent = dimension, own["induk"]
    while parent and level in above:
        level = above[level]
        row = reader.one(
            "anggaran_kode",
            wilayah=page.wilayah,
            tahun=year,
            dimensi=level,
            kode=parent,
            skpd=WHOLE,
            **stages.parameters(),
        )
        address = page.link("/anggaran", year, ADDRESSES[level], parent)
        steps.append((address, (row or {}).get("nama") or parent))
        parent = (row or {}).get("induk") or ""
    start: Trail = [
        page.home,
        (page.link("/anggaran", year), page.say("Anggaran %(tahun)s", tahun=year)),
    ]
    if dimension != "rekening":
        start.append(
            (
                page.link(
                    "/anggaran", year, menurut="program" if dimension in above else dimension
                ),
                dimension_name(page, "program" if dimension in above else dimension),
            )
        )
    return start + steps[::-1]
