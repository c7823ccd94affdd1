"""What an engine published, row by row, and in what two engines differ.

Words, codes, years and whole numbers must be the same. A sum of fractions depends in its last
digits on the order of its terms, which no engine promises: numbers agree to nine digits.
"""

import math
import sqlite3
from collections.abc import Sequence

TABLES = {
    "indikator": ("kode",),
    "ambang": ("kode", "parameter", "berlaku_sejak", "jenis_pengadaan", "kode_wilayah"),
    "hasil_indikator": ("kode", "subjek_id"),
    "bukti_indikator": ("kode", "subjek_id", "urutan"),
    "cakupan_indikator": ("kode", "tahun", "status", "alasan"),
    "skor": ("subjek_jenis", "subjek_id"),
    "skor_icw": ("id_paket",),
}
Row = tuple[object, ...]


def rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    """Every row of a published table by its key; row numbers are no part of what is said."""
    names = [
        name
        for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")
        if name != "id"
    ]  # fmt: skip
    return connection.execute(
        f"SELECT {', '.join(names)} FROM {table} ORDER BY {', '.join(TABLES[table])}"
    ).fetchall()


def differences(ours: Sequence[Row], theirs: Sequence[Row]) -> list[str]:
    """One line per row that differs; the first of those that only one side has."""
    if len(ours) != len(theirs):
        alone = sorted(set(map(repr, ours)) ^ set(map(repr, theirs)))
        return [f"{len(ours)} rows against {len(theirs)}", *alone[:3]]
    return [
        f"{one} / {other}" for one, other in zip(ours, theirs, strict=True) if not same(one, other)
    ]


def same(one: Row, other: Row) -> bool:
    return len(one) == len(other) and all(map(_equal, one, other))


def _equal(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-7)
    return type(one) is type(other) and one == other
