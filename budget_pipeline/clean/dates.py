"""Date columns: Indonesian, ISO, Excel and epoch forms to ISO text and integer days.

Day first always: a thirteenth month is a mistake, never a sign of month-first order. A time zone
mark is not acted on: LKPP and SPSE label local time with Z, so clock times stay as written.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.calendar_text import Mistake, Moment, read_moment
from budget_pipeline.clean.distinct import (
    BOOLEAN,
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    Kinds,
    arrow,
    distinct,
    kinds_or_text,
    spellings,
)
from budget_pipeline.clean.periods import period_end, year_from_text

__all__ = ["DateColumn", "parse_column", "period_end", "year_from_text"]

_KIND_CODES: Final = {
    BOOLEAN: "bukan_tanggal",
    ERROR: "sel_galat",
    FORMULA: "rumus_tanpa_nilai",
}
_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ISO: Final = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[ T]{_CLOCK}(?:\.[0-9]+)?Z?)?$"


# A column has few days, however many parts of it come.
_read_once = lru_cache(10_000)(read_moment)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """One date column.

    `iso`: "YYYY-MM-DD", or "YYYY-MM-DD HH:MM:SS" where a time was asked for and given; None for
    `null` and `bad` cells. `days`: days since 1970-01-01, 0 where there is no date. `codes`:
    position -> message code of bad cells.
    """

    iso: npt.NDArray[np.object_]
    days: npt.NDArray[np.int64]
    null: npt.NDArray[np.bool_]
    bad: npt.NDArray[np.bool_]
    codes: dict[int, str] = field(default_factory=dict)

    def of_rows(self, rows: Any) -> "DateColumn":
        """Return a column whose rows hold the texts of this one, numbered by an Arrow array."""
        at = rows.to_numpy(zero_copy_only=False)
        bad = self.bad[at]
        codes = {row: self.codes[int(at[row])] for row in np.flatnonzero(bad).tolist()}
        return DateColumn(self.iso[at], self.days[at], self.null[at], bad, codes)


def parse_column(values: "pd.Series[str]", kinds: Kinds, *, want_time: bool = False) -> DateColumn:
    """Return the dates of a column; a time is kept only on `want_time`.

    Number cells are Excel serials, epoch seconds or milliseconds, or YYYYMMDD. Epochs are the one
    form that is true UTC (SIRUP's fall into office hours only that way), so they are read as
    Jakarta time.
    """
    array = arrow(values)
    texts, rows = (array, None) if kinds is not None else spellings(array)
    if rows is not None:
        return _parse(texts, kinds_or_text(None, len(texts)), want_time).of_rows(rows)
    return _parse(array, kinds_or_text(kinds, len(values)), want_time)


def _parse(array: Any, cell_kinds: npt.NDArray[np.uint8], want_time: bool) -> DateColumn:
    column = _blank(len(array))
    for kind, code in _KIND_CODES.items():
        column.codes.update(dict.fromkeys(np.flatnonzero(cell_kinds == kind).tolist(), code))
    other = np.isin(cell_kinds, list(_KIND_CODES))
    iso = ~other & pc.match_substring_regex(array, _ISO).to_numpy(zero_copy_only=False)
    _fill_iso(column, array, np.flatnonzero(iso), cell_kinds, want_time)
    for number in (False, True):
        chosen = ~other & ~iso & ((cell_kinds == NUMBER) == number)
        _fill(column, array, np.flatnonzero(chosen), number=number, want_time=want_time)
    column.bad[list(column.codes)] = True
    return column


def _blank(size: int) -> DateColumn:
    return DateColumn(
        iso=np.full(size, None, dtype=object),
        days=np.zeros(size, dtype=np.int64),
        null=np.zeros(size, dtype=bool),
        bad=np.zeros(size, dtype=bool),
    )


def _fill_iso(
    column: DateColumn,
    array: Any,
    at: npt.NDArray[np.int64],
    kinds: npt.NDArray[np.uint8],
    want_time: bool,
) -> None:
    """Fill in ISO cells: few distinct days, however many distinct times."""
    if not len(at):
        return
    cells = array.take(pa.array(at))
    _fill(column, pc.utf8_slice_codeunits(cells, 0, 10), at, number=False, want_time=False)
    if not want_time:
        return
    times = pc.utf8_slice_codeunits(cells, 11, 19).to_numpy(zero_copy_only=False)
    midnight = (kinds[at] == DATE) & (times == "00:00:00")  # a date cell without a clock time
    timed = ~midnight & (times != "") & ~pd.isna(column.iso[at])
    column.iso[at[timed]] = column.iso[at[timed]] + " " + times[timed]


def _fill(
    column: DateColumn, array: Any, at: npt.NDArray[np.int64], *, number: bool, want_time: bool
) -> None:
    """Fill in the cells `at`, each distinct text read once."""
    if not len(at):
        return
    cells = array if len(array) == len(at) else array.take(pa.array(at))
    texts, index = distinct(cells)
    read = [_read_once(text, number=number) for text in texts]
    iso, days = np.full(len(read), None, dtype=object), np.zeros(len(read), dtype=np.int64)
    wrong = np.full(len(read), "", dtype=object)
    for i, moment in enumerate(read):
        if isinstance(moment, Moment):
            iso[i] = moment.text(want_time)
            days[i] = moment.days
        elif isinstance(moment, Mistake):
            wrong[i] = moment.code
    column.iso[at], column.days[at] = iso[index], days[index]
    column.null[at] = np.array([moment is None for moment in read], dtype=bool)[index]
    codes = wrong[index]
    column.codes.update({int(at[i]): codes[i] for i in np.flatnonzero(codes != "")})
