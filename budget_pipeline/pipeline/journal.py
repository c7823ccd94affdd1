"""Write the provenance database of a release from the results of its files."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from budget_pipeline.load.provenance import ProvenanceWriter
from budget_pipeline.pipeline.kept import table_of
from budget_pipeline.pipeline.results import FileResult, SheetResult

ROWS_AT_ONCE = 20_000


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
    for batch in table_of(sheet.raw).to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
