"""Write the provenance database of a release from the results of its files, while the others are filled."""

import json
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from budget_pipeline.errors import ReleaseError
from budget_pipeline.load.provenance import ProvenanceWriter
from budget_pipeline.pipeline.kept import batches_of
from budget_pipeline.pipeline.results import FileResult, SheetResult
from budget_pipeline.pipeline.workers import start_workers

ROWS_AT_ONCE = 20_000


class Journal:
    """A journal that another process is writing."""

    def __init__(self, process: Any, receiver: Connection) -> None:
        self.process, self.receiver = process, receiver

    def wait(self) -> None:
        """Return when the journal is complete; raise what stopped its writer."""
        try:
            error = self.receiver.recv()
        except EOFError:
            error = ReleaseError("jejak.db: penulisnya berhenti. / its writer died.")
        self.process.join()
        if error is not None:
            raise error


@contextmanager
def beside(path: Path, files: Sequence[FileResult]) -> Iterator[Journal]:
    """Write `jejak.db` at `path` in a process of its own while the caller goes on."""
    start_workers()
    receiver, sender = multiprocessing.Pipe(duplex=False)
    told = [replace(file, frames={}) for file in files]
    process = _context().Process(target=_write, args=(sender, path, told), daemon=True)
    process.start()
    sender.close()
    try:
        yield Journal(process, receiver)
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _context() -> Any:
    known = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


def _write(sender: Connection, path: Path, files: Sequence[FileResult]) -> None:
    """Do the process's part: write, and hand over what went wrong or None."""
    try:
        write_journal(path, files)
        sender.send(None)
    except Exception as error:  # told by the process that waits
        sender.send(error)


def write_journal(path: Path, files: Sequence[FileResult]) -> None:
    """Write `jejak.db` at `path`: one entry per content, rows in sheet order."""
    writer = ProvenanceWriter(path)
    written: set[str] = set()
    for file in sorted(files, key=lambda file: file.path):
        if not file.sheets or file.id_berkas in written:
            continue
        written.add(file.id_berkas)
        writer.add_file(file.id_berkas, file.sha256, file.path, file.status)
        for sheet in file.sheets:
            columns = {name: list(place) for name, place in sheet.columns.items()}
            text = json.dumps(columns, ensure_ascii=False)
            writer.add_sheet(file.id_berkas, sheet.name, text, _rows(sheet))
    writer.close()


def _rows(sheet: SheetResult) -> Iterator[tuple[int, str, str]]:
    """Yield number, fate and cells of each row of a sheet, some at a time as Python objects."""
    if sheet.raw is None:
        return
    for batch in batches_of(sheet.raw):
        for start in range(0, len(batch), ROWS_AT_ONCE):
            part = batch.slice(start, ROWS_AT_ONCE)
            yield from zip(*(column.to_pylist() for column in part.columns), strict=True)
