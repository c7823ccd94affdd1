"""Read CSV and its kin piece by piece: fast through Arrow where a piece is clean, carefully where it is not."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from budget_pipeline.extract import textfile
from budget_pipeline.extract.cells import frame, trimmed
from budget_pipeline.extract.dialect import (
    DELIMITERS,
    MAX_QUOTED_LINES,
    SEP_LINE,
    Dialect,
    count_fields,
    vote,
)
from budget_pipeline.extract.encoding import Decoded, is_utf8, to_utf8
from budget_pipeline.extract.records import (
    MAX_FIELD,
    VOTING_BYTES,
    Bad,
    pieces,
    split_records,
    usual_width,
)
from budget_pipeline.extract.sheets import Sheet, Workbook, refuse_width
from budget_pipeline.extract.textfile import Text, written
from budget_pipeline.issues import reject

# What takes the columns of each piece as it is read, and returns each column as a whole.
Keep = Callable[[Iterable[list[pa.Array]]], list[pa.ChunkedArray]]
AT_ONCE = 2  # pieces read at the same time
Columns = tuple[list[pa.Array], npt.NDArray[np.int64]]


@dataclass
class Piece:
    """Some records: a list of columns for each block of them, their first lines, which are bad, most fields."""

    blocks: list[list[pa.Array]] = field(default_factory=list)
    numbers: list[npt.NDArray[np.int64]] = field(default_factory=list)
    bad: dict[int, Bad] = field(default_factory=dict)
    widest: int = 0


def in_memory(blocks: Iterable[list[pa.Array]]) -> list[pa.ChunkedArray]:
    """Return each column of `blocks` as a whole."""
    return [pa.chunked_array(column) for column in zip(*filter(None, blocks), strict=True)]


def read_delimited(content: Text, name: str, keep: Keep = in_memory) -> Workbook:
    """Return the one sheet of a delimited text, called `name`; RejectedFile if it is no table."""
    decoded = to_utf8(content)
    text, first_line, delimiter = _without_sep_line(_with_line_feeds(decoded.text))
    if text[-1:] == b"\x1a":  # the end mark of DOS programs
        text = text.cut(0, len(text) - 1)
    if text.is_blank():
        raise reject("tidak_ada_isi")
    complete = text[-1:] == b"\n"
    if text[-2:] == b"\n\n" or text[-4:] == b"\r\n\r\n":
        text = text.rstrip(b"\r\n")
    dialect = vote(text, delimiter)
    sheet = trimmed(_read(Decoded(text, "", decoded.damaged), dialect, first_line, name, keep))
    if not len(sheet.cells):
        raise reject("tidak_ada_isi")
    if not complete:
        _distrust_cut_end(sheet)
    workbook = Workbook("csv", [sheet])
    if decoded.encoding == "Windows-1252":
        workbook.notes.append(("pengodean_lama", name, {"pengodean": decoded.encoding}))
    return workbook


def _with_line_feeds(text: Text) -> Text:
    """Return `text` with line feeds for line ends, where it has carriage returns alone (Mac)."""
    returns = False
    for piece in text.pieces():
        if b"\n" in piece:
            return text
        returns |= b"\r" in piece
    return written(piece.replace(b"\r", b"\n") for piece in text.pieces()) if returns else text


def _without_sep_line(text: Text) -> tuple[Text, int, str | None]:
    """Return the text after Excel's "sep=;" line, its first line's number, and the delimiter."""
    if match := SEP_LINE.match(text[: textfile.NEAR]):
        return text.cut(match.end()), 2, match[1].decode("latin-1")
    return text, 1, None


def _read(decoded: Decoded, dialect: Dialect, first_line: int, name: str, keep: Keep) -> Sheet:
    """Return the sheet of a text; only the odd pieces of one that is odd somewhere are read by line."""
    width = _width(decoded, dialect)
    refuse_width(width, name)
    numbers: list[npt.NDArray[np.int64]] = []
    bad: dict[int, Bad] = {}

    def read(piece: bytes, line: int) -> Piece:
        trusted = not decoded.damaged or is_utf8(iter([piece]))
        fast = _read_fast(piece, dialect, line, width) if trusted else None
        if fast:
            return Piece([fast[0]], [fast[1]])
        carefully = _read_carefully(piece, dialect, width, line, line > first_line)
        refuse_width(carefully.widest, name)
        return carefully

    def blocks() -> Iterator[list[pa.Array]]:
        line = first_line
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: list[Future[Piece]] = []
            for piece in pieces(decoded.text, dialect, width):
                waiting.append(pool.submit(read, piece, line))
                line += piece.count(b"\n")
                if len(waiting) > AT_ONCE:
                    yield from take(waiting.pop(0).result())
            for future in waiting:
                yield from take(future.result())

    def take(piece: Piece) -> list[list[pa.Array]]:
        numbers.extend(piece.numbers)
        bad.update(piece.bad)
        return piece.blocks

    columns = keep(blocks())
    return Sheet(name, frame(columns, np.concatenate(numbers)), bad_rows=bad)


def _width(decoded: Decoded, dialect: Dialect) -> int:
    """Return the number of fields of the table: of its first line where the first records all have it."""
    text = decoded.text
    head = text[:VOTING_BYTES]
    first = head[: head.find(b"\n") + 1 or len(head)].decode("utf-8", "replace")
    width = count_fields(first, dialect.delimiter)
    if len(head) < len(text):
        head = _whole_records(head)
    if not decoded.damaged and _read_fast(head, dialect, 1, width):
        return width
    return usual_width(text, dialect)


def _whole_records(head: bytes) -> bytes:
    """Return the beginning of a text up to a line end near its end that stands outside quotes."""
    end = len(head)
    for _ in range(MAX_QUOTED_LINES):
        end = head.rfind(b"\n", 0, end)
        if end < 0:
            break
        if head.count(b'"', 0, end) % 2 == 0:
            return head[: end + 1]
    return head


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
            # One block, so that each column is one array; the other processor reads another piece.
            pa.csv.ReadOptions(use_threads=False, column_names=names, block_size=len(text) + 1),
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
    columns = [column.combine_chunks() for column in table.columns]
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
    columns: list[pa.Array], text: bytes, first_line: int, quotes: bool
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


def _swallowed(columns: list[pa.Array], inside: npt.NDArray[np.int64]) -> bool:
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


def _longest(column: pa.Array) -> int:
    return pc.max(pc.binary_length(column)).as_py() or 0


def _read_carefully(
    text: bytes, dialect: Dialect, width: int, first_line: int, table_begun: bool
) -> Piece:
    """Return the records of a piece that is odd somewhere, read line by line."""
    result = Piece()
    for block in split_records(
        text, dialect, width, first_line=first_line, table_begun=table_begun
    ):
        result.widest = max(result.widest, block.widest)
        columns = zip(*block.rows, strict=True)
        result.blocks.append([pa.array(values, pa.large_string()) for values in columns])
        result.numbers.append(np.array(block.numbers, np.int64))
        result.bad |= block.bad
    return result


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
