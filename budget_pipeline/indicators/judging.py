"""Judge every subject of one indicator: its statement in, verdicts, evidence and coverage out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.engines.model import (
    REAL,
    REGIONAL,
    TEXT,
    WHOLE,
    Engine,
    Tally,
    literal,
)
from budget_pipeline.indicators.evidence import store_evidence
from budget_pipeline.indicators.model import STATUSES, Indicator
from budget_pipeline.indicators.scores import collect
from budget_pipeline.indicators.thresholds import Override, rules, with_constants
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
VERDICT = (
    "subjek_id",
    "subjek_label",
    "kode_wilayah",
    "tahun",
    "kode_skpd",
    "status",
    "nilai",
    "ambang",
    "dasar_ambang",
    "alasan",
)
# What cakupan_indikator counts by. An outcome without a subject counts as no outcome.
COUNTED = (
    "tahun",
    "CASE WHEN subjek_id IS NOT NULL THEN status END",
    "CASE WHEN status IN ('tidak_berlaku', 'tidak_dapat_dihitung') THEN alasan END",
)
RULE = {"wilayah": TEXT, "jenis": TEXT, "sejak": WHOLE, "sampai": WHOLE}
COVERAGE = ("kode", "tahun", "status", "alasan", "jumlah", "dirinci")


@dataclass(frozen=True)
class Judged:
    """The count of each outcome of one indicator, and its rows of cakupan_indikator."""

    counts: dict[str, int]
    coverage: list[dict[str, Any]]


def judge(
    engine: Engine, schema: Schema, indicator: Indicator, overrides: Sequence[Override]
) -> Judged:
    """Store verdicts and evidence of one indicator; return what its coverage is."""
    try:
        with engine.step():
            _lay_down_rules(engine, schema, indicator, overrides)
            indicator = with_constants(indicator, overrides)
            columns = engine.materialise("putusan", _statement(engine, indicator))
            tally = engine.tally("putusan", COUNTED, "subjek_id")
            judged = _count(engine, indicator, tally)
            _count_by_region(engine, indicator)
            _store_verdicts(engine, indicator, columns, judged.counts, tally.in_order)
            store_evidence(engine, schema, indicator)
            collect(engine, indicator, columns)
    except SchemaError as error:
        raise SchemaError(f"{indicator.kode}: {error}") from error
    return judged


def _lay_down_rules(
    engine: Engine, schema: Schema, indicator: Indicator, overrides: Sequence[Override]
) -> None:
    """Make the table `aturan`: what holds where, for which category, in which span of days."""
    named = {value.kode_wilayah for p in indicator.parameter for value in p.nilai}
    named |= {item.kode_wilayah for item in overrides}
    regions = {"", *(region for region in named if region)}
    regions |= {row[0] for row in engine.fetch("SELECT wilayah FROM b_wilayah")}
    rows = rules(indicator, overrides, sorted(regions), schema.codelists["jenis_pengadaan"])
    types = {**RULE, "dasar": TEXT, "catatan": TEXT}
    for parameter in indicator.parameter:
        types |= {parameter.nama: REAL, f"{parameter.nama}_dasar": TEXT}
    engine.fill("aturan", types, rows)
    engine.index("aturan", ("wilayah", "jenis", "sejak"))


def _statement(engine: Engine, indicator: Indicator) -> str:
    """Return the indicator's statement with status and reason derived from what it says."""
    columns = engine.define("dinilai", indicator.hasil)
    wanted = [*CONTRACT]
    if "jenis_pengadaan" in indicator.dimensi:
        wanted.append("jenis_pengadaan")
    if "tanggal" in indicator.dimensi:
        wanted.append("tanggal_hari")
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise SchemaError(f"the statement lacks column {', '.join(missing)}")
    own = [name for name in columns if name not in CONTRACT[5:]]
    return f"SELECT {', '.join(own)}, {OUTCOME} FROM dinilai"


def _count(engine: Engine, indicator: Indicator, tally: Tally) -> Judged:
    counts = dict.fromkeys(STATUSES, 0)
    for _, status, _, number in tally.rows:
        if status is None:
            _refuse_unknown(engine)
        counts[status] += number
    listed = counts["tidak_berlaku"] <= LISTED_NOT_APPLICABLE
    rows: list[tuple[object, ...]] = [
        (indicator.kode, year, status, reason, number, int(listed or status != "tidak_berlaku"))
        for year, status, reason, number in sorted(tally.rows, key=_unknown_first)
    ]
    if not rows:
        absence = _absence(engine, indicator)
        rows = [(indicator.kode, None, "tidak_dapat_dihitung", absence, 0, 1)]
    return Judged(counts, [dict(zip(COVERAGE, row, strict=True)) for row in rows])


def _refuse_unknown(engine: Engine) -> NoReturn:
    """Refuse a comparison with something unknown: NULL is not "not flagged"."""
    unknown = engine.fetch(
        "SELECT subjek_id FROM putusan WHERE status IS NULL OR subjek_id IS NULL LIMIT 1"
    )
    raise SchemaError(f"{unknown[0][0]}: neither flagged, spared nor explained")


def _unknown_first(row: tuple[Any, ...]) -> list[tuple[bool, Any]]:
    """Return a key that sorts as SQL does here: NULL before everything."""
    return [(value is not None, "" if value is None else value) for value in row[:3]]


def _count_by_region(engine: Engine, indicator: Indicator) -> None:
    if engine.by_region:
        engine.append(
            "cakupan_wilayah",
            tuple(REGIONAL),
            f"SELECT {literal(indicator.kode)} AS kode, kode_wilayah, tahun, status,"
            " COUNT(*) AS jumlah FROM putusan GROUP BY kode_wilayah, tahun, status"
            " ORDER BY kode_wilayah, tahun, status",
        )


def _absence(engine: Engine, indicator: Indicator) -> str:
    for table in indicator.tables:
        if not engine.fetch(f'SELECT 1 AS ada FROM "{table}" LIMIT 1'):
            return f"tabel {table} tidak dimuat"
    return "tidak ada subjek di data ini"


def _store_verdicts(
    engine: Engine,
    indicator: Indicator,
    columns: Sequence[str],
    counts: dict[str, int],
    in_order: bool,
) -> None:
    every = counts["tidak_berlaku"] <= LISTED_NOT_APPLICABLE
    only = "" if every else " WHERE status <> 'tidak_berlaku'"
    # A rule about packages and plans alike says for each row which of the two it is about.
    kind = "subjek_jenis" if "subjek_jenis" in columns else literal(indicator.subjek)
    order = "" if in_order else " ORDER BY subjek_id"
    engine.append(
        "hasil_indikator",
        ("kode", "versi", "subjek_jenis", *VERDICT),
        f"SELECT {literal(indicator.kode)} AS kode, {literal(indicator.versi)} AS versi,"
        f" {kind} AS subjek_jenis, {', '.join(VERDICT)} FROM putusan{only}{order}",
    )
