"""Find in an .xlsb what calamine does not tell: error cells and hidden rows.

Format: Microsoft [MS-XLSB]. Its formulas always store a value.
"""

import posixpath
import struct
from collections.abc import Iterator

from budget_pipeline.extract.findings import ERROR_TEXTS, Findings
from budget_pipeline.extract.ooxml import checked_parts, relation_targets

ROW, ERROR, FORMULA_ERROR, SHEET = 0, 3, 11, 156
HIDDEN = 0x10


def scan_workbook(data: bytes) -> dict[str, Findings]:
    """Return the findings of each sheet by its name; RejectedFile if the package is unsafe."""
    parts = {name: bytes(content) for name, content in checked_parts(data) if _wanted(name)}
    targets = relation_targets(parts.get("xl/_rels/workbook.bin.rels", b""))
    found = {}
    for identifier, name in _sheets(parts.get("xl/workbook.bin", b"")):
        part = posixpath.normpath(posixpath.join("/xl", targets.get(identifier, ""))).lstrip("/")
        found[name] = _scan(parts.get(part, b""))
    return found


def _wanted(name: str) -> bool:
    return name.startswith(("xl/worksheets/", "xl/workbook.bin", "xl/_rels/"))


def _sheets(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Yield relation and name of every sheet."""
    for kind, body in _records(workbook):
        if kind == SHEET:
            identifier, position = _wide_text(body, 8)
            yield identifier, _wide_text(body, position)[0]


def _wide_text(body: bytes, position: int) -> tuple[str, int]:
    if position + 4 > len(body):
        return "", len(body)
    length = struct.unpack_from("<I", body, position)[0]
    end = position + 4 + 2 * length
    return body[position + 4 : end].decode("utf-16-le", "replace"), end


def _scan(sheet: bytes) -> Findings:
    found = Findings()
    hidden = set()
    row = 0
    for kind, body in _records(sheet):
        if kind == ROW and len(body) >= 12:
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & HIDDEN:
                hidden.add(row)
        elif kind in (ERROR, FORMULA_ERROR) and len(body) >= 9:
            column = struct.unpack_from("<I", body)[0]
            found.errors[row, column] = ERROR_TEXTS.get(body[8], "#N/A")
    found.hidden_rows = frozenset(hidden)
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each record; both kind and length are numbers of 7-bit groups."""
    position = 0
    while position < len(part):
        kind, position = _number(part, position, 2)
        length, position = _number(part, position, 4)
        yield kind, part[position : position + length]
        position += length


def _number(part: bytes, position: int, most: int) -> tuple[int, int]:
    value = 0
    for group in range(most):
        if position >= len(part):
            break
        byte = part[position]
        position += 1
        # A record kind keeps its continuation bit: 0x9C 0x01 is 156.
        value |= (byte & 0x7F) << (7 * group)
        if not byte & 0x80:
            break
    return value, position
