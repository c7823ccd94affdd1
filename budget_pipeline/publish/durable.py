"""Make files outlive a power cut, and make them read-only."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from budget_pipeline.errors import BudgetPipelineError

FILE_MODE = 0o444
FOLDER_MODE = 0o755


@contextmanager
def telling_failures(published: Path) -> Iterator[None]:
    """Turn a failure of the disk, or of a database on it, into what the user can do about it."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BudgetPipelineError(
            f"Rilis tidak dapat ditulis ke {published}: {error}. Rilis sebelumnya tetap berlaku;"
            " periksa ruang cakram dan izin folder itu, lalu ulangi impor."
        ) from error


def seal(folder: Path) -> None:
    """Set the modes of everything under `folder` (0444, 0755) and force it to the disk."""
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            path.chmod(FILE_MODE)
            sync(path)
        Path(root).chmod(FOLDER_MODE)
        sync(Path(root))


def sync(path: Path) -> None:
    """Force one file, or the names in one folder, to the disk."""
    if (
        os.name == "nt"
    ):  # pragma: no cover - Windows neither opens folders nor syncs read-only files
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
