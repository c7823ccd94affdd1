"""Write the rows held back to a workbook: the row as read, what is wrong, what to do."""

from collections.abc import Sequence
from pathlib import Path

from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.results import FileResult

HEADERS = {
    "id": (
        "Berkas",
        "Lembar",
        "Baris",
        "Sel",
        "Ditemukan",
        "Apa yang salah dan apa yang harus dilakukan",
    ),
    "en": ("File", "Sheet", "Row", "Cell", "Found", "What is wrong and what to do"),
}
WIDTHS = (30, 18, 8, 8, 24, 70)


def write_workbook(path: Path, files: Sequence[FileResult], lang: str) -> int:
    """Write one line per problem of each row held back, then the row itself; return the lines.

    Cells are text, never formulas, and personal data in them is masked as everywhere.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Karantina")
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(zip(HEADERS[lang], WIDTHS, strict=True)):
            sheet.write_string(0, column, title, bold)
            sheet.set_column(column, column, width, wrap)
        sheet.freeze_panes(1, 0)
        line = 0
        for file in files:
            for part in file.sheets:
                cells = part.quarantined
                for issue in part.issues:
                    if issue.severity == "karantina" and issue.row in cells:
                        line += 1
                        _write(sheet, line, file.path, issue, cells[issue.row], lang)
    return line


def _write(sheet: object, line: int, file: str, issue: Issue, cells: list[str], lang: str) -> None:
    values = [
        file,
        issue.sheet,
        str(issue.row),
        issue.cell,
        issue.value,
        issue.message(lang),
        *cells,
    ]
    for column, value in enumerate(values):
        sheet.write_string(line, column, value[:32_000])  # type: ignore[attr-defined]
