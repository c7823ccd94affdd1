"""Step 4: fill every table that does not come from indicators."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from budget_pipeline.load import changes, reference
from budget_pipeline.load.columns import stored_lists
from budget_pipeline.load.database import finish_database, insert_columns, insert_rows
from budget_pipeline.pipeline.assemble import Assembled
from budget_pipeline.pipeline.logs import rows_of_logs
from budget_pipeline.pipeline.replies import read_all_replies
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.schema.model import Schema


def load(
    connection: sqlite3.Connection,
    schema: Schema,
    assembled: Assembled,
    files: Sequence[FileResult],
    raw: list[Path],
    settings: dict[str, Any],
) -> None:
    """Fill every table that does not come from indicators."""
    frames = assembled.frames
    rows: dict[str, list[dict[str, Any]]] = dict(assembled.derived)
    names = _region_names(files, settings)
    rows["rekening"] = reference.accounts(frames)
    rows["nomenklatur"] = reference.programmes(frames)
    rows["skpd"] = reference.agencies(frames)
    rows["wilayah"] = reference.regions(frames, schema, names)
    budget = frames.get("anggaran", pd.DataFrame())
    rows["perubahan_anggaran"] = changes.budget_changes(budget, schema)
    rows |= rows_of_logs(files, assembled.issues)
    rows["tanggapan"] = read_all_replies(raw)
    for name in sorted(schema.tables, key=lambda name: (name != "berkas", name)):
        table = schema.table(name)
        if name in frames and table.kind == "fact":
            insert_columns(connection, table, stored_lists(frames[name], table))
        elif rows.get(name):
            insert_rows(connection, table, rows[name])
    _sources(connection, schema, assembled)
    insert_rows(connection, schema.table("cakupan"), _coverage(connection, schema))
    finish_database(connection, schema)


def _region_names(files: Sequence[FileResult], settings: dict[str, Any]) -> dict[str, str]:
    """Return the names that sumber.yml and metadata.yml give to municipalities."""
    told = [settings, *(file.settings for file in files)]
    return {
        str(item["kode_wilayah"]): str(item["nama_daerah"])
        for item in told
        if item.get("kode_wilayah") and item.get("nama_daerah")
    }


def _sources(connection: sqlite3.Connection, schema: Schema, assembled: Assembled) -> None:
    parts = [part for part in assembled.sources if len(part)]
    if parts:
        table = schema.table("asal")
        whole = pd.concat(parts).sort_values(["tabel", "id_subjek", "urutan"], kind="stable")
        insert_columns(connection, table, stored_lists(whole.reset_index(drop=True), table))


def _coverage(connection: sqlite3.Connection, schema: Schema) -> list[dict[str, Any]]:
    """Count filled cells per column and year of every fact table."""
    rows: list[dict[str, Any]] = []
    for table in schema.of_kind("fact"):
        columns = [c.name for c in table.columns if c.name not in ("id", "tahun")]
        counts = ", ".join(f'count("{name}")' for name in columns)
        query = (
            f'SELECT tahun, count(*), {counts} FROM "{table.name}" GROUP BY tahun ORDER BY tahun'
        )
        for year, total, *filled in connection.execute(query):
            rows += [
                {"tabel": table.name, "kolom": name, "tahun": year, "baris": total, "terisi": n}
                for name, n in zip(columns, filled, strict=True)
            ]
    return rows
