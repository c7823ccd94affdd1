"""The budget of one year: by agency, account, programme, fund and field, down to source lines."""

from dataclasses import dataclass
from typing import Any

from budget_pipeline.site.amounts import number, percent, plain
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.stages import Stages, read_stages

KINDS = ("belanja", "pendapatan", "pembiayaan")
WHOLE = "*"
LINES = 50
PACKAGES = 8


@dataclass(frozen=True)
class Children:
    """The rows of one budget table with what they are compared with."""

    rows: list[Row]
    stages: Stages
    total: int | None
    before: dict[str, int | None]
    label_before: str


@route(r"/anggaran")
async def latest(page: Page) -> Any:
    """Send the reader to the newest year."""
    year = page.site.latest_budget_year(page.wilayah)
    if year is None:
        raise page.missing(page.say("Rilis ini tidak memuat anggaran untuk daerah ini."))
    return page.redirect(page.link("/anggaran", year))


@route(r"/anggaran/(?P<tahun>\d{4})(?P<format>\.csv)?")
async def year(page: Page) -> Any:
    """One year: totals, then agencies (or another classification) side by side."""
    tahun = int(page.part("tahun"))
    found = await page.read(_load_year, page, tahun, WHOLE)
    if not found["totals"]:
        raise page.missing(
            page.say("Rilis ini tidak memuat anggaran tahun %(tahun)s.", tahun=tahun)
        )
    if page.part("format"):
        return _csv(page, found["children"], f"anggaran-{tahun}-{found['dimension']}")
    return await page.html(
        "anggaran.html",
        **found["context"],
        judul=page.say("Anggaran %(tahun)s", tahun=tahun),
        remah=[
            (page.link("/"), page.say("Beranda")),
            (None, page.say("Anggaran %(tahun)s", tahun=tahun)),
        ],
        alamat_csv=page.same_address(".csv"),
    )


@route(r"/anggaran/(?P<tahun>\d{4})/opd/(?P<kode>[^/]+?)(?P<format>\.csv)?")
async def agency(page: Page) -> Any:
    """One agency in one year: programmes, activities, accounts or funds, packages and source lines."""
    tahun, kode = int(page.part("tahun")), page.part("kode")
    found = await page.read(_load_year, page, tahun, kode)
    if not found["totals"]:
        raise page.missing(
            page.say(
                "Tidak ada anggaran %(tahun)s untuk perangkat daerah %(kode)s.",
                tahun=tahun,
                kode=kode,
            )
        )
    if page.part("format"):
        return _csv(page, found["children"], f"anggaran-{tahun}-{kode}-{found['dimension']}")
    name = found["agency"]["nama_skpd"] if found["agency"] else kode
    trail = [
        (page.link("/"), page.say("Beranda")),
        (page.link("/anggaran", tahun), page.say("Anggaran %(tahun)s", tahun=tahun)),
    ]
    if found["trail"]:
        trail.append((page.link("/anggaran", tahun, "opd", kode), name))
        trail += found["trail"]
    else:
        trail.append((None, name))
    return await page.html(
        "anggaran.html",
        **found["context"],
        judul=f"{name}, {tahun}",
        sub_judul=page.say("Kode perangkat daerah %(kode)s", kode=kode),
        remah=trail,
        alamat_csv=page.same_address(".csv"),
        alamat_pengadaan=page.link("/pengadaan", tahun=tahun, opd=kode),
        skpd_tetap=True,
    )


@route(r"/anggaran/(?P<tahun>\d{4})/rekening/(?P<kode>[^/]+?)(?P<format>\.csv)?")
async def account(page: Page) -> Any:
    """One account in one year: accounts below it, agencies that use it, packages and source lines."""
    tahun, kode = int(page.part("tahun")), page.part("kode")
    found = await page.read(_load_account, page, tahun, kode)
    if found is None:
        raise page.missing(
            page.say("Tidak ada anggaran %(tahun)s pada rekening %(kode)s.", tahun=tahun, kode=kode)
        )
    if page.part("format"):
        return _csv(page, found["anak"], f"anggaran-{tahun}-rekening-{kode}")
    return await page.html("anggaran.html", **found, alamat_csv=page.same_address(".csv"))


