"""Find in a worksheet's XML what calamine does not tell: errors, empty formulas, hidden rows.

Works on the bytes with searches for rare patterns instead of a document tree: a sheet of four
million cells costs some tenths of a second. Cell syntax: ECMA-376 part 1, 18.3.1.
"""

import re
from collections.abc import Iterator
from html import unescape

from budget_pipeline.extract.findings import Findings

Xml = bytes | bytearray

ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
TAG = re.compile(rb"<[^<>]*>")
QUOTED_ONCE = re.compile(rb"<[^<>]*='[^<>]*>")
QUOTED_VALUE = re.compile(rb"='([^'\"]*)'")
HEAD = 65536  # bytes that show how a writer writes
EXACT_BEYOND = 2**53  # whole numbers above are not all doubles


def is_worksheet(content: Xml) -> bool:
    """Tell whether an XML part is a worksheet (and not a chart sheet, style list or the like)."""
    return ROOT.search(content, 0, HEAD) is not None


def normalised(content: Xml) -> Xml:
    """Return the XML as Excel writes it: no element prefixes, attributes in double quotes.

    A writer quotes the same way throughout, so the beginning tells.
    """
    root = ROOT.search(content, 0, HEAD)
    prefix = root[1] if root else None
    if prefix:
        content = re.sub(rb"(</?)" + re.escape(prefix) + rb":", rb"\1", content)
    if QUOTED_ONCE.search(content, 0, HEAD):
        content = TAG.sub(lambda tag: QUOTED_VALUE.sub(rb'="\1"', tag[0]), content)
    return content


def scan(content: Xml, *, never_computed: bool = False) -> Findings:
    """Return what is found in a worksheet's XML.

    `never_computed`: the workbook asks for computation on opening, so a sheet whose formulas all
    "have" the value 0 was written by a program and never computed (XlsxWriter, openpyxl).
    """
    found = Findings(hidden_rows=frozenset(_hidden_rows(content)))
    for tag, body, start in _cells_with(content, rb't="e"'):
        found.errors[_address(content, tag, start)] = _value(body)
    if b"<f" in content:
        _scan_formulas(content, found, never_computed)
    for match in re.finditer(rb"<v>(\d{16,99})</v>", content):
        digits = match[1].decode()
        if int(digits) > EXACT_BEYOND:
            start = content.rfind(b"<c", 0, match.start())
            tag = bytes(content[start : content.find(b">", start) + 1])
            if b't="s' not in tag:
                found.exact[_address(content, tag, start)] = digits
    return found


def _scan_formulas(content: Xml, found: Findings, never_computed: bool) -> None:
    """Note formula cells without a stored value, or with a value that nothing ever computed."""
    zeros: set[tuple[int, int]] = set()
    computed = False
    for match in re.finditer(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*", content):
        start = content.rfind(b"<c", 0, match.start())
        end = content.find(b"</c>", match.end())
        tag = bytes(content[start : content.find(b">", start) + 1])
        value = _value(bytes(content[match.end() : end]))
        if value == "" and b't="str"' not in tag:
            found.formulas.add(_address(content, tag, start))
        elif never_computed and not computed:
            if value == "0":
                zeros.add(_address(content, tag, start))
            else:
                computed = True
    if never_computed and not computed:
        found.formulas |= zeros


def _hidden_rows(content: Xml) -> Iterator[int]:
    if b'hidden="' not in content:
        return
    for match in re.finditer(rb'<row\s[^>]*?hidden="(?:1|true)"[^>]*>', content):
        yield _row_number(content, match[0], match.start())


def _cells_with(content: Xml, attribute: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield tag, body and start of each cell whose tag holds `attribute`."""
    for match in re.finditer(attribute, content):
        start = content.rfind(b"<", 0, match.start())
        if content[start : start + 3] not in (b"<c ", b"<c\n", b"<c\t", b"<c\r"):
            continue
        end = content.find(b">", match.end())
        close = content.find(b"</c>", end)
        yield bytes(content[start : end + 1]), bytes(content[end + 1 : close]), start


def _value(body: bytes) -> str:
    match = re.search(rb"<v[^>]*>(.*?)</v>", body, re.DOTALL)
    return unescape(match[1].decode("utf-8", "replace")).strip() if match else ""


def _address(content: Xml, tag: bytes, start: int) -> tuple[int, int]:
    """Return row and column of a cell, counting where its reference is left out."""
    if match := re.search(rb'\sr="([A-Z]{1,3})(\d{1,9})"', tag):
        return int(match[2]), column_number(match[1].decode())
    row_start = content.rfind(b"<row", 0, start)
    row_tag = bytes(content[row_start : content.find(b">", row_start) + 1])
    return _row_number(content, row_tag, row_start), _count_cells(content[row_start:start])


def _count_cells(row: Xml) -> int:
    """Return the column that follows the cells of `row`, where some tell their own."""
    column = 0
    for cell in re.finditer(rb"<c(?:\s[^>]*)?>", row):
        reference = re.search(rb'\sr="([A-Z]{1,3})\d+"', cell[0])
        column = (column_number(reference[1].decode()) if reference else column) + 1
    return column


def _row_number(content: Xml, tag: bytes, start: int) -> int:
    """Return the number of a row, counting from the last numbered one where it is left out."""
    if match := re.search(rb'\sr="(\d{1,9})"', tag):
        return int(match[1])
    number = 0
    for row in re.finditer(rb"<row(?:\s[^>]*)?>", content[:start]):
        told = re.search(rb'\sr="(\d{1,9})"', row[0])
        number = int(told[1]) if told else number + 1
    return number + 1


def column_number(letters: str) -> int:
    """Return the column of spreadsheet letters, counted from 0.

    >>> column_number("A"), column_number("AB"), column_number("XFD")
    (0, 27, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
