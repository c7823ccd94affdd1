"""Select the rows of a table as they are published: declared columns, key order, exact text.

Money leaves the database as decimal text made from its two integers, never through a float.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from budget_pipeline.schema.model import Column, Schema, Table

KINDS = ("fact", "derived", "reference", "log", "indicator")
BATCH = 20_000


def published_tables(schema: Schema) -> list[Table]:
    """Return the tables that are offered for download, by name."""
    return schema.of_kind(*KINDS)


def quoted(name: str) -> str:
    """Return a declared name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def money_text(column: str) -> str:
    """Return the SQL of one rupiah column as exact decimal text ("-1295927372.42", "500")."""
    rupiah, sen = quoted(f"{column}_rp"), quoted(f"{column}_sen")
    return (
        f"CASE WHEN {rupiah} IS NULL THEN NULL"
        f" WHEN {sen} = 0 THEN CAST({rupiah} AS TEXT)"
        f" WHEN {rupiah} >= 0 THEN {rupiah} || '.' || substr('0' || {sen}, -2)"
        # Rupiah are rounded down: -1.25 is stored as -2 rupiah and 75 sen.
        f" ELSE '-' || (-({rupiah} + 1)) || '.' || substr('0' || (100 - {sen}), -2) END"
    )


def exact_text(column: Column) -> str:
    """Return the SQL of one column in its exact published form."""
    name = quoted(column.name)
    if column.is_money:
        return money_text(column.name)
    if column.type == "boolean":
        return f"CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
    return name


def select_rows(
    table: Table, render: Callable[[Column], str] = exact_text, where: str = "", order: str = ""
) -> str:
    """Return the SELECT of all published columns in key order, each rendered by `render`."""
    columns = ", ".join(f"{render(column)} AS {quoted(column.name)}" for column in table.columns)
    keys = order or ", ".join(quoted(name) for name in table.primary_key)
    return f"SELECT {columns} FROM {quoted(table.name)} {where} ORDER BY {keys}"


def count_rows(connection: sqlite3.Connection, table: Table) -> int:
    """Return the number of rows of `table`."""
    return int(connection.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchone()[0])


def money_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the rupiah columns of a table, as the database itself shows them.

    Read from the file, not from the schema: an older release may have been made with another one.
    """
    rows = connection.execute(f"PRAGMA table_xinfo({quoted(table)})").fetchall()
    names = {row[1] for row in rows}
    return [row[1] for row in rows if {f"{row[1]}_rp", f"{row[1]}_sen"} <= names]


def fact_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables whose rows have a source row and a year; summaries of the site are none."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'ringkas!_%' ESCAPE '!'"
        " ORDER BY name"
    ).fetchall()
    tables = []
    for (table,) in names:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_xinfo({quoted(table)})")}
        if {"tahun", "id_berkas", "lembar", "baris"} <= columns:
            tables.append(table)
    return tables


def measure(
    connection: sqlite3.Connection,
    table: str,
    money: Sequence[str],
    *,
    where: str = "",
    values: Sequence[object] = (),
) -> tuple[int, dict[str, Decimal]]:
    """Return the number of rows and the exact total of each rupiah column."""
    # Split at a milliard: sum() of SQLite fails beyond 2^63, which a misread cell can reach.
    parts = "".join(
        f", coalesce(sum({quoted(f'{name}_rp')} / 1000000000), 0)"
        f", coalesce(sum({quoted(f'{name}_rp')} % 1000000000), 0)"
        f", coalesce(sum({quoted(f'{name}_sen')}), 0)"
        for name in money
    )
    row = connection.execute(
        f"SELECT count(*){parts} FROM {quoted(table)} {where}", values
    ).fetchone()
    sums = zip(money, row[1::3], row[2::3], row[3::3], strict=True)
    return row[0], {
        name: decimal_of_sen((high * 10**9 + low) * 100 + sen) for name, high, low, sen in sums
    }


def decimal_of_sen(sen: int) -> Decimal:
    """Return an amount in sen as rupiah, without trailing zeros beyond the point.

    >>> str(decimal_of_sen(129542)), str(decimal_of_sen(-50)), str(decimal_of_sen(700))
    ('1295.42', '-0.50', '7')
    """
    whole, rest = divmod(abs(sen), 100)
    sign = "-" if sen < 0 else ""
    return Decimal(f"{sign}{whole}.{rest:02d}" if rest else f"{sign}{whole}")


def batches(cursor: sqlite3.Cursor, size: int = BATCH) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of `cursor` in lists of at most `size`, to bound memory."""
    while rows := cursor.fetchmany(size):
        yield rows
