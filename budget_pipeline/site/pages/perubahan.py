"""What changed between two budget stages, line by line, and that it adds up."""

from typing import Any

from budget_pipeline.site.amounts import plain
from budget_pipeline.site.budget import KINDS, kind_name
from budget_pipeline.site.links import natural
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row, text
from budget_pipeline.site.stages import stage_label, stage_order
from budget_pipeline.site.words import change_name

LINES = 40
ALL_LINES = 100_000
FIELDS = (
    "golongan",
    "kode_skpd",
    "nama_skpd",
    "kode_sub_kegiatan",
    "nama_sub_kegiatan",
    "kode_rekening",
    "nama_rekening",
)


@route(r"/perubahan")
async def latest(page: Page) -> Any:
    """Send the reader to the newest year."""
    year = page.site.latest_budget_year(page.wilayah)
    if year is None:
        return await page.empty(
            page.say("Perubahan anggaran"),
            page.say("Rilis ini tidak memuat anggaran untuk daerah ini."),
        )
    return page.redirect(page.link("/perubahan", year))


@route(r"/perubahan/(?P<tahun>\d{4})(?P<format>\.csv)?")
async def changes(page: Page) -> Any:
    """Show the largest increases and decreases between two stages of one year."""
    year = int(page.part("tahun"))
    as_csv = bool(page.part("format"))
    found = await page.read(_load, page, year, ALL_LINES if as_csv else LINES)
    if found is None:
        return await page.empty(
            page.say("Perubahan anggaran"),
            page.say("Tahun %(tahun)s tidak mempunyai dua tahapan untuk dibandingkan.", tahun=year),
        )
    if as_csv:
        columns = (*FIELDS, "sebelum", "sesudah", "selisih")
        rows = [
            (*(r[f] for f in FIELDS), plain(r["sebelum"]), plain(r["sesudah"]), plain(r["selisih"]))
            for r in (*found["ternaik"], *found["terturun"])
        ]
        return page.csv(f"perubahan-{year}.csv", columns, rows)
    title = page.say(
        "Perubahan anggaran %(tahun)s: %(dari)s ke %(ke)s",
        tahun=year,
        dari=stage_label(found["dari"], page.say),
        ke=stage_label(found["ke"], page.say),
    )
    return await page.html(
        "perubahan.html",
        **found,
        judul=title,
        tahun=year,
        golongan_nama=lambda code: change_name(page.say, code),
        alamat_csv=page.same_address(".csv"),
        remah=[
            page.home,
            (page.link("/anggaran", year), page.say("Anggaran %(tahun)s", tahun=year)),
            (None, page.say("Perubahan")),
        ],
    )


def _load(reader: Reader, page: Page, year: int, limit: int) -> dict[str, Any] | None:
    pairs = reader.all("perubahan_pasangan", wilayah=page.wilayah, tahun=year)
    if not pairs:
        return None
    pairs.sort(key=lambda pair: stage_order(pair["ke_tahapan"]))
    pair = next((p for p in pairs if p["ke_tahapan"] == page.query("ke")), pairs[-1])
    kind = page.query("jenis") if page.query("jenis") in KINDS else KINDS[0]
    values = {
        "wilayah": page.wilayah,
        "tahun": year,
        "dari": pair["dari_tahapan"],
        "ke": pair["ke_tahapan"],
        "jenis": kind,
    }
    agency, sort = page.query("opd"), page.query("golongan")
    return {
        "dari": pair["dari_tahapan"],
        "ke": pair["ke_tahapan"],
        "opd": agency,
        "golongan_ini": sort,
        "pilihan_pasangan": [
            (
                page.same_address(ke=p["ke_tahapan"]),
                f"{stage_label(p['dari_tahapan'], page.say)} → {stage_label(p['ke_tahapan'], page.say)}",
                p is pair,
            )
            for p in pairs
        ],
        "pilihan_jenis": [
            (page.same_address(jenis="" if k == KINDS[0] else k), kind_name(page, k), k == kind)
            for k in KINDS
        ],
        "per_golongan": reader.all("perubahan_golongan", **values, opd=agency),
        "per_skpd": reader.all("perubahan_skpd", **values),
        "ternaik": _lines(reader, "perubahan_ternaik", values, agency, sort, limit),
        "terturun": _lines(reader, "perubahan_terturun", values, agency, sort, limit),
        "batas": LINES,
    }


def _lines(
    reader: Reader, query: str, values: dict[str, Any], agency: str, sort: str, limit: int
) -> list[Row]:
    narrowed = (" AND b.kode_skpd = :opd" if agency else "") + (
        " AND b.golongan = :golongan" if sort else ""
    )
    sql = text(query).replace("/*SARING*/", narrowed)
    asked = {**values, "opd": agency, "golongan": sort, "batas": limit, "lewati": 0}
    rows = list(reader.run(sql, asked))
    for row in rows:
        row["sebelum_di"] = _place(row["asal_sebelum"])
        row["sesudah_di"] = _place(row["asal_sesudah"])
    return rows


def _place(origin: str | None) -> dict[str, Any]:
    """Return file, sheet and row of "file/sheet/row"; a sheet's name may itself hold slashes."""
    file_id, _, rest = (origin or "").partition("/")
    sheet, _, number = rest.rpartition("/")
    row = natural(number)
    if not file_id or row is None:
        return {}
    return {"id_berkas": file_id, "lembar": sheet, "baris": row}
