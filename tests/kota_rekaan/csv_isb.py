"""The CSV dialect of LKPP's ISB: text quoted, backslash escapes, bare numbers, no last newline."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

Sel = str | int | Decimal | bool | date | datetime | None


class Mentah(str):
    """A bare word that is not text: null."""


NULL = Mentah("null")


def _tulis(nilai: Sel) -> str:
    if nilai is None:
        return ""
    if isinstance(nilai, Mentah):
        return str(nilai)
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, Decimal):
        return angka(nilai)
    if isinstance(nilai, int):
        return str(nilai)
    if isinstance(nilai, datetime | date):
        return f'"{nilai}"'
    for asal, jadi in (("\\", "\\\\"), ('"', '\\"'), ("\r", "\\r"), ("\n", "\\n")):
        nilai = nilai.replace(asal, jadi)
    return f'"{nilai}"'


def angka(nilai: Decimal) -> str:
    """A number without trailing zeros: 71692080.6, 500000000."""
    teks = f"{nilai:f}"
    return teks.rstrip("0").rstrip(".") if "." in teks else teks


def tulis_csv(path: Path, kepala: Sequence[str], baris: Sequence[Sequence[Sel]]) -> None:
    assert all(len(b) == len(kepala) for b in baris), path.name
    isi = [",".join(kepala), *(",".join(map(_tulis, b)) for b in baris)]
    path.write_text("\n".join(isi), encoding="utf-8", newline="\n")
