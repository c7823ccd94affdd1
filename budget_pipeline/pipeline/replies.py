"""Find the official replies (`tanggapan.yml` or `.xlsx`) under data/raw."""

from pathlib import Path

from budget_pipeline.indicators.replies import NAMES, read_replies


def read_all_replies(raw: list[Path]) -> list[dict[str, str]]:
    """Return the rows of table `tanggapan` from every folder of `raw`, in path order."""
    return [reply.row() for path in reply_files(raw) for reply in read_replies(path)]


def reply_files(raw: list[Path]) -> list[Path]:
    """Return the files of official replies under `raw`."""
    found: list[Path] = []
    for root in raw:
        folder = root if root.is_dir() else root.parent
        found += [path for name in NAMES for path in sorted(folder.rglob(name)) if path.is_file()]
    return list(dict.fromkeys(found))
