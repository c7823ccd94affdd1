"""Compute every indicator over a loaded database: verdicts, evidence, coverage, scores, views."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.engines.choice import SQLITE, over_database
from budget_pipeline.indicators.engines.model import TEXT, WHOLE, WRITTEN, Engine
from budget_pipeline.indicators.judging import judge
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.indicators.scores import compute_scores, prepare_scores
from budget_pipeline.indicators.thresholds import Override, days, threshold_rows
from budget_pipeline.load.ddl import create_indexes
from budget_pipeline.schema.model import Schema

# Small, for the pages of one agency; the declared indexes serve whole lists.
FLAGGED_INDEX = (
    "CREATE INDEX hasil_indikator_temuan ON hasil_indikator (kode_skpd, kode)"
    " WHERE status = 'terpicu'"
)
Tell = Callable[[str], None]


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
    on_step: Tell | None = None,
    engine: str = SQLITE,
) -> IndicatorReport:
    """Fill the indicator tables and views of a loaded database and return the counts.

    `data_until` is the last date the data cover (ISO); rules about what is overdue need it.
    `on_step` is told the name of each step before it starts. `engine` names where the statements
    run; the tables end up in this database whichever it is.
    """
    catalog = catalog or load_catalog()
    _drop_indexes(connection, schema)
    with over_database(engine, connection, schema, catalog) as chosen:
        report = compute_on(
            chosen, schema, catalog, overrides=overrides, data_until=data_until, on_step=on_step
        )
    finish(connection, schema, catalog)
    return report


def compute_on(
    engine: Engine,
    schema: Schema,
    catalog: Catalog,
    *,
    overrides: Sequence[Override] = (),
    data_until: str | None = None,
    on_step: Tell | None = None,
) -> IndicatorReport:
    """Compute everything on `engine`, whose tables are loaded, and publish it there."""
    tell = on_step or (lambda name: None)
    prepare(engine, schema, catalog, overrides=overrides, data_until=data_until)
    for table in catalog.shared:
        tell(table.nama)
        engine.materialise(table.nama, table.sql, table.indeks)
    judged = {}
    for indicator in catalog.available:
        tell(indicator.kode)
        judged[indicator.kode] = judge(engine, schema, indicator, overrides)
    coverage = [row for item in judged.values() for row in item.coverage]
    engine.insert(schema.table("cakupan_indikator"), coverage)
    tell("skor")
    compute_scores(engine, catalog)
    tell("simpan")
    engine.finish()
    return IndicatorReport({kode: item.counts for kode, item in judged.items()})


def prepare(
    engine: Engine,
    schema: Schema,
    catalog: Catalog,
    *,
    overrides: Sequence[Override],
    data_until: str | None,
) -> None:
    """Write catalogue and thresholds; make the small tables `rilis` and `urutan_tahapan`."""
    engine.insert(schema.table("indikator"), catalogue_rows(catalog))
    engine.insert(schema.table("ambang"), threshold_rows(catalog, overrides))
    until = days(data_until, 0) if data_until else None
    engine.fill(
        "rilis",
        {"data_sampai": TEXT, "data_sampai_hari": WHOLE},
        [{"data_sampai": data_until, "data_sampai_hari": until}],
    )
    stages = schema.codelists["tahapan_apbd"].codes
    ranks = [{"tahapan": stage.code, "urutan": int(stage.extra["urutan"])} for stage in stages]
    engine.fill("urutan_tahapan", {"tahapan": TEXT, "urutan": WHOLE}, ranks)
    prepare_scores(engine)


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


def finish(connection: sqlite3.Connection, schema: Schema, catalog: Catalog) -> None:
    """Create the views and indexes of a release and gather statistics."""
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


def _drop_indexes(connection: sqlite3.Connection, schema: Schema) -> None:
    """Drop the indexes of the tables to be written: they are made again when all rows are in."""
    for table in WRITTEN:
        for statement in create_indexes(schema.table(table)):
            name = statement.split('"')[1]
            connection.execute(f'DROP INDEX IF EXISTS "{name}"')
