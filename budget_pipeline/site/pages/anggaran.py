"""The budget of one year: by agency, account, programme, fund and field, down to source lines."""

from typing import Any

from budget_pipeline.site.amounts import number
from budget_pipeline.site.budget import (
    AGENCY_DIMENSIONS,
    KINDS,
    WHOLE,
    WHOLE_DIMENSIONS,
    Boxes,
    Children,
    amount,
    budget_rows,
    child_address,
    csv_of,
    dimension_name,
    kind_name,
    stage_boxes,
)
from budget_pipeline.site.figure import asked
from budget_pipeline.site.figures.anggaran import budget_areas, budget_bars
from budget_pipeline.site.figures.bulan import monthly_curve
from budget_pipeline.site.page import Page, Trail
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.stages import REALISED, Stages, read_stages

LINES = 50
PACKAGES = 8
ARGUMENTS = ("jenis", "menurut", "induk", "program", "kegiatan")


@route(r"/anggaran")
async def latest(page: Page) -> Any:
    """Send the reader to the newest year."""
    year = page.site.latest_budget_year(page.wilayah)
    if year is None:
        return await page.empty(
            page.say("Anggaran"), page.say("Rilis ini tidak memuat anggaran untuk daerah ini.")
        )
    return page.redirect(page.link("/anggaran", year))


@route(r"/anggaran/(?P<tahun>\d{4})(?P<format>\.csv)?")
async def year(page: Page) -> Any:
    """One year: totals, then agencies (or another classification) side by side."""
    tahun = int(page.part("tahun"))
    found = await page.read(_load_level, page, tahun, WHOLE)
    if found is None:
        raise page.missing(
            page.say("Rilis ini tidak memuat anggaran tahun %(tahun)s.", tahun=tahun)
        )
    if page.part("format"):
        return csv_of(page, found["anak"], f"anggaran-{tahun}-{found['anak'].dimension}")
    title = page.say("Anggaran %(tahun)s", tahun=tahun)
    return await page.html("anggaran.html", **found, judul=title, remah=[page.home, (None, title)])


@route(r"/anggaran/(?P<tahun>\d{4})/opd/(?P<kode>[^/]+?)(?P<format>\.csv)?")
async def agency(page: Page) -> Any:
    """One agency in one year: programmes, activities, accounts or funds, packages and source lines."""
    tahun, kode = int(page.part("tahun")), page.part("kode")
    found = await page.read(_load_agency, page, tahun, kode)
    if found is None:
        raise page.missing(
            page.say(
                "Tidak ada anggaran %(tahun)s untuk perangkat daerah %(kode)s.",
                tahun=tahun,
                kode=kode,
            )
        )
    if page.part("format"):
        return csv_of(page, found["anak"], f"anggaran-{tahun}-{kode}-{found['anak'].dimension}")
    return await page.html("anggaran.html", **found)


def _load_level(reader: Reader, page: Page, year: int, agency: str) -> dict[str, Any] | None:
    """Return what the pages of the municipality and of one agency have in common."""
    ask = asked(tahun=year, opd=agency, **{name: page.query(name) for name in ARGUMENTS})
    shown = budget_rows(reader, page, ask)
    if shown is None:
        return None
    totals = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=agency)
    kinds = [kind for kind in KINDS if _has(totals, kind)]
    made = [maker(reader, page, ask) for maker in (budget_areas, budget_bars)]
    if shown.kind == "belanja" and not page.query("menurut") and not page.query("program"):
        made.append(monthly_curve(reader, page, asked(tahun=year, opd=agency)))
    return {
        "tahun": year,
        "kotak": _level_boxes(reader, page, shown, totals, year, agency),
        "pilihan_tahun": _year_tabs(reader, page, year, agency),
        "pilihan_jenis": [
            (
                page.same_address(jenis=k, induk="", program="", kegiatan="", sub=""),
                kind_name(page, k),
                k == shown.kind,
            )
            for k in kinds
        ]
        if len(kinds) > 1
        else [],
        "pilihan_menurut": _dimension_tabs(page, agency, shown.dimension),
        "bagan_semua": [figure for figure in made if figure],
        "anak": shown,
        "keterangan": page.say(
            "%(jenis)s %(tahun)s menurut %(dimensi)s",
            jenis=kind_name(page, shown.kind),
            tahun=year,
            dimensi=dimension_name(page, shown.dimension).lower(),
        ),
        "nama_kolom": dimension_name(page, shown.dimension),
        "alamat_anak": child_address(page, ask),
        "alamat_csv": page.same_address(".csv"),
        "alamat_perubahan": page.link("/perubahan", year, opd="" if agency == WHOLE else agency)
        if shown.stages.changed
        else "",
    }


