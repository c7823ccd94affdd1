"""Write small invented spreadsheets and run steps 1-3, or a whole import, on them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from budget_pipeline.pipeline.build import Options, Outcome, build
from budget_pipeline.pipeline.onefile import Job, process
from budget_pipeline.pipeline.results import FileResult

Rows = Sequence[Sequence[Any]]
LRA_HEADER = ("Kode Rekening", "Uraian", "Anggaran", "Realisasi", "Tahun")
LINES = [
    ("5.1.01.01.01.0001", "Belanja Gaji Pokok", 600_000_000, 500_000_000, 2024),
    ("5.1.02.01.01.0024", "Belanja Alat Tulis", 50_000_000, 40_000_000, 2024),
    ("5.1.02.02.01.0003", "Honorarium Narasumber", 30_000_000, 10_000_000, 2024),
    ("5.2.02.05.01.0005", "Belanja Modal Mebel", 120_000_000, 0, 2024),
]


def write_csv(path: Path, rows: Rows, separator: str = ",") -> Path:
    """Write plain rows; cells hold no separator."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [separator.join(str(cell) for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_xlsx(
    path: Path,
    sheets: dict[str, Rows],
    merges: Sequence[tuple[str, str]] = (),
    hidden: Sequence[int] = (),
) -> Path:
    """Write a workbook; texts stay texts.

    `merges` are (range, text), `hidden` the numbers of hidden rows, both on the first sheet.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        for number, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if cell != "":
                        sheet.write(r, c, cell)
            if number == 0:
                for place, text in merges:
                    sheet.merge_range(place, text)
                for row in hidden:
                    sheet.set_row(row - 1, None, None, {"hidden": True})
    return path


def lra(lines: Sequence[Sequence[Any]] = tuple(LINES)) -> list[Sequence[Any]]:
    """Return the rows of a small realisation report."""
    return [LRA_HEADER, *lines]


def check(path: Path, profiles: tuple[Path, ...] = (), **settings: Any) -> FileResult:
    """Run steps 1-3 on one file in this process, with `profiles` beside it and its `settings`."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return process(Job(path, path.name, digest, len(content), settings, (), profiles))


def run_import(raw: Path, published: Path, **options: Any) -> Outcome:
    """Import `raw` into `published`."""
    return build([raw], Options(published, **options))


def codes(result: FileResult) -> set[str]:
    """Return the codes of all issues of a file."""
    return {issue.code for issue in result.all_issues}
