"""Check a published release from its files alone, as an auditor would.

Bytes first (checksums, nothing missing, nothing extra, the id), then meaning (integrity, keys,
fates, reconciliation, evidence, CSV against database).
"""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budget_pipeline.indicators.verdict import NO_EVIDENCE, unproved
from budget_pipeline.load.database import open_read_only
from budget_pipeline.publish import checks, manifest
from budget_pipeline.publish.signing import signature_problems

LINE = re.compile(r"([0-9a-f]{64})  (.+)")
SAMPLE = 5

RECONCILIATION = """
    SELECT id, label, tertulis_rp * 100 + tertulis_sen AS stated,
           dihitung_rp * 100 + dihitung_sen AS computed,
           selisih_rp * 100 + selisih_sen AS difference, cocok
    FROM rekonsiliasi ORDER BY id
"""
RULES = "SELECT kode, metadata FROM indikator WHERE metadata IS NOT NULL ORDER BY kode"
FLAGGED = "SELECT count(*) FROM hasil_indikator WHERE status = 'terpicu'"
UNPROVED = "bukti tidak menghasilkan putusan terpicu"
PROBLEMS = {NO_EVIDENCE: "terpicu tanpa bukti"}


@dataclass
class VerifyReport:
    """What was checked (name -> how many) and what was wrong, as sentences."""

    release: str
    checked: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.problems


def verify(release_dir: Path, public_key: str = "") -> VerifyReport:
    """Return what is right and wrong with one release folder; never raises for a damaged one.

    With `public_key` (a minisign key or the path of one) its signature too. BudgetPipelineError without minisign.
    """
    report = VerifyReport(release_dir.resolve().name)
    data = release_dir / "data.db"
    hashes = hash_files(release_dir)
    report.checked["berkas"] = len(hashes)
    report.problems += checksum_problems(release_dir, hashes)
    if public_key:
        report.problems += signature_problems(release_dir, public_key)
        report.checked["tanda tangan"] = 1
    steps: dict[str, Callable[[], list[str]]] = {
        "manifest": lambda: _manifest_problems(release_dir, hashes),
        "data.db": lambda: checks.database_problems(data),
        "jejak.db": lambda: checks.database_problems(release_dir / "jejak.db"),
        "nasib baris": lambda: checks.fate_problems(data),
        "rekonsiliasi": lambda: _reconciliation_problems(data, report),
        "bukti": lambda: _evidence_problems(data, report),
        "csv": lambda: checks.csv_problems(release_dir),
    }
    for name, check in steps.items():
        try:
            report.problems += check()
        except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
            report.problems.append(f"{name}: tidak dapat diperiksa: {error}")
        else:
            report.checked.setdefault(name, 1)
    return report


def hash_files(release_dir: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that SHA256SUMS should name."""
    names = [
        name
        for name in manifest.files_of(release_dir)
        if name not in (manifest.SUMS, manifest.SIGNATURE)
    ]
    return {name: manifest.sha256(release_dir / name) for name in names}


def checksum_problems(release_dir: Path, hashes: Mapping[str, str]) -> list[str]:
    """Return the files that are changed, missing or unnamed by SHA256SUMS."""
    sums = release_dir / manifest.SUMS
    if not sums.is_file():
        return [f"{manifest.SUMS} tidak ada: folder ini bukan rilis yang utuh"]
    text = sums.read_bytes().decode("utf-8", errors="replace")
    lines = {line: LINE.fullmatch(line) for line in text.split("\n")[:-1]}
    stated = {found[2]: found[1] for found in lines.values() if found}
    problems = [
        f"{manifest.SUMS}: baris rusak: {line[:80]!r}" for line, found in lines.items() if not found
    ]
    problems += [f"{name}: tidak ada" for name in sorted(stated.keys() - hashes.keys())]
    problems += [
        f"{name}: tidak disebut di {manifest.SUMS}"
        for name in sorted(hashes.keys() - stated.keys())
    ]
    problems += [
        f"{name}: isinya berubah (SHA-256 {hashes[name][:12]}…, seharusnya {stated[name][:12]}…)"
        for name in sorted(hashes.keys() & stated.keys())
        if hashes[name] != stated[name]
    ]
    if not problems and text != manifest.sums_text(stated):
        problems.append(f"{manifest.SUMS}: urutan atau jeda barisnya berubah")
    return problems


def _manifest_problems(release_dir: Path, hashes: Mapping[str, str]) -> list[str]:
    """Return where manifest.json disagrees with the files, and the id with both."""
    stated = json.loads((release_dir / manifest.NAME).read_text(encoding="utf-8"))
    content = {name: digest for name, digest in hashes.items() if manifest.is_content(name)}
    listed = {entry["path"]: entry["sha256"] for entry in stated["files"]}
    problems = [
        f"{manifest.NAME}: {name} berbeda dari yang tercatat"
        for name in sorted(content.keys() | listed.keys())
        if content.get(name) != listed.get(name)
    ]
    expected = manifest.release_id(content, {key: stated[key] for key in manifest.STATED})
    if not (expected == stated["release"] == release_dir.resolve().name):
        problems.append(
            f"Id rilis {release_dir.resolve().name} bukan id isinya ({expected}):"
            " isi, manifest, atau nama foldernya diubah"
        )
    return problems


def _reconciliation_problems(data: Path, report: VerifyReport) -> list[str]:
    """Return the comparisons whose difference or mark does not follow from their two sums."""
    rows = _query(data, RECONCILIATION)
    report.checked["rekonsiliasi"] = len(rows)
    problems = []
    for number, label, stated, computed, difference, agrees in rows:
        if None in (stated, computed):
            continue
        if difference != stated - computed:
            problems.append(f'Rekonsiliasi {number} "{label}": selisih bukan tertulis - dihitung')
        elif difference == 0 and not agrees:
            problems.append(f'Rekonsiliasi {number} "{label}": sama tetapi ditandai tidak cocok')
    return problems


def _evidence_problems(data: Path, report: VerifyReport) -> list[str]:
    """Return the flagged verdicts that their evidence rows alone do not give again.

    The rule is the one in the release (`indikator.metadata`), not that of the running program.
    """
    connection = open_read_only(data)
    problems: list[str] = []
    try:
        report.checked["bukti"] = connection.execute(FLAGGED).fetchone()[0]
        for code, metadata in connection.execute(RULES).fetchall():
            rule = str(json.loads(metadata).get("putusan") or "")
            problems += [
                f"{code} {subject}: {PROBLEMS.get(problem, UNPROVED)}"
                for subject, problem in unproved(connection, code, rule)
            ]
    finally:
        connection.close()
    more = len(problems) - SAMPLE
    return [*problems[:SAMPLE], f"dan {more} putusan lagi"] if more > 0 else problems


def _query(data: Path, sql: str) -> list[Any]:
    connection = open_read_only(data)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
