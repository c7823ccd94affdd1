"""Know a run whose input, code and settings are those of the current release: it costs nothing.

The release is a pure function of `data/raw` and the code, so an equal key means an equal release.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budget_pipeline.layout import metadata_path
from budget_pipeline.pipeline import cache
from budget_pipeline.pipeline.replies import reply_files

RECORD = "terakhir"


@dataclass(frozen=True)
class Remembered:
    """The last import: what it was a function of, the release it made, and what it told."""

    key: str
    release: str
    outcome: Any


def run_key(jobs: Sequence[tuple[str, ...]], raw: Sequence[Path], options: tuple[Any, ...]) -> str:
    """Return the digest of everything a release depends on.

    `jobs`: per file its name, hash, settings and corrections as text.
    """
    digest = hashlib.sha256(repr((list(jobs), options)).encode())
    digest.update(cache.code_digest().encode())
    for path in [metadata_path(), *reply_files(list(raw))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def recall(cache_dir: Path, key: str, current: str | None) -> Any | None:
    """Return the outcome of the last import when it made the current release out of the same."""
    record = cache.load(cache_dir, f"{RECORD}.pickle")
    if isinstance(record, Remembered) and record.key == key and record.release == current:
        return record.outcome
    return None


def remember(cache_dir: Path, key: str, release: str, outcome: Any) -> None:
    """Keep the outcome of an import that made `release`."""
    cache.store(cache_dir, f"{RECORD}.pickle", Remembered(key, release, outcome))
