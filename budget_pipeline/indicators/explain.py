"""Tell one indicator, or all of them, in words: rule, dated thresholds, coverage of a release."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.indicators.model import STATUSES, Catalog, Indicator
from budget_pipeline.load.database import open_read_only

NO_EQUIVALENT = {"id": "tidak ada padanan", "en": "no equivalent"}
COVERAGE = """
    SELECT tahun, status, alasan, jumlah FROM cakupan_indikator WHERE kode = ?
    ORDER BY tahun, status, alasan
"""
# Defaults and, beside them, what the municipality set instead, with its reason.
THRESHOLDS = """
    SELECT parameter, satuan, nilai, berlaku_sejak, berlaku_sampai, jenis_pengadaan, kode_wilayah,
        dasar, asal_dasar, status, pengganti, nilai_baku
    FROM ambang WHERE kode = ? ORDER BY rowid
"""


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
    coverage = _read(database, COVERAGE, item.kode)
    return {
        "kode": item.kode,
        "versi": item.versi,
        "judul": item.judul.in_language(lang),
        "pertanyaan": item.pertanyaan.in_language(lang),
        "deskripsi": item.deskripsi.in_language(lang),
        "alasan": item.alasan.in_language(lang),
        "penjelasan_wajar": item.penjelasan_wajar.in_language(lang),
        "yang_diperiksa": item.yang_diperiksa.in_language(lang),
        "populasi": item.populasi.in_language(lang),
        "pengecualian": [text.in_language(lang) for text in item.pengecualian],
        "status": item.status,
        "butuh": list(item.butuh),
        "kolom_wajib": list(item.kolom_wajib),
        "putusan": item.putusan,
        "ocp": list(item.rujukan.ocp) or NO_EQUIVALENT[lang],
        "rujukan": list(item.rujukan.lain),
        "catatan_rujukan": item.rujukan.catatan.in_language(lang) if item.rujukan.catatan else None,
        "riwayat": list(item.riwayat),
        "ambang": _thresholds(database, item, lang),
        "cakupan": coverage,
        "tingkat_terpicu": base_rates(coverage),
        "sql": item.hasil,
    }


def base_rates(coverage: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return per year population, computable, flagged, and flagged over computable (None of 0).

    >>> base_rates([{"tahun": 2025, "status": "terpicu", "jumlah": 1},
    ...             {"tahun": 2025, "status": "tidak_terpicu", "jumlah": 3},
    ...             {"tahun": 2025, "status": "tidak_berlaku", "jumlah": 6}])
    [{'tahun': 2025, 'populasi': 10, 'dapat_dihitung': 4, 'terpicu': 1, 'tingkat': 0.25}]
    """
    years = dict.fromkeys(row["tahun"] for row in coverage if row["jumlah"])
    rates = []
    for year in years:
        count = dict.fromkeys(STATUSES, 0)
        for row in coverage:
            if row["tahun"] == year:
                count[row["status"]] += row["jumlah"]
        computable = count["terpicu"] + count["tidak_terpicu"]
        rates.append(
            {
                "tahun": year,
                "populasi": sum(count.values()),
                "dapat_dihitung": computable,
                "terpicu": count["terpicu"],
                "tingkat": count["terpicu"] / computable if computable else None,
            }
        )
    return rates


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
        "populasi": ("Populasi", "Population"),
        "pengecualian": ("Pengecualian", "Exclusions"),
        "ocp": ("OCP", "OCP"),
        "rujukan": ("Rujukan", "References"),
        "catatan_rujukan": ("Catatan rujukan", "Note on references"),
        "riwayat": ("Riwayat versi", "History of versions"),
    }
    for name, (indonesian, translated) in labels.items():
        told = facts[name]
        if told:
            text = "; ".join(told) if isinstance(told, list) else told
            yield f"  {translated if english else indonesian}: {text}"
    if facts["butuh"]:
        yield f"  {'Needs' if english else 'Belum tersedia, butuh'}: {', '.join(facts['butuh'])}"
    yield f"  {'Rule' if english else 'Putusan'}: {facts['putusan']}"
    yield f"  {'Thresholds' if english else 'Ambang'}:"
    for row in facts["ambang"]:
        span = f"{row['berlaku_sejak'] or '...'} - {row['berlaku_sampai'] or '...'}"
        where = " ".join(filter(None, (row["jenis_pengadaan"], row["kode_wilayah"])))
        own = "" if not row["pengganti"] else f"; {row['pengganti']}"
        yield (
            f"    {row['parameter']} = {_number(row['nilai'])} {row['satuan']} [{span}] {where}"
            f" ({row['dasar']}; {row['status']}{own})"
        )
    yield f"  {'Coverage of the current release' if english else 'Cakupan rilis sekarang'}:"
    for row in facts["cakupan"]:
        reason = f" ({row['alasan']})" if row["alasan"] else ""
        yield f"    {row['tahun'] or '-'} {row['status']}: {row['jumlah']}{reason}"
    for row in facts["tingkat_terpicu"]:
        share = "-" if row["tingkat"] is None else f"{100 * row['tingkat']:.1f} %"
        words = (
            "{terpicu} of {dapat_dihitung} computable flagged, population {populasi}"
            if english
            else "{terpicu} dari {dapat_dihitung} yang dapat dihitung terpicu, populasi {populasi}"
        )
        yield f"    {row['tahun'] or '-'}: {words.format(**row)} ({share})"
    if not facts["cakupan"]:
        yield "    -"


def _thresholds(database: Path | None, item: Indicator, lang: str) -> list[dict[str, Any]]:
    """Return the values of the release, the municipality's own included; else the defaults."""
    titles = {parameter.nama: parameter.judul.in_language(lang) for parameter in item.parameter}
    rows = _read(database, THRESHOLDS, item.kode) or [
        {"parameter": parameter.nama, "satuan": parameter.satuan, **value.__dict__}
        for parameter in item.parameter
        for value in parameter.nilai
    ]
    return [{"judul": titles.get(row["parameter"]), **row} for row in rows]


def _number(value: float) -> str:
    return f"{int(value):,}".replace(",", ".") if value == int(value) else f"{value:g}"


def _read(database: Path | None, query: str, code: str) -> list[dict[str, Any]]:
    if database is None:
        return []
    connection = open_read_only(database)
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, (code,))]
    finally:
        connection.close()
