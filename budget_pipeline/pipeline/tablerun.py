"""One recognised table while it is worked on: what each step adds and the next one reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from budget_pipeline.clean.cleaned import CleanTable
from budget_pipeline.extract.frame import RegionText
from budget_pipeline.extract.recognise import Region
from budget_pipeline.extract.sheets import Sheet, cell_name
from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.context import FileContext
from budget_pipeline.pipeline.results import SheetResult
from budget_pipeline.pipeline.store import Store
from budget_pipeline.validate.fates import Judgement
from budget_pipeline.validate.reconcile import Reconciliation


@dataclass
class TableRun:
    """One table under work: cleaned tables, fates, comparisons and issues by body position."""

    sheet: Sheet
    region: Region
    result: SheetResult
    text: RegionText
    context: FileContext
    settings: Mapping[str, Any] = field(default_factory=dict)
    store: Store = field(default_factory=Store)
    tables: list[CleanTable] = field(default_factory=list)
    units: list[dict[str, int]] = field(default_factory=list)
    judgement: Judgement = field(default_factory=lambda: Judgement(np.array([], object)))
    comparisons: list[Reconciliation] = field(default_factory=list)
    issues: list[tuple[int, Issue]] = field(default_factory=list)

    def add_issue(self, issue: Issue) -> None:
        """Add an issue that concerns the whole table."""
        self.issues.append((-1, issue))

    def add_value_issue(
        self,
        position: int,
        column: str,
        code: str,
        value: str = "",
        params: dict[str, Any] | None = None,
        table: int = 0,
    ) -> None:
        """Add an issue about one cell, named by its address and header."""
        source = self.text.tables[table].source.get(column, -1)
        row = int(self.text.rows[position])
        header = self.region.headers[source].text if source >= 0 else column
        cell = cell_name(row, source) if source >= 0 else ""
        issue = Issue(code, self.result.name, row, cell, header, value[:200], params or {})
        self.issues.append((position, issue))
