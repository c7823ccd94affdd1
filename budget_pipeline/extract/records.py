"""Split delimited text into records line by line, where something in the file is odd.

The slow and careful way: every physical line ends up in a record or in a distrusted row of its own,
so that one stray quote or one broken line costs one row and never the rows after it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from budget_pipeline.extract import textfile
from budget_pipeline.extract.dialect import MAX_QUOTED_LINES, Dialect, unwrapped
from budget_pipeline.extract.textfile import Text

MAX_FIELD = 131_072
# Not yet known, or a table of one column: a record may have any number of fields.
ANY_WIDTH = 1
VOTING_BYTES = 1 << 22
AHEAD = 1 << 16  # bytes looked at for a whole record
BLOCK = 20_000  # records turned over at once: bounds the Python objects alive at one time
NUL_SHOWN = "\N{SYMBOL FOR NULL}".encode()

Bad = tuple[str, dict[str, object]]
UNCLOSED: Bad = ("kutip_tidak_ditutup", {})


@dataclass
class Records:
    """Records of one width with the number of their first line, and the ones not to be trusted."""

    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    bad: dict[int, Bad] = field(default_factory=dict)
    widest: int = 0


def split_records(
    data: bytes, dialect: Dialect, width: int, *, first_line: int = 1, table_begun: bool = False
) -> Iterator[Records]:
    """Yield the records of UTF-8 `data` in blocks; rows of another width than `width` are bad.

    `table_begun`: a full row stood before, so a short one is no title any more.
    """
    lines = _lines(data)
    block = Records()
    position = 0
    while position < len(lines):
        used, row, bad = _record(lines, position, dialect, width)
        length = len(row)
        _drop_empty_tail(row, width)
        bad = bad or _wrong_width(row, length, width, table_begun)
        number = first_line + position
        if bad:
            block.bad[number] = bad
        table_begun |= not bad and len(row) == width
        block.widest = max(block.widest, len(row))
        block.numbers.append(number)
        block.rows.append(_fitted(row, width, dialect.delimiter))
        position += used
        if len(block.rows) == BLOCK:
            yield block
            block = Records()
    yield block


def usual_width(text: Text, dialect: Dialect) -> int:
    """Return the number of fields that most records have; those of one field do not vote."""
    counts: Counter[int] = Counter()
    lines, position = _lines(text[:VOTING_BYTES]), 0
    while position < len(lines):
        used, row, bad = _record(lines, position, dialect, ANY_WIDTH)
        if len(row) > 1 and bad != UNCLOSED:
            counts[len(row)] += 1
        position += used
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0] if counts else 1


def pieces(text: Text, dialect: Dialect, width: int) -> Iterator[bytes]:
    """Yield `text` in pieces that begin with a full record, so that each can be read by itself.

    Lines with all fields of a record are a record: inside a quoted text they would be a quote that
    was never closed.
    """
    start = 0
    while start < len(text):
        end = text.after_line(start + textfile.PIECE)
        while end < len(text) and not _begins_record(text, end, dialect, width):
            end = text.after_line(end)
        yield text[start:end]
        start = end


def _begins_record(text: Text, at: int, dialect: Dialect, width: int) -> bool:
    """Tell whether a sound record of `width` fields begins with the line at byte `at`.

    Where a quoted text ends in that line, its quotes are not in pairs.
    """
    lines = text[at : max(at + AHEAD, text.after_line(at))].split(b"\n")
    used, row, bad = _record(lines, 0, dialect, width)
    paired = sum(line.count(b'"') for line in lines[:used]) % 2 == 0
    return bad is None and len(row) == width and paired


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def fields_of(text: str, dialect: Dialect) -> list[str] | None:
    r"""Return the fields of a record, or None when its quotes do not close where a field ends.

    >>> fields_of('a,"b ""c"", d",e', Dialect(","))
    ['a', 'b "c", d', 'e']
    >>> fields_of('a,"b', Dialect(",")) is None
    True
    """
    delimiter = dialect.delimiter
    if '"' not in text:
        return text.split(delimiter)
    quoted = BACKSLASHED if dialect.backslash else DOUBLED
    fields, position, end = [], 0, len(text)
    while True:
        if text.startswith('"', position):
            match = quoted.match(text, position)
            if not match or not (match.end() == end or text.startswith(delimiter, match.end())):
                return None
            fields.append(_unescaped(match[1], dialect.backslash))
            position = match.end()
        else:
            stop = text.find(delimiter, position)
            stop = end if stop < 0 else stop
            fields.append(text[position:stop])
            position = stop
        if position >= end:
            return fields
        position += len(delimiter)
        if position == end:
            return [*fields, ""]


BACKSLASHED = re.compile(r'"((?:[^"\\]|\\.|"")*)"', re.DOTALL)
DOUBLED = re.compile(r'"((?:[^"]|"")*)"')


def _unescaped(text: str, backslash: bool) -> str:
    text = text.replace('""', '"')
    return text.replace('\\"', '"') if backslash else text


def _record(
    lines: list[bytes], position: int, dialect: Dialect, width: int
) -> tuple[int, list[str], Bad | None]:
    """Return how many lines the record at `position` takes, its fields, and what is wrong."""
    text, bad = _decoded(lines[position])
    if dialect.wrapped:
        text = unwrapped(text)
    row = fields_of(text, dialect)
    if row is not None:
        return 1, row, bad or _too_long(row)
    joined = text
    for extra in range(1, min(MAX_QUOTED_LINES, len(lines) - position)):
        following, damage = _decoded(lines[position + extra])
        joined += "\n" + following
        bad = bad or damage
        row = fields_of(joined, dialect) if '"' in following else None
        if row is not None and (len(row) == width or width <= ANY_WIDTH):
            return extra + 1, row, bad or _too_long(row)
        if row is not None:
            break
    return 1, text.split(dialect.delimiter), UNCLOSED


def _decoded(line: bytes) -> tuple[str, Bad | None]:
    line = line.removesuffix(b"\r")
    if b"\0" in line:
        return line.replace(b"\0", NUL_SHOWN).decode("utf-8", "replace"), ("karakter_nul", {})
    try:
        return line.decode(), None
    except UnicodeDecodeError:
        return line.decode("utf-8", "replace"), ("pengodean_campur", {})


def _too_long(row: list[str]) -> Bad | None:
    length = max(map(len, row))
    if length > MAX_FIELD:
        return "isi_terlalu_panjang", {"panjang": length, "batas": MAX_FIELD}
    return None


def _drop_empty_tail(row: list[str], width: int) -> None:
    """Take empty fields beyond the table's width off: a delimiter at the end of each line."""
    while len(row) > width and not row[-1]:
        row.pop()


def _wrong_width(row: list[str], length: int, width: int, table_begun: bool) -> Bad | None:
    """Return what is wrong with a row's width; titles above a table may be short, lines blank."""
    if len(row) > width:
        return "kolom_berlebih", {"ada": length, "harusnya": width}
    if len(row) < width and table_begun and any(row):
        return "kolom_kurang", {"ada": length, "harusnya": width}
    return None


def _fitted(row: list[str], width: int, delimiter: str) -> list[str]:
    """Return `row` in the table's width; what is too much stays readable in the last field."""
    if len(row) > width:
        return [*row[: width - 1], delimiter.join(row[width - 1 :])]
    return row + [""] * (width - len(row))
