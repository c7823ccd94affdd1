"""Composite scores over computable components only, and beside them the bands ICW publishes.

Source of the composite: Fazekas and Kocsis, corruption risk index (the simple mean of the
components that can be computed). A component counts 1 when flagged, 0.5 at medium risk, else 0.
"""

from collections.abc import Sequence

from budget_pipeline.indicators.engines.model import REAL, TEXT, Engine, literal
from budget_pipeline.indicators.model import Catalog, Indicator

# Published table -> the statement whose rows it takes, and the order they are written in.
TABLES = {"skor": ("skor_gabungan", "subjek_jenis, subjek_id"), "skor_icw": ("icw", "id_paket")}


COMPONENT = {"kode": TEXT, "jenis": TEXT, "subjek_id": TEXT, "bobot": REAL}


def prepare_scores(engine: Engine) -> None:
    """Make the empty table `komponen`, which collects the verdicts that scores are made of."""
    engine.fill("komponen", COMPONENT)


def collect(engine: Engine, indicator: Indicator, columns: Sequence[str]) -> None:
    """Keep the verdicts of a component (the run's table `putusan`, its `columns`) for the scores."""
    if not indicator.komponen_skor:
        return
    medium = "COALESCE(bobot, 0)" if "bobot" in columns else "0"
    engine.append(
        "komponen",
        tuple(COMPONENT),
        f"SELECT {literal(indicator.kode)} AS kode, {literal(indicator.subjek)} AS jenis, subjek_id,"
        f" CASE status WHEN 'terpicu' THEN 1 WHEN 'tidak_terpicu' THEN {medium} END AS bobot"
        " FROM putusan WHERE status <> 'tidak_berlaku'",
    )


def compute_scores(engine: Engine, catalog: Catalog) -> None:
    """Fill skor and skor_icw from the components collected and the shared tables."""
    engine.index("komponen", ("jenis", "subjek_id"))
    codes = [item.kode for item in catalog.indicators.values() if item.komponen_skor]
    lists = {"{daftar_paket}": _list_of_one(codes), "{daftar_kelompok}": _list_of_many(codes)}
    columns = {}
    with engine.step():
        for table in catalog.scores:
            sql = table.sql
            for place, expression in lists.items():
                sql = sql.replace(place, expression)
            columns[table.nama] = engine.materialise(table.nama, sql, table.indeks)
        for name, (source, order) in TABLES.items():
            listed = ", ".join(columns[source])
            engine.append(name, columns[source], f"SELECT {listed} FROM {source} ORDER BY {order}")


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
