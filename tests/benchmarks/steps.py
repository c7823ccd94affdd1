"""Steps 1-4 alone, as an import does them: read, clean, validate, load with provenance and fates.

usage: python -m tests.benchmarks.steps RAW FOLDER [--jobs N]

Prints one JSON object: seconds per stage. FOLDER gets data.db (all facts, references and logs, with
indexes) and jejak.db (every row as read with its fate). Indicators, search and publishing are not part of it.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from budget_pipeline.pipeline.workers import start_workers


def main() -> None:
    """Run the steps and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    start_workers()
    print(json.dumps(run(options.raw, options.folder, options.jobs)))


def run(raw: Path, folder: Path, jobs: int) -> dict[str, float]:
    """Return the seconds of each stage of importing `raw` into `folder`."""
    from budget_pipeline.load.database import create_database
    from budget_pipeline.pipeline.assemble import assemble
    from budget_pipeline.pipeline.files import find_jobs, read_files
    from budget_pipeline.pipeline.journal import beside
    from budget_pipeline.pipeline.loading import load
    from budget_pipeline.schema.read import load_schema

    stages: dict[str, float] = {}
    folder.mkdir(parents=True, exist_ok=True)

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = work()
        stages[name] = round(time.perf_counter() - begun, 3)
        return result

    schema = load_schema()
    found = timed("temukan", lambda: find_jobs([raw]))
    reading = read_files(found, jobs=jobs, cache_dir=folder / "tembolok")
    files = timed("baca, bersihkan, periksa", lambda: list(reading))
    refused = [file.path for file in files if file.status == "ditolak"]
    assert not refused, [(file.path, file.reason_code) for file in files]
    with beside(folder / "jejak.db", files) as journal:
        assembled = timed("satukan", lambda: assemble(files, schema))
        connection = create_database(folder / "data.db", schema)
        timed("muat", lambda: load(connection, schema, assembled, files, [raw], {}))
        connection.close()
        timed("tunggu jejak", journal.wait)
    return stages


if __name__ == "__main__":
    main()
