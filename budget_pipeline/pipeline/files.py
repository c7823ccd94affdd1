"""Run steps 1-3 on every file: in child processes, from the cache where nothing changed."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from budget_pipeline.errors import RejectedFile
from budget_pipeline.extract.child import run_many
from budget_pipeline.extract.sources import SourceFile, check_unchanged, find_files
from budget_pipeline.issues import Issue
from budget_pipeline.pipeline import cache
from budget_pipeline.pipeline.corrections_file import read_corrections
from budget_pipeline.pipeline.kept import is_whole
from budget_pipeline.pipeline.onefile import Job, process_and_keep
from budget_pipeline.pipeline.rawrows import mask_params
from budget_pipeline.pipeline.results import FileResult
from budget_pipeline.pipeline.workers import start_workers

# What steps 1-3 depend on.
ROOMS = ("extract", "clean", "validate", "schema", "messages", "pipeline")


def find_jobs(raw: list[Path], *, read_copies: bool = False) -> list[tuple[SourceFile, Job | None]]:
    """Return every file under `raw` with what is to be done about it; None: nothing to read.

    `read_copies`: a file whose bytes came before is read as well, as a check of each file wants.
    """
    sources = find_files(raw if len(raw) > 1 else raw[0])
    if read_copies:
        sources = [replace(s, ignored=None) if s.copy_of else s for s in sources]
    corrections = read_corrections(sources)
    whole = all(path.is_dir() for path in raw)
    unmet = corrections.unmet(sources, whole=whole)
    return [
        *(
            (source, _job(source, corrections.of(source)) if source.readable else None)
            for source in sources
        ),
        *((source, None) for source in unmet),
    ]


def read_files(
    found: Sequence[tuple[SourceFile, Job | None]],
    *,
    jobs: int = 1,
    cache_dir: Path | None = None,
    on_file: Callable[[str, int, int], None] | None = None,
) -> Iterator[FileResult]:
    """Yield one result per file of `found`, in its order; rejected and ignored files included."""
    ready: dict[int, FileResult] = {}
    pending: list[tuple[int, Job]] = []
    for number, (source, job) in enumerate(found):
        known = _settled(source) if job is None else _cached(cache_dir, job)
        if known is not None:
            ready[number] = known
        elif job is not None:
            pending.append((number, job))
    if pending:
        start_workers()
    sizes = [job.size for _, job in pending]
    folder = None if cache_dir is None else cache.folder(cache_dir)
    work = [(job, folder, cache_name(job)) for _, job in pending]
    outcomes = run_many(process_and_keep, work, jobs=jobs, sizes=sizes)
    waiting = iter(zip(pending, outcomes, strict=True))
    for number, (source, _) in enumerate(found):
        if on_file is not None:
            on_file(source.name, number + 1, len(found))
        if number in ready:
            yield ready[number]
            continue
        (_, job), outcome = next(waiting)
        result = _rejected(source, outcome) if isinstance(outcome, RejectedFile) else outcome
        changed = _changed_since(source)
        if changed is None and cache_dir is not None:
            cache.store(cache_dir, f"{cache_name(job)}.pickle", result)
        result = changed or result
        if source.copy_of:
            result.issues.append(Issue("salinan_berkas", params={"asal": source.copy_of}))
        yield result


def fingerprint(found: Sequence[tuple[SourceFile, Job | None]]) -> list[tuple[str, ...]]:
    """Return per file everything its result depends on, as text."""
    return [
        (source.name, source.sha256, repr(source.ignored), repr(source.rejected), cache_name(job))
        if job
        else (source.name, source.sha256, repr(source.ignored), repr(source.rejected))
        for source, job in found
    ]


def _settled(source: SourceFile) -> FileResult:
    """Return the result of a file that is not to be read: ignored, or unreadable from outside."""
    result = FileResult(source.name, source.sha256, source.size, settings=_settings(source))
    if source.rejected is not None:
        return _reason(result, "ditolak", source.rejected.code, source.rejected.params)
    assert source.ignored is not None
    return _reason(result, "diabaikan", source.ignored.code, source.ignored.params)


def _rejected(source: SourceFile, error: RejectedFile) -> FileResult:
    result = FileResult(source.name, source.sha256, source.size, settings=_settings(source))
    return _reason(result, "ditolak", error.code, mask_params(error.params))


def _changed_since(source: SourceFile) -> FileResult | None:
    """Return the rejection of a file that was written to while it was read, else None."""
    try:
        check_unchanged(source)
    except RejectedFile as error:
        return _rejected(source, error)
    return None


def _reason(result: FileResult, status: str, code: str, params: Mapping[str, Any]) -> FileResult:
    result.status, result.reason_code, result.reason_params = status, code, dict(params)
    return result


def _settings(source: SourceFile) -> dict[str, Any]:
    return {k: v for k, v in asdict(source.settings).items() if v is not None}


def _job(source: SourceFile, corrections: tuple[Mapping[str, Any], ...]) -> Job:
    folder = source.path.parent
    profiles = tuple(sorted(folder.glob("profil*.yml")))
    settings = _settings(source)
    return Job(
        source.path, source.name, source.sha256, source.size, settings, corrections, profiles
    )


def _cached(cache_dir: Path | None, job: Job) -> FileResult | None:
    if cache_dir is None:
        return None
    result = cache.load(cache_dir, f"{cache_name(job)}.pickle")
    return result if isinstance(result, FileResult) and is_whole(result) else None


def cache_name(job: Job) -> str:
    """Return what the files that keep the result of `job` are called before their first dot.

    It covers all that the result depends on.
    """
    parts = [cache.code_digest(*ROOMS), job.name, job.sha256, repr(sorted(job.settings.items()))]
    parts += [repr(sorted(item.items())) for item in job.corrections]
    parts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in job.profiles]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
