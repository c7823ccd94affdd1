"""The cells of a sheet as read, personal data masked, ready for the provenance database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from budget_pipeline.clean import privacy
from budget_pipeline.clean.distinct import in_threads
from budget_pipeline.extract.accountcolumns import holds_account_codes, is_bank_header
from budget_pipeline.extract.headers import Header
from budget_pipeline.extract.recognise import Region
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.issues import Issue, Phrase
from budget_pipeline.pipeline.results import FileResult, SheetResult
from budget_pipeline.pipeline.store import Store
from budget_pipeline.schema.read import load_schema


def masked_columns(
    sheet: Sheet, regions: Sequence[Region], result: SheetResult, shows_npwp: bool, store: Store
) -> list[Any]:
    """Return the columns of `sheet` as they may be shown, as Arrow text.

    Below a header that names personal data cells are emptied, below one of tax numbers they are
    shortened (those of companies kept where the municipality `shows_npwp`), as the header of each
    table on the sheet says; every other text is searched for personal numbers. This is the only
    copy of the source that goes further: into the release, the cache, the workbook of rows held
    back and the example of a check.
    """

    def masked(index: int) -> tuple[Any, list[str], int]:
        values = sheet.cells.iloc[:, index]
        shown, _ = privacy.mask_texts(values)
        by_header = np.zeros(len(values), bool)
        personal = []
        for region in regions:
            header = region.headers[index] if index < len(region.headers) else None
            body = slice(region.body.start, region.body.stop)
            kept = None if header is None else _kept(values.iloc[body], header, shows_npwp)
            if header is not None and kept is not None:
                shown = shown.copy()
                shown.iloc[body] = kept
                by_header[body] = True
                if not privacy.is_tax_header(header.last):
                    personal.append(header.text)
        changed = shown is not values
        count = int(((shown != values).to_numpy(bool) & ~by_header).sum()) if changed else 0
        return pa.array(store.column(shown) if changed else values), personal, count

    found = list(in_threads(masked, range(sheet.cells.shape[1]), len(sheet.cells)))
    personal = [text for _, headers, _ in found for text in headers]
    _report(result, list(dict.fromkeys(personal)), sum(count for _, _, count in found))
    return [column for column, _, _ in found]


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


def _kept(values: pd.Series, header: Header, shows_npwp: bool) -> pd.Series | None:
    """Return what is published of the cells below a header that names personal data, else None."""
    budget = is_bank_header(header.last, load_schema()) and holds_account_codes(values)
    if privacy.is_personal_header(header.last) and not budget:
        return values.where(values == "", privacy.HIDDEN)
    if privacy.is_tax_header(header.last):
        return privacy.npwp_key(values, shows_npwp).masked
    return None


def _report(result: SheetResult, personal: list[str], masked: int) -> None:
    if personal:
        params = {"daftar": ", ".join(personal)}
        result.issues.append(Issue("kolom_pribadi", sheet=result.name, params=params))
    if masked:
        params_count = {"jumlah": masked}
        result.issues.append(Issue("isi_pribadi", sheet=result.name, params=params_count))
