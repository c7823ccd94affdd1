"""Tell Datasette what the declared tables and columns mean, which may be sorted, and which to keep out of sight."""

from typing import Any

from budget_pipeline.schema.model import Schema, Table

SMALL = ("indicator", "log")
FACETS = {
    "berkas": ["status", "tahun"],
    "masalah": ["tingkat", "kode"],
    "rekonsiliasi": ["cocok"],
    "indikator": ["kelompok", "status"],
    "ambang": ["asal_dasar"],
}


def table_metadata(schema: Schema, helpers: list[str]) -> dict[str, dict[str, Any]]:
    """Return Datasette's metadata per table; `helpers` are the summary tables, hidden from the list."""
    described = {name: _described(table) for name, table in sorted(schema.tables.items())}
    hidden = {
        # The inner tables of full-text search hold bytes and have no pages of rows.
        name: {"hidden": True} | ({"allow": False} if name.startswith("cari_") else {})
        for name in helpers
    }
    return hidden | described


def _described(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": f"{table.title.id} ({table.name})",
        "description": f"{table.description.id} / {table.description.en}",
        "columns": {c.name: f"{c.description.id} / {c.description.en}" for c in table.columns},
    }
    if table.kind not in SMALL:
        # Sorting a million rows without an index takes seconds: offer what an index serves.
        leading = dict.fromkeys([*table.primary_key[:1], *(index[0] for index in table.indexes)])
        found["sortable_columns"] = list(leading)
    if table.name in FACETS:
        found["facets"] = FACETS[table.name]
    return found
