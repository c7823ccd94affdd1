"""Add the summary tables that pages read to a database that is otherwise complete.

They repeat nothing that cannot be computed from the declared tables; they exist so that a page of a release with a
million packages reads some index entries instead of a million rows. Names start with `ringkas_`.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from budget_pipeline.site.distributions import add_distributions
from budget_pipeline.site.filters import BREAKPOINTS
from budget_pipeline.site.places import add_places

STEPS = Path(__file__).parent / "ringkasan"


def add_summaries(connection: sqlite3.Connection) -> None:
    """Create and fill every summary table on `connection`, after all facts, references and verdicts are loaded."""
    _add_breakpoints(connection)
    for path in sorted(STEPS.glob("*.sql")):
        for statement in statements(path.read_text(encoding="utf-8")):
            connection.execute(statement)
    add_places(connection)
    add_distributions(connection)
    _count_rows(connection)
    _gather_statistics(connection)


def _add_breakpoints(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE ringkas_pita (pita INTEGER NOT NULL PRIMARY KEY, dari_rp INTEGER NOT NULL UNIQUE) STRICT"
    )
    connection.executemany("INSERT INTO ringkas_pita VALUES (?, ?)", enumerate(BREAKPOINTS))


def has_summaries(connection: sqlite3.Connection) -> bool:
    """Tell whether the database already carries its summaries."""
    found = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'ringkas_jumlah'"
    ).fetchone()
    return bool(found[0])


def build_beside(data: Path, target: Path) -> None:
    """Write the summaries of `data`, which lacks them, into a database of their own at `target`."""
    connection = sqlite3.connect(target, isolation_level=None, uri=True)
    try:
        connection.execute("ATTACH ? AS sumber", (f"{data.resolve().as_uri()}?immutable=1",))
        add_summaries(connection)
    finally:
        connection.close()


def attach(connection: sqlite3.Connection, summaries: Path | None) -> None:
    """Make the summary tables known to a connection; their names need no prefix."""
    if summaries is not None:
        address = f"{summaries.resolve().as_uri()}?immutable=1"
        connection.execute("ATTACH ? AS ringkasan", (address,))


def statements(script: str) -> Iterator[str]:
    """Yield the statements of an SQL script one by one."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part.strip()
            part = ""


def _count_rows(connection: sqlite3.Connection) -> None:
    """Count every table once, so that the server need not."""
    connection.execute(
        "CREATE TABLE ringkas_jumlah (tabel TEXT NOT NULL PRIMARY KEY, jumlah INTEGER NOT NULL) STRICT"
    )
    names = [
        name
        for schema in ("main", *_attached(connection))
        for (name,) in connection.execute(
            f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name <> 'ringkas_jumlah' ORDER BY name"
        )
    ]
    for name in names:
        count = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        connection.execute("INSERT INTO ringkas_jumlah VALUES (?, ?)", (name, count))


def _gather_statistics(connection: sqlite3.Connection) -> None:
    """Tell the query planner how the summary tables are filled, from a sample of each index."""
    connection.execute("PRAGMA analysis_limit = 1000")
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name LIKE 'ringkas!_%' ESCAPE '!'"
        " ORDER BY name"
    ).fetchall()
    for (name,) in names:
        connection.execute(f'ANALYZE main."{name}"')


def _attached(connection: sqlite3.Connection) -> list[str]:
    return [
        row[1]
        for row in connection.execute("PRAGMA database_list")
        if row[1] not in ("main", "temp")
    ]
