"""Draw addresses of each kind of page from the rows of a release, by chance and repeatably."""

import random
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote


def draw_addresses(
    data: Path, shapes: Mapping[str, tuple[str, str]], most: int
) -> dict[str, list[str]]:
    """Return up to `most` addresses of each shape, each for another row of its table; one where it names none.

    A shape is an address with columns in braces, and the table they are of. `tahun` is the newest year with plans
    where the table has none.
    """
    connection = sqlite3.connect(f"file:{data}?immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    year = connection.execute("SELECT max(tahun) FROM ringkas_tahun WHERE pagu > 0").fetchone()[0]
    home = connection.execute(
        "SELECT kode_wilayah FROM ringkas_wilayah ORDER BY bobot DESC LIMIT 1"
    ).fetchone()[0]
    chance = random.Random(4)  # noqa: S311 (a repeatable draw, not a secret)
    found = {}
    for name, (shape, table) in shapes.items():
        rows = (
            [dict(row) for row in _drawn(connection, table, home, chance, most)] if table else [{}]
        )
        found[name] = [_filled(shape, {"tahun": year, **row}) for row in rows]
    connection.close()
    return found


def _drawn(
    connection: sqlite3.Connection, table: str, home: str, chance: random.Random, most: int
) -> Iterator[sqlite3.Row]:
    """Yield rows of `table` at places drawn by chance, of the largest municipality where they name one."""
    last = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    of_home = "kode_wilayah = ?" if "kode_wilayah" in names else "? <> ''"
    statement = f"SELECT * FROM {table} WHERE rowid >= ? AND {of_home} LIMIT 1"
    for _ in range(most):
        row = connection.execute(statement, (chance.randrange(last), home)).fetchone()
        if row:
            yield row


def _filled(shape: str, row: Mapping[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda hit: quote(str(row[hit[1]]), safe=""), shape)