def _load_year(reader: Reader, page: Page, year: int, agency: str) -> dict[str, Any]:
    stages = read_stages(reader, page.say, page.wilayah, year)
    totals = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=agency)
    if not totals:
        return {"totals": []}
    kinds = [kind for kind in KINDS if any(row["jenis"] == kind for row in totals)]
    kind = page.query("jenis") if page.query("jenis") in kinds else (kinds or [""])[0]
    dimension, parent, trail = _position(reader, page, year, agency, stages)
    children = _children(reader, page, year, agency, stages, dimension, parent, kind)
    described = None if agency == WHOLE else reader.one("skpd", wilayah=page.wilayah, kode=agency)
    lines: list[Row] = []
    if agency != WHOLE and dimension == "sub_kegiatan" and page.query("sub"):
        lines = reader.all(
            "anggaran_baris_sub_kegiatan",
            kode=page.query("sub"),
            wilayah=page.wilayah,
            tahun=year,
            tahapan=stages.latest,
            skpd=agency,
            batas=LINES,
        )
    packages = (
        []
        if agency == WHOLE
        else reader.all("paket_skpd", wilayah=page.wilayah, skpd=agency, tahun=year, batas=PACKAGES)
    )
    context = {
        "tahun": year,
        "kotak": _boxes(page, stages, totals, kind, year, agency, reader),
        "pilihan_jenis": _kind_tabs(page, kinds, kind) if len(kinds) > 1 else [],
        "pilihan_menurut": _dimension_tabs(page, agency, dimension),
        "pilihan_tahun": _year_tabs(page, year, agency),
        "anak": children,
        "keterangan": _caption(page, dimension, kind, year),
        "nama_kolom": dimension_name(page, dimension),
        "alamat_anak": _child_address(page, year, agency, dimension, kind),
        "paket_terkait": packages,
        "baris": lines,
        "baris_tahapan": stages.label_latest,
        "batas_baris": LINES,
    }
    return {
        "totals": totals,
        "children": children,
        "dimension": dimension,
        "agency": described,
        "trail": trail,
        "context": context,
    }


def _load_account(reader: Reader, page: Page, year: int, code: str) -> dict[str, Any] | None:
    stages = read_stages(reader, page.say, page.wilayah, year)
    where = {"wilayah": page.wilayah, "tahun": year, "dimensi": "rekening", "kode": code}
    own = reader.one("anggaran_kode", **where, skpd=WHOLE, **stages.parameters())
    if own is None:
        return None
    children = _children(reader, page, year, WHOLE, stages, "rekening", code, own["jenis"])
    agencies = reader.all("anggaran_kode_skpd", **where, **stages.parameters())
    lines = (
        []
        if children.rows
        else reader.all(
            "anggaran_baris_rekening",
            kode=code,
            wilayah=page.wilayah,
            tahun=year,
            tahapan=stages.latest,
            batas=LINES,
        )
    )
    total = next(
        (
            row["nilai"]
            for row in reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=WHOLE)
            if row["jenis"] == own["jenis"] and row["tahapan"] == stages.latest
        ),
        None,
    )
    name = own["nama"] or code
    return {
        "tahun": year,
        "judul": f"{name}, {year}",
        "sub_judul": page.say("Kode rekening %(kode)s", kode=code),
        "remah": _account_trail(reader, page, year, code, name, stages),
        "pilihan_tahun": [
            (page.link("/anggaran", y, "rekening", code), str(y), y == year)
            for y in page.site.budget_years(page.wilayah)
        ],
        "kotak": _stage_boxes(page, stages, own, total),
        "anak": children,
        "keterangan": page.say("Rekening di bawahnya"),
        "nama_kolom": page.say("Rekening"),
        "alamat_anak": lambda row: page.link("/anggaran", year, "rekening", row["kode"]),
        "skpd_rekening": Children(_with_difference(agencies), stages, own["akhir"], {}, ""),
        "alamat_skpd": lambda row: page.link(
            "/anggaran", year, "opd", row["kode"], menurut="rekening"
        ),
        "paket_terkait": reader.all(
            "paket_rekening", wilayah=page.wilayah, rekening=code, batas=PACKAGES
        ),
        "alamat_pengadaan": page.link("/pengadaan", tahun=year),
        "baris": lines,
        "baris_tahapan": stages.label_latest,
        "batas_baris": LINES,
    }


