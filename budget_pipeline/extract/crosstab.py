"""Read cross-tabs: columns headed by months, accounts or stages become rows of one table."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from budget_pipeline.extract.headers import SEPARATOR, Header, Mapping, map_feed
from budget_pipeline.extract.profiles import Layout, Spread
from budget_pipeline.extract.words import is_account_code, key
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import reference_rows

ACCOUNTS = "rekening"
# Columns are named by group or kind of account (5.1, 5.1.02); deeper names are not unique.
NAMED_LEVELS = (2, 3)


def spread_out(
    layout: Layout, headers: Sequence[Header], schema: Schema
) -> tuple[Layout, list[Mapping]] | None:
    """Return `layout` with one more feed per column that names a value, and all its mappings.

    None when too few columns do, or two name the same: then nobody can tell which is meant.
    """
    spread = layout.spread
    if spread is None:
        return layout, _mapped(layout, headers, schema)
    found = _named_columns(spread, headers, schema)
    values = [value for _, value, _ in found]
    if len(found) < spread.fewest or len(set(values)) < len(values):
        return None
    table = schema.table(spread.table)
    template = layout.feeds[-1]
    feeds = list(layout.feeds) if spread.keeps_base else []
    mappings = [map_feed(headers, feed, schema.table(feed.table)) for feed in feeds]
    for index, value, constants in found:
        feed = replace(
            template,
            constants={**template.constants, spread.column: value, **constants},
            when=(spread.value,),
        )
        shared = map_feed(headers, feed, table)
        columns = {n: at for n, at in shared.columns.items() if n not in table.money}
        feeds.append(feed)
        mappings.append(replace(shared, columns={**columns, spread.value: (index,)}))
    return replace(layout, feeds=tuple(feeds)), mappings


def _mapped(layout: Layout, headers: Sequence[Header], schema: Schema) -> list[Mapping]:
    return [map_feed(headers, feed, schema.table(feed.table)) for feed in layout.feeds]


def _named_columns(
    spread: Spread, headers: Sequence[Header], schema: Schema
) -> list[tuple[int, str, dict[str, str]]]:
    """Return (column, value, further constants) of each header that names a value of the list."""
    if spread.by == ACCOUNTS:
        return _account_columns(headers)
    names = _list_names(spread.by, schema)
    amount = {key(word) for word in schema.table(spread.table).column(spread.value).synonyms}
    found: list[tuple[int, str, dict[str, str]]] = []
    for index, header in enumerate(headers):
        parts = [key(part) for part in header.text.split(SEPARATOR)]
        named = [part for part in parts if part in names]
        if named and (parts[-1] in names or parts[-1] in amount):
            found.append((index, names[named[-1]], {}))
    return found


def _account_columns(headers: Sequence[Header]) -> list[tuple[int, str, dict[str, str]]]:
    """Return the columns headed by accounts, leaving out those that others add up to."""
    found: dict[int, tuple[str, str]] = {}
    for index, header in enumerate(headers):
        last = header.text.split(SEPARATOR)[-1].strip()
        code, _, name = last.partition(" ")
        if is_account_code(last) and "." in code:
            found[index] = (code.strip("."), name.strip())
        elif header.last in _account_names():
            found[index] = (_account_names()[header.last], last)
    codes = {code for code, _ in found.values()}
    return [
        (index, code, {"nama_rekening": name} if name else {})
        for index, (code, name) in found.items()
        if not any(other.startswith(f"{code}.") for other in codes)
    ]


@cache
def _account_names() -> dict[str, str]:
    """Return the code of each account whose name heads columns; names met twice are left out."""
    names: dict[str, str] = {}
    twice = set()
    for row in reference_rows("rekening_90_2019.csv"):
        if row["kode"].count(".") + 1 in NAMED_LEVELS and row["kode"][0] in "456":
            word = key(row["nama"])
            twice |= {word} & set(names)
            names[word] = row["kode"]
    return {word: code for word, code in names.items() if word not in twice}


def _list_names(name: str, schema: Schema) -> dict[str, str]:
    """Return the code by each of its names; a bare number numbers columns and names nothing."""
    names: dict[str, str] = {}
    for code in schema.codelists[name].codes:
        words = (code.code, code.title.id, code.title.en, *code.synonyms, f"bulan {code.code}")
        for word in words:
            if not word.isdecimal():
                names.setdefault(key(word), code.code)
    return names
