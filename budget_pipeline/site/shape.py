"""Refuse a release that lacks a table or a column which the pages of this program read."""

import sqlite3
from functools import cache
from pathlib import Path

from budget_pipeline.errors import ReleaseError
from budget_pipeline.load.database import create_database
from budget_pipeline.load.search import build_search
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site.summaries import add_summaries, has_summaries

COLUMNS = """
    SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
    WHERE m.type = 'table'
"""


def refuse_other_columns(connection: sqlite3.Connection, release: str) -> None:
    """Raise ReleaseError, naming a column, where the database was made by a program of another time.

    A release without any summaries is complete: they are then built beside it.
    """
    own = has_summaries(connection)
    missing = {
        f"{table}.{column}"
        for table, column in _expected() - set(connection.execute(COLUMNS))
        if own or not table.startswith("ringkas_")
    }
    if missing:
        raise ReleaseError(
            f"{release}: bentuk basis data ini bukan dari program yang terpasang ({min(missing)} tidak ada)."
            " Jalankan impor lagi. / Made by another version of this program; run the import again."
        )


@cache
def _expected() -> frozenset[tuple[str, str]]:
    """Return table and column of everything an empty release of this program holds."""
    connection = create_database(Path(":memory:"), load_schema())
    try:
        build_search(connection)
        add_summaries(connection)
        return frozenset(connection.execute(COLUMNS))
    finally:
        connection.close()
