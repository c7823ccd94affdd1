"""All seven steps in order: the table of contents of the program."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budget_pipeline import __version__
from budget_pipeline.clean.privacy import find_personal
from budget_pipeline.errors import ReleaseError
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.replies import lone_replies
from budget_pipeline.indicators.run import compute
from budget_pipeline.indicators.thresholds import Override, parse_overrides
from budget_pipeline.issues import sentence
from budget_pipeline.load.database import create_database
from budget_pipeline.load.search import build_search
from budget_pipeline.pipeline import cache
from budget_pipeline.pipeline.assemble import assemble
from budget_pipeline.pipeline.files import cache_name, find_jobs, fingerprint, read_files
from budget_pipeline.pipeline.journal import beside
from budget_pipeline.pipeline.loading import load
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.pipeline.settings import site_settings
from budget_pipeline.pipeline.unchanged import RECORD, recall, remember, run_key
from budget_pipeline.publish import checks, lock, release
from budget_pipeline.publish.durable import telling_failures
from budget_pipeline.publish.facts import OCDS_PREFIX, InputFile, ReleaseFacts
from budget_pipeline.publish.manifest import canonical_json
from budget_pipeline.publish.shelf import discard
from budget_pipeline.publish.signing import sign
from budget_pipeline.schema.model import Text
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site.summaries import add_summaries

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
    engine: str = "sqlite"
    on_file: Callable[[str, int, int], None] | None = None
    on_step: Callable[[str], None] | None = None


@dataclass
class Outcome:
    """What an import did: the files, the release if one was made, the exit code, why and what else to know."""

    files: list[FileResult]
    release: str | None = None
    exit: int = DONE
    reasons: list[Text] = field(default_factory=list)

    def without_rows(self) -> "Outcome":
        """Return what the outcome tells, without the rows it carried into the release."""
        files = [
            replace(file, frames={}, sheets=[replace(s, raw=[]) for s in file.sheets])
            for file in self.files
        ]
        return replace(self, files=files)


def build(raw: list[Path], options: Options) -> Outcome:
    """Read `raw`, and publish a new release unless something stops it (see Outcome.exit)."""
    published = options.published
    published.mkdir(parents=True, exist_ok=True)
    with lock.hold(published):
        release.sweep(published)
        cache_dir = published / CACHE
        found = find_jobs(raw)
        key = run_key(fingerprint(found), raw, (options.tolerance, options.force, options.engine))
        current = release.current_release(published)
        remembered = recall(cache_dir, key, current.resolve().name if current else None)
        if current and isinstance(remembered, Outcome) and not options.dry_run:
            sign(current.resolve(), current.resolve().name)  # the key may be new
            return remembered
        reading = read_files(found, jobs=options.jobs, cache_dir=cache_dir, on_file=options.on_file)
        outcome = Outcome(list(reading))
        judge_files(outcome, options.tolerance)
        if not _may_publish(outcome, options) or options.dry_run:
            return outcome
        with telling_failures(published):
            workspace = release.workspace(published)
            try:
                _publish(workspace, raw, outcome, options)
            except ReleaseError as error:
                outcome.exit, outcome.release = CHECK_FAILED, None
                outcome.reasons.append(Text(str(error), str(error)))
                return outcome
            finally:
                discard(workspace)
        remember(cache_dir, key, str(outcome.release), outcome.without_rows())
        names = [cache_name(job) for _, job in found if job is not None]
        cache.keep_only(cache_dir, [RECORD, *names])
        return outcome


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
        outcome.reasons += [_reason("berkas_ditolak", tempat=path) for path in rejected]
        outcome.reasons += [_reason("karantina_lewat_toleransi", tempat=place) for place in held]
    if differing:
        outcome.exit = outcome.exit or UNRECONCILED
        outcome.reasons += [_reason("total_tidak_cocok", tempat=place) for place in differing]


def _reason(code: str, **params: str) -> Text:
    """Return one reason for an exit code, in both languages."""
    return Text(sentence(code, "id", **params), sentence(code, "en", **params))


def _data_rows(fates: dict[str, int]) -> int:
    return fates["dimuat"] + fates["karantina"] + fates["duplikat"]


def _may_publish(outcome: Outcome, options: Options) -> bool:
    loaded = any(file.frames for file in outcome.files)
    if not loaded:
        outcome.exit = outcome.exit or REJECTED
        outcome.reasons.append(_reason("tidak_ada_baris"))
        return False
    return outcome.exit == DONE or options.force


def _publish(workspace: Path, raw: list[Path], outcome: Outcome, options: Options) -> None:
    schema = load_schema()
    settings = site_settings()
    tell = options.on_step or (lambda step: None)
    tell("muat")
    with beside(workspace / "jejak.db", outcome.files) as journal:
        assembled = assemble(outcome.files, schema)
        connection = create_database(workspace / "data.db", schema)
        load(connection, schema, assembled, outcome.files, raw, settings)
        del assembled
        tell("indikator")
        report = compute(connection, schema, overrides=overrides(settings), engine=options.engine)
        lone = lone_replies(connection)
        build_search(connection)
        tell("ringkasan")
        add_summaries(connection)
        connection.close()
        tell("jejak")
        journal.wait()
    _guard_drop(workspace, options, outcome)
    tell("terbit")
    facts = _facts(outcome, settings, options, report.counts)
    done = release.publish(workspace, options.published, schema, facts)
    outcome.release = done.id
    outcome.reasons += [
        _reason("tanggapan_tanpa_putusan", indikator=kode, subjek=subject) for kode, subject in lone
    ]
    if outcome.exit and options.force:
        outcome.exit = DONE


def _guard_drop(workspace: Path, options: Options, outcome: Outcome) -> None:
    previous = release.current_release(options.published)
    if previous is None:
        return
    falls = checks.drop_guard(workspace / "data.db", previous)
    if falls and not options.force:
        raise ReleaseError(
            "Data berkurang lebih dari 20 % dibanding rilis sekarang: "
            + "; ".join(falls)
            + ". Bila memang benar, ulangi dengan --force. / Data shrank by more than 20 % against the"
            " current release; if that is right, repeat with --force."
        )
    outcome.reasons += [Text(fall, fall) for fall in falls]


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
        settings=_stated_settings(settings),
        municipality=str(settings.get("nama_daerah", "")),
        licence=str(settings.get("lisensi", "")),
        contact=str(settings.get("kontak", "")),
        indicators=counts,
        forced=options.force and bool(outcome.reasons),
        ocds_prefix=str(settings.get("awalan_ocds") or OCDS_PREFIX),
        reasons=[reason.id for reason in outcome.reasons] if options.force else [],
        previous=release.current_release(options.published),
    )


def _stated_settings(settings: dict[str, Any]) -> dict[str, str]:
    """Return what the manifest states: plain values, and replaced thresholds as canonical JSON."""
    stated = {k: str(v) for k, v in settings.items() if isinstance(v, (str, int))}
    if settings.get("ambang"):
        plain = json.loads(json.dumps(settings["ambang"], default=str))
        stated["ambang"] = canonical_json(plain)
    return stated


def overrides(settings: dict[str, Any]) -> list[Override]:
    """Return the thresholds that the municipality replaced in metadata.yml."""
    return parse_overrides(settings.get("ambang"), load_catalog())
