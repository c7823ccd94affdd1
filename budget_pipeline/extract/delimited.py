"""Read CSV and its kin: fast through Arrow where the file is clean, carefully where it is not."""

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from budget_pipeline.extract.cells import frame, trimmed
from budget_pipeline.extract.dialect import DELIMITERS, SEP_LINE, Dialect, count_fields, vote
from budget_pipeline.extract.encoding import is_utf8, to_utf8
from budget_pipeline.extract.records import MAX_FIELD, Bad, pieces, split_records, usual_width
from budget_pipeline.extract.sheets import Sheet, Workbook, refuse_width
from budget_pipeline.issues import reject

BLOCK = 16 << 20  # bytes; a record longer than this goes the careful way
Columns = tuple[list[pa.ChunkedArray], npt.NDArray[np.int64]]


def read_delimited(data: bytes, name: str) -> Workbook:
    """Return the one sheet of a delimited text, called `name`; RejectedFile if it is no table."""
    decoded = to_utf8(data)
    text, first_line, delimiter = _without_sep_line(_with_line_feeds(decoded.data))
    text = text.removesuffix(b"\x1a")  # the end mark of DOS programs
    if not text[:4096].strip() and not text.strip():
        raise reject("tidak_ada_isi")
    complete = text.endswith(b"\n")
    if text.endswith((b"\n\n", b"\r\n\r\n")):
        text = text.rstrip(b"\r\n")
    dialect = vote(text, delimiter)
    first = text[: text.find(b"\n") + 1 or len(text)].decode("utf-8", "replace")
    width = count_fields(first, dialect.delimiter)
    fast = None if decoded.damaged else _read_fast(text, dialect, first_line, width)
    if fast:
        refuse_width(width, name)
        sheet = Sheet(name, frame(*fast))
    else:
        sheet = _read_carefully(text, dialect, first_line, name)
    sheet = trimmed(sheet)
    if not len(sheet.cells):
        raise reject("tidak_ada_isi")
    if not complete:
        _distrust_cut_end(sheet)
    workbook = Workbook("csv", [sheet])
    if decoded.encoding == "Windows-1252":
        workbook.notes.append(("pengodean_lama", name, {"pengodean": decoded.encoding}))
    return workbook


def _with_line_feeds(text: bytes) -> bytes:
    """Return `text` with line feeds for line ends, where it has carriage returns alone (Mac)."""
    return text.replace(b"\r", b"\n") if b"\r" in text and b"\n" not in text else text


def _without_sep_line(text: bytes) -> tuple[bytes, int, str | None]:
    """Return the text after Excel's "sep=;" line, its first line's number, and the delimiter."""
    if match := SEP_LINE.match(text):
        return text[match.end() :], 2, match[1].decode("latin-1")
    return text, 1, None


def _read_fast(text: bytes, dialect: Dialect, first_line: int, width: int) -> Columns | None:
    """Return columns and row numbers read by Arrow, or None where the text is not beyond doubt."""
    if dialect.wrapped or b"\0" in text or _has_lone_returns(text):
        return None
    if dialect.backslash:
        text = re.sub(rb'\\+"', _doubled_quote, text)
    names = [str(number) for number in range(width)]
    quotes = b'"' in text
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(text),
            pa.csv.ReadOptions(column_names=names, block_size=BLOCK),
            pa.csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char='"' if quotes else False,
                newlines_in_values=quotes,
                ignore_empty_lines=False,
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = [column.cast(pa.large_string()) for column in table.columns]
    numbers = _row_numbers(columns, text, first_line, quotes)
    if numbers is None or any(_longest(column) > MAX_FIELD for column in columns):
        return None
    return columns, numbers


def _has_lone_returns(text: bytes) -> bool:
    return b"\r" in text and text.count(b"\r") != text.count(b"\r\n")


def _doubled_quote(match: re.Match[bytes]) -> bytes:
    r"""Return \" as ""; an even number of backslashes escapes itself, not the quote."""
    run = match[0][:-1]
    return run[:-1] + b'""' if len(run) % 2 else match[0]


def _row_numbers(
    columns: list[pa.ChunkedArray], text: bytes, first_line: int, quotes: bool
) -> npt.NDArray[np.int64] | None:
    """Return the first physical line of each record, or None where lines and records disagree."""
    records = len(columns[0])
    lines = text.count(b"\n") + (not text.endswith(b"\n"))
    if records == lines:
        return np.arange(first_line, first_line + records)
    if not quotes or records > lines:
        return None
    inside = np.zeros(records, np.int64)
    for column in columns:
        inside += np.asarray(pc.count_substring(column, "\n").to_numpy(), np.int64)
    if int(inside.sum()) + records != lines or _swallowed(columns, inside):
        return None
    starts = np.cumsum(inside + 1) - (inside + 1)
    return starts + first_line


def _swallowed(columns: list[pa.ChunkedArray], inside: npt.NDArray[np.int64]) -> bool:
    """Tell whether a quoted text holds what looks like whole records: a quote left open."""
    for column in columns:
        held = column.filter(pa.array(inside > 0))
        several = held.filter(pc.match_substring(held, "\n"))
        if any(_looks_like_records(value, len(columns)) for value in several.to_pylist()):
            return True
    return False


def _looks_like_records(value: str, width: int) -> bool:
    if width < 2 or max(map(value.count, DELIMITERS)) < width - 1:
        return False
    return any(max(map(line.count, DELIMITERS)) >= width - 1 for line in value.split("\n"))


def _longest(column: pa.ChunkedArray) -> int:
    return pc.max(pc.binary_length(column)).as_py() or 0


def _read_carefully(text: bytes, dialect: Dialect, first_line: int, name: str) -> Sheet:
    """Return the sheet of a text that is odd somewhere; only its odd pieces are read by line."""
    width = usual_width(text, dialect)
    blocks: list[list[pa.Array]] = []
    numbers: list[npt.NDArray[np.int64]] = []
    bad: dict[int, Bad] = {}
    line = first_line
    for piece in pieces(text, dialect, width):
        fast = _read_fast(piece, dialect, line, width) if is_utf8(piece) else None
        if fast:
            blocks.append([column.combine_chunks() for column in fast[0]])
            numbers.append(fast[1])
        else:
            for block in split_records(
                piece, dialect, width, first_line=line, table_begun=line > first_line
            ):
                refuse_width(block.widest, name)
                columns = zip(*block.rows, strict=True)
                blocks.append([pa.array(values, pa.large_string()) for values in columns])
                numbers.append(np.array(block.numbers, np.int64))
                bad |= block.bad
        line += piece.count(b"\n")
    chunks = zip(*filter(None, blocks), strict=True)
    cells = frame([pa.chunked_array(column) for column in chunks], np.concatenate(numbers))
    return Sheet(name, cells, bad_rows=bad)


def _distrust_cut_end(sheet: Sheet) -> None:
    """Mark the last row of a file that ends without a line end, where its last value is cut short.

    A download that broke off inside the last value of a column of one width (2024 -> "202").
    """
    if len(sheet.cells) < 4:
        return
    last = sheet.cells.iloc[:, -1]
    lengths = last.iloc[1:].str.len()
    usual, found = lengths.iloc[:-1].unique(), int(lengths.iloc[-1])
    cut_inside = len(usual) == 1 and found < int(usual[0])
    cut_before = found == 0 and bool((lengths.iloc[:-1] > 0).all())
    if cut_inside or cut_before:
        sheet.bad_rows.setdefault(sheet.last_row, ("baris_terpotong", {}))
