"""What the folder of one release says about itself: id, manifest, files and their checksums."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class PublishedFile:
    """One file of a release: path inside the release, size in bytes, SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Release:
    """One folder under data/published/releases."""

    folder: Path
    checksums: dict[str, str] = field(repr=False)

    @property
    def id(self) -> str:
        """Return the release id, the name of its folder."""
        return self.folder.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Return manifest.json, empty where the release has none."""
        path = self.folder / "manifest.json"
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def files(self) -> tuple[PublishedFile, ...]:
        """Return every file that SHA256SUMS vouches for and that is there, in its order."""
        return tuple(
            PublishedFile(path, (self.folder / path).stat().st_size, digest)
            for path, digest in self.checksums.items()
            if (self.folder / path).is_file()
        )

    @cached_property
    def changes(self) -> str:
        """Return CHANGES.md, empty where the release has none."""
        path = self.folder / "CHANGES.md"
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    @property
    def changed_files(self) -> dict[str, int]:
        """Return how many source files are new, replaced or gone since the release before."""
        found = (self.manifest.get("changes") or {}).get("files") or {}
        return {kind: len(paths) for kind, paths in found.items() if paths}

    @property
    def changed_tables(self) -> list[dict[str, Any]]:
        """Return rows added, changed and removed per table since the release before, largest change first."""
        found = (self.manifest.get("changes") or {}).get("tables") or {}
        rows = [
            {
                "tabel": name,
                **{
                    kind: sum((told.get(kind) or {}).values())
                    for kind in ("ditambah", "diubah", "dihapus")
                },
                "jumlah": told.get("totals") or {},
            }
            for name, told in found.items()
        ]
        return sorted(rows, key=lambda row: -(row["ditambah"] + row["diubah"] + row["dihapus"]))

    def file(self, path: str) -> Path | None:
        """Return where a published file stands; None for anything SHA256SUMS does not name."""
        known = path in self.checksums or path in ("SHA256SUMS", "SHA256SUMS.minisig")
        target = self.folder / path
        return target if known and target.is_file() else None

    def siblings(self) -> list["Release"]:
        """Return all releases kept beside this one, newest first."""
        folders = [f for f in self.folder.parent.iterdir() if (f / "data.db").is_file()]
        folders.sort(key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
        return [read_release(folder) for folder in folders]


def read_release(folder: Path) -> Release:
    """Return the release in `folder`."""
    path = folder / "SHA256SUMS"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    checksums = {
        name.lstrip("*").strip(): digest
        for digest, _, name in (line.partition(" ") for line in lines)
        if name
    }
    return Release(folder, dict(sorted(checksums.items())))
