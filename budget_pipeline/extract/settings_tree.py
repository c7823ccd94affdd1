"""Join the `sumber.yml` of a file's folder and its parents into the settings of that file."""

import os
from collections.abc import Iterator
from pathlib import Path

from budget_pipeline.extract.settings import (
    NAME,
    Settings,
    SourceSettings,
    merged,
    normal_name,
    read_settings,
)


class SettingsTree:
    """The `sumber.yml` of each folder, read once, and which of its file entries met a file."""

    def __init__(self) -> None:
        self._read: dict[Path, SourceSettings | None] = {}
        self._met: set[tuple[Path, str]] = set()

    def of(self, path: Path, top: Path) -> Settings:
        """Return the settings of a file: folders from `top` down, then the file's own entries."""
        folders, entries = [], []
        for folder in _folders(path.parent, top):
            said = self._said_in(folder)
            if said is None:
                continue
            folders.append(said.folder)
            name = normal_name(path.relative_to(folder).as_posix())
            if name in said.files:
                self._met.add((folder, name))
                entries.append(said.files[name])
        return merged(folders + entries)

    def unmet(self, top: Path) -> Iterator[tuple[Path, Path]]:
        """Yield each path that an entry names but no file has, and the `sumber.yml` naming it."""
        for folder, said in self._read.items():
            if said is None or not folder.is_relative_to(top):
                continue
            for name in said.files:
                if (folder, name) not in self._met and not os.path.lexists(folder / name):
                    yield folder / name, folder / NAME

    def _said_in(self, folder: Path) -> SourceSettings | None:
        if folder not in self._read:
            path = folder / NAME
            told = path.is_file() and not path.is_symlink()
            self._read[folder] = read_settings(path, os.fspath(path)) if told else None
        return self._read[folder]


def top_of(folder: Path) -> Path:
    """Return the highest folder whose `sumber.yml` counts for a file given by itself.

    A file checked alone gets what it would get in an import: parents count while each has one.
    """
    while folder.parent != folder and (folder.parent / NAME).is_file():
        folder = folder.parent
    return folder


def _folders(folder: Path, top: Path) -> list[Path]:
    """Return the folders from `top` down to `folder`."""
    folders = [folder]
    while folders[-1] != top and folders[-1] != folders[-1].parent:
        folders.append(folders[-1].parent)
    return folders[::-1]
