"""The indicators: list, one indicator, and the evidence sheet of one verdict."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from budget_pipeline.site.figure import asked
from budget_pipeline.site.figures.sebaran import distribution
from budget_pipeline.site.page import Page
from budget_pipeline.site.paging import piece
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.subjects import subject_address

FLAGS = 50


@route(r"/indikator")
async def indicators(page: Page) -> Any:
    """Show every indicator with its population and outcomes; no ranking of people or firms."""
    rows = await page.read(lambda reader: reader.all("indikator_semua", wilayah=page.wilayah))
    for row in rows:
        row["isi"] = told(row, page.lang)
    return await page.html(
        "indikator_semua.html",
        judul=page.say("Indikator"),
        semua=rows,
        remah=[page.home, (None, page.say("Indikator"))],
    )


@route(r"/indikator/(?P<kode>[^/]+)")
async def indicator(page: Page) -> Any:
    """Show one indicator: meaning, rule, thresholds, coverage, innocent explanations, flags."""
    code = page.part("kode")
    found = await page.read(_load_indicator, page, code)
    if found is None:
        raise page.missing(page.say("Tidak ada indikator %(kode)s.", kode=code))
    return await page.html("indikator.html", **found)


@route(r"/indikator/(?P<kode>[^/]+)/(?P<subjek>[^/]+)")
async def evidence(page: Page) -> Any:
    """Show the evidence sheet of one verdict, fit to print and attach."""
    code, subject = page.part("kode"), page.part("subjek")
    found = await page.read(_load_evidence, page, code, subject)
    if found is None:
        raise page.missing(
            page.say(
                "Indikator %(kode)s tidak menilai subjek %(subjek)s.", kode=code, subjek=subject
            )
        )
    return await page.html("bukti.html", **found)


def told(row: Row, lang: str) -> Mapping[str, Any]:
    """Return what an indicator's metadata says, each text in the reader's language."""
    return _told(row.get("metadata") or "{}", lang)


@lru_cache(maxsize=512)  # both languages of all indicators: the list reads every one of them
def _told(metadata: str, lang: str) -> Mapping[str, Any]:
    try:
        raw = json.loads(metadata)
    except ValueError:
        raw = {}
    return (
        {key: _in_language(value, lang) for key, value in raw.items()}
        if isinstance(raw, dict)
        else {}
    )


def _load_indicator(reader: Reader, page: Page, code: str) -> dict[str, Any] | None:
    row = reader.one("indikator", kode=code)
    if row is None:
        return None
    outcomes: dict[int, dict[str, int]] = {}
    for found in reader.all("indikator_putusan", kode=code, wilayah=page.wilayah):
        outcomes.setdefault(found["tahun"], {})[found["status"]] = found["jumlah"]

    def flags(limit: int, skip: int) -> list[Row]:
        where = {"kode": code, "wilayah": page.wilayah}
        return reader.all("indikator_temuan", **where, batas=limit, lewati=skip)

    shown = piece(page, FLAGS, flags)
    for flag in shown.rows:
        flag["alamat"] = subject_address(
            page, flag["subjek_jenis"], flag["subjek_id"], flag["kode_skpd"]
        )
    title = page.say.pick(row["judul"], row["judul_en"])
    return {
        "judul": title,
        "indikator": row,
        "isi": told(row, page.lang),
        "hasil_tahun": outcomes,
        "alasan_semua": reader.all("indikator_alasan", kode=code),
        "ambang": reader.all("indikator_ambang", kode=code),
        "bagan_semua": [f for f in (distribution(reader, page, asked(kode=code)),) if f],
        "potongan": shown,
        "remah": [
            page.home,
            (page.link("/indikator"), page.say("Indikator")),
            (None, code),
        ],
    }


def _load_evidence(reader: Reader, page: Page, code: str, subject: str) -> dict[str, Any] | None:
    verdict = reader.one("putusan", kode=code, subjek=subject)
    row = reader.one("indikator", kode=code)
    if verdict is None or row is None:
        return None
    title = page.say.pick(row["judul"], row["judul_en"])
    return {
        "judul": f"{title}: {verdict['subjek_label'] or subject}",
        "indikator": row,
        "nama_indikator": title,
        "isi": told(row, page.lang),
        "putusan_ini": verdict,
        "bukti": reader.all("putusan_bukti", kode=code, subjek=subject),
        "tanggapan": [t for t in reader.all("tanggapan_subjek", id=subject) if t["kode"] == code],
        "alamat_subjek": subject_address(
            page, verdict["subjek_jenis"], subject, verdict["kode_skpd"]
        ),
        "remah": [
            page.home,
            (page.link("/indikator"), page.say("Indikator")),
            (page.link("/indikator", code), code),
            (None, page.say("Lembar bukti")),
        ],
    }


def _in_language(value: Any, lang: str) -> Any:
    if isinstance(value, dict):
        if set(value) == {"id", "en"}:
            return value.get(lang) or value.get("id")
        return {key: _in_language(inner, lang) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in_language(inner, lang) for inner in value]
    return value
