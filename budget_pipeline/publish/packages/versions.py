"""Tell which rows of `kontrak` are versions of one contract: an addendum amends, it never adds.

The same rule as the indicators have (indicators/bersama/b_menang.sql): a row without a number gives
way to the numbered contract of its supplier; an addendum, also under a number of its own, belongs
to the first contract of its supplier. With several first contracts only an equal number tells which
one it amends; where that is missing nobody can say, and the row stands by itself.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

Row = dict[str, Any]


def contract_versions(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the versions of each contract of one process that was made, oldest first."""
    made = [row for row in rows if row["nilai_kontrak"] is not None or row["nomor_kontrak"]]
    by_supplier = groupby(sorted(made, key=_supplier), key=_supplier)
    return [versions for _, group in by_supplier for versions in _of_supplier(list(group))]


def _of_supplier(rows: list[Row]) -> list[list[Row]]:
    if any(row["nomor_kontrak"] and row["nilai_kontrak"] is not None for row in rows):
        rows = [row for row in rows if row["nomor_kontrak"]]
    rows = sorted(rows, key=lambda row: (_version(row), row["id_kontrak"]))
    firsts = {row["nomor_kontrak"] for row in rows if _version(row) == 0}
    if len(firsts) <= 1:
        # Addenda without their first contract are versions of one that was not loaded.
        return [rows]
    contracts: dict[str | None, list[Row]] = {}
    for row in rows:
        contracts.setdefault(row["nomor_kontrak"], []).append(row)
    return list(contracts.values())


def _version(row: Row) -> int:
    return int(row["versi_addendum"] or 0)


def _supplier(row: Row) -> str:
    return str(row["id_penyedia"] or row["nama_penyedia"] or "")
