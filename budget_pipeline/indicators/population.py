"""The rows an audit sample is drawn from: which count, their worth, and their stratum."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from budget_pipeline.indicators.remarks import AnalysisError

SCORE = "skor"
# Composite scores run from 0 to 1; half and more means that flags outweigh their absence.
HIGH_SCORE = 0.5
# An addendum replaces the contract, also under a number of its own; a record of the award without a
# number gives way to the contract itself. With several first contracts of one supplier nobody can
# say which one an addendum replaces: then the first contracts stand. As in bersama/b_menang.sql.
CONTRACTS = """
    SELECT *,
        CASE
            WHEN "{amount}" IS NULL THEN 0
            WHEN bernomor = 1 AND nomor_kontrak IS NULL THEN 1
            WHEN SUM(versi = 0 AND sah) OVER mitra <= 1
                THEN versi <> MAX(CASE WHEN sah THEN versi END) OVER mitra
            ELSE versi <> 0
        END AS digantikan
    FROM (
        SELECT *,
            "{amount}" IS NOT NULL AND (bernomor = 0 OR nomor_kontrak IS NOT NULL) AS sah
        FROM (
            SELECT *,
                COALESCE(versi_addendum, 0) AS versi,
                COALESCE(id_penyedia, nama_penyedia, '') AS mitra_kontrak,
                MAX(nomor_kontrak IS NOT NULL AND "{amount}" IS NOT NULL) OVER (
                    PARTITION BY id_paket, COALESCE(id_penyedia, nama_penyedia, '')
                ) AS bernomor
            FROM kontrak
        )
    )
    WINDOW mitra AS (PARTITION BY id_paket, mitra_kontrak)
"""
STORED_ONLY = ("_rp", "_sen", "_hari")


@dataclass(frozen=True)
class Item:
    """One row of the frame: its place in key order, its key, its worth in sen, its stratum."""

    place: int
    key: tuple[Any, ...]
    amount: int
    stratum: str = ""

    @property
    def text(self) -> str:
        """Return the key as one text, for the random number of the row."""
        return "|".join(map(str, self.key))


@dataclass(frozen=True)
class Population:
    """All rows with an amount above zero, in key order, and how many others there are and why."""

    table: str
    keys: tuple[str, ...]
    items: list[Item] = field(default_factory=list)
    outside: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return the worth of the frame in sen."""
        return sum(item.amount for item in self.items)

    def columns(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        """Return the published columns of the table."""
        names = _columns(connection, self.table)
        return tuple(name for name in names if not _is_stored_form(name, names))

    def row(
        self, connection: sqlite3.Connection, columns: tuple[str, ...], item: Item
    ) -> dict[str, Any]:
        """Return `columns` of one row."""
        listed = ", ".join(f'"{name}"' for name in columns)
        where = " AND ".join(f'"{key}" IS ?' for key in self.keys)
        found = connection.execute(
            f'SELECT {listed} FROM "{self.table}" WHERE {where}', item.key
        ).fetchone()
        return dict(zip(columns, found, strict=True))


def read_population(
    connection: sqlite3.Connection,
    *,
    table: str,
    amount: str,
    strata: str | None,
    where: Mapping[str, object],
) -> Population:
    """Return the frame of `table`; AnalysisError when a table or column is not there."""
    names = _columns(connection, table)
    if not names:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        )
        raise AnalysisError(
            "sampel_tabel", exit_code=2, ditemukan=table, pilihan=", ".join(r[0] for r in tables)
        )
    wanted = [amount, *where, *([strata] if strata and strata != SCORE else [])]
    if strata == SCORE:
        wanted.append("id_paket")
    for name in wanted:
        if name not in names:
            raise AnalysisError(
                "sampel_kolom", exit_code=2, ditemukan=name, tabel=table, pilihan=", ".join(names)
            )
    keys = _keys(connection, table)
    population = Population(table, keys)
    unknown = not_positive = replaced = 0
    statement, values = _statement(table, names, keys, amount, strata, where)
    for place, row in enumerate(connection.execute(statement, values)):
        sen = _sen(row[0], row[1], row[2])
        if row[4]:
            replaced += 1
        elif sen is None:
            unknown += 1
        elif sen <= 0:
            not_positive += 1
        else:
            stratum = _stratum(strata, row[3])
            population.items.append(Item(place, tuple(row[5:]), sen, stratum))
    population.outside.update(
        {
            "nilai kosong": unknown,
            "nilai nol atau negatif": not_positive,
            "digantikan adendum atau kontrak": replaced,
        }
    )
    return population


def _statement(
    table: str,
    names: list[str],
    keys: tuple[str, ...],
    amount: str,
    strata: str | None,
    where: Mapping[str, object],
) -> tuple[str, list[object]]:
    """Return the query and its values: exact amount (rupiah, sen, or as stored), stratum, key."""
    exact = f"{amount}_rp" in names and f"{amount}_sen" in names
    value = f't."{amount}_rp", t."{amount}_sen", NULL' if exact else f'NULL, NULL, t."{amount}"'
    stratum, join = "NULL", ""
    if strata == SCORE:
        stratum = "s.skor"
        join = " LEFT JOIN skor AS s ON s.subjek_jenis = 'paket' AND s.subjek_id = t.id_paket"
    elif strata:
        stratum = f't."{strata}"'
    source, replaced = f'"{table}"', "0"
    conditions = [f't."{name}" = ?' for name in where]
    if table == "kontrak":
        source, replaced = f"({CONTRACTS.format(amount=amount)})", "t.digantikan"
    listed = ", ".join(f't."{key}"' for key in keys)
    filters = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return (
        f"SELECT {value}, {stratum}, {replaced}, {listed} FROM {source} AS t{join}{filters}"
        f" ORDER BY {listed}",
        list(where.values()),
    )


def _sen(rupiah: int | None, sen: int | None, other: Any) -> int | None:
    """Return an amount in sen, exactly; None where it is unknown or no number."""
    if rupiah is not None:
        return rupiah * 100 + (sen or 0)
    if other is None:
        return None
    try:
        return int(Decimal(str(other)) * 100)
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _stratum(strata: str | None, value: Any) -> str:
    if strata is None:
        return ""
    if strata != SCORE:
        return "(kosong)" if value is None else str(value)
    if value is None:
        return "tanpa skor"
    if value == 0:
        return "rendah (skor 0)"
    high = value >= HIGH_SCORE
    return f"tinggi (skor >= {HIGH_SCORE})" if high else f"sedang (skor < {HIGH_SCORE})"


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [
        row[0] for row in connection.execute("SELECT name FROM pragma_table_xinfo(?)", (table,))
    ]


def _keys(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk", (table,)
    )
    return tuple(row[0] for row in found) or ("rowid",)


def _is_stored_form(name: str, names: list[str]) -> bool:
    """Tell whether a column only stores another: `pagu_rp` and `pagu_sen` for `pagu`."""
    return any(name.endswith(end) and name.removesuffix(end) in names for end in STORED_ONLY)
