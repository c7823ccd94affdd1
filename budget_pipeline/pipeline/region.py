"""Bring the files of one municipality together and write its part of a lake, whole or not at all."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from budget_pipeline.indicators.engines.tables import all_fields, read_table
from budget_pipeline.load.database import create_database
from budget_pipeline.pipeline import cache
from budget_pipeline.pipeline.assemble import assemble
from budget_pipeline.pipeline.kept import Kept, frame_of
from budget_pipeline.pipeline.loading import load
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.schema.model import Schema, Table
from budget_pipeline.schema.read import load_schema

# What Hive, DuckDB and Spark call the partition of an unknown value.
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
# Half-written work of a municipality; what a killed run left is removed by the next.
WORK = ".kerja-"
# Numbered rows of one municipality start at its code times this: numbers are the same whatever else
# the lake holds, and no two municipalities share one.
ROWS_OF_ONE = 10**9
NUMBERED = ("id", "id_rup")


@dataclass(frozen=True)
class RegionTask:
    """One municipality ("" where unknown), its files, and where its rows and its mark go."""

    region: str
    files: tuple[FileResult, ...]
    homes: Mapping[str, str]
    out: Path
    marks: Path

    @property
    def folder(self) -> str:
        """Return the name of its partition."""
        return f"kode_wilayah={self.region or UNKNOWN}"

    @property
    def key(self) -> str:
        """Return a digest of everything its part of the lake depends on."""
        parts = [cache.code_digest(), self.region, repr(sorted(self.homes.items()))]
        parts += [f"{f.path} {f.sha256} {sorted(f.settings.items())!r}" for f in self.files]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @staticmethod
    def regions(frame: pd.DataFrame, homes: Mapping[str, str]) -> "pd.Series[str]":
        """Return the municipality of each row, "" where neither it nor its package names one."""
        own = frame.get("kode_wilayah", pd.Series(pd.NA, frame.index, dtype="string"))
        if "id_paket" in frame and homes:
            own = own.fillna(frame["id_paket"].map(dict(homes)))
        return own.fillna("").astype(str)


def process_region(task: RegionTask) -> dict[str, Any]:
    """Write the tables of one municipality unless they are there; return what its mark says."""
    mark = task.marks / f"{task.region or UNKNOWN}.json"
    done = _read_mark(mark)
    if done is not None and done["kunci"] == task.key:
        return done
    mark.unlink(missing_ok=True)
    schema = load_schema()
    with tempfile.TemporaryDirectory(prefix=WORK, dir=task.out) as name:
        work = Path(name)
        rows = _write(task, schema, work)
        for table in schema.tables:
            target = task.out / table / task.folder
            if target.exists():
                shutil.rmtree(target)
            if table in rows:
                target.parent.mkdir(exist_ok=True)
                (work / table).replace(target)
        done = {"kode_wilayah": task.region, "kunci": task.key, "baris": rows}
        (work / "mark").write_text(json.dumps(done), encoding="utf-8")
        (work / "mark").replace(mark)
    return done


def _read_mark(mark: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads(mark.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _write(task: RegionTask, schema: Schema, work: Path) -> dict[str, int]:
    """Load the municipality as an import would, and write each table by year; return row counts."""
    files = [_of_region(file, task) for file in task.files]
    connection = create_database(work / "data.db", schema)
    try:
        load(connection, schema, assemble(files, schema), files, [], {})
        tables = [table for table in schema.tables.values() if table.kind != "indicator"]
        counts = {table.name: _by_year(connection, table, task, work) for table in tables}
    finally:
        connection.close()
    return {name: count for name, count in sorted(counts.items()) if count}


def _of_region(file: FileResult, task: RegionTask) -> FileResult:
    """Return `file` with the rows of this municipality alone."""
    frames: dict[str, list[pd.DataFrame | Kept]] = {}
    for name, parts in file.frames.items():
        for part in parts:
            frame = frame_of(part)
            mine = task.regions(frame, task.homes) == task.region
            if mine.any():
                kept = frame[mine.to_numpy()].reset_index(drop=True)
                frames.setdefault(name, []).append(kept)
    return replace(file, frames=frames)


def _by_year(connection: Any, table: Table, task: RegionTask, work: Path) -> int:
    """Write one file per year, rows in the order of their keys; return how many rows."""
    count = 0
    writers: dict[Path, pq.ParquetWriter] = {}
    first = int(task.region.replace(".", "") or 0) * ROWS_OF_ONE
    try:
        for chunk in read_table(connection, table, all_fields(table)):
            count += len(chunk)
            chunk = _numbered(chunk, first)
            years = pc.unique(chunk["tahun"]).to_pylist() if "tahun" in table.names else [None]
            for year in sorted(years, key=lambda value: (value is None, value)):
                rows = chunk if "tahun" not in table.names else chunk.filter(_same(chunk, year))
                path = work / table.name / f"tahun={UNKNOWN if year is None else year}"
                if not len(rows):
                    continue
                if path not in writers:
                    path.mkdir(parents=True)
                    writers[path] = pq.ParquetWriter(
                        path / "bagian-0.parquet", chunk.schema, compression="zstd"
                    )
                writers[path].write_table(rows)
    finally:
        for writer in writers.values():
            writer.close()
    return count


def _same(chunk: Any, year: int | None) -> Any:
    return pc.is_null(chunk["tahun"]) if year is None else pc.equal(chunk["tahun"], year)


def _numbered(chunk: Any, first: int) -> Any:
    for name in NUMBERED:
        at = chunk.schema.get_field_index(name)
        if at >= 0:
            chunk = chunk.set_column(at, chunk.schema.field(at), pc.add(chunk[name], first))
    return chunk
