"""Hand a cleaned frame to SQLite column by column, in the stored types."""

from typing import Any

import pandas as pd

from budget_pipeline.load.ddl import stored_columns
from budget_pipeline.schema.model import Table


def stored_lists(frame: pd.DataFrame, table: Table) -> dict[str, list[Any]]:
    """Return the columns of `frame` that `table` stores, as lists of int, float, str or None."""
    columns: dict[str, list[Any]] = {}
    if table.has_surrogate_key:
        columns["id"] = list(range(1, len(frame) + 1))
    for name in stored_columns(table):
        if name in frame and name != "id":
            columns[name] = _plain(frame[name])
    return columns


def _plain(values: pd.Series) -> list[Any]:
    if values.dtype == "boolean":
        values = values.astype("Int64")
    if isinstance(values.dtype, pd.ArrowDtype) or str(values.dtype).startswith("string"):
        return [
            None if value is pd.NA or value != value else str(value) for value in values.tolist()
        ]
    plain = values.astype(object)
    return plain.where(values.notna(), None).tolist()
