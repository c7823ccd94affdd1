"""Read an unknown spreadsheet and return a proposed layout profile."""

import re
from pathlib import Path

from budget_pipeline.errors import SourceError
from budget_pipeline.extract.child import run_limited
from budget_pipeline.extract.propose import as_yaml, propose
from budget_pipeline.extract.readers import read_workbook
from budget_pipeline.schema.read import load_schema


def propose_profile(file: Path, sheet: str | None) -> str:
    """Return the YAML of the best proposal over the sheets of `file` (or for `sheet` alone)."""
    return str(run_limited(_propose, file, sheet, size=file.stat().st_size))


def _propose(file: Path, sheet: str | None) -> str:
    schema = load_schema()
    sheets = [s for s in read_workbook(file).sheets if sheet in (None, s.name) and len(s.cells)]
    proposals = [found for found in (propose(s, schema) for s in sheets) if found is not None]
    if not proposals:
        raise SourceError(
            f"{file.name}: tidak ada baris judul yang mirip tabel mana pun. Beri judul kolom pada"
            " baris di atas data, lalu coba lagi."
        )
    best = max(proposals, key=lambda proposal: proposal.score)
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.casefold()).strip("-")[:40] or "berkas"
    return as_yaml(best, name, schema)
