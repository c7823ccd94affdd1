"""Composite scores over computable components only, and beside them the bands ICW publishes.

Source of the composite: Fazekas and Kocsis, corruption risk index (the simple mean of the
components that can be computed). A component counts 1 when flagged, 0.5 at medium risk, else 0.
"""

import sqlite3
from dataclasses import replace

from budget_pipeline.indicators.model import Catalog, Indicator
from budget_pipeline.indicators.shared import build, drop

# Published table -> the statement whose rows it takes, and the order they are written in.
TABLES = {"skor": ("skor_gabungan", "subjek_jenis, subjek_id"), "skor_icw": ("icw", "id_paket")}


def collect(connection: sqlite3.Connection, indicator: Indicator) -> None:
    """Keep the verdicts of a component (temporary table `putusan`) for the scores."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS komponen"
        " (kode TEXT, jenis TEXT, subjek_id TEXT, bobot REAL)"
    )
    if not indicator.komponen_skor:
        return
    columns = [row[1] for row in connection.execute("PRAGMA temp.table_info(putusan)")]
    medium = "COALESCE(bobot, 0)" if "bobot" in columns else "0"
    connection.execute(
        "INSERT INTO komponen SELECT ?, ?, subjek_id,"
        f" CASE status WHEN 'terpicu' THEN 1 WHEN 'tidak_terpicu' THEN {medium} END"
        " FROM putusan WHERE status <> 'tidak_berlaku'",
        (indicator.kode, indicator.subjek),
    )


def compute_scores(connection: sqlite3.Connection, catalog: Catalog) -> None:
    """Fill skor and skor_icw from the components collected and the shared tables."""
    connection.execute("CREATE INDEX temp.komponen_subjek ON komponen (jenis, subjek_id)")
    codes = [item.kode for item in catalog.indicators.values() if item.komponen_skor]
    lists = {"{daftar_paket}": _list_of_one(codes), "{daftar_kelompok}": _list_of_many(codes)}
    for table in catalog.scores:
        sql = table.sql
        for place, expression in lists.items():
            sql = sql.replace(place, expression)
        build(connection, replace(table, sql=sql))
    for name, (source, order) in TABLES.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA temp.table_info({source})")]
        listed = ", ".join(columns)
        connection.execute(
            f"INSERT INTO {name} ({listed}) SELECT {listed} FROM {source} ORDER BY {order}"
        )
    drop(connection, ("komponen", *(table.nama for table in catalog.scores)))


def _list_of_one(codes: list[str]) -> str:
    """Return SQL for a JSON list of the components of one package: code, status, value."""
    return _list(codes, """, "status": "' || status || '", "nilai": '""")


def _list_of_many(codes: list[str]) -> str:
    """Return SQL for a JSON list over packages: code, how many were computed, sum of values."""
    return _list(codes, """, "dihitung": ' || CAST(n AS TEXT) || ', "jumlah": '""")


def _list(codes: list[str], between: str) -> str:
    """Return SQL that writes one object per component, in the order of the catalogue."""
    objects = [
        f"""'{{"kode": "{code}"{between} || COALESCE(CAST(bobot AS TEXT), 'null') || '}}, '"""
        for code in codes
    ]
    each = [
        f"COALESCE(MAX(CASE WHEN kode = '{code}' THEN {text} END), '')"
        for code, text in zip(codes, objects, strict=True)
    ]
    joined = " || ".join(each) or "''"
    return f"('[' || SUBSTR({joined}, 1, LENGTH({joined}) - 2) || ']')"
