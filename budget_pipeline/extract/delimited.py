"""Read CSV and its kin: fast through Arrow where the file is clean, carefully where it is not."""

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from budget_pipeline.extract.cells import frame
from budget_pipeline.extract.dialect import SEP_LINE, Dialect, vote
from budget_pipeline.extract.encoding import to_utf8
from budget_pipeline.extract.records import MAX_FIELD, split_records
from budget_pipeline.extract.sheets import Sheet, Workbook
from budget_pipeline.issues import reject

MAX_COLUMNS = 300
BLOCK = 16 << 20  # bytes; a record longer than this goes the careful way
Columns = tuple[list[pa.ChunkedArray], npt.NDArray[np.int64]]


def read_delimited(data: bytes, name: str) -> Workbook:
    """Return the one sheet of a delimited text, called `name`; RejectedFile if it is no table."""
    decoded = to_utf8(data)
    text, first_line, delimiter = _without_sep_line(_with_line_feeds(decoded.data))
    complete = text.endswith(b"\n")
    text = text.rstrip(b"\r\n")
    dialect = vote(text, delimiter)
    columns = None if decoded.damaged else _read_fast(text, dialect, first_line)
    if columns and len(columns[0]) <= MAX_COLUMNS:
        sheet = Sheet(name, frame(*columns))
    else:
        sheet = _read_carefully(text, dialect, first_line, name)
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


def _read_fast(text: bytes, dialect: Dialect, first_line: int) -> Columns | None:
    """Return columns and row numbers read by Arrow, or None where the text is not beyond doubt."""
    if dialect.wrapped or b"\0" in text or text.count(b"\r") != text.count(b"\r\n"):
        return None
    if dialect.backslash:
        text = re.sub(rb'\\+"', _doubled_quote, text)
    width = text.split(b"\n", 1)[0].count(dialect.delimiter.encode()) + 1
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


def _doubled_quote(match: re.Match[bytes]) -> bytes:
    r"""Return \" as ""; an even number of backslashes escapes itself, not the quote."""
    run = match[0][:-1]
    return run[:-1] + b'""' if len(run) % 2 else match[0]


def _row_numbers(
    columns: list[pa.ChunkedArray], text: bytes, first_line: int, quotes: bool
) -> npt.NDArray[np.int64] | None:
    """Return the first physical line of each record, or None where lines and records disagree."""
    records = len(columns[0])
    lines = text.count(b"\n") + 1
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
    for position in np.flatnonzero(inside):
        for column in columns:
            value = column[int(position)].as_py()
            if "\n" in value and any(
                max(line.count(d) for d in ",;\t|") >= len(columns) - 1 > 0
                for line in value.split("\n")
            ):
                return True
    return False


def _longest(column: pa.ChunkedArray) -> int:
    return pc.max(pc.binary_length(column)).as_py() or 0


def _read_carefully(text: bytes, dialect: Dialect, first_line: int, name: str) -> Sheet:
    records = split_records(text, dialect, first_line)
    if records.widest > MAX_COLUMNS:
        raise reject("kolom_terlalu_banyak", lembar=name, jumlah=records.widest, batas=MAX_COLUMNS)
    columns = [
        pa.chunked_array([pa.array(values, pa.large_string())])
        for values in zip(*records.rows, strict=True)
    ]
    sheet = Sheet(name, frame(columns, np.array(records.numbers)))
    sheet.bad_rows = records.bad
    return sheet


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
