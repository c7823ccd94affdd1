"""Find the tables on a sheet: where the header stands, which layout it is, what stands above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.extract.accountcolumns import only_accounts
from budget_pipeline.extract.crosstab import spread_out
from budget_pipeline.extract.headers import (
    MAX_DEPTH,
    Header,
    Mapping,
    map_feed,
    read_headers,
    satisfies,
)
from budget_pipeline.extract.profiles import Layout
from budget_pipeline.extract.repeats import goes_on, repeated_headers
from budget_pipeline.extract.sheets import TYPED_ROWS, Sheet
from budget_pipeline.extract.words import key
from budget_pipeline.schema.model import Schema

SEARCH_ROWS = 80
CONTENT_ROWS = 200
# Declared for this layout, headers it requires, columns found, and how few rows the header takes.
Score = tuple[int, int, int, int]
FEWEST_HITS = 2  # one header of a layout is chance, two are a hint


@dataclass
class Region:
    """One recognised table: rows are positions in the sheet (0-based), end exclusive.

    `numbering` are positions of column-number rows and repeated headers inside the table.
    """

    layout: Layout
    mappings: list[Mapping]
    headers: list[Header]
    title: range
    header: range
    body: range
    numbering: frozenset[int] = frozenset()
    title_text: str = ""


@dataclass
class Recognition:
    """What was found on one sheet, and what came close when nothing was."""

    regions: list[Region]
    nearest: str = ""
    missing: tuple[str, ...] = ()
    clashes: list[tuple[str, list[str]]] = field(default_factory=list)


def recognise(sheet: Sheet, layouts: Sequence[Layout], schema: Schema) -> Recognition:
    """Return the tables of `sheet` in order; when none fits, the nearest layout instead."""
    vocabulary = _vocabulary(layouts, schema)
    height = len(sheet.cells)
    found = _search(sheet, 0, min(height, SEARCH_ROWS), layouts, schema, vocabulary)
    if found is None:
        positional = _by_content(sheet, layouts)
        if positional:
            return Recognition([positional])
        return _nearest(sheet, layouts, schema, vocabulary)
    regions = [found]
    while height <= TYPED_ROWS:
        following = _next_header(sheet, regions[-1], layouts, schema, vocabulary)
        if following is None:
            break
        regions[-1].body = range(regions[-1].body.start, following.title.start)
        regions.append(following)
    for region in regions:
        region.numbering = repeated_headers(
            sheet, region.header, region.body, [c for m in region.mappings for c in m.sources]
        )
    clashes = [
        (name, [region.headers[i].text for i in columns])
        for region in regions
        for mapping in region.mappings
        for name, columns in mapping.clashes
    ]
    return Recognition(regions, clashes=clashes)


def _search(
    sheet: Sheet,
    start: int,
    stop: int,
    layouts: Sequence[Layout],
    schema: Schema,
    vocabulary: set[str],
    title_from: int = 0,
) -> Region | None:
    """Return the best table whose header starts in rows `start`..`stop`."""
    best: tuple[Score, Region] | None = None
    for first in range(start, stop):
        if not _could_be_header(sheet, first, vocabulary):
            continue
        for depth in range(1, min(MAX_DEPTH, len(sheet.cells) - first) + 1):
            headers = read_headers(sheet, first, depth)
            for layout in layouts:
                region = _try(sheet, headers, first, depth, layout, schema, title_from)
                if region is None:
                    continue
                columns = sum(len(mapping.columns) for mapping in region.mappings)
                score = (
                    not layout.generic,
                    len(layout.require) * (not layout.generic),
                    columns,
                    -depth,
                )
                if best is None or _better(score, first, *best):
                    best = (score, region)
        if best is not None and best[1].header.start + MAX_DEPTH <= first:
            break
    return best[1] if best else None


def _better(score: Score, first: int, best: Score, region: Region) -> bool:
    """Tell whether a header from row `first` on says more than the best one yet.

    Of two that overlap the shorter wins, so that no title joins a header. One wholly below the other
    is its repetition unless it says more: what stands between them are lines, not titles.
    """
    return score > best if first < region.header.stop else score[:-1] > best[:-1]


def _try(
    sheet: Sheet,
    headers: list[Header],
    first: int,
    depth: int,
    layout: Layout,
    schema: Schema,
    title_from: int,
) -> Region | None:
    if layout.positions or not satisfies(headers, layout, schema.table(layout.feeds[0].table)):
        return None
    title = range(title_from, first)
    text = title_text(sheet, title)
    if layout.title_pattern and not _matches(layout.title_pattern, text):
        return None
    spread = spread_out(layout, headers, schema)
    if spread is None:
        return None
    layout, mapped = spread
    body = range(first + depth, len(sheet.cells))
    mappings = [only_accounts(m, sheet, headers, body, schema) for m in mapped]
    if not set(layout.require if layout.generic else layout.require_columns) <= set(
        mappings[0].columns
    ):
        return None
    if depth < MAX_DEPTH and goes_on(
        sheet, body, _money_columns(mappings, schema), _words_for_nothing(schema)
    ):
        return None
    return Region(
        layout, mappings, headers, title, range(first, first + depth), body, title_text=text
    )


def _money_columns(mappings: Sequence[Mapping], schema: Schema) -> set[int]:
    return {
        column
        for mapping in mappings
        for name in schema.table(mapping.table).money
        for column in mapping.columns.get(name, ())
    }


def _words_for_nothing(schema: Schema) -> set[str]:
    return {
        key(word)
        for code in schema.codelists["penanda_nilai"].codes
        for word in (code.title.id, code.title.en, *code.synonyms)
    }


def title_text(sheet: Sheet, rows: range) -> str:
    """Return the text above a table, one line per row."""
    lines = []
    for position in rows:
        cells = _filled(sheet, position)
        if cells:
            lines.append(" ".join(cells))
    return "\n".join(lines)


def _could_be_header(sheet: Sheet, position: int, vocabulary: set[str]) -> bool:
    return any(key(cell) in vocabulary for cell in _filled(sheet, position))


def _next_header(
    sheet: Sheet,
    region: Region,
    layouts: Sequence[Layout],
    schema: Schema,
    vocabulary: set[str],
) -> Region | None:
    """Return the next table below `region`'s header when a different header stands there."""
    own = {key(cell) for row in region.header for cell in _filled(sheet, row)}
    hits = known_cells(sheet, vocabulary)
    for position in hits[hits >= region.body.start]:
        cells = [key(cell) for cell in _filled(sheet, int(position))]
        known = sum(cell in vocabulary for cell in cells)
        if known * 2 < len(cells) or own.issuperset(cells):
            continue
        title_from = int(position)
        while title_from - 1 > region.header.stop and len(_filled(sheet, title_from - 1)) == 1:
            title_from -= 1
        found = _search(
            sheet, int(position), int(position) + 1, layouts, schema, vocabulary, title_from
        )
        if found is not None:
            return found
    return None


