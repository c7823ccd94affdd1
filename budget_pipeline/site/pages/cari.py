"""Search over everything: words through the full-text index, codes by their beginning."""

import re
from typing import Any

from markupsafe import Markup, escape

from budget_pipeline.site.page import Page
from budget_pipeline.site.paging import piece
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.subjects import subject_address

EACH = 15
ONE_KIND = 60
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


def marked(text: str | None, words: list[str]) -> Markup:
    """Return a text with the beginnings that were searched for marked, everything else escaped.

    >>> marked("Jalan <Raya>", ["raya"])
    Markup('Jalan &lt;<mark>Raya</mark>&gt;')
    """
    pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in words), re.IGNORECASE)
    out, end = Markup(), 0
    for hit in pattern.finditer(text or "") if words else ():
        out += (text or "")[end : hit.start()]
        out += Markup("<mark>{}</mark>").format(hit[0])
        end = hit.end()
    return out + (text or "")[end:]


def excerpt(text: str | None, words: list[str]) -> str:
    """Return about 120 characters around the first hit in a long text, empty where there is none."""
    pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in words), re.IGNORECASE)
    hit = pattern.search(text or "") if words else None
    if hit is None or text is None:
        return ""
    start, end = max(hit.start() - 60, 0), hit.end() + 60
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _load(reader: Reader, page: Page, asked: str, kind: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    if CODE.fullmatch(asked) and not kind:
        groups += _by_code(reader, page, asked)
    query = fts_query(asked)
    spans = {row["jenis"]: row for row in reader.all("cari_rentang", jenis=kind)}
    for wanted in KINDS:
        if not query or wanted not in spans:
            continue
        span = {name: spans[wanted][name] for name in ("dari", "sampai")}

        def hits(limit: int, skip: int, span: dict[str, int] = span) -> list[Row]:
            return reader.all("cari", kata=query, asli=asked, batas=limit, lewati=skip, **span)

        shown = piece(page, ONE_KIND if kind else EACH, hits)
        # A kind may have been added later: then its span holds others too.
        typed = WORD.findall(asked)
        found = [_hit(page, wanted, row, typed) for row in shown.rows if row["jenis"] == wanted]
        if found:
            more = page.link("/cari", q=asked, jenis=wanted) if shown.after and not kind else ""
            groups.append(
                {
                    "nama": _kind_name(page, wanted),
                    "isi": found,
                    "lagi": more,
                    "potongan": shown if kind else None,
                }
            )
    return groups


def _by_code(reader: Reader, page: Page, code: str) -> list[dict[str, Any]]:
    """Return what begins with a code, or is called exactly so."""
    span = {"awal": code, "akhir": code + "\uffff", "batas": EACH + 1}
    here = {"wilayah": page.wilayah}
    found: list[tuple[str, list[Row]]] = [
        ("skpd", reader.all("cari_skpd", **here, **span)),
        ("rekening", _newest(reader.all("cari_rekening", **here, **span, dimensi="rekening"))),
        ("anggaran", _newest(reader.all("cari_rekening", **here, **span, dimensi="sub_kegiatan"))),
        ("paket", reader.all("cari_paket", kode=code, batas=EACH + 1)),
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
                "cari_berkas", kode=code.replace("%", r"\%").replace("_", r"\_"), batas=EACH + 1
            ),
        ),
    ]
    return [
        {
            "nama": page.say(
                "%(jenis)s dengan kode %(kode)s", jenis=_kind_name(page, kind), kode=code
            ),
            "isi": [_hit(page, kind, row) for row in rows[:EACH]],
            "lagi": "",
            "catatan": page.say("Masih ada yang lain; ketik kode yang lebih panjang.")
            if len(rows) > EACH
            else "",
        }
        for kind, rows in found
        if rows
    ]


def _newest(rows: list[Row]) -> list[Row]:
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row["id"], row)
    return list(seen.values())


def _hit(page: Page, kind: str, row: Row, words: list[str] | None = None) -> dict[str, Any]:
    label = row["label"] or row["id"]
    shown = marked(label, words or [])
    aside = (
        "" if shown != escape(label) else marked(excerpt(row.get("teks"), words or []), words or [])
    )
    return {
        "alamat": _address(page, kind, row),
        "label": shown,
        "kode": row["id"],
        "tahun": row.get("tahun"),
        "cuplikan": aside,
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
