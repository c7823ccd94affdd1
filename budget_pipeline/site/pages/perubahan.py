"""What changed between two budget stages, line by line, and that it adds up."""

from collections.abc import AsyncIterator
from typing import Any

from budget_pipeline.site.amounts import plain
from budget_pipeline.site.budget import KINDS, kind_name
from budget_pipeline.site.links import natural
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row, Rows, text
from budget_pipeline.site.stages import stage_label, stage_order
from budget_pipeline.site.words import change_name

LINES = 40
CHUNK = 5000
AMOUNTS = ("sebelum", "sesudah", "selisih")
FIELDS = (
    "golongan",
    "kode_skpd_lama",
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


@route(r"/perubahan/(?P<tahun>\d{4})")
async def changes(page: Page) -> Any:
    """Show the largest increases and decreases between two stages of one year."""
    year = int(page.part("tahun"))
    found = await page.read(_load, page, year)
    if found is None:
        return await page.empty(
            page.say("Perubahan anggaran"),
            page.say("Tahun %(tahun)s tidak mempunyai dua tahapan untuk dibandingkan.", tahun=year),
        )
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


@route(r"/perubahan/(?P<tahun>\d{4})\.csv")
async def changes_csv(page: Page) -> Any:
    """Answer with every line of the page's filter, streamed in the order of the table."""
    year = int(page.part("tahun"))
    pairs = await page.read(_pairs, page, year)
    if not pairs:
        # Nothing changed is an answer too: the columns, and no lines.
        return page.csv(f"perubahan-{year}.csv", (*FIELDS, *AMOUNTS), [])
    asked = _asked(page, year, pairs)

    async def chunks() -> AsyncIterator[list[tuple[Any, ...]]]:
        last = 0
        while True:
            rows = await page.read(
                lambda reader, after: reader.all(
                    "perubahan_semua", **asked, setelah=after, batas=CHUNK
                ),
                last,
            )
            yield [
                (*(row[field] for field in FIELDS), *(plain(row[field]) for field in AMOUNTS))
                for row in rows
            ]
            if len(rows) < CHUNK:
                return
            last = rows[-1]["id"]

    return page.stream(f"perubahan-{year}.csv", (*FIELDS, *AMOUNTS), chunks())


def _pairs(reader: Reader, page: Page, year: int) -> list[Row]:
    """Return the pairs of stages that are compared, the latest last."""
    pairs = reader.all("perubahan_pasangan", wilayah=page.wilayah, tahun=year)
    return sorted(pairs, key=lambda pair: stage_order(pair["ke_tahapan"]))


def _asked(page: Page, year: int, pairs: list[Row]) -> dict[str, Any]:
    """Return what the address asks for: which pair of stages, which kind, agency and class."""
    pair = next((p for p in pairs if p["ke_tahapan"] == page.query("ke")), pairs[-1])
    return {
        "wilayah": page.wilayah,
        "tahun": year,
        "dari": pair["dari_tahapan"],
        "ke": pair["ke_tahapan"],
        "jenis": page.query("jenis") if page.query("jenis") in KINDS else KINDS[0],
        "opd": page.query("opd"),
        "golongan": page.query("golongan"),
    }


def _load(reader: Reader, page: Page, year: int) -> dict[str, Any] | None:
    pairs = _pairs(reader, page, year)
    if not pairs:
        return None
    asked = _asked(page, year, pairs)
    where = {name: asked[name] for name in ("wilayah", "tahun", "dari", "ke", "jenis")}
    # Lines that stayed the same are in no list of changes: they are read only for whoever asks for them.
    same = asked["golongan"] == "tetap"
    return {
        "dari": asked["dari"],
        "ke": asked["ke"],
        "opd": asked["opd"],
        "golongan_ini": asked["golongan"],
        "pilihan_pasangan": [
            (
                page.same_address(ke=p["ke_tahapan"]),
                f"{stage_label(p['dari_tahapan'], page.say)} → {stage_label(p['ke_tahapan'], page.say)}",
                p["ke_tahapan"] == asked["ke"],
            )
            for p in pairs
        ],
        "pilihan_jenis": [
            (
                page.same_address(jenis="" if k == KINDS[0] else k),
                kind_name(page, k),
                k == asked["jenis"],
            )
            for k in KINDS
        ],
        "per_golongan": reader.all("perubahan_golongan", **where, opd=asked["opd"]),
        "per_skpd": reader.all("perubahan_skpd", **where),
        "ternaik": _lines(reader, page, "perubahan_ternaik", asked),
        "terturun": _lines(reader, page, "perubahan_terturun", asked),
        "setara": placed(reader.first("perubahan_semua", page.most(LINES), **asked, setelah=0))
        if same
        else _lines(reader, page, "perubahan_setara", asked),
    }


def _lines(reader: Reader, page: Page, query: str, asked: dict[str, Any]) -> Rows:
    narrowed = (" AND b.kode_skpd = :opd" if asked["opd"] else "") + (
        " AND b.golongan = :golongan" if asked["golongan"] else ""
    )
    sql = text(query).replace("/*SARING*/", narrowed)
    return placed(reader.cut(sql, page.most(LINES), asked))


def placed(rows: Rows) -> Rows:
    """Return the lines with the places in the sources where their two amounts stand."""
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
