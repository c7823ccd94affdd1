"""Turn a build folder into a published release: the steps of publishing, in order."""

import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget_pipeline.errors import BudgetPipelineError, ReleaseError
from budget_pipeline.load.database import compact
from budget_pipeline.publish import checks, manifest
from budget_pipeline.publish.archive import write_zip
from budget_pipeline.publish.dictionary import write_dictionary
from budget_pipeline.publish.downloads import Download, LeftOut, write_downloads
from budget_pipeline.publish.durable import FOLDER_MODE, seal, sync
from budget_pipeline.publish.facts import InputFile, ReleaseFacts
from budget_pipeline.publish.packages.catalogue import write_catalogues
from budget_pipeline.publish.packages.datapackage import write_datapackage
from budget_pipeline.publish.packages.ocds import write_ocds
from budget_pipeline.publish.papers import write_citation, write_papers
from budget_pipeline.publish.rows import count_rows, open_read_only, published_tables, sum_money
from budget_pipeline.publish.shelf import (
    RELEASES,
    Release,
    current_release,
    discard,
    find_release,
    list_releases,
    prune,
    rollback,
    sweep,
    switch,
    workspace,
)
from budget_pipeline.schema.model import Schema

__all__ = [
    "InputFile",
    "Release",
    "ReleaseFacts",
    "current_release",
    "find_release",
    "list_releases",
    "prune",
    "publish",
    "rollback",
    "sweep",
    "workspace",
]
DATABASES = ("data.db", "jejak.db")


def publish(build: Path, published: Path, schema: Schema, facts: ReleaseFacts) -> Release:
    """Make the release of `build` (data.db, jejak.db) and put it in place; `build` is removed.

    ReleaseError (exit 5) when a check fails, BudgetPipelineError (exit 1) when the disk does; the
    release that was current stays current. The caller holds the lock.
    """
    try:
        folder = build / "rilis"
        folder.mkdir()
        _compact_databases(build, folder)
        content = _write_content(folder, schema, facts)
        _refuse_problems(folder, schema, facts)
        name = _write_manifest(folder, schema, facts, *content)
        _refuse_personal_data(folder, facts)
        seal(folder)
        return _put_in_place(folder, published, name)
    except (OSError, sqlite3.Error) as error:
        raise BudgetPipelineError(
            f"Rilis tidak dapat ditulis ke {published}: {error}. Rilis sebelumnya tetap berlaku;"
            " periksa ruang cakram dan izin folder itu, lalu ulangi impor."
        ) from error
    finally:
        discard(build)


def _compact_databases(build: Path, folder: Path) -> None:
    for name in DATABASES:
        compact(build / name, folder / name)
        (build / name).unlink()


def _write_content(
    folder: Path, schema: Schema, facts: ReleaseFacts
) -> tuple[list[Download], list[LeftOut]]:
    """Write everything that the release id stands for, besides the databases."""
    connection = open_read_only(folder / "data.db")
    try:
        downloads, left_out = write_downloads(connection, schema, folder, facts.excel_rows)
        releases, undated = write_ocds(connection, schema, folder, facts)
        downloads, left_out = [*downloads, *releases], [*left_out, *undated]
        write_dictionary(schema, folder)
        write_papers(connection, folder, facts)
        write_datapackage(schema, folder, facts)
        write_catalogues(connection, schema, folder, facts=facts, downloads=downloads)
    finally:
        connection.close()
    return downloads, left_out


def _refuse_problems(folder: Path, schema: Schema, facts: ReleaseFacts) -> None:
    """Raise ReleaseError on the first kind of check that fails; `forced` waives the fates only."""
    problems = [p for name in DATABASES for p in checks.database_problems(folder / name)]
    problems += checks.csv_problems(folder / "data.db", folder, schema)
    if not facts.forced:
        problems += checks.fate_problems(folder / "data.db")
    _refuse(problems)


def _refuse_personal_data(folder: Path, facts: ReleaseFacts) -> None:
    _refuse(checks.personal_data(folder, facts.find_personal))


def _refuse(problems: list[str]) -> None:
    if problems:
        more = f" (dan {len(problems) - 5} lagi)" if len(problems) > 5 else ""
        raise ReleaseError(
            "Rilis tidak diterbitkan, rilis sebelumnya tetap berlaku: "
            + "; ".join(problems[:5])
            + more
        )


def _write_manifest(
    folder: Path,
    schema: Schema,
    facts: ReleaseFacts,
    downloads: list[Download],
    left_out: list[LeftOut],
) -> str:
    """Write what is made from the hashes of the content, and return the release id."""
    paths = manifest.files_of(folder)
    hashes = {path: manifest.sha256(folder / path) for path in paths}
    name = manifest.release_id(hashes, manifest.stated_facts(facts))
    changes: dict[str, Any] = {}
    write_citation(folder, facts, name)
    manifest.write_json(
        folder / manifest.NAME,
        manifest.build_manifest(
            hashes,
            {path: (folder / path).stat().st_size for path in paths},
            facts=facts,
            tables=_measure_tables(folder / "data.db", schema),
            downloads=downloads,
            left_out=left_out,
            changes=changes,
        ),
    )
    late = {path: manifest.sha256(folder / path) for path in manifest.files_of(folder)}
    package = f"unduhan/paket-{name}.zip"
    write_zip(
        folder / package,
        f"paket-{name}",
        {path: folder / path for path in late},
        {manifest.SUMS: manifest.sums_text(late)},
    )
    late[package] = manifest.sha256(folder / package)
    sums = folder / manifest.SUMS
    sums.write_text(manifest.sums_text(late), encoding="utf-8", newline="\n")
    return name


def _measure_tables(data: Path, schema: Schema) -> dict[str, tuple[int, dict[str, Decimal]]]:
    connection = open_read_only(data)
    try:
        return {
            table.name: (count_rows(connection, table), sum_money(connection, table))
            for table in published_tables(schema)
        }
    finally:
        connection.close()


def _put_in_place(folder: Path, published: Path, name: str) -> Release:
    """Move the sealed folder to its name and make it current; an equal release stays as it is."""
    shelf = published / RELEASES
    shelf.mkdir(exist_ok=True)
    shelf.chmod(FOLDER_MODE)
    target = shelf / name
    new = not target.exists()
    if new:
        folder.rename(target)
        sync(shelf)
    switch(published, name)
    return Release(name, target, new)
