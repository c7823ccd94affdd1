"""Know a run whose input, code and settings are those of the current release: it costs nothing.

The release is a pure function of `data/raw` and the code, so an equal key means an equal release.
"""

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budget_pipeline.layout import metadata_path
from budget_pipeline.pipeline.replies import reply_files

PACKAGE = Path(__file__).parent.parent
RECORD = "terakhir.pickle"


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
    digest.update(package_digest().encode())
    for path in [metadata_path(), *reply_files(list(raw))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def package_digest() -> str:
    """Return a digest of all code and declarations of the program."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".yml", ".csv", ".sql", ".md", ".txt"):
            digest.update(str(path.relative_to(PACKAGE)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def recall(cache_dir: Path, key: str, current: str | None) -> Any | None:
    """Return the outcome of the last import when it made the current release out of the same."""
    try:
        record = pickle.loads((cache_dir / RECORD).read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None
    if isinstance(record, Remembered) and record.key == key and record.release == current:
        return record.outcome
    return None


def remember(cache_dir: Path, key: str, release: str, outcome: Any) -> None:
    """Keep the outcome of an import that made `release`."""
    cache_dir.mkdir(parents=True, exist_ok=True)
    partial = cache_dir / (RECORD + ".part")
    record = Remembered(key, release, outcome)
    partial.write_bytes(pickle.dumps(record, protocol=pickle.HIGHEST_PROTOCOL))
    partial.replace(cache_dir / RECORD)
