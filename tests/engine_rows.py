"""What two engines published, row by row, and in what they differ.

Words, codes, years and whole numbers must be the same. A sum of fractions depends in its last
digits on the order of its terms, which no engine promises: numbers agree to nine digits.
"""

import math
import sqlite3
from collections.abc import Iterator
from itertools import zip_longest

TABLES = {
    "indikator": ("kode",),
    "ambang": ("kode", "parameter", "berlaku_sejak", "jenis_pengadaan", "kode_wilayah"),
    "hasil_indikator": ("kode", "subjek_id"),
    "bukti_indikator": ("kode", "subjek_id", "urutan"),
    "cakupan_indikator": ("kode", "tahun", "status", "alasan"),
    "skor": ("subjek_jenis", "subjek_id"),
    "skor_icw": ("id_paket",),
}
# Differences told of one table: the first, since a row too many shifts all that follow.
TOLD = 5
Row = tuple[object, ...]


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a published table by its key; row numbers are no part of what is said."""
    names = [
        name
        for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")
        if name != "id"
    ]  # fmt: skip
    yield from connection.execute(
        f"SELECT {', '.join(names)} FROM {table} ORDER BY {', '.join(TABLES[table])}"
    )


def compare(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, table: str
) -> tuple[int, list[str]]:
    """Return how many rows of `table` agree, and one line for each of the first that differ.

    Both are read as they come, never whole: a million packages leave 16 million verdicts.
    """
    agree, different = 0, list[str]()
    for one, other in zip_longest(rows(ours, table), rows(theirs, table)):
        if one is not None and other is not None and same(one, other):
            agree += 1
        else:
            different.append(f"row {agree + len(different) + 1}: {one} / {other}")
            if len(different) == TOLD:
                break
    return agree, different


def same(one: Row, other: Row) -> bool:
    """Tell whether two rows say the same, each value in the same type."""
    return len(one) == len(other) and all(map(_equal, one, other))


def _equal(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-7)
    return type(one) is type(other) and one == other
