"""Write what judging left in one database into an empty one, with its indexes: the least that judging can take.

usage: python -m tests.benchmarks.write_verdicts JUDGED FILE
"""

import sys
from pathlib import Path

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.engines.model import WRITTEN
from budget_pipeline.indicators.run import finish
from budget_pipeline.load.database import create_database, read_only_address
from budget_pipeline.schema.read import load_schema


def write(judged: Path, path: Path) -> None:
    """Copy the tables that indicators write from `judged` into a new database at `path`.

    SQLite hands such rows over as they are stored, so that this is a lower end, not what inserting them takes.
    """
    schema = load_schema()
    connection = create_database(path, schema)
    connection.execute("ATTACH ? AS dinilai", (read_only_address(judged),))
    for table in WRITTEN:
        connection.execute(f"INSERT INTO {table} SELECT * FROM dinilai.{table}")
    finish(connection, schema, load_catalog())
    connection.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
