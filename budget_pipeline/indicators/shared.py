"""Create and drop the temporary tables that several statements of one run read."""

import sqlite3
from collections.abc import Iterable

from budget_pipeline.indicators.model import SharedTable


def build(connection: sqlite3.Connection, table: SharedTable) -> None:
    """Create the temporary table `table` from its statement, with its indexes."""
    connection.execute(f'CREATE TEMP TABLE "{table.nama}" AS {table.sql}')
    for columns in table.indeks:
        index = f"{table.nama}_{'_'.join(columns)}"
        connection.execute(f'CREATE INDEX temp."{index}" ON "{table.nama}" ({", ".join(columns)})')


def drop(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Drop temporary tables by name, those that were never made included."""
    for name in names:
        connection.execute(f'DROP TABLE IF EXISTS temp."{name}"')
