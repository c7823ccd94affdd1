"""What the database says about the run itself: files, sheets, fates, issues, comparisons."""

import json
from collections.abc import Sequence
from typing import Any

from budget_pipeline.issues import Issue, sentence
from budget_pipeline.pipeline.results import FileResult, SheetResult

Rows = list[dict[str, Any]]
# One cause seen in thousands of cells is one finding; this many examples stay in the database.
EXAMPLES_PER_CAUSE = 200


def rows_of_logs(files: Sequence[FileResult], more: Sequence[tuple[str, Issue]]) -> dict[str, Rows]:
    """Return rows per log table in a fixed order; one content that came twice is one file."""
    unique: dict[str, FileResult] = {}
    for file in sorted(files, key=lambda file: (file.status == "diabaikan", file.path)):
        if file.sha256:
            unique.setdefault(file.id_berkas, file)
    rows: dict[str, Rows] = {
        name: []
        for name in ("berkas", "lembar", "nasib_baris", "masalah", "rekonsiliasi", "koreksi")
    }
    for file in sorted(unique.values(), key=lambda file: file.path):
        rows["berkas"].append(_file(file))
        for sheet in file.sheets:
            rows["lembar"].append(_sheet(file, sheet))
            rows["nasib_baris"] += _fates(file, sheet)
            rows["rekonsiliasi"] += _comparisons(file, sheet)
        rows["masalah"] += _issues(file.id_berkas, file.all_issues)
        rows["koreksi"] += [{"id_berkas": file.id_berkas, **item} for item in file.corrections]
    for id_berkas, issue in more:
        rows["masalah"] += _issues(id_berkas, [issue])
    return rows


def _file(file: FileResult) -> dict[str, Any]:
    settings = file.settings
    years = [sheet.year for sheet in file.sheets if sheet.year]
    return {
        "id_berkas": file.id_berkas,
        "sha256": file.sha256,
        "jalur": file.path,
        "ukuran": file.size,
        "jenis_isi": file.kind or None,
        "status": file.status,
        "alasan": sentence(file.reason_code, "id", **file.reason_params)
        if file.reason_code
        else None,
        "kode_wilayah": settings.get("kode_wilayah"),
        "tahun": settings.get("tahun") or (years[0] if years else None),
        "tahapan": settings.get("tahapan"),
        "asal": settings.get("asal"),
        "lisensi": settings.get("lisensi"),
        "diterima": str(settings["diterima"]) if settings.get("diterima") else None,
    }


def _sheet(file: FileResult, sheet: SheetResult) -> dict[str, Any]:
    columns = {name: list(place) for name, place in sheet.columns.items()}
    return {
        "id_berkas": file.id_berkas,
        "lembar": sheet.name,
        "tabel": ",".join(sheet.tables) or None,
        "profil": sheet.profile or None,
        "baris_judul": ",".join(map(str, sheet.header_rows)) or None,
        "baris_dibaca": sheet.rows_read,
        "kolom": json.dumps(columns, ensure_ascii=False),
        "kolom_tak_dimuat": json.dumps(sheet.left_out, ensure_ascii=False),
        "tersembunyi": sheet.hidden,
    }


def _fates(file: FileResult, sheet: SheetResult) -> Rows:
    return [
        {"id_berkas": file.id_berkas, "lembar": sheet.name, "nasib": fate, "jumlah": count}
        for fate, count in sheet.fates.items()
    ]


def _comparisons(file: FileResult, sheet: SheetResult) -> Rows:
    return [
        {
            "id_berkas": file.id_berkas,
            "lembar": sheet.name,
            "baris": item.position,
            "label": item.label,
            "kolom": item.column,
            "tertulis": item.stated,
            "dihitung": item.computed,
            "selisih": item.difference,
            "cocok": item.agrees,
            "catatan": item.note or None,
        }
        for item in sheet.comparisons
    ]


def _issues(id_berkas: str, issues: Sequence[Issue]) -> Rows:
    rows: Rows = []
    shown: dict[tuple[str, str, str], int] = {}
    for issue in issues:
        cause = (issue.code, issue.sheet, issue.column)
        shown[cause] = shown.get(cause, 0) + 1
        if shown[cause] > EXAMPLES_PER_CAUSE and issue.severity != "karantina":
            continue
        rows.append(
            {
                "id_berkas": id_berkas,
                "lembar": issue.sheet or None,
                "baris": issue.row,
                "sel": issue.cell or None,
                "kode": issue.code,
                "tingkat": issue.severity,
                "kolom": issue.column or None,
                "nilai": issue.value or None,
                "pesan": issue.message("id"),
            }
        )
    return rows
