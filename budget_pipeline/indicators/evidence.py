"""Store the evidence of flagged verdicts: each input with the source row it was read from."""

import sqlite3

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.model import Indicator
from budget_pipeline.indicators.shared import drop
from budget_pipeline.schema.model import Schema, Table

CONTRACT = ("subjek_id", "peran", "nama", "nilai", "teks", "tabel", "id_baris")
ROLES = ("masukan", "pembanding", "ambang")


def store_evidence(connection: sqlite3.Connection, schema: Schema, indicator: Indicator) -> None:
    """Write bukti_indikator for the flagged rows of temporary table `putusan`.

    The indicator's second statement gives the inputs (it reads `terpicu`, the flagged rows); the
    parameters that applied are added from `aturan`, the place in the source from the named table.
    """
    connection.execute(
        "CREATE TEMP TABLE terpicu AS SELECT * FROM putusan WHERE status = 'terpicu'"
    )
    connection.execute(f"CREATE TEMP TABLE bukti AS {indicator.bukti}")
    try:
        _check_contract(connection, indicator)
        _add_parameters(connection, indicator)
        _insert(connection, schema, indicator)
    finally:
        drop(connection, ("bukti",))


def _check_contract(connection: sqlite3.Connection, indicator: Indicator) -> None:
    columns = tuple(row[1] for row in connection.execute("PRAGMA temp.table_info(bukti)"))
    if columns != CONTRACT:
        raise SchemaError(f"{indicator.kode}: evidence has {columns}, expected {CONTRACT}")
    role = connection.execute(
        f"SELECT peran FROM bukti WHERE peran NOT IN {ROLES} LIMIT 1"
    ).fetchone()
    if role:
        raise SchemaError(f"{indicator.kode}: peran {role[0]!r} is not one of {', '.join(ROLES)}")


def _add_parameters(connection: sqlite3.Connection, indicator: Indicator) -> None:
    where = ["a.wilayah = COALESCE(h.kode_wilayah, '')"]
    if "jenis_pengadaan" in indicator.dimensi:
        where.append("a.jenis = COALESCE(h.jenis_pengadaan, '')")
    if "tanggal" in indicator.dimensi:
        where.append("h.tanggal_hari BETWEEN a.sejak AND a.sampai")
    for parameter in indicator.parameter:
        connection.execute(
            f"INSERT INTO bukti SELECT h.subjek_id, 'ambang', '{parameter.nama}',"
            f' a."{parameter.nama}", a."{parameter.nama}_dasar", NULL, NULL'
            f" FROM terpicu AS h JOIN aturan AS a ON {' AND '.join(where)}"
        )


def _insert(connection: sqlite3.Connection, schema: Schema, indicator: Indicator) -> None:
    tables = [name for (name,) in connection.execute("SELECT DISTINCT tabel FROM bukti")]
    parts = [_with_place(schema, name) for name in tables if name is not None]
    parts.append("SELECT b.*, NULL, NULL, NULL FROM bukti AS b WHERE b.tabel IS NULL")
    connection.execute(
        "INSERT INTO bukti_indikator (kode, subjek_id, urutan, peran, nama, nilai, teks, tabel,"
        " id_baris, id_berkas, lembar, baris)"
        " SELECT ?, subjek_id, ROW_NUMBER() OVER (PARTITION BY subjek_id ORDER BY CASE peran"
        " WHEN 'masukan' THEN 1 WHEN 'pembanding' THEN 2 ELSE 3 END, nama, tabel, id_baris, nilai,"
        " teks), peran, nama, nilai, teks, tabel, id_baris, id_berkas, lembar, baris"
        f" FROM ({_named(parts)}) ORDER BY 2, 3",
        (indicator.kode,),
    )


def _with_place(schema: Schema, name: str) -> str:
    table = schema.table(name)
    key = table.primary_key[0]
    place = ", ".join(_place(table, column) for column in ("id_berkas", "lembar", "baris"))
    match = "CAST(b.id_baris AS INTEGER)" if table.has_surrogate_key else "CAST(b.id_baris AS TEXT)"
    return (
        f'SELECT b.*, {place} FROM bukti AS b LEFT JOIN "{name}" AS t ON t."{key}" = {match}'
        f" WHERE b.tabel = '{name}'"
    )


def _place(table: Table, column: str) -> str:
    return f"t.{column}" if column in table.names else "NULL"


def _named(parts: list[str]) -> str:
    columns = ", ".join((*CONTRACT, "id_berkas", "lembar", "baris"))
    return f"WITH semua ({columns}) AS ({' UNION ALL '.join(parts)}) SELECT * FROM semua"
