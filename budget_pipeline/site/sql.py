"""Run the queries of queries/*.sql on one connection: names in, dictionaries out, values always bound."""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).parent / "queries"
LIMIT = re.compile(r"\s+LIMIT :batas\s*\Z")
Row = dict[str, Any]


@cache
def text(name: str) -> str:
    """Return the SQL of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


class Rows(list[Row]):
    """The first rows of an answer, and how many there are in all: a page that shows some says so."""

    total = 0

    @property
    def more(self) -> bool:
        """Tell whether there are rows beyond these."""
        return self.total > len(self)


class Reader:
    """Named queries on one read-only connection, for the length of one page.

    A money column arrives as `x_rp` and `x_sen`; the row gains `x`, the whole amount in sen. What was
    read once is kept: the parts of a page (boxes, pictures, tables) ask for the same facts.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._kept: dict[tuple[Any, ...], list[Row]] = {}

    def all(self, name: str, /, **values: Any) -> list[Row]:
        """Return every row of the named query."""
        asked = (name, *sorted(values.items()))
        if asked not in self._kept:
            self._kept[asked] = list(self.run(text(name), values))
        return self._kept[asked]

    def first(self, name: str, most: int, /, *, total: int | None = None, **values: Any) -> Rows:
        """Return at most `most` rows of the named query, which ends with LIMIT :batas.

        `total` is how many there are in all where a summary knows it; else they are counted, but
        only when there are more than `most`.
        """
        return self.cut(text(name), most, values, total=total)

    def cut(self, sql: str, most: int, values: dict[str, Any], *, total: int | None = None) -> Rows:
        """Return at most `most` rows of `sql`, which ends with LIMIT :batas, and how many there are."""
        rows = list(self.run(sql, {**values, "batas": most + 1}))
        found = Rows(rows[:most])
        found.total = len(rows)
        if len(rows) > most:
            whole = f"SELECT count(*) FROM ({LIMIT.sub('', sql)})"
            found.total = total or self.connection.execute(whole, values).fetchone()[0]
        return found

    def one(self, name: str, /, **values: Any) -> Row | None:
        """Return the first row of the named query, or None."""
        return next(iter(self.all(name, **values)), None)

    def value(self, name: str, /, **values: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self.one(name, **values)
        return next(iter(row.values())) if row else None

    def run(self, sql: str, values: dict[str, Any]) -> Iterator[Row]:
        """Yield the rows of `sql`."""
        cursor = self.connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        amounts = [
            name[:-3] for name in names if name.endswith("_rp") and f"{name[:-3]}_sen" in names
        ]
        for values_read in cursor:
            row = dict(zip(names, values_read, strict=True))
            for name in amounts:
                rupiah, sen = row[f"{name}_rp"], row[f"{name}_sen"]
                row[name] = None if rupiah is None else rupiah * 100 + (sen or 0)
            yield row
