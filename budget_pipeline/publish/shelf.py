"""The folder of releases: where a build grows, which release is current, which may go.

published/
  .kunci           lock of the running import
  .bangun-*        builds; whatever a killed process left is swept at the next start
  releases/<id>/   finished releases, never written to again
  current          symlink to releases/<id>, or current.txt with the same text where there are none
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from budget_pipeline.errors import ReleaseError
from budget_pipeline.layout import CURRENT, CURRENT_TEXT, current_release
from budget_pipeline.publish import lock
from budget_pipeline.publish.durable import FOLDER_MODE, sync

__all__ = ["current_release"]
RELEASES = "releases"
STRAY = ".bangun-"
_ours: set[Path] = set()


@dataclass(frozen=True)
class Release:
    """One finished release: id, folder, and whether this call made it (else it was there)."""

    id: str
    folder: Path
    new: bool = False


def workspace(published: Path) -> Path:
    """Return a new build folder, on the same file system as the releases."""
    published.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=STRAY, dir=published))
    folder.chmod(FOLDER_MODE)
    _ours.add(folder)
    return folder


def sweep(published: Path) -> list[str]:
    """Remove what killed processes left and return the names; call it while holding the lock."""
    strays = [path for path in published.glob(f"{STRAY}*") if path not in _ours]
    for path in strays:
        discard(path)
    return sorted(path.name for path in strays)


def discard(path: Path) -> None:
    """Remove a build folder or a temporary link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, onerror=_make_writable)
    else:
        path.unlink(missing_ok=True)
    _ours.discard(path)


def switch(published: Path, release_id: str) -> None:
    """Make a finished release the current one, in one step that a reader cannot see half of."""
    target = f"{RELEASES}/{release_id}"
    temporary = Path(tempfile.mkdtemp(prefix=STRAY, dir=published))
    try:
        link = temporary / CURRENT
        try:
            link.symlink_to(target, target_is_directory=True)
        except (OSError, NotImplementedError):
            _switch_text(published, temporary, target)
        else:
            link.replace(published / CURRENT)
            (published / CURRENT_TEXT).unlink(missing_ok=True)
        sync(published)
    finally:
        discard(temporary)


def list_releases(published: Path) -> list[Release]:
    """Return the finished releases, newest first (by the time they were built)."""
    folders = [path for path in (published / RELEASES).glob("*") if (path / "data.db").is_file()]
    folders.sort(key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return [Release(path.name, path) for path in folders]


def find_release(published: Path, release_id: str) -> Path:
    """Return the folder of one release, by its id or the beginning of it; ReleaseError if none."""
    found = [r for r in list_releases(published) if release_id and r.id.startswith(release_id)]
    if len(found) == 1:
        return found[0].folder
    known = ", ".join(release.id for release in list_releases(published)) or "belum ada"
    problem = "cocok dengan beberapa rilis" if found else "tidak ada"
    raise ReleaseError(f"Rilis {release_id!r} {problem}. Rilis yang ada: {known}.")


def rollback(published: Path, release_id: str, check: Callable[[Path], list[str]]) -> Release:
    """Make an older release current again; ReleaseError when `check` finds it damaged."""
    with lock.hold(published):
        folder = find_release(published, release_id)
        if problems := check(folder):
            raise ReleaseError(f"Rilis {folder.name} rusak, tidak dipakai: {problems[0]}")
        switch(published, folder.name)
        return Release(folder.name, folder)


def prune(published: Path, keep: int) -> list[str]:
    """Remove old releases and return their ids.

    The rule: the newest `keep` stay (at least one), and the current one stays whatever its age.
    """
    with lock.hold(published):
        releases = list_releases(published)
        current = current_release(published)
        gone = [r for r in releases[max(keep, 1) :] if r.folder.resolve() != current]
        for release in gone:
            # Out of sight in one step: a killed removal leaves a stray, not half a release.
            grave = Path(tempfile.mkdtemp(prefix=STRAY, dir=published))
            release.folder.rename(grave / release.id)
            discard(grave)
        if gone:
            sync(published / RELEASES)
        return [release.id for release in gone]


def _switch_text(published: Path, temporary: Path, target: str) -> None:
    """Switch by a line of text; a link that is there gives way first to a line that says the same.

    The link counts before the text: taken away after the switch, it would undo it until then.
    """
    link = published / CURRENT
    if link.is_symlink():
        if (now := current_release(published)) is not None:
            _write_text(published, temporary, f"{RELEASES}/{now.name}")
        link.unlink()
    _write_text(published, temporary, target)


def _write_text(published: Path, temporary: Path, target: str) -> None:
    text = temporary / CURRENT_TEXT
    text.write_text(target + "\n", encoding="utf-8", newline="\n")
    sync(text)
    text.replace(published / CURRENT_TEXT)


def _make_writable(function: Callable[[str], object], path: str, _error: object) -> None:
    """Retry a removal that Windows refuses because the file is read-only."""
    os.chmod(path, stat.S_IWRITE)  # noqa: PTH101 (given by shutil as text)
    function(path)
