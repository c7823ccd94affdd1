"""Find which file each entry of a `koreksi.yml` is about; one that names no file is told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from budget_pipeline.errors import SourceError
from budget_pipeline.extract.sources import Reason, SourceFile
from budget_pipeline.pipeline.declared import read_yaml

NAME = "koreksi.yml"
KEYS = ("berkas", "lembar", "sel", "lama", "baru", "alasan", "penulis")
MAY_BE_EMPTY = ("lama", "baru")
HASH = re.compile(r"[0-9a-f]{12}|[0-9a-f]{64}")
Entry = Mapping[str, Any]


@dataclass
class Corrections:
    """The corrections declared beside the files of a run, read once per folder."""

    by_folder: dict[Path, tuple[str, list[Entry]]] = field(default_factory=dict)

    def of(self, source: SourceFile) -> tuple[Entry, ...]:
        """Return the entries about one file."""
        _, entries = self.by_folder.get(source.path.parent, ("", []))
        return tuple(entry for entry in entries if _names(entry, source))

    def unmet(self, sources: Sequence[SourceFile], *, whole: bool) -> list[SourceFile]:
        """Return one ignored file per entry that names no file.

        `whole`: all files of the folders are among `sources`, so that a hash can be looked for.
        """
        missing: dict[tuple[Path, str], SourceFile] = {}
        for folder, (shown, entries) in self.by_folder.items():
            here = [source for source in sources if source.path.parent == folder]
            for entry in entries:
                name = str(entry["berkas"])
                if any(_names(entry, source) for source in here):
                    continue
                if (folder / name).exists() or (not whole and HASH.fullmatch(name)):
                    continue
                reason = Reason("koreksi_berkas_tidak_ada", {"sumber": shown})
                path = str(PurePosixPath(shown).parent / name)
                missing[folder, name] = SourceFile(folder / name, path, ignored=reason)
        return list(missing.values())


def read_corrections(sources: Iterable[SourceFile]) -> Corrections:
    """Return the corrections in the folders of `sources`; SourceError names file and line."""
    found = Corrections()
    for source in sources:
        folder = source.path.parent
        path = folder / NAME
        if folder not in found.by_folder and path.is_file():
            shown = str(PurePosixPath(source.name).parent / NAME)
            found.by_folder[folder] = (shown, _read(path, shown))
    return found


def _read(path: Path, shown: str) -> list[Entry]:
    declared = read_yaml(path, shown, SourceError) or []
    if not isinstance(declared, list):
        raise SourceError(f"{shown}: harus berupa daftar koreksi / must be a list of corrections")
    for number, entry in enumerate(declared, start=1):
        if not isinstance(entry, dict):
            raise SourceError(
                f"{shown}: koreksi {number} harus berisi / correction {number} must hold:"
                f" {', '.join(KEYS)}"
            )
        missing = [key for key in KEYS if not _given(entry, key)]
        if missing:
            raise SourceError(
                f"{shown}: koreksi {number}: tidak ada / correction {number} lacks:"
                f" {', '.join(missing)}"
            )
    return declared


def _given(entry: Entry, key: str) -> bool:
    value = entry.get(key)
    return key in MAY_BE_EMPTY or (value is not None and value != "")


def _names(entry: Entry, source: SourceFile) -> bool:
    return str(entry["berkas"]) in {source.path.name, source.sha256, source.sha256[:12]} - {""}
