"""Search over everything: words through the full-text index, codes by their beginning."""

import re
from typing import Any

from markupsafe import Markup, escape

from budget_pipeline.site.page import Page
from budget_pipeline.site.pages.indikator import subject_address
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row, text

EACH = 15
LONGEST = 200
KINDS = ("paket", "penyedia", "skpd", "rekening", "anggaran", "rup", "indikator")
WORD = re.compile(r"\w+", re.UNICODE)
CODE = re.compile(r"[\w.\-]*\d[\w.\-]*")


@route(r"/cari")
async def search(page: Page) -> Any:
    """Show what a word or a code is found in, group by group."""
    asked = page.query("q")[:LONGEST]
    kind = page.query("jenis") if page.query("jenis") in KINDS else ""
    groups = await page.read(_load, page, asked, kind) if asked else []
    return await page.html(
        "cari.html",
        judul=page.say("Cari: %(kata)s", kata=asked) if asked else page.say("Cari"),
        kata=asked,
        jenis=kind,
        kelompok=groups,
        remah=[page.home, (None, page.say("Cari"))],
    )


def fts_query(asked: str) -> str:
    """Return the full-text query for what somebody typed: every word, the last as a beginning.

    Each word is quoted, so that nothing typed is taken for an operator.

    >>> fts_query('Jalan "raya OR')
    '"Jalan" "raya" "OR"*'
    """
    words = WORD.findall(asked)[:12]
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""


def marked(snippet: str | None) -> Markup:
    """Return a snippet with its hits marked, everything else escaped."""
    safe = str(escape(snippet or ""))
    return Markup(safe.replace("\x02", "<mark>").replace("\x03", "</mark>"))


def _load(reader: Reader, page: Page, asked: str, kind: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    if CODE.fullmatch(asked) and not kind:
        groups += _by_code(reader, page, asked)
    query = fts_query(asked)
    for wanted in (kind,) if kind else KINDS:
        if not query:
            break
        limit = EACH * 4 if kind else EACH
        sql = text("cari").replace("/*JENIS*/", "AND jenis = :jenis")
        rows = list(reader.run(sql, {"kata": query, "jenis": wanted, "batas": limit + 1}))
        found = [_hit(page, wanted, row) for row in rows[:limit]]
        if found:
            more = (
                page.link("/cari", q=asked, jenis=wanted) if len(rows) > limit and not kind else ""
            )
            groups.append({"nama": _kind_name(page, wanted), "isi": found, "lagi": more})
    return groups


def _by_code(reader: Reader, page: Page, code: str) -> list[dict[str, Any]]:
    """Return what begins with a code, or is called exactly so."""
    span = {"awal": code, "akhir": code + "\uffff", "batas": EACH}
    here = {"wilayah": page.wilayah}
    found: list[tuple[str, list[Row]]] = [
        ("skpd", reader.all("cari_skpd", **here, **span)),
        ("rekening", _newest(reader.all("cari_rekening", **here, **span, dimensi="rekening"))),
        ("anggaran", _newest(reader.all("cari_rekening", **here, **span, dimensi="sub_kegiatan"))),
        ("paket", reader.all("cari_paket", kode=code, batas=EACH)),
        ("rup", reader.all("cari_rup", **span)),
        (
            "indikator",
            reader.all(
                "cari_indikator", **{**span, "awal": code.upper(), "akhir": code.upper() + "\uffff"}
            ),
        ),
        (
            "berkas",
            reader.all(
                "cari_berkas", kode=code.replace("%", r"\%").replace("_", r"\_"), batas=EACH
            ),
        ),
    ]
    return [
        {
            "nama": page.say(
                "%(jenis)s dengan kode %(kode)s", jenis=_kind_name(page, kind), kode=code
            ),
            "isi": [_hit(page, kind, row) for row in rows],
            "lagi": "",
        }
        for kind, rows in found
        if rows
    ]


def _newest(rows: list[Row]) -> list[Row]:
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row["id"], row)
    return list(seen.values())


def _hit(page: Page, kind: str, row: Row) -> dict[str, Any]:
    return {
        "alamat": _address(page, kind, row),
        "label": row["label"] or row["id"],
        "kode": row["id"],
        "tahun": row.get("tahun"),
        "cuplikan": marked(row.get("cuplikan")) if row.get("cuplikan") else "",
    }


def _address(page: Page, kind: str, row: Row) -> str:
    year = row.get("tahun") or page.site.latest_budget_year(page.wilayah)
    places = {
        "skpd": ("/opd", row["id"]),
        "rup": ("/rup", row["id"]),
        "indikator": ("/indikator", row["id"]),
        "berkas": ("/sumber", row["id"]),
        "rekening": ("/anggaran", year, "rekening", row["id"]),
        "anggaran": ("/anggaran", year, "sub-kegiatan", row["id"]),
    }
    if kind in places:
        return page.link(*places[kind])  # type: ignore[arg-type]
    return subject_address(page, kind, row["id"], None)


def _kind_name(page: Page, kind: str) -> str:
    names = {
        "paket": page.say("Paket"),
        "penyedia": page.say("Penyedia"),
        "skpd": page.say("Perangkat daerah"),
        "rekening": page.say("Rekening"),
        "anggaran": page.say("Sub kegiatan"),
        "rup": page.say("Rencana (RUP)"),
        "indikator": page.say("Indikator"),
        "berkas": page.say("Berkas sumber"),
    }
    return names[kind]