def _children(
    reader: Reader,
    page: Page,
    year: int,
    agency: str,
    stages: Stages,
    dimension: str,
    parent: str,
    kind: str,
) -> Children:
    where = {
        "wilayah": page.wilayah,
        "skpd": agency,
        "dimensi": dimension,
        "induk": parent,
        "jenis": kind,
    }
    rows = _with_difference(reader.all("anggaran_anak", tahun=year, **where, **stages.parameters()))
    earlier = read_stages(reader, page.say, page.wilayah, year - 1)
    before = {}
    if earlier.latest:
        past = reader.all("anggaran_anak", tahun=year - 1, **where, **earlier.parameters())
        before = {row["kode"]: row["akhir"] for row in past}
    total = sum(row["akhir"] or 0 for row in rows) or None
    return Children(rows, stages, total, before, f"{earlier.label_latest} {year - 1}")


def _with_difference(rows: list[Row]) -> list[Row]:
    for row in rows:
        known = row["awal"] is not None or row["akhir"] is not None
        row["selisih"] = (row["akhir"] or 0) - (row["awal"] or 0) if known else None
    return rows


def _position(
    reader: Reader, page: Page, year: int, agency: str, stages: Stages
) -> tuple[str, str, list[tuple[str | None, str]]]:
    """Return the classification shown, the code whose children are shown, and the way down to it."""
    wanted = page.query("menurut")
    if agency == WHOLE:
        return (wanted if wanted in WHOLE_DIMENSIONS else "skpd"), "", []
    base = page.link("/anggaran", year, "opd", agency)
    where = {"wilayah": page.wilayah, "tahun": year, "skpd": agency, **stages.parameters()}
    trail: list[tuple[str | None, str]] = []
    if wanted == "rekening":
        return "rekening", page.query("induk"), trail
    if wanted in ("dana", "urusan"):
        return wanted, "", trail
    steps = (("program", "kegiatan"), ("kegiatan", "sub_kegiatan"), ("sub", "sub_kegiatan"))
    dimension, parent = "program", ""
    chosen: dict[str, str] = {}
    for argument, below in steps:
        code = page.query(argument)
        if not code:
            break
        chosen[argument] = code
        own = "sub_kegiatan" if argument == "sub" else argument
        row = reader.one("anggaran_kode", dimensi=own, kode=code, **where)
        address = page.link("/anggaran", year, "opd", agency, **chosen)
        trail.append((address if below != own else None, (row or {}).get("nama") or code))
        if argument != "sub":
            dimension, parent = below, code
    if trail:
        trail[-1] = (None, trail[-1][1])
    del base
    return dimension, parent, trail


WHOLE_DIMENSIONS = ("skpd", "rekening", "program", "dana", "urusan")
AGENCY_DIMENSIONS = ("program", "rekening", "dana", "urusan")


def dimension_name(page: Page, dimension: str) -> str:
    """Return the name of a classification."""
    names = {
        "skpd": page.say("Perangkat daerah"),
        "rekening": page.say("Rekening"),
        "program": page.say("Program"),
        "kegiatan": page.say("Kegiatan"),
        "sub_kegiatan": page.say("Sub kegiatan"),
        "dana": page.say("Sumber dana"),
        "urusan": page.say("Bidang urusan"),
    }
    return names[dimension]


def kind_name(page: Page, kind: str) -> str:
    """Return the name of a kind of budget line."""
    names = {
        "belanja": page.say("Belanja"),
        "pendapatan": page.say("Pendapatan"),
        "pembiayaan": page.say("Pembiayaan"),
    }
    return names.get(kind, kind)


def _caption(page: Page, dimension: str, kind: str, year: int) -> str:
    return page.say(
        "%(jenis)s %(tahun)s menurut %(dimensi)s",
        jenis=kind_name(page, kind),
        tahun=year,
        dimensi=dimension_name(page, dimension).lower(),
    )


def _kind_tabs(page: Page, kinds: list[str], kind: str) -> list[tuple[str, str, bool]]:
    return [(page.same_address(jenis=k), kind_name(page, k), k == kind) for k in kinds]


def _dimension_tabs(page: Page, agency: str, dimension: str) -> list[tuple[str, str, bool]]:
    names = WHOLE_DIMENSIONS if agency == WHOLE else AGENCY_DIMENSIONS
    shown = "program" if dimension in ("kegiatan", "sub_kegiatan") else dimension
    cleared = {"induk": "", "program": "", "kegiatan": "", "sub": ""}
    return [
        (page.same_address(menurut=name, **cleared), dimension_name(page, name), name == shown)
        for name in names
    ]


