"""What the steps on one file hand over: fates, totals, comparisons, issues and accepted rows."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.kept import Kept, batches_of
from budget_pipeline.schema.model import Text
from budget_pipeline.validate.fates import FATES
from budget_pipeline.validate.reconcile import Reconciliation


def raw_table(numbers: npt.NDArray[np.int64], fates: npt.NDArray[np.object_], cells: Any) -> Any:
    """Return the rows of a sheet as an Arrow table: `baris` number, `nasib` fate, `isi` cells as JSON."""
    return pa.table({"baris": numbers, "nasib": pa.array(fates, pa.string()), "isi": cells})


@dataclass
class SheetResult:
    """One sheet after steps 1-3.

    `comparisons` hold source row numbers in `position`. `columns`: "table.column" -> (letter,
    header as written). `raw`: rows as read, masked, see `raw_table`, in memory or kept on disk; None
    where no table was found.
    `sample`: the first loaded row by header, masked as well.
    """

    name: str
    hidden: bool = False
    tables: list[str] = field(default_factory=list)
    profile: str = ""
    title: Text | None = None
    header_rows: list[int] = field(default_factory=list)
    stage: str | None = None
    year: int | None = None
    rows_read: int = 0
    fates: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FATES, 0))
    totals: dict[str, Decimal] = field(default_factory=dict)
    comparisons: list[Reconciliation] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    sample: dict[str, str] = field(default_factory=dict)
    raw: Any = None

    @property
    def quarantined(self) -> dict[int, list[str]]:
        """Return the cells of the rows held back, masked, by row number."""
        if self.raw is None:
            return {}
        found: dict[int, list[str]] = {}
        for rows in batches_of(self.raw):
            held = rows.filter(pc.equal(rows["nasib"], "karantina"))
            numbers, cells = held["baris"].to_pylist(), held["isi"].to_pylist()
            found |= {row: json.loads(text) for row, text in zip(numbers, cells, strict=True)}
        return found

    @property
    def adds_up(self) -> bool:
        """Tell whether every row read has exactly one fate."""
        return self.rows_read == sum(self.fates.values())


@dataclass
class FileResult:
    """One file after steps 1-3; `frames` hold accepted rows per table, in memory or kept on disk."""

    path: str
    sha256: str
    size: int
    kind: str = ""
    status: str = ""
    reason_code: str = ""
    reason_params: dict[str, Any] = field(default_factory=dict)
    sheets: list[SheetResult] = field(default_factory=list)
    frames: dict[str, list[pd.DataFrame | Kept]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    corrections: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id_berkas(self) -> str:
        """Return the short id of the file's content."""
        return self.sha256[:12]

    @property
    def all_issues(self) -> list[Issue]:
        """Return the issues of the file and of its sheets, in order."""
        return [*self.issues, *(issue for sheet in self.sheets for issue in sheet.issues)]
