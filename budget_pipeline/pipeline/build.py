"""All seven steps in order: the table of contents of the program."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from budget_pipeline import __version__
from budget_pipeline.clean.privacy import find_personal
from budget_pipeline.errors import ReleaseError, SchemaError
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.run import compute
from budget_pipeline.indicators.thresholds import Override, parse_overrides
from budget_pipeline.issues import sentence
from budget_pipeline.layout import metadata_path
from budget_pipeline.load import changes, reference
from budget_pipeline.load.columns import stored_lists
from budget_pipeline.load.database import (
    create_database,
    finish_database,
    insert_columns,
    insert_rows,
)
from budget_pipeline.load.search import build_search
from budget_pipeline.pipeline.assemble import Assembled, assemble
from budget_pipeline.pipeline.files import read_files
from budget_pipeline.pipeline.journal import write_journal
from budget_pipeline.pipeline.replies import read_all_replies
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.publish import checks, lock, release
from budget_pipeline.publish.facts import InputFile, ReleaseFacts
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema

PLUGIN = "budget-pipeline"
CACHE = ".tembolok"
DONE, REJECTED, UNRECONCILED, CHECK_FAILED = 0, 3, 4, 5


@dataclass
class Options:
    """What the user asked of an import."""

    published: Path
    jobs: int = 1
    force: bool = False
    tolerance: float = 0.05
    dry_run: bool = False
    on_file: Callable[[str, int, int], None] | None = None
    on_step: Callable[[str], None] | None = None


@dataclass
class Outcome:
    """What an import did: the files, the release if one was made, the exit code and why."""

    files: list[FileResult]
    release: str | None = None
    exit: int = DONE
    reasons: list[str] = field(default_factory=list)


def build(raw: list[Path], options: Options) -> Outcome:
    """Read `raw`, and publish a new release unless something stops it (see Outcome.exit)."""
    published = options.published
    published.mkdir(parents=True, exist_ok=True)
    with lock.hold(published):
        release.sweep(published)
        cache_dir = published / CACHE
        files = list(
            read_files(raw, jobs=options.jobs, cache_dir=cache_dir, on_file=options.on_file)
        )
        outcome = Outcome(files)
        judge_files(outcome, options.tolerance)
        if options.dry_run or not _may_publish(outcome, options):
            return outcome
        workspace = release.workspace(published)
        try:
            return _publish(workspace, raw, outcome, options)
        except ReleaseError as error:
            outcome.exit, outcome.release = CHECK_FAILED, None
            outcome.reasons.append(str(error))
            return outcome
        finally:
            release.discard(workspace)


def judge_files(outcome: Outcome, tolerance: float) -> None:
    """Set the exit code by what the files held: 3 before 4, as design.md orders them."""
    rejected = [file.path for file in outcome.files if file.status == "ditolak"]
    held = [
        f"{file.path}/{sheet.name}"
        for file in outcome.files
        for sheet in file.sheets
        if sheet.fates["karantina"] > tolerance * _data_rows(sheet.fates)
    ]
    differing = [
        f"{file.path}/{sheet.name}"
        for file in outcome.files
        for sheet in file.sheets
        if any(not item.agrees for item in sheet.comparisons)
    ]
    if rejected or held:
        outcome.exit = REJECTED
        outcome.reasons += [f"ditolak: {path}" for path in rejected]
        outcome.reasons += [f"karantina melebihi toleransi: {place}" for place in held]
    if differing:
        outcome.exit = outcome.exit or UNRECONCILED
        outcome.reasons += [f"total tidak cocok: {place}" for place in differing]


def _data_rows(fates: dict[str, int]) -> int:
    return fates["dimuat"] + fates["karantina"] + fates["duplikat"]


def _may_publish(outcome: Outcome, options: Options) -> bool:
    loaded = any(file.frames for file in outcome.files)
    if not loaded:
        outcome.exit = outcome.exit or REJECTED
        outcome.reasons.append("tidak ada satu baris pun yang dapat dimuat")
        return False
    return outcome.exit == DONE or options.force


def _publish(workspace: Path, raw: list[Path], outcome: Outcome, options: Options) -> Outcome:
    schema = load_schema()
    settings = site_settings()
    tell = options.on_step or (lambda step: None)
    tell("muat")
    assembled = assemble(outcome.files, schema)
    connection = create_database(workspace / "data.db", schema)
    load(connection, schema, assembled, outcome.files, raw, settings)
    tell("indikator")
    report = compute(connection, schema, overrides=overrides(settings))
    build_search(connection)
    connection.close()
    tell("jejak")
    write_journal(workspace / "jejak.db", outcome.files)
    _guard_drop(workspace, options, outcome)
    tell("terbit")
    facts = _facts(outcome, settings, options, report.counts)
    done = release.publish(workspace, options.published, schema, facts)
    outcome.release = done.id
    if outcome.exit and options.force:
        outcome.exit = DONE
    return outcome


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
    names = (
        {str(settings["kode_wilayah"]): str(settings["nama_daerah"])}
        if settings.get("kode_wilayah")
        else {}
    )
    names |= {
        str(file.settings["kode_wilayah"]): str(file.settings["nama_daerah"])
        for file in files
        if file.settings.get("kode_wilayah") and file.settings.get("nama_daerah")
    }
    rows["rekening"] = reference.accounts(frames)
    rows["nomenklatur"] = reference.programmes(frames)
    rows["skpd"] = reference.agencies(frames)
    rows["wilayah"] = reference.regions(frames, schema, names)
    budget = frames.get("anggaran", pd.DataFrame())
    rows["perubahan_anggaran"] = changes.budget_changes(budget, schema)
    rows |= log_rows(files, assembled)
    rows["tanggapan"] = read_all_replies(raw)
    for name in sorted(schema.tables, key=lambda name: (name != "berkas", name)):
        table = schema.table(name)
        if name in frames and table.kind == "fact":
            insert_columns(connection, table, stored_lists(frames[name], table))
        elif rows.get(name):
            insert_rows(connection, table, rows[name])
    rows["asal"] = []
    _sources(connection, schema, assembled)
    insert_rows(connection, schema.table("cakupan"), _coverage(connection, schema))
    finish_database(connection, schema)


def _sources(connection: sqlite3.Connection, schema: Schema, assembled: Assembled) -> None:
    parts = [part for part in assembled.sources if len(part)]
    if parts:
        table = schema.table("asal")
        whole = pd.concat(parts).sort_values(["tabel", "id_subjek", "urutan"], kind="stable")
        insert_columns(connection, table, stored_lists(whole.reset_index(drop=True), table))


def log_rows(files: Sequence[FileResult], assembled: Assembled) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the log tables: files, sheets, fates, issues, comparisons, corrections."""
    from budget_pipeline.pipeline.logs import rows_of_logs

    return rows_of_logs(files, assembled.issues)


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


