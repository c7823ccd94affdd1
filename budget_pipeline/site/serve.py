"""Serve one release: build the Datasette application and run it."""

from pathlib import Path
from typing import Any

import uvicorn
import yaml
from datasette.app import Datasette
from datasette.plugins import pm

from budget_pipeline.errors import ReleaseError
from budget_pipeline.layout import metadata_path, templates_dir
from budget_pipeline.site import plugin
from budget_pipeline.site.site import PLUGIN, read_site
from budget_pipeline.site.sql import Reader

SETTINGS = {
    "suggest_facets": False,
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 2000,
    "max_returned_rows": 5000,
    "max_csv_mb": 0,
    "allow_csv_stream": True,
    "default_page_size": 50,
    "truncate_cells_html": 300,
    "default_cache_ttl": 3600,
    "allow_download": False,
}


def build_app(release_dir: Path) -> Datasette:
    """Return Datasette on the databases of one release, with our pages.

    ReleaseError when the folder holds no release.
    """
    files = [release_dir / "data.db", release_dir / "jejak.db"]
    for path in files:
        if not path.is_file():
            raise ReleaseError(f"{release_dir.name}: {path.name} tidak ada. Jalankan impor lagi.")
    register_plugin()
    metadata = site_metadata()
    datasette = Datasette(
        immutables=[str(path) for path in files],
        metadata=metadata,
        template_dir=str(templates_dir()),
        settings=SETTINGS,
    )
    connection = datasette.get_database("data").connect()
    try:
        reader = Reader(connection)
        settings = (metadata.get("plugins") or {}).get(PLUGIN) or {}
        datasette.budget_site = read_site(release_dir, reader, settings)
    finally:
        connection.close()
    return datasette


def register_plugin() -> None:
    """Tell Datasette of our hooks, and take its own error page out of the way.

    Datasette runs every error handler for every error; its own prints local variables and renders a page without
    our words.
    """
    if not pm.is_registered(plugin):
        pm.register(plugin, PLUGIN)
    if pm.has_plugin("datasette.handle_exception"):
        pm.unregister(name="datasette.handle_exception")


def site_metadata() -> dict[str, Any]:
    """Return metadata.yml."""
    path = metadata_path()
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found or {}


def current_release(published: Path) -> Path:
    """Return the folder of the current release; ReleaseError when nothing has been published."""
    pointer = published / "current.txt"
    if pointer.is_file():
        return published / pointer.read_text(encoding="utf-8").strip()
    current = published / "current"
    if not current.exists():
        raise ReleaseError(f"Belum ada rilis di {published.name}. Jalankan: budget-pipeline import")
    return current.resolve()


def serve(published: Path, host: str, port: int) -> None:
    """Serve the current release until interrupted."""
    datasette = build_app(current_release(published))
    uvicorn.run(datasette.app(), host=host, port=port, log_level="warning", server_header=False)
