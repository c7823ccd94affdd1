"""Choose the engine by its name; a missing extra is one clear line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.indicators.engines.model import Engine
from budget_pipeline.indicators.engines.sqlite import SqliteEngine
from budget_pipeline.indicators.model import Catalog
from budget_pipeline.schema.model import Schema

SQLITE, DUCKDB = "sqlite", "duckdb"
# Engine -> the packages it needs and the extra that brings them.
NEEDS = {DUCKDB: (("duckdb", "sqlglot"), "scale")}


@contextmanager
def over_database(
    name: str, connection: sqlite3.Connection, schema: Schema, catalog: Catalog
) -> Iterator[Engine]:
    """Yield the engine `name` with the tables of a release's database; it publishes into them."""
    need_extra(name)
    if name == SQLITE:
        yield SqliteEngine(connection)
        return
    from budget_pipeline.indicators.engines.duckdb import DuckdbEngine

    with DuckdbEngine.open(connection, schema, catalog) as engine:
        yield engine


def need_extra(name: str) -> None:
    """Raise BudgetPipelineError, saying what to install, where the engine's packages are missing."""
    packages, extra = NEEDS.get(name, ((), ""))
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise BudgetPipelineError(
            f'--engine {name} butuh {", ".join(missing)}. Pasang dengan: pip install "budget-pipeline[{extra}]"'
            f" / --engine {name} needs {', '.join(missing)}; install the extra named above."
        )
