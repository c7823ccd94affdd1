"""Write procurement processes as OCDS 1.1 releases, one JSON object per line and file per year.

Mapping: docs/rilis.md; code lists: ocds.yml. Amounts keep their exact digits.
"""

import hashlib
import json
import re
import sqlite3
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import IO, Any

import yaml

from budget_pipeline.publish.downloads import Download, LeftOut
from budget_pipeline.publish.facts import ReleaseFacts
from budget_pipeline.publish.packages.ocds_release import Codes, build_release
from budget_pipeline.publish.packages.process import read_processes
from budget_pipeline.schema.model import Schema

FOLDER = "unduhan/ocds"
UNDATED = "tanpa-tahun"
# json has no exact decimals: amounts travel as marked strings, and lose mark and quotes here.
MARKED = re.compile(r'"\\u0000(-?[0-9.]+)"')


def write_ocds(
    connection: sqlite3.Connection, schema: Schema, folder: Path, facts: ReleaseFacts
) -> tuple[list[Download], list[LeftOut]]:
    """Write `unduhan/ocds/<tahun>.jsonl` and metadata.json; say what could not be a release."""
    target = folder / FOLDER
    target.mkdir(parents=True)
    _write_metadata(target / "metadata.json", facts)
    counts: dict[str, int] = {}
    undated = 0
    with ExitStack() as stack:
        handles: dict[str, IO[str]] = {}
        for process in read_processes(connection, schema):
            release = build_release(process, facts.ocds_prefix, codes())
            if release is None:
                undated += 1
                continue
            year = str(process.paket["tahun"] or UNDATED)
            if year not in handles:
                path = target / f"{year}.jsonl"
                handles[year] = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            handles[year].write(release_line(release))
            counts[year] = counts.get(year, 0) + 1
    downloads = [
        Download(f"{FOLDER}/{year}.jsonl", "paket", "ocds", counts[year]) for year in sorted(counts)
    ]
    return downloads, [_left_out(undated)] if undated else []


def release_line(release: dict[str, Any]) -> str:
    """Return one release as a line of JSON; its id is made from its content."""
    digest = hashlib.sha256(_dump(release).encode()).hexdigest()[:12]
    return _dump({"ocid": release["ocid"], "id": f"{release['ocid']}-{digest}", **release}) + "\n"


@cache
def codes() -> Codes:
    """Return the declared mappings of ocds.yml."""
    path = Path(__file__).with_suffix(".yml")
    return Codes(yaml.safe_load(path.read_text(encoding="utf-8")))


def _dump(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return MARKED.sub(r"\1", text)


def _write_metadata(path: Path, facts: ReleaseFacts) -> None:
    package = {
        **codes().package,
        "publisher": {"name": facts.municipality or "Pemerintah daerah"},
        "ocidPrefix": facts.ocds_prefix,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _left_out(count: int) -> LeftOut:
    reason = (
        f"{count} paket tanpa tahun, tanggal, atau tanggal terima berkas tidak dapat menjadi rilis"
        f" OCDS ({count} processes without year or any date cannot be OCDS releases)"
    )
    return LeftOut(f"{FOLDER}/{UNDATED}.jsonl", reason)
