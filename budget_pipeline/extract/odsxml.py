"""Find in an .ods what calamine does not tell: errors, formulas without value, merged cells.

Format: OpenDocument 1.3 part 3, 9.1 (table:table). Rows and cells are counted through their
repetitions; the text is walked through only where a rare pattern shows that there is something.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from budget_pipeline.extract.farcells import refuse_sparse
from budget_pipeline.extract.findings import Findings
from budget_pipeline.extract.ooxml import checked_parts
from budget_pipeline.extract.words import whole_number
from budget_pipeline.issues import reject

WORTH_A_WALK = re.compile(
    rb'value-type="error"|table:visibility="(?:collapse|filter)"|-spanned="|table:formula='
    rb'|number-(?:rows|columns)-repeated="\d{4,}"'
)
CELLS = ("table:table-cell", "table:covered-table-cell")


def scan_workbook(data: bytes) -> dict[str, Findings]:
    """Return the findings of each table by its name; RejectedFile if unsafe, damaged or too sparse."""
    found: dict[str, Findings] = {}
    for name, content in checked_parts(data):
        if name == "META-INF/manifest.xml" and b":encryption-data" in content:
            raise reject("terkunci_kata_sandi")
        if name == "content.xml" and WORTH_A_WALK.search(content):
            found = _Walk(bytes(content)).found
    return found


class _Walk:
    """One pass through content.xml."""

    def __init__(self, content: bytes) -> None:
        self.found: dict[str, Findings] = {}
        self._sheet = ""
        self._row = self._column = 1
        self._row_repeats = 1
        self._cell: Mapping[str, str] | None = None
        self._text: list[str] = []
        self._filled = 0
        self._last = (0, 0)
        self._hidden: set[int] = set()
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise reject("buku_kerja_rusak", sebab=f"content.xml: {error}") from error

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._sheet = attributes.get("table:name", "")
            self.found[self._sheet] = Findings()
            self._row, self._filled, self._last, self._hidden = 1, 0, (0, 0), set()
        elif name == "table:table-row":
            self._column = 0
            self._row_repeats = _count(attributes, "table:number-rows-repeated")
            self._row_is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        elif name in CELLS:
            self._cell = attributes
            self._text.clear()

    def _end(self, name: str) -> None:
        if name in CELLS and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
        elif name == "table:table-row":
            if self._row_is_hidden and self._last[0] >= self._row:
                self._hidden |= set(range(self._row, self._row + self._row_repeats))
            self._row += self._row_repeats
        elif name == "table:table" and self._sheet in self.found:
            self.found[self._sheet].hidden_rows = frozenset(self._hidden)
            refuse_sparse(self._sheet, self._last, self._filled)

    def _close_cell(self, cell: Mapping[str, str]) -> None:
        found, address = self.found[self._sheet], (self._row, self._column)
        repeats = _count(cell, "table:number-columns-repeated")
        text = "".join(self._text).strip()
        if cell.get("calcext:value-type") == "error":
            found.errors[address] = text or "#N/A"
        elif "table:formula" in cell and not cell.get("office:value-type") and not text:
            found.formulas.add(address)
        if cell.get("office:value-type") or text:
            self._filled += 1
            last_row = self._row + self._row_repeats - 1
            last_column = max(self._last[1], self._column + repeats - 1)
            self._last = (max(self._last[0], last_row), last_column)
        across = _count(cell, "table:number-columns-spanned")
        down = _count(cell, "table:number-rows-spanned")
        if across > 1 or down > 1:
            row, column = address
            found.merged += ((row, column, row + down - 1, column + across - 1),)
        self._column += repeats


def _count(attributes: Mapping[str, str], name: str) -> int:
    return whole_number(attributes.get(name)) or 1
