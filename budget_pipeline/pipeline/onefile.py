"""Steps 1-3 on one file, in the child process: read, recognise, clean, judge, reconcile."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt

from budget_pipeline.clean import corrections
from budget_pipeline.clean.distinct import in_threads
from budget_pipeline.clean.privacy import mask_text
from budget_pipeline.errors import ReleaseError
from budget_pipeline.extract.ocdsfile import ocds_tables
from budget_pipeline.extract.profiles import Layout, load_layouts
from budget_pipeline.extract.readers import read_workbook
from budget_pipeline.extract.recognise import recognise
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.issues import Issue, Phrase, reject
from budget_pipeline.pipeline.copies import mark_copies
from budget_pipeline.pipeline.handover import hand_over
from budget_pipeline.pipeline.jsonrows import json_rows
from budget_pipeline.pipeline.onetable import run_region
from budget_pipeline.pipeline.rawrows import Masking, mask_told, masking_of, tell_masked
from budget_pipeline.pipeline.recaps import mark_recaps
from budget_pipeline.pipeline.results import FileResult, SheetResult, raw_table
from budget_pipeline.pipeline.store import Store, slices
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema

SEEN_ROWS = 20  # where a header is looked for when a refusal quotes what was seen


@dataclass(frozen=True)
class Job:
    """One file to process: where it is, what it is called, and what sumber.yml says of it."""

    path: Path
    name: str
    sha256: str
    size: int
    settings: Mapping[str, Any] = field(default_factory=dict)
    corrections: tuple[Mapping[str, Any], ...] = ()
    profiles: tuple[Path, ...] = ()


def process(job: Job, store: Store | None = None) -> FileResult:
    """Return everything known of one file; RejectedFile when nothing in it can be loaded.

    Its rows go into `store`; into memory without one.
    """
    store = store or Store()
    schema = load_schema()
    layouts = load_layouts(schema, job.profiles)
    workbook = read_workbook(job.path, job.sha256, store.texts)
    result = FileResult(job.name, job.sha256, job.size, workbook.kind, settings=dict(job.settings))
    result.issues = [Issue(code, sheet=s, params=params) for code, s, params in workbook.notes]
    works = []
    sheets = ocds_tables(workbook.sheets[0]) if workbook.kind == "ocds" else workbook.sheets
    for sheet in sheets:
        applied, problems = corrections.apply(sheet.cells, sheet.kinds, sheet.name, job.corrections)
        result.corrections += applied
        sheet.cells = store.columns(sheet.cells)
        work = _read_sheet(sheet, layouts, schema, job, store)
        work.result.issues += problems
        works.append(work)
    result.sheets = [work.result for work in works]
    result.issues += _corrections_of_no_sheet(job, result)
    runs = [run for work in works for run in work.runs]
    if not runs:
        raise _unrecognised(result)
    mark_copies(runs)
    mark_recaps(runs)
    for work in works:
        _close_sheet(work, result, store)
    _status(result)
    mask_told(result)
    return result


def process_and_keep(job: Job, folder: Path | None, stem: str) -> FileResult:
    """Return the same, its rows kept in `folder` in files named after `stem`; None: all in memory.

    Where the folder cannot be written the rows stay in memory too.
    """
    try:
        return process(job, Store(folder, stem))
    except OSError:
        return process(job)


@dataclass
class SheetWork:
    """One sheet while it is being worked on: fates of all its rows, tables found.

    `masking`: how its cells are shown, where a table was found. `masked`: cells so far in which
    numbers of persons were.
    """

    result: SheetResult
    numbers: npt.NDArray[np.int64]
    fates: npt.NDArray[np.object_]
    runs: list[TableRun] = field(default_factory=list)
    masking: Masking | None = None
    masked: int = 0


def _read_sheet(
    sheet: Sheet, layouts: list[Layout], schema: Schema, job: Job, store: Store
) -> SheetWork:
    result = SheetResult(sheet.name, sheet.hidden, rows_read=len(sheet.cells))
    fates = np.full(len(sheet.cells), "", dtype=object)
    work = SheetWork(result, sheet.cells.index.to_numpy(np.int64), fates)
    if len(sheet.cells) == 0:
        return work
    recognition = recognise(sheet, layouts, schema)
    for column, texts in recognition.clashes:
        raise reject("judul_ganda", kolom=column, judul="; ".join(texts))
    blank = _blank_rows(sheet, store)
    for region in recognition.regions:
        fates[region.title.start : region.title.stop] = "catatan"
        fates[region.header.start : region.header.stop] = "judul"
        name = PurePosixPath(job.name)
        run = run_region(sheet, region, schema, name, job.settings, result, blank, store)
        work.runs.append(run)
    if not recognition.regions:
        _explain(sheet, recognition.nearest, recognition.missing, result)
    elif sheet.hidden:
        result.issues.append(Issue("lembar_tersembunyi", sheet=sheet.name))
    fates[(fates == "") & ~blank] = "catatan"
    fates[blank] = "kosong"
    if work.runs:
        shows_npwp = job.settings.get("npwp_badan") == "tampil"
        work.masking = masking_of(sheet, recognition.regions, shows_npwp)
    return work


def _blank_rows(sheet: Sheet, store: Store) -> npt.NDArray[np.bool_]:
    """Tell which rows of a sheet hold nothing."""
    blank = np.ones(len(sheet.cells), bool)
    for column in sheet.cells.columns:
        blank &= (sheet.cells[column] == "").to_numpy(bool)
        store.rest()
    return blank


def _close_sheet(work: SheetWork, file: FileResult, store: Store) -> None:
    """Write the final fates and hand the accepted rows over; fates must add up."""
    for run in work.runs:
        body = run.region.body
        work.fates[body.start : body.stop] = run.judgement.fates
    if work.masking is not None:
        work.result.raw = store.table(_raw(work, work.masking))
        tell_masked(work.result, work.masking.personal, work.masked)
        for run in work.runs:
            hand_over(run, file.id_berkas, file.frames, work.masking, store)
    for fate, count in Counter(work.fates.tolist()).items():
        work.result.fates[fate] += count
    if not work.result.adds_up:
        raise ReleaseError(f"{file.path}/{work.result.name}: nasib baris tidak genap")


def _raw(work: SheetWork, masking: Masking) -> Iterator[Any]:
    """Yield the rows of a sheet as read, masked, some at a time; count what was masked."""

    def part(span: slice) -> tuple[Any, int]:
        shown, masked = masking.shown(span)
        return raw_table(work.numbers[span], work.fates[span], json_rows(shown)), masked

    for table, masked in in_threads(part, list(slices(len(work.fates)))):
        work.masked += masked
        yield table


def _corrections_of_no_sheet(job: Job, result: FileResult) -> list[Issue]:
    names = [sheet.name for sheet in result.sheets]
    return [
        Issue(
            "koreksi_lembar_tidak_ada",
            cell=str(item["sel"]),
            params={"lembar": str(item["lembar"]), "daftar": ", ".join(names)},
        )
        for item in job.corrections
        if str(item["lembar"]) not in names
    ]


def _explain(sheet: Sheet, nearest: str, missing: tuple[str, ...], result: SheetResult) -> None:
    if nearest and missing:
        reason = Phrase("paling_mirip", {"profil": nearest, "daftar": ", ".join(missing)})
    else:
        row = _most_like_a_header(sheet)
        seen = "; ".join(str(text) for text in sheet.head[row] if str(text).strip())
        params = {"baris": int(sheet.cells.index[row]), "isi": mask_text(seen)[:120]}
        reason = Phrase("baris_dilihat", params) if seen else Phrase("baris_pertama_kosong")
    result.issues.append(
        Issue("lembar_tidak_dikenali", sheet=sheet.name, params={"alasan": reason})
    )


def _most_like_a_header(sheet: Sheet) -> int:
    """Return the position of the first row, near the top, that fills the most cells with words."""
    words = [sum(any(c.isalpha() for c in text) for text in row) for row in sheet.head[:SEEN_ROWS]]
    return int(np.argmax(words))


def _unrecognised(result: FileResult) -> Exception:
    reasons = [
        issue.params["alasan"]
        for sheet in result.sheets
        for issue in sheet.issues
        if issue.code == "lembar_tidak_dikenali"
    ]
    return reject("berkas_tidak_dikenali", alasan=reasons[0] if reasons else Phrase("semua_kosong"))


def _status(result: FileResult) -> None:
    loaded = sum(sheet.fates["dimuat"] for sheet in result.sheets)
    held = sum(sheet.fates["karantina"] for sheet in result.sheets)
    if not loaded and not held:
        raise reject("tanpa_data")
    warned = any(issue.severity in ("peringatan", "karantina") for issue in result.all_issues)
    if held:
        result.status = "sebagian_karantina"
    else:
        result.status = "dimuat_dengan_peringatan" if warned else "dimuat"
