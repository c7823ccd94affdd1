"""Hash what is published, name the release after it, and write manifest.json and SHA256SUMS.

The id is the first 12 hex digits of SHA-256 over the content files' "<sha256>  <path>" lines and
the facts of the release. Not content, because they are made from the id or from an earlier release:
the files in DERIVED and the zip. They are in SHA256SUMS all the same (the zip and all).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget_pipeline.publish.downloads import Download, LeftOut
from budget_pipeline.publish.facts import ReleaseFacts

FORMAT = 1
NAME = "manifest.json"
SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.minisig"
STATED = (
    "code",
    "municipality",
    "licence",
    "contact",
    "settings",
    "forced",
    "reasons",
    "inputs",
    "indicators",
)
DERIVED = frozenset({NAME, SUMS, SIGNATURE, "CHANGES.md", "CITATION.cff"})
ID_LENGTH = 12


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def files_of(release: Path) -> list[str]:
    """Return every file under `release` as a path with slashes, sorted by its bytes."""
    found = (path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file())
    return sorted(found, key=lambda name: name.encode())


def is_content(path: str) -> bool:
    """Tell whether a file takes part in the release id."""
    return path not in DERIVED and not (path.startswith("unduhan/paket-") and path.endswith(".zip"))


def sums_text(hashes: Mapping[str, str]) -> str:
    """Return the lines of SHA256SUMS, as `sha256sum -c` reads them, sorted by path."""
    ordered = sorted(hashes, key=lambda name: name.encode())
    return "".join(f"{hashes[path]}  {path}\n" for path in ordered)


def release_id(hashes: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    """Return the id of the release with these files and facts (see the module)."""
    content = {path: digest for path, digest in hashes.items() if is_content(path)}
    identity = sums_text(content) + canonical_json(facts)
    return hashlib.sha256(identity.encode()).hexdigest()[:ID_LENGTH]


def stated_facts(facts: ReleaseFacts) -> dict[str, Any]:
    """Return the facts that the manifest states and the id covers, keyed by STATED."""
    return {
        "code": {"name": "budget-pipeline", "version": facts.code_version},
        "municipality": facts.municipality,
        "licence": facts.licence,
        "contact": facts.contact,
        "settings": dict(facts.settings),
        "forced": facts.forced,
        "reasons": list(facts.reasons),
        "inputs": [
            {"path": f.path, "sha256": f.sha256, "size": f.size, "status": f.status}
            for f in sorted(facts.inputs, key=lambda f: (f.path, f.sha256))
        ],
        "indicators": {code: dict(counts) for code, counts in facts.indicators.items()},
    }


def build_manifest(
    hashes: Mapping[str, str],
    sizes: Mapping[str, int],
    *,
    facts: ReleaseFacts,
    tables: Mapping[str, tuple[int, Mapping[str, Decimal]]],
    downloads: Sequence[Download],
    left_out: Iterable[LeftOut],
    changes: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the content of manifest.json; `tables` holds rows and rupiah totals by table."""
    stated = stated_facts(facts)
    known = {download.path: download for download in downloads}
    return {
        "format": FORMAT,
        "release": release_id(hashes, stated),
        "previous": facts.previous.resolve().name if facts.previous else None,
        **stated,
        "rows": {name: rows for name, (rows, _) in sorted(tables.items())},
        "totals": {
            f"{name}.{column}": str(total)
            for name, (_, totals) in sorted(tables.items())
            for column, total in totals.items()
        },
        "files": [
            _entry(path, hashes[path], sizes[path], known.get(path))
            for path in sorted(hashes, key=lambda name: name.encode())
            if path not in DERIVED
        ],
        "left_out": [{"path": item.path, "reason": item.reason} for item in left_out],
        "changes": dict(changes),
    }


def write_json(path: Path, value: Any) -> None:
    """Write JSON to be read by people too: UTF-8, two spaces, keys in their own order."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def canonical_json(value: Any) -> str:
    """Return the one JSON text of `value`: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entry(path: str, digest: str, size: int, download: Download | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"path": path, "bytes": size, "sha256": digest}
    if download:
        entry |= {"table": download.table, "format": download.format, "rows": download.rows}
        if download.note:
            entry["note"] = download.note
    return entry
