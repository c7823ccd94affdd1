"""The cells of a sheet as read, personal data masked, ready for the provenance database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from budget_pipeline.clean import privacy
from budget_pipeline.extract.accountcolumns import holds_account_codes, is_bank_header
from budget_pipeline.extract.headers import Header
from budget_pipeline.extract.recognise import Region
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.issues import Issue, Phrase
from budget_pipeline.pipeline.results import FileResult, SheetResult
from budget_pipeline.schema.read import load_schema

Hiding = Callable[["pd.Series[str]"], "pd.Series[str]"]


@dataclass
class Masking:
    """How the cells of a sheet are shown, any rows of it at a time.

    Below a header that names personal data cells are emptied, below one of tax numbers they are
    shortened (those of companies kept where the municipality `shows_npwp`), as the header of each
    table on the sheet says; every other text is searched for personal numbers. What comes out is the
    only copy of the source that goes further: into the release, the cache, the workbook of rows held
    back and the example of a check. `hidden`: per column, which rows are hidden by their header and how;
    `amounts`: per column, which rows hold amounts of rupiah.
    """

    sheet: Sheet
    hidden: list[list[tuple[range, Hiding]]]
    amounts: dict[int, list[range]] = field(default_factory=dict)
    personal: list[str] = field(default_factory=list)

    def shown(self, rows: slice) -> tuple[list[Any], int]:
        """Return the columns of some rows as Arrow text, and how many cells hold masked numbers."""
        found = [self._column(number, rows) for number in range(len(self.hidden))]
        return [pa.array(column) for column, _ in found], sum(count for _, count in found)

    def _column(self, number: int, rows: slice) -> tuple["pd.Series[str]", int]:
        values = self.sheet.cells.iloc[rows, number]
        amounts = np.zeros(len(values), bool)
        for body in self.amounts.get(number, ()):
            amounts[_within(rows, body)] = True
        shown, count = privacy.mask_texts(values, amounts)
        by_header = np.zeros(len(values), bool)
        for body, hide in self.hidden[number]:
            own = _within(rows, body)
            if len(values.iloc[own]):
                shown = shown.copy()
                shown.iloc[own] = hide(values.iloc[own])
                by_header[own] = True
        if by_header.any():
            count = int(((shown != values).to_numpy(bool) & ~by_header).sum())
        return shown, count


def _within(rows: slice, body: range) -> slice:
    """Return which of some `rows` of a sheet lie in the `body` of a table."""
    return slice(max(body.start - rows.start, 0), max(body.stop - rows.start, 0))


def masking_of(sheet: Sheet, regions: Sequence[Region], shows_npwp: bool) -> Masking:
    """Return how the cells of `sheet` are shown, as the headers of its tables say."""
    masking = Masking(sheet, [[] for _ in range(sheet.cells.shape[1])])
    for region in regions:
        for place in _places_of_amounts(region):
            masking.amounts.setdefault(place, []).append(region.body)
    for number, hidden in enumerate(masking.hidden):
        values = sheet.cells.iloc[:, number]
        for region in regions:
            header = region.headers[number] if number < len(region.headers) else None
            hide = _hiding(values.iloc[region.body.start : region.body.stop], header, shows_npwp)
            if header is None or hide is None:
                continue
            hidden.append((region.body, hide))
            if not privacy.is_tax_header(header.last) and header.text not in masking.personal:
                masking.personal.append(header.text)
    return masking


def _places_of_amounts(region: Region) -> set[int]:
    """Return the columns of a sheet that feed rupiah columns."""
    return {
        place
        for mapping in region.mappings
        for name in load_schema().table(mapping.table).money
        for place in mapping.columns.get(name, ())
    }


def tell_masked(result: SheetResult, personal: Sequence[str], masked: int) -> None:
    """Say which columns were hidden, and in how many other cells numbers of persons were."""
    if personal:
        params = {"daftar": ", ".join(personal)}
        result.issues.append(Issue("kolom_pribadi", sheet=result.name, params=params))
    if masked:
        params_count = {"jumlah": masked}
        result.issues.append(Issue("isi_pribadi", sheet=result.name, params=params_count))


def mask_told(file: FileResult) -> None:
    """Mask what issues and corrections quote from cells; it is told, logged and published."""
    file.issues = [_masked_issue(issue) for issue in file.issues]
    for sheet in file.sheets:
        sheet.issues = [_masked_issue(issue) for issue in sheet.issues]
    file.corrections = [mask_params(item) for item in file.corrections]


def mask_params(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return `params` with personal numbers in their texts masked."""
    return {name: _masked_value(value) for name, value in params.items()}


def _masked_value(value: Any) -> Any:
    if isinstance(value, str):
        return privacy.mask_text(value)
    if isinstance(value, Phrase):
        return replace(value, params=mask_params(value.params))
    if isinstance(value, tuple):
        return tuple(_masked_value(item) for item in value)
    return value


def _masked_issue(issue: Issue) -> Issue:
    value = privacy.mask_text(issue.value) if issue.value else issue.value
    params = mask_params(issue.params)
    if value == issue.value and params == issue.params:
        return issue
    return replace(issue, value=value, params=params)


def _hiding(values: pd.Series, header: Header | None, shows_npwp: bool) -> Hiding | None:
    """Return how the cells below a header that names personal data are hidden, else None."""
    if header is None:
        return None
    budget = is_bank_header(header.last, load_schema()) and holds_account_codes(values)
    if privacy.is_personal_header(header.last) and not budget:
        return lambda cells: cells.where(cells == "", privacy.HIDDEN)
    if privacy.is_tax_header(header.last):
        return lambda cells: privacy.npwp_key(cells, shows_npwp).masked
    return None
