"""Read official replies (right of reply) that stand beside a verdict: tanggapan.yml or .xlsx."""

import sqlite3
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SourceError
from budget_pipeline.indicators.catalog import load_catalog

NAMES = ("tanggapan.yml", "tanggapan.yaml", "tanggapan.xlsx")
KEYS = ("indikator", "subjek", "tanggal", "pejabat", "isi")


@dataclass(frozen=True)
class Reply:
    """One official reply: to which verdict, when, by which office, in what words."""

    indikator: str
    subjek: str
    tanggal: str
    pejabat: str
    isi: str

    def row(self) -> dict[str, str]:
        """Return the row of table tanggapan."""
        fields = asdict(self)
        return {"kode": fields.pop("indikator"), "subjek_id": fields.pop("subjek"), **fields}


def read_replies(path: Path) -> list[Reply]:
    """Return the replies in `path`, a list of {indikator, subjek, tanggal, pejabat, isi}.

    SourceError, in Indonesian, names the file, the entry and what is missing or wrong.
    """
    items = _from_sheet(path) if path.suffix == ".xlsx" else _from_yaml(path)
    return [_reply(item, f"{path.name}: tanggapan ke-{n}") for n, item in enumerate(items, 1)]


def lone_replies(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return indicator and subject of each loaded reply that stands beside no verdict: no page shows it."""
    return connection.execute(
        "SELECT DISTINCT kode, subjek_id FROM tanggapan AS t WHERE NOT EXISTS (SELECT 1 FROM hasil_indikator AS h"
        " WHERE h.kode = t.kode AND h.subjek_id = t.subjek_id) ORDER BY kode, subjek_id"
    ).fetchall()


def _from_yaml(path: Path) -> list[Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "-"
        raise SourceError(
            f"{path.name}: baris {line} bukan YAML yang benar ({error.problem}); perbaiki spasi, tanda"
            " kutip, atau titik dua di sana"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourceError(f"{path.name}: bukan YAML yang benar") from error
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise SourceError(
            f"{path.name}: harus berupa daftar; setiap tanggapan diawali tanda '-' dan memuat "
            f"{', '.join(KEYS)}"
        )
    return raw


def _from_sheet(path: Path) -> list[dict[str, Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise SourceError(
            f"{path.name}: tidak dapat dibaca sebagai buku kerja Excel; simpan ulang sebagai .xlsx"
        ) from error
    if not rows:
        return []
    head = [str(cell).strip().lower() for cell in rows[0]]
    missing = [key for key in KEYS if key not in head]
    if missing:
        raise SourceError(
            f"{path.name}: baris pertama harus memuat judul kolom {', '.join(KEYS)}; "
            f"tidak ditemukan: {', '.join(missing)}"
        )
    return [
        {key: row[head.index(key)] for key in KEYS}
        for row in rows[1:]
        if any(str(cell).strip() for cell in row)
    ]


def _reply(item: Any, place: str) -> Reply:
    if not isinstance(item, dict):
        raise SourceError(f"{place}: harus memuat {', '.join(KEYS)}")
    unknown = sorted(set(map(str, item)) - set(KEYS))
    if unknown:
        raise SourceError(
            f"{place}: kunci tidak dikenal {', '.join(unknown)}; yang dikenal: {', '.join(KEYS)}"
        )
    missing = [key for key in KEYS if not str(item.get(key) or "").strip()]
    if missing:
        raise SourceError(f"{place}: {', '.join(missing)} belum diisi")
    if str(item["indikator"]).strip() not in load_catalog().indicators:
        raise SourceError(
            f"{place}: tidak ada indikator {item['indikator']!r}; tulis kodenya, misalnya KOM-01"
        )
    try:
        day = date.fromisoformat(str(item["tanggal"])[:10]).isoformat()
    except ValueError:
        raise SourceError(
            f"{place}: tanggal {item['tanggal']!r} tidak terbaca; tulis misalnya 2025-08-17"
        ) from None
    text = {key: " ".join(str(item[key]).split()) for key in ("indikator", "subjek", "pejabat")}
    return Reply(tanggal=day, isi=str(item["isi"]).strip(), **text)
