"""The papers that travel with the data: how to read it, its licence, how to cite it."""

import json
import sqlite3
from pathlib import Path

from budget_pipeline.publish.facts import ReleaseFacts

TEXTS = Path(__file__).parent / "texts"


def write_papers(connection: sqlite3.Connection, folder: Path, facts: ReleaseFacts) -> None:
    """Write BACA-SAYA.md, LISENSI.txt and METODOLOGI.md."""
    unknown = "(tidak disebutkan · not stated)"
    forced = "".join(f"- {reason}\n" for reason in facts.reasons)
    if facts.forced:
        forced = (
            "\n**Diterbitkan dengan paksa meski ada pemeriksaan yang gagal · Published although"
            f" checks failed:**\n\n{forced}"
        )
    _fill(
        folder / "BACA-SAYA.md",
        {
            "municipality": facts.municipality or unknown,
            "contact": facts.contact or unknown,
            "forced": forced,
        },
    )
    _fill(folder / "LISENSI.txt", {"licence": facts.licence or unknown})
    _write(folder / "METODOLOGI.md", _methodology(connection))


def write_citation(folder: Path, facts: ReleaseFacts, release: str) -> None:
    """Write CITATION.cff; without a date, since a release has none but its content."""
    publisher = facts.municipality or "Pemerintah daerah"
    lines = [
        "cff-version: 1.2.0",
        "message: Sebutkan rilis ini bila memakai datanya. Cite this release if you use its data.",
        "type: dataset",
        f"title: {_yaml('Data anggaran dan pengadaan ' + publisher)}",
        "authors:",
        f"  - name: {_yaml(publisher)}",
        f"version: {_yaml(release)}",
    ]
    _write(folder / "CITATION.cff", "\n".join(lines) + "\n")


def _methodology(connection: sqlite3.Connection) -> str:
    rows = connection.execute(
        "SELECT kode, versi, judul, judul_en, pertanyaan, metadata FROM indikator ORDER BY kode"
    ).fetchall()
    parts = [
        "# Metodologi · Methodology\n",
        "Setiap indikator punya empat hasil: `terpicu`, `tidak_terpicu`, `tidak_berlaku`,"
        " `tidak_dapat_dihitung` (dengan kolom yang kosong). Ambang dan dasarnya ada di tabel"
        " `ambang`, bukti di tabel `bukti_indikator`.\n",
    ]
    for code, version, title, title_en, question, metadata in rows:
        parts.append(f"## {code} {title or ''} · {title_en or ''}\n")
        parts.append(f"Versi {version or '-'}. {question or ''}\n")
        if metadata:
            pretty = json.dumps(json.loads(metadata), ensure_ascii=False, indent=2)
            parts.append(f"```json\n{pretty}\n```\n")
    return "\n".join(parts)


def _fill(path: Path, values: dict[str, str]) -> None:
    _write(path, (TEXTS / path.name).read_text(encoding="utf-8").format(**values))


def _yaml(text: str) -> str:
    """Return a text as a YAML scalar: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
