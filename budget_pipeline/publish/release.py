"""Turn a build folder into a published release: the steps of publishing, in order."""

import logging
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from budget_pipeline.clean.privacy import mask_text
from budget_pipeline.errors import ReleaseError
from budget_pipeline.load.database import compact, open_read_only
from budget_pipeline.publish import checks, manifest
from budget_pipeline.publish.archive import write_zip
from budget_pipeline.publish.changes import describe_changes, summarise_changes
from budget_pipeline.publish.dictionary import write_dictionary
from budget_pipeline.publish.diff import Diff, diff
from budget_pipeline.publish.downloads import Download, LeftOut, write_downloads
from budget_pipeline.publish.durable import FOLDER_MODE, seal, sync, telling_failures
from budget_pipeline.publish.facts import InputFile, ReleaseFacts
from budget_pipeline.publish.packages.catalogue import write_catalogues
from budget_pipeline.publish.packages.datapackage import write_datapackage
from budget_pipeline.publish.packages.ocds import write_ocds
from budget_pipeline.publish.papers import write_citation, write_papers
from budget_pipeline.publish.rows import measure, published_tables
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
from budget_pipeline.publish.signing import sign
from budget_pipeline.publish.verify import checksum_problems, hash_files
from budget_pipeline.schema.model import Schema

log = logging.getLogger(__name__)
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

    A release of the same content that is there already stays untouched and becomes current.
    ReleaseError (exit 5) when a check fails, BudgetPipelineError (exit 1) when the disk does; the
    release that was current stays current. The caller holds the lock.
    """
    try:
        with telling_failures(published):
            folder = build / "rilis"
            folder.mkdir()
            _compact_databases(build, folder)
            written = _write_content(folder, schema, facts)
            _refuse_problems(folder)
            hashes = hash_files(folder)
            name = manifest.release_id(hashes, manifest.stated_facts(facts))
            if facts.previous is not None and facts.previous.resolve().name == name:
                facts = replace(facts, previous=None)
            target = published / RELEASES / name
            if target.is_dir() and not checksum_problems(target, hash_files(target)):
                return _make_current(published, target, new=False)
            _write_papers_of(folder, schema, facts, name=name, hashes=hashes, written=written)
            _refuse(checks.personal_data(folder, facts.find_personal))
            _seal_checksums(folder, name, hashes)
            _put_in_place(folder, target)
            return _make_current(published, target, new=True)
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


def _refuse_problems(folder: Path) -> None:
    """Raise ReleaseError when a check fails; nothing waives them."""
    problems = [p for name in DATABASES for p in checks.database_problems(folder / name)]
    problems += checks.csv_problems(folder)
    problems += checks.fate_problems(folder / "data.db")
    _refuse(problems)


def _refuse(problems: list[str]) -> None:
    if problems:
        more = f" (dan {len(problems) - 5} lagi)" if len(problems) > 5 else ""
        raise ReleaseError(
            "Rilis tidak diterbitkan, rilis sebelumnya tetap berlaku: "
            + "; ".join(problems[:5])
            + more
        )


def _write_papers_of(
    folder: Path,
    schema: Schema,
    facts: ReleaseFacts,
    *,
    name: str,
    hashes: Mapping[str, str],
    written: tuple[list[Download], list[LeftOut]],
) -> None:
    """Write what is made from the release id or an earlier release: not part of the content."""
    difference = _compare(folder, facts, name)
    before = facts.previous.resolve().name if facts.previous else ""
    # An older release may hold, and its rows quote, what this program knows to mask.
    text = mask_text(describe_changes(difference, before))
    (folder / "CHANGES.md").write_text(text, encoding="utf-8", newline="\n")
    write_citation(folder, facts, name)
    value = manifest.build_manifest(
        hashes,
        {path: (folder / path).stat().st_size for path in hashes},
        facts=facts,
        tables=_measure_tables(folder / "data.db", schema),
        downloads=written[0],
        left_out=written[1],
        changes=summarise_changes(difference),
    )
    manifest.write_json(folder / manifest.NAME, value)


def _compare(folder: Path, facts: ReleaseFacts, name: str) -> Diff | None:
    """Return the differences from the previous release, None where it is missing or unreadable."""
    if facts.previous is None:
        return None
    try:
        return diff(facts.previous, folder, stated=manifest.stated_facts(facts), name=name)
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        # A damaged predecessor must not keep its successor from being published.
        log.warning("CHANGES.md: %s tidak dapat dibandingkan: %s", facts.previous.name, error)
        return None


def _measure_tables(data: Path, schema: Schema) -> dict[str, tuple[int, dict[str, Decimal]]]:
    connection = open_read_only(data)
    try:
        return {
            table.name: measure(connection, table.name, table.money)
            for table in published_tables(schema)
        }
    finally:
        connection.close()


def _seal_checksums(folder: Path, name: str, content: Mapping[str, str]) -> None:
    """Pack everything into the zip, name every file in SHA256SUMS, force all to disk."""
    hashes = dict(content)
    for path in manifest.files_of(folder):
        if path not in hashes:
            hashes[path] = manifest.sha256(folder / path)
    package = f"unduhan/paket-{name}.zip"
    sums = {manifest.SUMS: manifest.sums_text(hashes)}
    write_zip(folder / package, f"paket-{name}", {p: folder / p for p in hashes}, sums)
    hashes[package] = manifest.sha256(folder / package)
    text = manifest.sums_text(hashes)
    (folder / manifest.SUMS).write_text(text, encoding="utf-8", newline="\n")
    sign(folder, name)
    seal(folder)


def _put_in_place(folder: Path, target: Path) -> None:
    """Move the sealed folder to its name; one that is there but damaged is mended file by file."""
    shelf = target.parent
    shelf.mkdir(exist_ok=True)
    shelf.chmod(FOLDER_MODE)
    if target.is_dir():
        _mend(folder, target)
    else:
        folder.rename(target)
    sync(shelf)


def _mend(folder: Path, target: Path) -> None:
    """Put every file of `folder` in the place of its damaged namesake.

    Moving the damaged folder away first would leave a moment without any release.
    """
    wanted = manifest.files_of(folder)
    for path in wanted:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).replace(target / path)
    for path in set(manifest.files_of(target)) - set(wanted):
        (target / path).unlink()
    seal(target)


def _make_current(published: Path, target: Path, *, new: bool) -> Release:
    sign(target, target.name)
    if current_release(published) != target.resolve():
        switch(published, target.name)
    return Release(target.name, target, new)
