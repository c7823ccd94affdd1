"""Keep many municipalities as Parquet: each file cleaned once, each municipality brought together once.

A lake is no release: what was accepted is written, and the exit code says what was not. Work that
was interrupted goes on where it stopped; a municipality whose files did not change is left alone.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from budget_pipeline.errors import SourceError
from budget_pipeline.pipeline import build
from budget_pipeline.pipeline.files import find_jobs, read_files
from budget_pipeline.pipeline.kept import frame_of
from budget_pipeline.pipeline.region import UNKNOWN, WORK, RegionTask, process_region
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.publish import lock
from budget_pipeline.schema.read import load_schema

DONE, MANIFEST = ".selesai", "danau.json"


@dataclass
class LakeOptions:
    """Where the lake is and how it is filled; `master`: the Spark cluster that does the work."""

    out: Path
    jobs: int = 1
    tolerance: float = 0.05
    on_file: Callable[[str, int, int], None] | None = None
    master: str | None = None


def fill(raw: list[Path], options: LakeOptions) -> build.Outcome:
    """Clean every file of `raw`, write the lake, and return what became of the files."""
    _refuse_other_folder(options.out)
    with lock.hold(options.out):
        return _fill(raw, options)


def _fill(raw: list[Path], options: LakeOptions) -> build.Outcome:
    if options.master:
        # pyspark is an extra and takes a second to import.
        from budget_pipeline.pipeline import spread
    out = options.out.absolute()
    (out / DONE).mkdir(exist_ok=True)
    for left in out.glob(f"{WORK}*"):
        shutil.rmtree(left)
    if options.master:
        spread.clean_files(raw, (out / build.CACHE).absolute(), options.master)
    reading = read_files(
        find_jobs(raw), jobs=options.jobs, cache_dir=out / build.CACHE, on_file=options.on_file
    )
    outcome = build.Outcome(list(reading))
    build.judge_files(outcome, options.tolerance)
    tasks = plan(outcome.files, out)
    done = (
        spread.spread_regions(tasks, options.master)
        if options.master
        else list(_in_processes(tasks, options.jobs))
    )
    _forget_others(out, {task.region for task in tasks})
    _write_manifest(out, outcome.files, done)
    return outcome


def plan(files: Sequence[FileResult], out: Path) -> list[RegionTask]:
    """Return one task per municipality with the files that have rows of it.

    A row that names no municipality goes where another file says its package belongs.
    """
    homes = _homes(files)
    regions: dict[str, list[FileResult]] = {}
    for file in files:
        for region in sorted(_regions_of(file, homes)):
            regions.setdefault(region, []).append(file)
    return [
        RegionTask(region, tuple(regions[region]), homes, out, out / DONE)
        for region in sorted(regions)
    ]


def _regions_of(file: FileResult, homes: dict[str, str]) -> set[str]:
    return {
        region
        for parts in file.frames.values()
        for part in parts
        if len(part)
        for region in RegionTask.regions(frame_of(part), homes).unique()
    }


def _homes(files: Sequence[FileResult]) -> dict[str, str]:
    """Return the municipality of each package that some row mentions without its municipality."""
    known: dict[str, str] = {}
    open_ids: set[str] = set()
    for file in files:
        for parts in file.frames.values():
            for part in parts:
                frame = frame_of(part)
                if "id_paket" not in frame:
                    continue
                own = frame.get("kode_wilayah", pd.Series(pd.NA, frame.index))
                open_ids |= set(frame.loc[own.isna(), "id_paket"].dropna())
                told = frame.loc[own.notna(), "id_paket"]
                known |= dict(zip(told, own[own.notna()], strict=True))
    return {subject: known[subject] for subject in sorted(open_ids) if subject in known}


def _in_processes(tasks: Sequence[RegionTask], jobs: int) -> Iterable[dict[str, Any]]:
    if jobs == 1 or len(tasks) < 2:
        return map(process_region, tasks)
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
        return list(pool.map(process_region, tasks))


def _refuse_other_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise SourceError(f"{out}: bukan folder. / Not a folder.")
    if out.is_dir() and any(out.iterdir()) and not (out / DONE).is_dir():
        raise SourceError(
            f"{out}: sudah berisi berkas lain; pilih folder kosong atau danau yang sudah ada."
            " / Holds other files; choose an empty folder or an existing lake."
        )


def _forget_others(out: Path, regions: set[str]) -> None:
    """Remove municipalities that the files no longer hold."""
    for table in load_schema().tables:
        for folder in (out / table).glob("kode_wilayah=*"):
            if folder.name.partition("=")[2] not in {region or UNKNOWN for region in regions}:
                shutil.rmtree(folder)
        if (out / table).is_dir() and not any((out / table).iterdir()):
            (out / table).rmdir()
    for marker in (out / DONE).glob("*.json"):
        if marker.stem not in {region or UNKNOWN for region in regions}:
            marker.unlink()


def _write_manifest(out: Path, files: Sequence[FileResult], done: list[dict[str, Any]]) -> None:
    listed = [
        {"path": file.path, "sha256": file.sha256, "status": file.status}
        for file in sorted(files, key=lambda file: file.path)
    ]
    content = {"berkas": listed, "wilayah": sorted(done, key=lambda one: one["kode_wilayah"])}
    partial = out / f"{MANIFEST}.part"
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(out / MANIFEST)
