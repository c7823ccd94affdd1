"""Read HTML tables, which many government systems send out under the name .xls."""

import re
from html.parser import HTMLParser

from budget_pipeline.extract.cells import sheet_from_rows, trimmed
from budget_pipeline.extract.sheets import Workbook, refuse_width
from budget_pipeline.extract.words import whole_number
from budget_pipeline.issues import reject

MAX_SPAN = 50
BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(text: str) -> Workbook:
    """Return every table of two rows and columns or more; RejectedFile, with the title, if none."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    parser.finish()
    sheets = []
    for number, table in enumerate(parser.tables, 1):
        width = max(map(len, table.rows), default=0)
        refuse_width(width, f"Tabel {number}")
        rows = [row + [""] * (width - len(row)) for row in table.rows]
        sheet = trimmed(sheet_from_rows(f"Tabel {number}", rows))
        sheet.merged = tuple(table.merged)
        if sheet.cells.shape[0] >= 2 and sheet.cells.shape[1] >= 2:
            sheets.append(sheet)
    if not sheets:
        raise reject("halaman_web_tanpa_tabel", judul=parser.title.strip()[:100] or "-")
    return Workbook("html", sheets)


class _Tables(HTMLParser):
    """Collect tables as rows of text; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.title = ""
        self._open: list[_Table] = []
        self._in_title = False
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag == "title":
            self._in_title = True
        elif tag in ("script", "style"):
            self._silent += 1
        elif self._open:
            self._open[-1].start(tag, dict(attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop().end_row()
        elif tag == "title":
            self._in_title = False
        elif tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()
        elif self._open and tag == "tr":
            self._open[-1].end_row()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif self._open and not self._silent:
            self._open[-1].text(data)

    def finish(self) -> None:
        """Close the tables that the page left open."""
        while self._open:
            self._open.pop().end_row()


class _Table:
    """One table being read; spans repeat nothing: the text stands in the first cell only."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, int] = {}  # column -> rows still covered from above

    def start(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self.end_row()
            self._row = []
        elif tag in ("td", "th"):
            self.end_cell()
            if self._row is None:
                self._row = []
            self._cell = []
            self._span = (_span(attributes.get("colspan")), _span(attributes.get("rowspan")))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def text(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(BLANKS.sub(" ", data))

    def end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._skip_covered()
        lines = "".join(self._cell).split("\n")
        text = "\n".join(filter(None, (line.strip() for line in lines)))
        across, down = self._span
        if self._span != (1, 1):
            row, column = len(self.rows) + 1, len(self._row)
            self.merged.append((row, column, row + down - 1, column + across - 1))
        for offset in range(across):
            if down > 1:
                self._below[len(self._row)] = down
            self._row.append(text if offset == 0 else "")
        self._cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self._row is None:
            return
        self._skip_covered()
        self.rows.append(self._row)
        self._row = None
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}

    def _skip_covered(self) -> None:
        assert self._row is not None
        while self._below.get(len(self._row), 0) > 0:
            self._row.append("")


def _span(value: str | None) -> int:
    """Return a colspan or rowspan; RejectedFile above what a real report uses."""
    number = whole_number(value) or 1
    if number > MAX_SPAN:
        raise reject("html_rentang_berlebihan", jumlah=number, batas=MAX_SPAN)
    return number
