"""Compute every indicator over a loaded database: verdicts, evidence, coverage, scores, views."""

import json
import math
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.evidence import store_evidence
from budget_pipeline.indicators.model import STATUSES, Catalog, Indicator
from budget_pipeline.indicators.scores import collect, compute_scores
from budget_pipeline.indicators.shared import build, drop
from budget_pipeline.indicators.thresholds import (
    Override,
    days,
    rules,
    threshold_rows,
    with_constants,
)
from budget_pipeline.load.database import insert_rows
from budget_pipeline.load.ddl import create_indexes
from budget_pipeline.schema.model import Schema

# Not applicable is the fate of most subjects of most rules (every catalogue order, for a rule on
# bidding). Past this many for one rule they are counted by reason in cakupan_indikator and not
# listed one by one: a million packages would else carry ten million rows that say nothing.
LISTED_NOT_APPLICABLE = 250_000

# What the main statement of an indicator returns: why it does not apply (or NULL), which field is
# missing (or NULL), whether it flags (1 or 0), and a remark. Further columns serve its evidence.
CONTRACT = (
    "subjek_id",
    "subjek_label",
    "kode_wilayah",
    "tahun",
    "kode_skpd",
    "tidak_berlaku",
    "tidak_dapat_dihitung",
    "terpicu",
    "nilai",
    "ambang",
    "dasar_ambang",
    "catatan",
)
OUTCOME = """
    CASE WHEN tidak_berlaku IS NOT NULL THEN 'tidak_berlaku'
        WHEN tidak_dapat_dihitung IS NOT NULL THEN 'tidak_dapat_dihitung'
        WHEN terpicu = 1 THEN 'terpicu' WHEN terpicu = 0 THEN 'tidak_terpicu' END AS status,
    CASE WHEN tidak_berlaku IS NULL AND tidak_dapat_dihitung IS NULL THEN nilai END AS nilai,
    CASE WHEN tidak_berlaku IS NULL THEN ambang END AS ambang,
    CASE WHEN tidak_berlaku IS NULL THEN dasar_ambang END AS dasar_ambang,
    COALESCE(tidak_berlaku, tidak_dapat_dihitung, catatan) AS alasan
"""
WRITTEN = (
    "indikator",
    "ambang",
    "hasil_indikator",
    "bukti_indikator",
    "cakupan_indikator",
    "skor",
    "skor_icw",
)
# Small, for the pages of one agency; the declared indexes serve whole lists.
FLAGGED_INDEX = (
    "CREATE INDEX hasil_indikator_temuan ON hasil_indikator (kode_skpd, kode)"
    " WHERE status = 'terpicu'"
)


@dataclass(frozen=True)
class IndicatorReport:
    """How many subjects of each indicator had each of the four outcomes."""

    counts: dict[str, dict[str, int]]

    @property
    def flagged(self) -> int:
        """Return the number of flagged verdicts over all indicators."""
        return sum(counts["terpicu"] for counts in self.counts.values())


def compute(
    connection: sqlite3.Connection,
    schema: Schema,
    *,
    overrides: Sequence[Override] = (),
    data_until: str | None = None,
    catalog: Catalog | None = None,
    on_step: Callable[[str], None] | None = None,
) -> IndicatorReport:
    """Fill the indicator tables and views of a loaded database and return the counts.

    `data_until` is the last date the data cover (ISO); rules about what is overdue need it.
    `on_step` is told the name of each step before it starts.
    """
    catalog = catalog or load_catalog()
    tell = on_step or (lambda name: None)
    prepare(connection, schema, catalog, overrides=overrides, data_until=data_until)
    for table in catalog.shared:
        tell(table.nama)
        build(connection, table)
    counts = {}
    for indicator in catalog.available:
        tell(indicator.kode)
        counts[indicator.kode] = judge(connection, schema, indicator, overrides)
    tell("skor")
    compute_scores(connection, catalog)
    finish(connection, schema, catalog)
    return IndicatorReport(counts)