def _year_tabs(page: Page, year: int, agency: str) -> list[tuple[str, str, bool]]:
    place = () if agency == WHOLE else ("opd", agency)
    return [
        (
            page.link(
                "/anggaran", y, *place, jenis=page.query("jenis"), menurut=page.query("menurut")
            ),
            str(y),
            y == year,
        )
        for y in page.site.budget_years(page.wilayah)
    ]


def _child_address(page: Page, year: int, agency: str, dimension: str, kind: str) -> Any:
    """Return the function that gives the address below a row, or an empty one where there is none."""
    chosen = {
        "jenis": page.query("jenis"),
        "program": page.query("program"),
        "kegiatan": page.query("kegiatan"),
    }

    def address(row: Row) -> str:
        code = row["kode"]
        if not code:
            return ""
        if dimension == "skpd":
            return page.link("/anggaran", year, "opd", code, jenis=page.query("jenis"))
        if dimension == "rekening":
            return page.link("/anggaran", year, "rekening", code)
        if agency == WHOLE or dimension in ("dana", "urusan"):
            return ""
        argument = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "sub"}[dimension]
        return page.link("/anggaran", year, "opd", agency, **{**chosen, argument: code})

    return address


def _boxes(
    page: Page, stages: Stages, totals: list[Row], kind: str, year: int, agency: str, reader: Reader
) -> list[tuple[str, Any, str]]:
    own: Row = {"awal": None, "akhir": None, "realisasi": None}
    for row in totals:
        if row["jenis"] == kind:
            for field, stage in (
                ("awal", stages.first),
                ("akhir", stages.latest),
                ("realisasi", "realisasi"),
            ):
                if stage and row["tahapan"] == stage:
                    own[field] = row["nilai"]
    whole = None
    if agency != WHOLE:
        city = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=WHOLE)
        whole = next(
            (r["nilai"] for r in city if r["jenis"] == kind and r["tahapan"] == stages.latest), None
        )
    boxes = _stage_boxes(page, stages, own, whole)
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


def _stage_boxes(
    page: Page, stages: Stages, own: Row, whole: int | None
) -> list[tuple[str, Any, str]]:
    boxes: list[tuple[str, Any, str]] = []
    if stages.latest:
        boxes.append((stages.label_latest, page.money(own["akhir"]), ""))
    if stages.changed:
        difference = (own["akhir"] or 0) - (own["awal"] or 0)
        boxes.append(
            (
                stages.label_first,
                page.money(own["awal"]),
                page.say("selisih %(rp)s", rp=page.money(difference)),
            )
        )
    if stages.realised:
        share = percent(own["realisasi"], own["akhir"], page.lang) if stages.latest else ""
        boxes.append(
            (stages.label_realised, page.money(own["realisasi"]), "" if share == "—" else share)
        )
    if whole:
        boxes.append(
            (page.say("Porsi dari seluruhnya"), percent(own["akhir"], whole, page.lang), "")
        )
    return boxes


def _account_trail(
    reader: Reader, page: Page, year: int, code: str, name: str, stages: Stages
) -> list[tuple[str | None, str]]:
    parts = code.split(".")
    trail: list[tuple[str | None, str]] = [
        (page.link("/"), page.say("Beranda")),
        (page.link("/anggaran", year), page.say("Anggaran %(tahun)s", tahun=year)),
    ]
    for count in range(1, len(parts)):
        above = ".".join(parts[:count])
        row = reader.one(
            "anggaran_kode",
            wilayah=page.wilayah,
            tahun=year,
            dimensi="rekening",
            kode=above,
            skpd=WHOLE,
            **stages.parameters(),
        )
        if row:
            trail.append((page.link("/anggaran", year, "rekening", above), row["nama"] or above))
    return [*trail, (None, name)]


def _csv(page: Page, children: Children, name: str) -> Any:
    columns = (
        "kode",
        "nama",
        children.stages.first or "awal",
        children.stages.latest or "akhir",
        "realisasi",
    )
    if not children.stages.changed:
        columns = ("kode", "nama", "pagu", "realisasi")
    rows = [
        (
            row["kode"],
            row["nama"],
            *((plain(row["awal"]),) if children.stages.changed else ()),
            plain(row["akhir"]),
            plain(row["realisasi"]),
        )
        for row in children.rows
    ]
    return page.csv(f"{name}.csv", columns, rows)
