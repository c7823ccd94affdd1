"""Read procurement processes one by one, each with everything that hangs on it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from budget_pipeline.publish.rows import exact_text, money_text, quoted, select_rows
from budget_pipeline.schema.model import Schema, Table

Row = dict[str, Any]

PLANS = f"""
    SELECT paket_rup.id_paket, paket_rup.kd_rup, rup.nama_paket, rup.uraian, rup.sumber_dana,
           {money_text("pagu").replace('"pagu_', 'rup."pagu_')} AS pagu
    FROM paket_rup LEFT JOIN rup ON rup.id = paket_rup.id_rup
    ORDER BY paket_rup.id_paket, paket_rup.kd_rup
"""


@dataclass(frozen=True)
class Process:
    """One row of `paket` and its rows in other tables, in key order; money is exact text."""

    paket: Row
    plans: list[Row]
    bidders: list[Row]
    contracts: list[Row]
    stages: list[Row]
    handovers: list[Row]
    received: str | None


def read_processes(connection: sqlite3.Connection, schema: Schema) -> Iterator[Process]:
    """Yield every process by id, holding only one in memory."""
    received = dict(connection.execute("SELECT id_berkas, diterima FROM berkas").fetchall())
    plans = _Followers(_query(connection, PLANS))
    bidders, contracts, stages, handovers = (
        _Followers(_children(connection, schema.table(name)))
        for name in ("peserta", "kontrak", "jadwal", "bast")
    )
    for paket in _query(connection, select_rows(schema.table("paket"))):
        key = paket["id_paket"]
        yield Process(
            paket=paket,
            plans=plans.of(key),
            bidders=bidders.of(key),
            contracts=contracts.of(key),
            stages=stages.of(key),
            handovers=handovers.of(key),
            received=received.get(paket["id_berkas"]),
        )


class _Followers:
    """Rows sorted by `id_paket`, handed out as the processes pass by in the same order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=lambda row: str(row["id_paket"]))
        self._key = ""
        self._rows: list[Row] = []

    def of(self, key: str) -> list[Row]:
        """Return the rows of one process; keys must be asked for in rising order."""
        while self._key < key:
            group = next(self._groups, None)
            if group is None:
                return []
            self._key, self._rows = group[0], list(group[1])
        return self._rows if self._key == key else []


def _children(connection: sqlite3.Connection, table: Table) -> Iterator[Row]:
    keys = ", ".join(quoted(name) for name in table.primary_key)
    return _query(connection, select_rows(table, exact_text, order=f"{quoted('id_paket')}, {keys}"))


def _query(connection: sqlite3.Connection, sql: str) -> Iterator[Row]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
