"""Keep results of earlier runs beside the releases: for this program and its owner alone.

The cache is a convenience: what cannot be read or written in it is a miss, never an error.
"""

import hashlib
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent.parent
SUFFIXES = (".py", ".yml", ".csv", ".sql", ".md", ".txt")
# What reading a cell depends on besides our own code.
LIBRARIES = ("pandas", "pyarrow", "python-calamine")
FOLDER_MODE, FILE_MODE = 0o700, 0o600


def load(folder: Path, name: str) -> Any | None:
    """Return what was stored under `name`; None where it is missing or cannot be read."""
    try:
        return pickle.loads((folder / name).read_bytes())
    except Exception:  # a pickle of another version may fail in any way
        return None


def folder(path: Path) -> Path | None:
    """Return `path` as a folder that its owner alone can read; None where there can be none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(FOLDER_MODE)
    except OSError:
        return None
    return path


def store(path: Path, name: str, value: object) -> None:
    """Keep `value` under `name`, readable by the owner alone."""
    place = folder(path)
    if place is None:
        return
    partial = place / f"{name}.part"
    try:
        partial.unlink(missing_ok=True)
        partial.touch(FILE_MODE)
        partial.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        partial.replace(place / name)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def keep_only(path: Path, stems: Iterable[str]) -> None:
    """Remove everything from the cache but what is called one of `stems` before its first dot."""
    kept = set(stems)
    with suppress(OSError):
        for file in list(path.iterdir()):
            if file.name.partition(".")[0] not in kept or file.suffix == ".part":
                file.unlink(missing_ok=True)


@cache
def code_digest(*rooms: str) -> str:
    """Return a digest of the code and declarations of `rooms` and of the modules all rooms use.

    Without `rooms`: of the whole program.
    """
    digest = hashlib.sha256(sys.version.encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    for path in sorted(PACKAGE.rglob("*")):
        parts = path.relative_to(PACKAGE).parts
        if path.suffix in SUFFIXES and (not rooms or len(parts) == 1 or parts[0] in rooms):
            digest.update("/".join(parts).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
