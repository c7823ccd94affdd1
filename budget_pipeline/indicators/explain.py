"""Tell one indicator, or all of them, in words: rule, dated thresholds, coverage of a release."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.indicators.model import Catalog, Indicator
from budget_pipeline.load.database import open_read_only


def summary(catalog: Catalog, lang: str) -> list[dict[str, str]]:
    """Return code, group, title, question and availability of every indicator, by code."""
    return [
        {
            "kode": item.kode,
            "kelompok": item.kelompok,
            "judul": item.judul.in_language(lang),
            "pertanyaan": item.pertanyaan.in_language(lang),
            "status": item.status,
        }
        for item in catalog.indicators.values()
    ]


def explain(catalog: Catalog, code: str, database: Path | None, lang: str) -> dict[str, Any]:
    """Return everything a reader asks of indicator `code`; coverage comes from `database`."""
    item = catalog.indicators.get(code.upper())
    if item is None:
        known = ", ".join(catalog.indicators)
        raise BudgetPipelineError(f"Tidak ada indikator {code}. Yang ada: {known}.")
    return {
        "kode": item.kode,
        "versi": item.versi,
        "judul": item.judul.in_language(lang),
        "pertanyaan": item.pertanyaan.in_language(lang),
        "deskripsi": item.deskripsi.in_language(lang),
        "alasan": item.alasan.in_language(lang),
        "penjelasan_wajar": item.penjelasan_wajar.in_language(lang),
        "yang_diperiksa": item.yang_diperiksa.in_language(lang),
        "status": item.status,
        "butuh": list(item.butuh),
        "kolom_wajib": list(item.kolom_wajib),
        "putusan": item.putusan,
        "rujukan": [*item.rujukan.ocp, *item.rujukan.lain],
        "ambang": list(_thresholds(item, lang)),
        "cakupan": _coverage(database, item.kode) if database else [],
        "sql": item.hasil,
    }


def as_lines(facts: dict[str, Any], lang: str) -> Iterator[str]:
    """Yield `facts` of `explain` as lines for a terminal."""
    english = lang == "en"
    yield f"{facts['kode']} (v{facts['versi']}) {facts['judul']}"
    yield f"  {facts['pertanyaan']}"
    yield f"  {facts['deskripsi']}"
    labels = {
        "alasan": ("Mengapa penting", "Why it matters"),
        "penjelasan_wajar": ("Penjelasan wajar", "Innocent explanations"),
        "yang_diperiksa": ("Yang perlu diperiksa", "What to check next"),
    }
    for name, (indonesian, translated) in labels.items():
        yield f"  {translated if english else indonesian}: {facts[name]}"
    if facts["butuh"]:
        yield f"  {'Needs' if english else 'Belum tersedia, butuh'}: {', '.join(facts['butuh'])}"
    yield f"  {'Rule' if english else 'Putusan'}: {facts['putusan']}"
    yield f"  {'Thresholds' if english else 'Ambang'}:"
    for row in facts["ambang"]:
        span = f"{row['berlaku_sejak'] or '...'} - {row['berlaku_sampai'] or '...'}"
        where = " ".join(filter(None, (row["jenis_pengadaan"], row["kode_wilayah"])))
        yield (
            f"    {row['parameter']} = {_number(row['nilai'])} {row['satuan']} [{span}] {where}"
            f" ({row['dasar']}; {row['status']})"
        )
    yield f"  {'Coverage of the current release' if english else 'Cakupan rilis sekarang'}:"
    for row in facts["cakupan"]:
        reason = f" ({row['alasan']})" if row["alasan"] else ""
        yield f"    {row['tahun'] or '-'} {row['status']}: {row['jumlah']}{reason}"
    if not facts["cakupan"]:
        yield "    -"


def _thresholds(item: Indicator, lang: str) -> Iterator[dict[str, Any]]:
    for parameter in item.parameter:
        for value in parameter.nilai:
            yield {
                "parameter": parameter.nama,
                "judul": parameter.judul.in_language(lang),
                "nilai": value.nilai,
                "satuan": parameter.satuan,
                "berlaku_sejak": value.berlaku_sejak,
                "berlaku_sampai": value.berlaku_sampai,
                "jenis_pengadaan": value.jenis_pengadaan,
                "kode_wilayah": value.kode_wilayah,
                "dasar": value.dasar,
                "asal_dasar": value.asal_dasar,
                "status": value.status,
            }


def _number(value: float) -> str:
    return f"{int(value):,}".replace(",", ".") if value == int(value) else f"{value:g}"


def _coverage(database: Path, code: str) -> list[dict[str, Any]]:
    connection = open_read_only(database)
    try:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(
            "SELECT tahun, status, alasan, jumlah FROM cakupan_indikator WHERE kode = ?"
            " ORDER BY tahun, status, alasan",
            (code,),
        )
        return [dict(row) for row in rows]
    finally:
        connection.close()
