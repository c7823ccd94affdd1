"""Distinct combinations of a few columns, counted some rows at a time."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from budget_pipeline.load.mapped import let_go

ROWS_AT_ONCE = 100_000
_TEXT: Final = pd.StringDtype("pyarrow")
_DTYPES: Final = {
    pa.string(): _TEXT,
    pa.large_string(): _TEXT,
    pa.int64(): pd.Int64Dtype(),
    pa.null(): _TEXT,
}


def combinations(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return each combination of `columns` (texts, whole numbers) once, in the order in which they come.

    `n` counts its rows.

    >>> frame = pd.DataFrame({"a": ["x", None, "x"], "b": [2, 1, 2]})
    >>> combinations(frame, ["a", "b"])["n"].tolist()
    [2, 1]
    """
    names = list(columns)
    parts = []
    for start in range(0, max(len(frame), 1), ROWS_AT_ONCE):
        parts.append(_counted(frame[names].iloc[start : start + ROWS_AT_ONCE]))
        let_go()
    groups = pa.concat_tables(parts).group_by(names, use_threads=False)
    counted = groups.aggregate([("n", "sum")]).rename_columns([*names, "n"])
    found: pd.DataFrame = counted.to_pandas(types_mapper=_DTYPES.get)
    return found


def _counted(rows: pd.DataFrame) -> Any:
    names = list(rows.columns)
    table = pa.Table.from_pandas(rows, preserve_index=False)
    counted = table.group_by(names, use_threads=False).aggregate([([], "count_all")])
    return counted.rename_columns([*names, "n"])
