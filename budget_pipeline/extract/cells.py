"""Turn the values of a spreadsheet library into text and kinds, column by column."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowStringArray

from budget_pipeline.extract.sheets import BOOLEAN, DATE, FORMULA, NUMBER, TEXT, Sheet

Kinds = npt.NDArray[np.uint8]

# Rows turned over at once: bounds the Python objects alive at one time.
BLOCK = 20_000
LONGEST_EXPONENT = 400

KIND_OF = {
    str: TEXT,
    int: NUMBER,
    float: NUMBER,
    bool: BOOLEAN,
    datetime.date: DATE,
    datetime.datetime: DATE,
    datetime.time: TEXT,
    datetime.timedelta: TEXT,
}
SCALARS = {bool, datetime.date, datetime.datetime, datetime.time, datetime.timedelta}


def sheet_from_rows(name: str, rows: Iterable[Sequence[Any]], *, left: int = 0) -> Sheet:
    """Return the sheet of equally long `rows` from row 1, with `left` empty columns before."""
    texts: list[list[pa.Array]] = []
    kinds: list[Kinds] = []
    for block in _blocks(rows):
        columns = [column_text(values) for values in zip(*block, strict=True)]
        texts.append([text for text, _ in columns])
        kinds.append(np.column_stack([kind for _, kind in columns]))
    if not texts:
        return Sheet(name, frame([], np.arange(0)))
    merged = [pa.chunked_array(chunks, pa.large_string()) for chunks in zip(*texts, strict=True)]
    every = np.concatenate(kinds)
    empty = pa.chunked_array([_empty_text(len(every))])
    every = np.column_stack([np.zeros((len(every), left), np.uint8), every])
    return Sheet(name, frame([empty] * left + merged, np.arange(1, len(every) + 1)), every)


def frame(columns: Sequence[pa.ChunkedArray], rows: npt.NDArray[Any]) -> pd.DataFrame:
    """Return `columns` of Arrow text as a frame with columns 0..n-1 and `rows` as its index."""
    data = {number: ArrowStringArray(column) for number, column in enumerate(columns)}
    return pd.DataFrame(data, index=pd.Index(rows, dtype="int64"), columns=range(len(columns)))


def trimmed(sheet: Sheet) -> Sheet:
    """Return `sheet` without empty rows at its end and empty columns at its right."""
    width, height = len(sheet.cells.columns), len(sheet.cells)
    while width and not _filled(sheet, width - 1).any():
        width -= 1
    if not any(_filled(sheet, column, height - 1).any() for column in range(width)):
        filled = [np.flatnonzero(_filled(sheet, column)) for column in range(width)]
        height = max((int(rows[-1]) + 1 for rows in filled if len(rows)), default=0)
    sheet.cells = sheet.cells.iloc[:height, :width]
    sheet.hidden_rows = frozenset(row for row in sheet.hidden_rows if row <= sheet.last_row)
    if sheet.kinds is not None:
        sheet.kinds = np.ascontiguousarray(sheet.kinds[:height, :width])
        if not sheet.kinds.any():
            sheet.kinds = None
    return sheet


def column_text(values: Sequence[Any]) -> tuple[pa.Array, Kinds]:
    """Return the text of `values` (str, number, bool, date) and their kinds.

    >>> column_text(("a", 5.0, 0.25, True, datetime.date(2024, 5, 1)))[0].to_pylist()
    ['a', '5', '0.25', 'true', '2024-05-01']
    """
    types = set(map(type, values))
    if types == {str}:
        return pa.array(values, pa.large_string()), np.zeros(len(values), np.uint8)
    if types == {float}:
        kinds = np.full(len(values), NUMBER, np.uint8)
        return floats_text(np.array(values, np.float64)), kinds
    kinds = np.fromiter(map(KIND_OF.__getitem__, map(type, values)), np.uint8, len(values))
    if types - {str, float, int}:
        # Few of them differ, so each is written out once.
        # (Collected by type: True and 1.0 are equal and have the same hash.)
        scalars = {value for value in values if type(value) in SCALARS}
        shown = {value: _scalar_text(value) for value in scalars}
        values = [shown[value] if type(value) in SCALARS else value for value in values]
    texts = np.array(values, dtype=object)
    if types & {float, int}:
        numbers = np.flatnonzero(kinds == NUMBER).tolist()
        texts[numbers] = _numbers_text([values[i] for i in numbers])
    return pa.array(texts, pa.large_string()), kinds


def floats_text(values: npt.NDArray[np.float64]) -> pa.Array:
    """Return doubles as their shortest exact text, without exponent and without ".0".

    >>> floats_text(np.array([52441553.489999995, 1e16, -0.0, 1e-7, 1e300])).to_pylist()[:4]
    ['52441553.489999995', '10000000000000000', '0', '0.0000001']
    """
    whole = (np.abs(values) < 2.0**63) & (values == np.floor(values))
    if whole.all():
        return pc.cast(pa.array(values.astype(np.int64)), pa.large_string())
    integers = pc.cast(pa.array(np.where(whole, values, 0).astype(np.int64)), pa.large_string())
    doubles = pc.cast(pa.array(values), pa.large_string())
    texts = pc.if_else(pa.array(whole), integers, doubles)
    odd = np.flatnonzero(~whole & ((np.abs(values) < 1e-3) | (np.abs(values) >= 1e9)))
    if len(odd):
        mask = np.zeros(len(values), bool)
        mask[odd] = True
        plain = pa.array([plain_number(repr(float(values[i]))) for i in odd], pa.large_string())
        texts = pc.replace_with_mask(texts, pa.array(mask), plain)
    return texts


def plain_number(text: str) -> str:
    """Return a number's text without exponent, digits untouched.

    >>> plain_number("1.5E+9"), plain_number("12.50")
    ('1500000000', '12.50')
    """
    if "e" not in text and "E" not in text:
        return text
    number = Decimal(text)
    # Nothing is that large or small: 1e999999999 would fill the memory with zeros.
    return format(number, "f") if abs(number.adjusted()) <= LONGEST_EXPONENT else text


def _numbers_text(values: list[int | float]) -> list[str]:
    if all(type(value) is float for value in values):
        texts: list[str] = floats_text(np.array(values, np.float64)).to_pylist()
        return texts
    return [
        str(value) if isinstance(value, int) else floats_text(np.array([value]))[0].as_py()
        for value in values
    ]


def _scalar_text(value: Any) -> str:
    """Return a boolean, date, time or duration as text; midnight is not shown."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds")
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    return str(value.isoformat())


def _filled(sheet: Sheet, column: int, first: int = 0) -> npt.NDArray[np.bool_]:
    """Tell for each cell of a column whether it holds text or a formula without value."""
    lengths = pc.binary_length(pa.array(sheet.cells[column].iloc[max(first, 0) :]))
    filled: npt.NDArray[np.bool_] = np.asarray(lengths.to_numpy(False), np.int64) > 0
    if sheet.kinds is not None:
        filled |= sheet.kinds[max(first, 0) :, column] == FORMULA
    return filled


def _blocks(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    iterator = iter(rows)
    while block := list(islice(iterator, BLOCK)):
        yield block


def _empty_text(length: int) -> pa.Array:
    return pa.array(np.full(length, "", dtype=object), pa.large_string())