def _load_agency(reader: Reader, page: Page, year: int, code: str) -> dict[str, Any] | None:
    found = _load_level(reader, page, year, code)
    if found is None:
        return None
    described = reader.one("skpd", wilayah=page.wilayah, kode=code)
    name = (described or {}).get("nama_skpd") or code
    trail: Trail = [
        page.home,
        (page.link("/anggaran", year), page.say("Anggaran %(tahun)s", tahun=year)),
        (page.link("/anggaran", year, "opd", code), name),
    ]
    trail += _way_down(reader, page, year, code, found["anak"].stages)
    stages = found["anak"].stages
    activity = page.query("sub")
    lines = (
        reader.first(
            "anggaran_baris_sub_kegiatan",
            page.most(LINES),
            kode=activity,
            wilayah=page.wilayah,
            tahun=year,
            tahapan=stages.latest,
            skpd=code,
        )
        if activity
        else []
    )
    return {
        **found,
        "judul": f"{name}, {year}",
        "sub_judul": page.say("Kode perangkat daerah %(kode)s", kode=code),
        "remah": [*trail[:-1], (None, trail[-1][1])],
        "alamat_opd": page.link("/opd", code),
        "paket_terkait": reader.first(
            "paket_skpd",
            PACKAGES,
            total=reader.value("opd_paket_jumlah", wilayah=page.wilayah, skpd=code, tahun=year),
            wilayah=page.wilayah,
            skpd=code,
            tahun=year,
        ),
        "alamat_pengadaan": page.link("/pengadaan", tahun=year, opd=code),
        "skpd_tetap": True,
        "baris": lines,
        "baris_tahapan": stages.label_latest,
    }


def _has(totals: list[Row], kind: str) -> bool:
    return any(row["jenis"] == kind for row in totals)


def _level_boxes(
    reader: Reader, page: Page, shown: Children, totals: list[Row], year: int, agency: str
) -> Boxes:
    kind = shown.kind
    stages = read_stages(reader, page.say, page.wilayah, year, of_agencies=agency != WHOLE)
    own = {
        "awal": amount(totals, kind, stages.first),
        "akhir": amount(totals, kind, stages.latest),
        "realisasi": amount(totals, kind, REALISED),
    }
    whole = None
    if agency != WHOLE:
        city = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=WHOLE)
        whole = amount(city, kind, stages.latest)
    boxes = stage_boxes(page, stages, own, whole)
    earlier = read_stages(reader, page.say, page.wilayah, year - 1)
    past = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year - 1, skpd=agency)
    before = amount(past, kind, earlier.latest)
    if before is not None:
        boxes.append(
            (
                f"{earlier.label_latest} {year - 1}",
                page.money(before),
                page.say("tahun sebelumnya"),
            )
        )
    people = page.site.inhabitants.get(page.wilayah)
    if agency == WHOLE and people and own["akhir"] is not None:
        boxes.append(
            (
                page.say("Per penduduk"),
                page.money(own["akhir"] // people),
                page.say("%(n)s penduduk", n=number(people, page.lang)),
            )
        )
    return boxes


def _dimension_tabs(page: Page, agency: str, dimension: str) -> list[tuple[str, str, bool]]:
    names = WHOLE_DIMENSIONS if agency == WHOLE else AGENCY_DIMENSIONS
    shown = "program" if dimension in ("kegiatan", "sub_kegiatan") else dimension
    cleared = {"induk": "", "program": "", "kegiatan": "", "sub": ""}
    first = names[0]
    return [
        (
            page.same_address(menurut="" if name == first else name, **cleared),
            dimension_name(page, name),
            name == shown,
        )
        for name in names
    ]


def _year_tabs(reader: Reader, page: Page, year: int, agency: str) -> list[tuple[str, str, bool]]:
    """Return the years that have a budget of the municipality, or of the agency, as links; newest first."""
    place: tuple[str, ...] = ()
    years = page.site.budget_years(page.wilayah)
    if agency != WHOLE:
        place = ("opd", agency)
        rows = reader.all("opd_tahun", wilayah=page.wilayah, skpd=agency)
        years = sorted({row["tahun"] for row in rows}, reverse=True)
    kept = {"jenis": page.query("jenis"), "menurut": page.query("menurut")}
    return [(page.link("/anggaran", y, *place, **kept), str(y), y == year) for y in years]


def _way_down(reader: Reader, page: Page, year: int, agency: str, stages: Stages) -> Trail:
    """Return the steps from the agency to the level shown: programme, activity, sub-activity, or accounts."""
    where = {"wilayah": page.wilayah, "tahun": year, "skpd": agency, **stages.parameters()}
    trail: Trail = []
    chosen: dict[str, str] = {}
    if page.query("menurut") == "rekening" and page.query("induk"):
        steps = [("induk", "rekening")]
        chosen["menurut"] = "rekening"
    else:
        steps = [("program", "program"), ("kegiatan", "kegiatan"), ("sub", "sub_kegiatan")]
    for argument, dimension in steps:
        code = page.query(argument)
        if not code:
            break
        chosen[argument] = code
        row = reader.one("anggaran_kode", dimensi=dimension, kode=code, **where)
        trail.append(
            (page.link("/anggaran", year, "opd", agency, **chosen), (row or {}).get("nama") or code)
        )
    return trail
