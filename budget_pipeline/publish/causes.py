"""Say why a row of a release differs from the release before: which file, correction or rule."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budget_pipeline.load.database import open_read_only

# Cause -> its name in English; the keys are what CHANGES.md and the manifest say.
NAMES = {
    "berkas baru": "new file",
    "berkas diganti": "file replaced",
    "berkas hilang": "file gone",
    "koreksi": "correction",
    "sumber.yml": "what sumber.yml says of the file",
    "aturan atau program": "rule or program",
    "pengaturan": "settings",
    "berkas lain": "another file about the same record",
    "tidak diketahui": "unknown",
}
STATED = ("kode_wilayah", "tahun", "tahapan", "asal", "lisensi", "diterima")


@dataclass(frozen=True)
class Side:
    """What one release says about its own making."""

    paths: Mapping[str, str]
    stated: Mapping[str, tuple[object, ...]]
    corrections: frozenset[tuple[object, ...]]
    version: str
    settings: Mapping[str, str] = field(default_factory=dict)


def read_side(release: Path, stated: Mapping[str, Any] | None = None) -> Side:
    """Return the making of the release in `release`; `stated`: its manifest, if not written yet."""
    manifest = stated or json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    connection = open_read_only(release / "data.db")
    try:
        columns = ", ".join(STATED)
        files = connection.execute(f"SELECT id_berkas, jalur, {columns} FROM berkas").fetchall()
        corrections = connection.execute(
            "SELECT id_berkas, lembar, baris, sel, lama, baru FROM koreksi WHERE diterapkan = 1"
        ).fetchall()
    finally:
        connection.close()
    return Side(
        paths={row[0]: row[1] or "" for row in files},
        stated={row[0]: tuple(row[2:]) for row in files},
        corrections=frozenset(corrections),
        version=str(manifest["code"]["version"]),
        settings=manifest["settings"],
    )


class Causes:
    """Tells the cause of each changed row between two releases."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        touched = before.corrections ^ after.corrections
        self._corrected = {place[:3] for place in touched}
        shared = before.paths.keys() & after.paths.keys()
        self._restated = {file for file in shared if before.stated[file] != after.stated[file]}

    def of(self, kind: str, place: tuple[object, ...]) -> str:
        """Return the cause of a row that was `ditambah`, `diubah` or `dihapus`.

        `place`: id_berkas, lembar, baris; of the new row, or of the old one when it was removed.
        """
        here, there = (self.before, self.after) if kind == "dihapus" else (self.after, self.before)
        file = str(place[0])
        if file not in there.paths:
            if here.paths.get(file) in there.paths.values():
                return "berkas diganti"
            return "berkas hilang" if kind == "dihapus" else "berkas baru"
        if place in self._corrected:
            return "koreksi"
        if file in self._restated:
            return "sumber.yml"
        return self._beyond_the_file()

    def thresholds(
        self, before: set[tuple[object, ...]], after: set[tuple[object, ...]]
    ) -> dict[str, str]:
        """Return why the verdicts of each indicator whose thresholds (code first) differ may differ."""
        replaced = self.before.settings.get("ambang") != self.after.settings.get("ambang")
        cause = "pengaturan" if replaced else "aturan atau program"
        return {str(row[0]): cause for row in before ^ after}

    def files(self) -> dict[str, list[str]]:
        """Return the paths of new, replaced and gone files."""
        old, new = self.before.paths, self.after.paths
        came = {new[file] for file in new.keys() - old.keys()}
        went = {old[file] for file in old.keys() - new.keys()}
        return {
            "berkas baru": sorted(came - went),
            "berkas diganti": sorted(came & went),
            "berkas hilang": sorted(went - came),
        }

    def _beyond_the_file(self) -> str:
        if self.before.version != self.after.version:
            return "aturan atau program"
        if self.before.settings != self.after.settings:
            return "pengaturan"
        if self.before.paths != self.after.paths or self._restated or self._corrected:
            return "berkas lain"
        return "tidak diketahui"