def prepare(
    connection: sqlite3.Connection,
    schema: Schema,
    catalog: Catalog,
    *,
    overrides: Sequence[Override],
    data_until: str | None,
) -> None:
    """Write catalogue, thresholds and the one-row table `rilis`; drop indexes for loading."""
    declare_functions(connection)
    for table in WRITTEN:
        for statement in create_indexes(schema.table(table)):
            name = statement.split('"')[1]
            connection.execute(f'DROP INDEX IF EXISTS "{name}"')
    insert_rows(connection, schema.table("indikator"), catalogue_rows(catalog))
    insert_rows(connection, schema.table("ambang"), threshold_rows(catalog, overrides))
    until = days(data_until, 0) if data_until else None
    _fill(connection, "rilis", [{"data_sampai": data_until, "data_sampai_hari": until}])
    stages = schema.codelists["tahapan_apbd"].codes
    ranks = [{"tahapan": stage.code, "urutan": int(stage.extra["urutan"])} for stage in stages]
    _fill(connection, "urutan_tahapan", ranks)


def judge(
    connection: sqlite3.Connection,
    schema: Schema,
    indicator: Indicator,
    overrides: Sequence[Override],
) -> dict[str, int]:
    """Store verdicts, evidence and coverage of one indicator; return the count of each outcome."""
    try:
        _fill(connection, "aturan", _rules(connection, schema, indicator, overrides))
        indicator = with_constants(indicator, overrides)
        connection.execute(f"CREATE TEMP TABLE putusan AS {_statement(connection, indicator)}")
        _check_outcomes(connection, indicator)
        counts = _store_coverage(connection, indicator)
        _store_verdicts(connection, indicator, counts)
        store_evidence(connection, schema, indicator)
        collect(connection, indicator)
    except sqlite3.Error as error:
        raise SchemaError(f"{indicator.kode}: {error}") from error
    finally:
        drop(connection, ("terpicu", "putusan", "aturan"))
    return counts


def catalogue_rows(catalog: Catalog) -> list[dict[str, Any]]:
    """Return the rows of table indikator; `metadata` is the whole front-matter as JSON."""
    rows = []
    for item in catalog.indicators.values():
        metadata = asdict(item)
        rows.append(
            {
                "kode": item.kode,
                "versi": item.versi,
                "kelompok": item.kelompok,
                "judul": item.judul.id,
                "judul_en": item.judul.en,
                "pertanyaan": item.pertanyaan.id,
                "subjek_jenis": item.subjek,
                "status": item.status,
                "metadata": json.dumps(metadata, ensure_ascii=False, sort_keys=True),
            }
        )
    return rows


def declare_functions(connection: sqlite3.Connection) -> None:
    """Provide the few mathematical functions the SQL uses where SQLite was built without them."""
    for name, function in {"sqrt": math.sqrt, "ln": math.log, "floor": math.floor}.items():
        try:
            connection.execute(f"SELECT {name}(1.5)")
        except sqlite3.OperationalError:
            connection.create_function(name, 1, function, deterministic=True)


def _rules(
    connection: sqlite3.Connection,
    schema: Schema,
    indicator: Indicator,
    overrides: Sequence[Override],
) -> list[dict[str, Any]]:
    named = {value.kode_wilayah for p in indicator.parameter for value in p.nilai}
    named |= {item.kode_wilayah for item in overrides}
    regions = {"", *(region for region in named if region)}
    regions |= {row[0] for row in connection.execute("SELECT wilayah FROM b_wilayah")}
    return rules(indicator, overrides, sorted(regions), schema.codelists["jenis_pengadaan"])


def _statement(connection: sqlite3.Connection, indicator: Indicator) -> str:
    """Return the indicator's statement with status and reason derived from what it says."""
    given = connection.execute(f"SELECT * FROM ({indicator.hasil}) LIMIT 0").description
    columns = [column[0] for column in given]
    wanted = [*CONTRACT]
    if "jenis_pengadaan" in indicator.dimensi:
        wanted.append("jenis_pengadaan")
    if "tanggal" in indicator.dimensi:
        wanted.append("tanggal_hari")
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise SchemaError(f"{indicator.kode}: the statement lacks column {', '.join(missing)}")
    own = [name for name in columns if name not in CONTRACT[5:]]
    return f"SELECT {', '.join(own)}, {OUTCOME} FROM ({indicator.hasil}) AS d"


def _check_outcomes(connection: sqlite3.Connection, indicator: Indicator) -> None:
    """Refuse a comparison with something unknown: NULL is not "not flagged"."""
    unknown = connection.execute(
        "SELECT subjek_id FROM putusan WHERE status IS NULL OR subjek_id IS NULL LIMIT 1"
    ).fetchone()
    if unknown:
        raise SchemaError(f"{indicator.kode}: {unknown[0]}: neither flagged, spared nor explained")


