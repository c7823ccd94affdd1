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
        engine.materialise("bukti", _numbered(" UNION ALL ".join(parts)))
        _append(engine, schema, indicator)


def _numbered(rows: str) -> str:
    """Return SQL that numbers the evidence of each subject, while the rows are still short to sort."""
    return (
        f"SELECT {', '.join(CONTRACT)}, ROW_NUMBER() OVER (PARTITION BY subjek_id ORDER BY CASE peran"
        " WHEN 'masukan' THEN 1 WHEN 'pembanding' THEN 2 ELSE 3 END, nama, tabel, id_baris, nilai,"
        f" teks) AS urutan FROM ({rows}) AS semua"
    )


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
    kinds = engine.fetch("SELECT DISTINCT peran, tabel FROM bukti")
    for role in sorted({role for role, _ in kinds} - {*ROLES}):
        raise SchemaError(f"peran {role!r} is not one of {', '.join(ROLES)}")
    sources = [schema.table(name) for name in sorted({name for _, name in kinds if name})]
    place = [f"{_place(sources, column)} AS {column}" for column in PLACE]
    order = "" if engine.keeps_order else " ORDER BY b.subjek_id, b.urutan"
    engine.append(
        "bukti_indikator",
        ("kode", "subjek_id", "urutan", *CONTRACT[1:], *PLACE),
        f"SELECT {literal(indicator.kode)} AS kode, b.subjek_id, b.urutan,"
        f" {', '.join(f'b.{name}' for name in CONTRACT[1:])}, {', '.join(place)}"
        f" FROM bukti AS b{''.join(map(_source, sources))}{order}",
    )


def _source(table: Table) -> str:
    """Return a join that finds the row of `table` a piece of evidence names."""
    match = "CAST(b.id_baris AS INTEGER)" if table.has_surrogate_key else "CAST(b.id_baris AS TEXT)"
    return (
        f' LEFT JOIN "{table.name}" AS t_{table.name} ON b.tabel = {literal(table.name)}'
        f' AND t_{table.name}."{table.primary_key[0]}" = {match}'
    )


def _place(sources: list[Table], column: str) -> str:
    found = [f"t_{table.name}.{column}" for table in sources if column in table.names]
    return f"COALESCE({', '.join((*found, 'NULL', 'NULL'))})"
