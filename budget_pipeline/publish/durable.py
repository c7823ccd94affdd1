"""Make files outlive a power cut, and make them read-only."""

import os
from pathlib import Path

FILE_MODE = 0o444
FOLDER_MODE = 0o755


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
