"""Build the Datasette application of one release."""

import shutil
import sqlite3
import tempfile
import weakref
from pathlib import Path
from typing import Any

import yaml
from datasette.plugins import pm

from budget_pipeline.errors import ReleaseError
from budget_pipeline.layout import current_release, metadata_path, templates_dir
from budget_pipeline.load.database import open_read_only, refuse_other_shape
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site import plugin
from budget_pipeline.site.cells import write_rows_at_once
from budget_pipeline.site.dictionary import table_metadata
from budget_pipeline.site.freshness import Mark, digest_of_program
from budget_pipeline.site.release import Release
from budget_pipeline.site.rendering import at_once
from budget_pipeline.site.settled import SettledDatabase, SettledDatasette
from budget_pipeline.site.shape import refuse_other_columns
from budget_pipeline.site.site import PLUGIN, read_site
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.summaries import attach, build_beside, has_summaries

DATABASES = ("data", "jejak")
PROGRAM = Path(__file__).resolve().parent.parent
SETTINGS = {
    "suggest_facets": False,
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 1000,
    "max_returned_rows": 5000,
    "max_csv_mb": 0,
    "allow_csv_stream": True,
    "default_page_size": 50,
    "truncate_cells_html": 300,
    "default_cache_ttl": 3600,
    "allow_download": False,
    "allow_facet": False,
}


def build_app(release_dir: Path) -> SettledDatasette:
    """Return Datasette on the databases of one release, with our pages.

    ReleaseError when the folder holds no release, an unfinished one, or one of another shape.
    """
    files = {name: release_dir / f"{name}.db" for name in DATABASES}
    for path in files.values():
        if not path.is_file():
            raise ReleaseError(f"{release_dir.name}: {path.name} tidak ada. Jalankan impor lagi.")
        refuse_unfinished(path)
    refuse_other_shape(files["data"])
    register_plugin()
    connection = open_read_only(files["data"])
    try:
        refuse_other_columns(connection, release_dir.name)
        summaries = summaries_beside(connection, files["data"])
        attach(connection, summaries)
        return _assembled(release_dir, files, Reader(connection), summaries)
    finally:
        connection.close()


def refuse_unfinished(path: Path) -> None:
    """Raise ReleaseError when something still writes to a database, or was stopped while it did.

    Opened as immutable, it would silently show half of what was being written.
    """
    for suffix in ("-journal", "-wal"):
        if path.with_name(path.name + suffix).exists():
            raise ReleaseError(
                f"{path.parent.name}: ada {path.name}{suffix}, jadi basis data ini belum selesai ditulis."
                " Jalankan impor lagi."
            )


def _assembled(
    release_dir: Path, files: dict[str, Path], reader: Reader, summaries: Path | None
) -> SettledDatasette:
    schema = load_schema()
    counts = {row["tabel"]: row["jumlah"] for row in reader.all("situs_jumlah")}
    metadata = site_metadata()
    helpers = [name for name in counts if name.startswith(("ringkas_", "cari_"))]
    metadata["databases"] = {
        "data": {"tables": table_metadata(schema, [*helpers, "ringkas_jumlah"])},
        "jejak": {"title": "Jejak: baris seperti dibaca"},
    }
    settings = (metadata.get("plugins") or {}).get(PLUGIN) or {}
    site = read_site(release_dir, reader, settings)
    site.tables = schema.tables
    datasette = SettledDatasette(
        metadata=metadata,
        template_dir=str(templates_dir()),
        settings=SETTINGS,
        inspect_data=inspected(files["data"], site.release, own_counts(reader, counts)),
    )
    for name, path in files.items():
        datasette.add_database(SettledDatabase(datasette, str(path)), name=name)
    datasette.jinja_env = at_once(datasette.jinja_env)
    datasette.budget_site = site
    datasette.budget_summaries = summaries
    datasette.budget_mark = Mark(
        release_dir, digest_of_program(PROGRAM, templates_dir(), metadata_path())
    )
    if summaries is not None:
        weakref.finalize(datasette, shutil.rmtree, summaries.parent, ignore_errors=True)
    return datasette


def summaries_beside(connection: sqlite3.Connection, data: Path) -> Path | None:
    """Build the summary tables beside a release that was made without them; None where it has its own.

    They stand in a temporary folder that goes with the application.
    """
    if has_summaries(connection):
        return None
    target = Path(tempfile.mkdtemp(prefix="ringkasan-")) / "ringkasan.db"
    build_beside(data, target)
    return target


def own_counts(reader: Reader, counts: dict[str, int]) -> dict[str, int]:
    """Return the rows of each table of the public database itself, without attached ones."""
    names = [row["name"] for row in reader.all("tabel_sendiri")]
    return {name: counts.get(name, len(counts)) for name in names}


def inspected(data: Path, release: Release, counts: dict[str, int]) -> dict[str, Any]:
    """Return what Datasette would otherwise find out at the first request: digest, size, rows per table."""
    return {
        "data": {
            "hash": release.checksums.get("data.db", ""),
            "size": data.stat().st_size,
            "file": data.name,
            "tables": {name: {"count": count} for name, count in counts.items()},
        }
    }


def register_plugin() -> None:
    """Tell Datasette of our hooks, and take its own error page out of the way.

    Datasette runs every error handler for every error; its own prints local variables and renders a page without
    our words.
    """
    if not pm.is_registered(plugin):
        pm.register(plugin, PLUGIN)
    if pm.has_plugin("datasette.handle_exception"):
        pm.unregister(name="datasette.handle_exception")
    write_rows_at_once()


def site_metadata() -> dict[str, Any]:
    """Return metadata.yml."""
    path = metadata_path()
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found or {}


def current_folder(published: Path) -> Path:
    """Return the folder of the current release; ReleaseError when nothing has been published."""
    folder = current_release(published)
    if folder is None:
        raise ReleaseError(f"Belum ada rilis di {published.name}. Jalankan: budget-pipeline import")
    return folder