def _store_coverage(connection: sqlite3.Connection, indicator: Indicator) -> dict[str, int]:
    counted = connection.execute(
        "SELECT tahun, status, CASE WHEN status IN ('tidak_berlaku', 'tidak_dapat_dihitung')"
        " THEN alasan END AS sebab, COUNT(*) FROM putusan GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    ).fetchall()
    counts = dict.fromkeys(STATUSES, 0)
    for _, status, _, number in counted:
        counts[status] += number
    listed = counts["tidak_berlaku"] <= LISTED_NOT_APPLICABLE
    rows = [
        (indicator.kode, year, status, reason, number, int(listed or status != "tidak_berlaku"))
        for year, status, reason, number in counted
    ]
    if not rows:
        rows = [
            (indicator.kode, None, "tidak_dapat_dihitung", _absence(connection, indicator), 0, 1)
        ]
    connection.executemany(
        "INSERT INTO cakupan_indikator (kode, tahun, status, alasan, jumlah, dirinci)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
    return counts


def _absence(connection: sqlite3.Connection, indicator: Indicator) -> str:
    for table in indicator.tables:
        if connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None:
            return f"tabel {table} tidak dimuat"
    return "tidak ada subjek di data ini"


def _store_verdicts(
    connection: sqlite3.Connection, indicator: Indicator, counts: dict[str, int]
) -> None:
    every = counts["tidak_berlaku"] <= LISTED_NOT_APPLICABLE
    only = "" if every else " WHERE status <> 'tidak_berlaku'"
    # A rule about packages and plans alike says for each row which of the two it is about.
    columns = [row[1] for row in connection.execute("PRAGMA temp.table_info(putusan)")]
    kind = "subjek_jenis" if "subjek_jenis" in columns else f"'{indicator.subjek}'"
    connection.execute(
        "INSERT INTO hasil_indikator (kode, versi, subjek_jenis, subjek_id, subjek_label,"
        " kode_wilayah, tahun, kode_skpd, status, nilai, ambang, dasar_ambang, alasan)"
        f" SELECT ?, ?, {kind}, subjek_id, subjek_label, kode_wilayah, tahun, kode_skpd, status,"
        f" nilai, ambang, dasar_ambang, alasan FROM putusan{only} ORDER BY subjek_id",
        (indicator.kode, indicator.versi),
    )


def finish(connection: sqlite3.Connection, schema: Schema, catalog: Catalog) -> None:
    """Create the views and indexes, gather statistics, and drop what was only intermediate."""
    for indicator in catalog.available:
        connection.execute(
            f'CREATE VIEW "{indicator.view}" AS SELECT subjek_id, subjek_label, kode_wilayah,'
            " tahun, kode_skpd, status, nilai, ambang, dasar_ambang, alasan FROM hasil_indikator"
            f" WHERE kode = '{indicator.kode}'"
        )
    connection.execute(
        "CREATE VIEW temuan AS SELECT kode, versi, subjek_jenis, subjek_id, subjek_label,"
        " kode_wilayah, tahun, kode_skpd, nilai, ambang, dasar_ambang, alasan"
        " FROM hasil_indikator WHERE status = 'terpicu'"
    )
    for table in WRITTEN:
        for statement in create_indexes(schema.table(table)):
            connection.execute(statement)
    connection.execute(FLAGGED_INDEX)
    for table in WRITTEN:
        connection.execute(f'ANALYZE "{table}"')
    drop(connection, ("rilis", "urutan_tahapan", *(table.nama for table in catalog.shared)))


def _fill(connection: sqlite3.Connection, name: str, rows: list[dict[str, Any]]) -> None:
    """Create the temporary table `name` with the columns and rows given."""
    columns = list(rows[0])
    typed = ", ".join(f'"{column}" {_type(rows, column)}' for column in columns)
    connection.execute(f'CREATE TEMP TABLE "{name}" ({typed})')
    marks = ", ".join("?" for _ in columns)
    connection.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})', [tuple(row.values()) for row in rows]
    )
    if "wilayah" in columns:
        connection.execute(f'CREATE INDEX temp."{name}_kunci" ON "{name}" (wilayah, jenis, sejak)')


def _type(rows: list[dict[str, Any]], column: str) -> str:
    value = next((row[column] for row in rows if row[column] is not None), None)
    return {int: "INTEGER", float: "REAL"}.get(type(value), "TEXT")
