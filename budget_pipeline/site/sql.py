"""Run the queries of queries/*.sql on one connection: names in, dictionaries out, values always bound."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).parent / "queries"
Row = dict[str, Any]


@cache
def text(name: str) -> str:
    """Return the SQL of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


class Rows(list[Row]):
    """The first rows of an answer, and whether there are more: a page that shows them says so."""

    more = False


class Reader:
    """Named queries on one read-only connection.

    A money column arrives as `x_rp` and `x_sen`; the row gains `x`, the whole amount in sen.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self, name: str, /, **values: Any) -> list[Row]:
        """Return every row of the named query."""
        return list(self.run(text(name), values))

    def first(self, name: str, most: int, /, **values: Any) -> Rows:
        """Return at most `most` rows of the named query, which binds :batas."""
        rows = self.all(name, batas=most + 1, **values)
        found = Rows(rows[:most])
        found.more = len(rows) > most
        return found

    def one(self, name: str, /, **values: Any) -> Row | None:
        """Return the first row of the named query, or None."""
        return next(self.run(text(name), values), None)

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
