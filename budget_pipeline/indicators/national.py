"""Judge a whole lake: results as Parquet, and beside them a small database that compares municipalities."""

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from budget_pipeline.errors import SourceError
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.engines.choice import over_lake
from budget_pipeline.indicators.engines.lake import refuse_other_folder
from budget_pipeline.indicators.engines.model import REGIONAL, Engine
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.indicators.run import IndicatorReport, catalogue_rows, compute_on
from budget_pipeline.indicators.thresholds import Override
from budget_pipeline.schema.read import load_schema

COMPARED = "nasional.db"
VIEWS = Path(__file__).with_name("national.sql")


def judge_lake(
    lake: Path,
    out: Path,
    *,
    engine: str,
    master: str | None = None,
    overrides: Sequence[Override] = (),
) -> IndicatorReport:
    """Compute every indicator over `lake` and write the new folder `out`, whole or not at all.

    `engine` is "duckdb" or "spark"; `master` names the Spark cluster.
    """
    refuse_other_folder(lake)
    if out.exists():
        raise SourceError(
            f"{out}: sudah ada; pilih folder baru. / Is there already; choose a new one."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    schema, catalog = load_schema(), load_catalog()
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        with over_lake(engine, schema, catalog, lake, work, master) as chosen:
            report = compute_on(chosen, schema, catalog, overrides=overrides)
            _compare(chosen, catalog, work / COMPARED)
        work.chmod(0o755)
        work.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return report


def _compare(engine: Engine, catalog: Catalog, path: Path) -> None:
    """Write the counts per municipality with the views that set them side by side."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN")
        listed = ", ".join(f"{name} {kind}" for name, kind in REGIONAL.items())
        connection.execute(f"CREATE TABLE cakupan_wilayah ({listed}) STRICT")
        connection.execute("CREATE TABLE indikator (kode TEXT PRIMARY KEY, judul TEXT) STRICT")
        connection.execute("CREATE TABLE wilayah (kode_wilayah TEXT PRIMARY KEY, nama TEXT) STRICT")
        rows = engine.fetch(
            f"SELECT {', '.join(REGIONAL)} FROM cakupan_wilayah"
            " ORDER BY kode, kode_wilayah, tahun, status"
        )
        connection.executemany("INSERT INTO cakupan_wilayah VALUES (?, ?, ?, ?, ?)", rows)
        connection.executemany(
            "INSERT INTO indikator VALUES (?, ?)",
            [(row["kode"], row["judul"]) for row in catalogue_rows(catalog)],
        )
        names = engine.fetch(
            "SELECT kode_wilayah, MAX(nama) AS nama FROM wilayah GROUP BY kode_wilayah"
            " ORDER BY kode_wilayah"
        )
        connection.executemany("INSERT INTO wilayah VALUES (?, ?)", names)
        connection.execute("COMMIT")
        connection.executescript(VIEWS.read_text(encoding="utf-8"))
        for indicator in catalog.available:
            name = indicator.view.replace("v_", "perbandingan_", 1)
            connection.execute(
                f"CREATE VIEW {name} AS SELECT * FROM perbandingan WHERE kode = '{indicator.kode}'"
            )
    finally:
        connection.close()
