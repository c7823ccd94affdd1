"""Step 4: fill every table that does not come from indicators."""

import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.load import changes, reference
from budget_pipeline.load.columns import insert_frame
from budget_pipeline.load.database import finish_database, insert_rows
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
    # Inserting takes the database, bringing the other tables together takes pandas: side by side.
    with ThreadPoolExecutor(1) as aside:
        others = aside.submit(_other_rows, schema, assembled, files, raw, settings)
        for table in schema.of_kind("fact"):
            if table.name in assembled.frames:
                insert_frame(connection, table, assembled.frames[table.name])
        for name, rows in sorted(others.result().items()):
            insert_rows(connection, schema.table(name), rows)
    _sources(connection, schema, assembled)
    finish_database(connection, schema)


def _other_rows(
    schema: Schema,
    assembled: Assembled,
    files: Sequence[FileResult],
    raw: list[Path],
    settings: dict[str, Any],
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table that holds no facts."""
    frames = assembled.frames
    budget = frames.get("anggaran", pd.DataFrame())
    return {
        **assembled.derived,
        "rekening": reference.accounts(frames),
        "nomenklatur": reference.programmes(frames),
        "skpd": reference.agencies(frames),
        "wilayah": reference.regions(frames, schema, _region_names(files, settings)),
        "perubahan_anggaran": changes.budget_changes(budget, schema),
        **rows_of_logs(files, assembled.issues),
        "tanggapan": read_all_replies(raw),
        "cakupan": _coverage(frames, schema),
    }


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
        insert_frame(connection, table, whole.reset_index(drop=True))


def _coverage(frames: Mapping[str, pd.DataFrame], schema: Schema) -> list[dict[str, Any]]:
    """Count filled cells per column and year of every fact table; a year not known comes first."""
    rows: list[dict[str, Any]] = []
    for table in schema.of_kind("fact"):
        frame = frames.get(table.name, pd.DataFrame())
        if not len(frame):
            continue
        years = frame["tahun"] if "tahun" in frame else pd.Series(pd.NA, frame.index, dtype="Int64")
        places, known = pd.factorize(years, sort=True, use_na_sentinel=True)
        totals = np.bincount(places + 1, minlength=len(known) + 1)
        names = [c.name for c in table.columns if c.name not in ("id", "tahun")]
        stored = {c.name: f"{c.name}_rp" if c.is_money else c.name for c in table.columns}
        filled = {name: _filled(frame, stored[name], places, len(totals)) for name in names}
        for place in np.flatnonzero(totals).tolist():
            year = int(known[place - 1]) if place else None
            rows += [
                {
                    "tabel": table.name,
                    "kolom": name,
                    "tahun": year,
                    "baris": int(totals[place]),
                    "terisi": int(filled[name][place]),
                }
                for name in names
            ]
    return rows


def _filled(
    frame: pd.DataFrame, name: str, places: npt.NDArray[np.intp], size: int
) -> npt.NDArray[np.intp]:
    """Return how many cells of a column are filled in each year."""
    if name not in frame:
        return np.zeros(size, np.intp)
    return np.bincount(places[frame[name].notna().to_numpy(bool)] + 1, minlength=size)
