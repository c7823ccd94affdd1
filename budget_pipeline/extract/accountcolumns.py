"""Tell account codes from bank accounts ("No. Rekening") and programme codes ("Kode")."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd

from budget_pipeline.extract.headers import Header, Mapping
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.extract.words import is_account_code
from budget_pipeline.schema.model import Schema

ENOUGH = 0.9
SAMPLE_ROWS = 500
PROGRAMME = r"^\s*(?:[1-8X])\.(?:\d{2}|XX)(?:\.|\s|$)"
BUDGET_ACCOUNT = r"^\s*[456]\.\d(?:\.|\s|$)"


def only_accounts(
    mapping: Mapping, sheet: Sheet, headers: list[Header], body: range, schema: Schema
) -> Mapping:
    """Return `mapping` without account codes whose column, by its content, holds something else.

    Bank accounts go, and so do codes of affairs and programmes (1.01.02): only the accounts 4, 5
    and 6 belong to a budget.
    """
    pattern = _bank_headers(schema)
    table = schema.table(mapping.table)
    formats = {column.name: column.format for column in (*table.columns, *table.internal)}
    columns = {
        name: found
        for name, found in mapping.columns.items()
        if formats[name] != "rekening"
        or _may_hold_accounts(
            sheet.cells.iloc[body.start : body.stop, found[0]],
            bank=bool(pattern.match(headers[found[0]].last)),
        )
    }
    return mapping if len(columns) == len(mapping.columns) else replace(mapping, columns=columns)


def _may_hold_accounts(values: pd.Series, *, bank: bool) -> bool:
    filled = values[values != ""].head(SAMPLE_ROWS)
    programmes = filled.str.match(PROGRAMME) & ~filled.str.match(BUDGET_ACCOUNT)
    if len(filled) and float(programmes.mean()) >= ENOUGH:
        return False
    return not bank or holds_account_codes(values)


def holds_account_codes(values: pd.Series) -> bool:
    """Tell whether nearly all filled cells of a column can be account codes."""
    filled = values[values != ""].head(SAMPLE_ROWS)
    return len(filled) > 0 and float(filled.map(is_account_code).astype(bool).mean()) >= ENOUGH


@cache
def _patterns(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words))


def is_bank_header(header: str, schema: Schema) -> bool:
    """Tell whether a header (normal form) may announce bank accounts."""
    return bool(_bank_headers(schema).match(header))


def _bank_headers(schema: Schema) -> re.Pattern[str]:
    code = schema.codelists["data_pribadi"].code("rekening_bank")
    return _patterns(code.synonyms if code else ("(?!)",))
