"""Store the evidence of flagged verdicts: each input with the source row it was read from."""

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.engines.model import Engine, literal
from budget_pipeline.indicators.model import Indicator
from budget_pipeline.schema.model import Schema, Table

CONTRACT = ("subjek_id", "peran", "nama", "nilai", "teks", "tabel", "id_baris")
PLACE = ("id_berkas", "lembar", "baris")
ROLES = ("masukan", "pembanding", "ambang")


def store_evidence(engine: Engine, schema: Schema, indicator: Indicator) -> None:
    """Write bukti_indikator for the flagged rows of the run's table `putusan`.

    The indicator's second statement gives the inputs (it reads `terpicu`, the flagged rows); the
    parameters that applied are added from `aturan`, the place in the source from the named table.
    """
    engine.materialise("terpicu", "SELECT * FROM putusan WHERE status = 'terpicu'")
    columns = engine.define("masukan", indicator.bukti)
    if columns != CONTRACT:
        raise SchemaError(f"evidence has {columns}, expected {CONTRACT}")
    if engine.fetch("SELECT 1 AS ada FROM terpicu LIMIT 1"):
        parts = ["SELECT * FROM masukan", *_parameters(indicator)]
        engine.materialise("bukti", " UNION ALL ".join(parts))
        _check_roles(engine)
        _append(engine, schema, indicator)


def _check_roles(engine: Engine) -> None:
    role = engine.fetch(f"SELECT peran FROM bukti WHERE peran NOT IN {ROLES} LIMIT 1")
    if role:
        raise SchemaError(f"peran {role[0][0]!r} is not one of {', '.join(ROLES)}")


def _parameters(indicator: Indicator) -> list[str]:
    """Return one statement per parameter: its value at each flagged row, and what it rests on."""
    where = ["a.wilayah = COALESCE(h.kode_wilayah, '')"]
    if "jenis_pengadaan" in indicator.dimensi:
        where.append("a.jenis = COALESCE(h.jenis_pengadaan, '')")
    if "tanggal" in indicator.dimensi:
        where.append("h.tanggal_hari BETWEEN a.sejak AND a.sampai")
    return [
        f"SELECT h.subjek_id, 'ambang', {literal(parameter.nama)}, a.\"{parameter.nama}\","
        f' a."{parameter.nama}_dasar", NULL, NULL'
        f" FROM terpicu AS h JOIN aturan AS a ON {' AND '.join(where)}"
        for parameter in indicator.parameter
    ]


def _append(engine: Engine, schema: Schema, indicator: Indicator) -> None:
    tables = engine.fetch("SELECT DISTINCT tabel FROM bukti WHERE tabel IS NOT NULL ORDER BY tabel")
    parts = [_with_place(schema, name) for (name,) in tables]
    named = ", ".join(f"b.{name}" for name in CONTRACT)
    parts.append(
        f"SELECT {named}, NULL AS id_berkas, NULL AS lembar, NULL AS baris"
        " FROM bukti AS b WHERE b.tabel IS NULL"
    )
    order = "" if engine.windows_sort else " ORDER BY subjek_id, urutan"
    engine.append(
        "bukti_indikator",
        ("kode", "subjek_id", "urutan", *CONTRACT[1:], *PLACE),
        f"SELECT {literal(indicator.kode)} AS kode, subjek_id,"
        " ROW_NUMBER() OVER (PARTITION BY subjek_id ORDER BY CASE peran"
        " WHEN 'masukan' THEN 1 WHEN 'pembanding' THEN 2 ELSE 3 END, nama, tabel, id_baris, nilai,"
        f" teks) AS urutan, {', '.join((*CONTRACT[1:], *PLACE))}"
        f" FROM ({' UNION ALL '.join(parts)}) AS semua{order}",
    )


def _with_place(schema: Schema, name: str) -> str:
    table = schema.table(name)
    key = table.primary_key[0]
    named = ", ".join(f"b.{column}" for column in CONTRACT)
    place = ", ".join(f"{_place(table, column)} AS {column}" for column in PLACE)
    match = "CAST(b.id_baris AS INTEGER)" if table.has_surrogate_key else "CAST(b.id_baris AS TEXT)"
    return (
        f'SELECT {named}, {place} FROM bukti AS b LEFT JOIN "{name}" AS t ON t."{key}" = {match}'
        f" WHERE b.tabel = {literal(name)}"
    )


def _place(table: Table, column: str) -> str:
    return f"t.{column}" if column in table.names else "NULL"
