"""Find in an .xls what calamine does not tell: error cells, formulas without value, hidden rows.

Format: Microsoft [MS-XLS], BIFF5 and BIFF8 records of the stream "Workbook".
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from budget_pipeline.extract.findings import ERROR_TEXTS, Findings
from budget_pipeline.extract.ole import read_stream
from budget_pipeline.issues import reject

BOF, END_OF_SHEET, BOUNDSHEET, FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
FORMULA, BOOLERR, ROW = 0x0006, 0x0205, 0x0208
BIFF8 = 0x0600
HIDDEN = 0x20
IS_ERROR, IS_EMPTY = 2, 3  # kinds of a formula's stored value that is no number


@dataclass
class _SheetScan:
    """One sheet while it is scanned; `empty`: formulas that store an empty text."""

    found: Findings = field(default_factory=Findings)
    hidden: set[int] = field(default_factory=set)
    empty: set[tuple[int, int]] = field(default_factory=set)
    computed: bool = False


def scan_workbook(data: bytes) -> dict[str, Findings]:
    """Return the findings of each sheet by its name; RejectedFile if locked or damaged.

    A workbook whose formulas all store an empty text was written by a program and never computed
    (xlwt): its formulas have no value. One computed formula, and empty texts are what they say.
    """
    stream = read_stream(data, "Workbook", "Book")
    scans = {name: _scan(stream, start) for name, start in _sheets(stream)}
    never_computed = not any(scan.computed for scan in scans.values())
    for scan in scans.values():
        scan.found.hidden_rows = frozenset(scan.hidden)
        if never_computed:
            scan.found.formulas |= scan.empty
    return {name: scan.found for name, scan in scans.items()}


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Yield name and position of every sheet from the workbook's globals."""
    version = BIFF8
    for kind, body in _records(stream, 0):
        if kind == BOF and len(body) >= 2:
            version = struct.unpack_from("<H", body)[0]
        elif kind == FILEPASS:
            raise reject("terkunci_kata_sandi")
        elif kind == BOUNDSHEET and len(body) >= 8:
            start, length = struct.unpack_from("<I", body)[0], body[6]
            if version < BIFF8:
                yield body[7 : 7 + length].decode("cp1252", "replace"), start
            elif body[7] & 1:
                yield body[8 : 8 + 2 * length].decode("utf-16-le", "replace"), start
            else:
                yield body[8 : 8 + length].decode("latin-1"), start
        elif kind == END_OF_SHEET:
            return


def _scan(stream: bytes, start: int) -> _SheetScan:
    scan = _SheetScan()
    for kind, body in _records(stream, start):
        if kind == FORMULA and len(body) >= 14:
            _scan_formula(scan, body)
        elif kind == BOOLERR and len(body) >= 8 and body[7]:
            scan.found.errors[_address(body)] = ERROR_TEXTS.get(body[6], "#N/A")
        elif kind == ROW and len(body) >= 16 and body[12] & HIDDEN:
            scan.hidden.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == END_OF_SHEET:
            break
    return scan


def _scan_formula(scan: _SheetScan, body: bytes) -> None:
    is_number = body[12:14] != b"\xff\xff"
    if not is_number and body[6] == IS_EMPTY:
        scan.empty.add(_address(body))
        return
    scan.computed = True
    if not is_number and body[6] == IS_ERROR:
        scan.found.errors[_address(body)] = ERROR_TEXTS.get(body[8], "#N/A")


def _address(body: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", body)
    return row + 1, column


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each record; a sheet within a sheet (a chart) is passed over."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        position += 4
        body = stream[position : position + length]
        position += length
        if kind == BOF:
            depth += 1
        if depth <= 1:
            yield kind, body
        if kind == END_OF_SHEET:
            depth -= 1
