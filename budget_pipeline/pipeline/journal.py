"""Write the provenance database of a release from the results of its files."""

import json
from collections.abc import Sequence
from pathlib import Path

from budget_pipeline.load.provenance import ProvenanceWriter
from budget_pipeline.pipeline.results import FileResult


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
            writer.add_sheet(file.id_berkas, sheet.name, text, sheet.raw)
    writer.close()
