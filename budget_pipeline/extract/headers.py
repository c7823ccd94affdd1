"""Read header rows: join merged and stacked headers, and find which header feeds which column."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget_pipeline.extract.headeryears import by_year
from budget_pipeline.extract.profiles import Feed, Layout
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.extract.words import key, key_without_period
from budget_pipeline.schema.model import Column, Table

MAX_DEPTH = 4
SEPARATOR = " > "  # between the rows of a header in `Header.text`


@dataclass(frozen=True)
class Header:
    """The joined header of one column: as written, and the names it answers to.

    `full` joins all its rows, `last` is the lowest, `tails` every ending between the two (Anggaran
    > Perubahan below Jumlah), `loose` leaves a period out.
    """

    text: str
    full: str
    last: str
    loose: str
    tails: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """Which source columns feed one table: column name -> source column indexes, best first."""

    table: str
    columns: dict[str, tuple[int, ...]]
    clashes: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def sources(self) -> list[int]:
        """Return the source columns that feed the table."""
        return [index for found in self.columns.values() for index in found]


def read_headers(sheet: Sheet, first: int, depth: int) -> list[Header]:
    """Return one header per source column from `depth` rows starting at position `first`."""
    rows = [list(sheet.head[first + i]) for i in range(depth)]
    filled = [_fill(rows, level, sheet, first) for level in range(depth)]
    headers = []
    for column in range(sheet.cells.shape[1]):
        parts: list[str] = []
        for level in range(depth):
            text = filled[level][column].strip()
            if text and (not parts or key(parts[-1]) != key(text)):
                parts.append(text)
        joined = SEPARATOR.join(parts)
        last = parts[-1] if parts else ""
        words = [key(part) for part in parts]
        tails = tuple(" ".join(filter(None, words[level:])) for level in range(len(words)))
        full = tails[0] if tails else ""
        headers.append(Header(joined, full, key(last), key_without_period(last), tails))
    return by_year(headers)


def map_feed(headers: Sequence[Header], feed: Feed, table: Table) -> Mapping:
    """Return the mapping of `headers` to `table`, profile names before synonyms, never by position.

    Two headers with the same text for one column are a clash: the caller refuses, so that the last
    one never wins silently.
    """
    ignored = set(feed.ignore)
    columns: dict[str, tuple[int, ...]] = {}
    clashes = []
    for column in (*table.columns, *table.internal):
        if column.derived:
            continue
        found = _find(headers, column, feed, ignored)
        if not found:
            continue
        internal = column in table.internal
        declared = internal or column.name in feed.columns
        if len(found) > 1 and not declared and _same_header(headers, found):
            clashes.append((column.name, found))
        columns[column.name] = found if internal else found[:1]
    return Mapping(table.name, columns, tuple(clashes))


def satisfies(headers: Sequence[Header], layout: Layout, table: Table) -> bool:
    """Tell whether every header the layout requires is there and none it forbids."""
    if layout.generic:
        mapping = map_feed(headers, layout.feeds[0], table)
        return all(name in mapping.columns for name in layout.require) and _has_subject(
            mapping, table
        )
    found = map_feed(headers, layout.feeds[0], table).columns if layout.require_columns else {}
    return (
        all(_match(headers, name) for name in layout.require)
        and all(name in found for name in layout.require_columns)
        and not any(_match(headers, name) for name in layout.forbid)
        and (
            layout.spread is None or _has_subject(map_feed(headers, layout.feeds[0], table), table)
        )
    )


def _has_subject(mapping: Mapping, table: Table) -> bool:
    """Amounts alone make no table: a code or a name must say what they are about."""
    named = {
        column.name
        for column in table.columns
        if column.type == "string" and column.name in mapping.columns
    }
    return bool(named)


def _find(
    headers: Sequence[Header], column: Column, feed: Feed, ignored: set[str]
) -> tuple[int, ...]:
    declared = column.name in feed.columns
    if declared:
        wanted: tuple[str, ...] = feed.columns[column.name]
    elif column.name in feed.constants:
        return ()
    else:
        wanted = column.synonyms
    found: list[int] = []
    for pattern in wanted:
        for index in _match(headers, pattern):
            if index not in found and (declared or headers[index].last not in ignored):
                found.append(index)
    return tuple(found)


def _match(headers: Sequence[Header], pattern: str) -> list[int]:
    """Return the columns whose header fits.

    Exact text, `*end`, `start*`, `*inside*`, `name+n` (n columns to the right), `name#n` (its n-th occurrence).
    """
    if "+" in pattern:
        name, _, offset = pattern.rpartition("+")
        return [
            i + int(offset) for i in _match(headers, name)[:1] if i + int(offset) < len(headers)
        ]
    if "#" in pattern:
        name, _, number = pattern.rpartition("#")
        return _match(headers, name)[int(number) - 1 : int(number)]
    if pattern.startswith("*") and pattern.endswith("*"):
        return [i for i, h in enumerate(headers) if pattern.strip("*") in h.full]
    if pattern.startswith("*"):
        return [i for i, h in enumerate(headers) if h.full.endswith(pattern[1:])]
    if pattern.endswith("*"):
        return [i for i, h in enumerate(headers) if h.full.startswith(pattern[:-1])]
    exact = [i for i, h in enumerate(headers) if pattern in (h.full, h.last, *h.tails)]
    return exact or [i for i, h in enumerate(headers) if h.loose and h.loose == pattern]


def _same_header(headers: Sequence[Header], found: tuple[int, ...]) -> bool:
    return len({headers[index].full for index in found}) < len(found)


def _fill(rows: list[list[str]], level: int, sheet: Sheet, first: int) -> list[str]:
    """Return one header row, merged cells filled; upper rows spread over empty neighbours."""
    row = list(rows[level])
    top_number = int(sheet.cells.index[first])
    number = int(sheet.cells.index[first + level])
    for top, left, bottom, right in sheet.merged:
        if top_number <= top <= number <= bottom and left < len(row):
            source = rows[top - top_number][left]
            for column in range(left, min(right + 1, len(row))):
                row[column] = row[column] or source
    if level < len(rows) - 1:
        for column in range(1, len(row)):
            below = any(rows[deeper][column] for deeper in range(level + 1, len(rows)))
            if not row[column] and below:
                row[column] = row[column - 1]
    return row