def known_cells(sheet: Sheet, vocabulary: set[str]) -> npt.NDArray[np.intp]:
    """Return the positions of rows in which at least three cells are known header words."""
    codes, texts = pd.factorize(sheet.head.ravel())
    known = np.fromiter((key(str(text)) in vocabulary for text in texts), bool, len(texts))
    return np.flatnonzero(known[codes].reshape(sheet.head.shape).sum(axis=1) >= 3)


def _filled(sheet: Sheet, position: int) -> list[str]:
    return [text.strip() for text in sheet.head[position] if text.strip()]


def _by_content(sheet: Sheet, layouts: Sequence[Layout]) -> Region | None:
    """Return a headerless table when every declared position holds what it must hold."""
    sample = sheet.cells.head(CONTENT_ROWS)
    for layout in layouts if len(sample) else ():
        width = sheet.cells.shape[1]
        if not layout.positions or width <= max(at for at, _, _ in layout.positions):
            continue
        fits = all(
            sample.iloc[:, at].astype(str).map(lambda text, p=like: _matches(p, text)).mean() >= 0.9
            for at, _, like in layout.positions
            if like
        )
        if not fits:
            continue
        mappings = [
            Mapping(
                feed.table,
                {
                    name.partition(".")[2]: (at,)
                    for at, name, _ in layout.positions
                    if name.partition(".")[0] == feed.table
                },
            )
            for feed in layout.feeds
        ]
        headers = [Header(f"kolom {i + 1}", "", "", "") for i in range(width)]
        nothing = range(0)
        return Region(layout, mappings, headers, nothing, nothing, range(len(sheet.cells)))
    return None


def _nearest(
    sheet: Sheet, layouts: Sequence[Layout], schema: Schema, vocabulary: set[str]
) -> Recognition:
    """Return which layout came closest and which of its headers are missing, for the message."""
    best: tuple[float, str, tuple[str, ...]] = (0.0, "", ())
    for first in range(min(len(sheet.cells), SEARCH_ROWS)):
        if not _could_be_header(sheet, first, vocabulary):
            continue
        headers = read_headers(sheet, first, 1)
        texts = {text for header in headers for text in (header.full, header.last, header.loose)}
        for layout in layouts:
            if not layout.require:
                continue
            if layout.generic:
                table = schema.table(layout.feeds[0].table)
                mapping = map_feed(headers, layout.feeds[0], table)
                missing = tuple(
                    table.column(n).title.id for n in layout.require if n not in mapping.columns
                )
            else:
                missing = tuple(name for name in layout.require if name.strip("*") not in texts)
            share = 1 - len(missing) / max(len(layout.require), 1)
            if share > best[0] and len(layout.require) - len(missing) >= FEWEST_HITS:
                best = (share, layout.title.id, missing)
    return Recognition([], nearest=best[1], missing=best[2])


def _vocabulary(layouts: Sequence[Layout], schema: Schema) -> set[str]:
    words = {word for table in schema.of_kind("fact") for c in table.columns for word in c.synonyms}
    for layout in layouts:
        words |= {name.strip("*") for name in layout.require}
        for feed in layout.feeds:
            for names in feed.columns.values():
                words |= {name.strip("*").partition("+")[0].partition("#")[0] for name in names}
    return words - {""}


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None