def _guard_drop(workspace: Path, options: Options, outcome: Outcome) -> None:
    previous = release.current_release(options.published)
    if previous is None:
        return
    falls = checks.drop_guard(workspace / "data.db", previous)
    if falls and not options.force:
        raise ReleaseError(
            "Data berkurang lebih dari 20 % dibanding rilis sekarang: "
            + "; ".join(falls)
            + ". Bila memang benar, ulangi dengan --force."
        )
    outcome.reasons += falls


def _facts(
    outcome: Outcome,
    settings: dict[str, Any],
    options: Options,
    counts: dict[str, dict[str, int]],
) -> ReleaseFacts:
    return ReleaseFacts(
        inputs=[InputFile(f.path, f.sha256, f.size, f.status) for f in outcome.files],
        code_version=__version__,
        find_personal=find_personal,
        settings={k: str(v) for k, v in settings.items() if isinstance(v, (str, int))},
        municipality=str(settings.get("nama_daerah", "")),
        licence=str(settings.get("lisensi", "")),
        contact=str(settings.get("kontak", "")),
        indicators=counts,
        forced=options.force and outcome.exit != DONE,
        reasons=list(outcome.reasons) if options.force else [],
        previous=release.current_release(options.published),
    )


def site_settings() -> dict[str, Any]:
    """Return the settings of the program in metadata.yml."""
    raw = yaml.safe_load(metadata_path().read_text(encoding="utf-8")) or {}
    settings = (raw.get("plugins") or {}).get(PLUGIN) or {}
    if not isinstance(settings, dict):
        raise SchemaError(f"metadata.yml: plugins: {PLUGIN}: harus berupa pasangan kunci dan isi")
    return settings


def overrides(settings: dict[str, Any]) -> list[Override]:
    """Return the thresholds that the municipality replaced in metadata.yml."""
    return parse_overrides(settings.get("ambang"), load_catalog())


def reason(file: FileResult, lang: str) -> str | None:
    """Return why a file was rejected or ignored, in words."""
    return sentence(file.reason_code, lang, **file.reason_params) if file.reason_code else None
