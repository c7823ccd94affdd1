"""Find rows of one table that share its unique key: repeats, and rows that contradict each other."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.schema.model import Table

Mask = npt.NDArray[np.bool_]
# Rows whose keys are looked at, or that are compared, at one time.
ROWS_AT_ONCE = 100_000


def mark_duplicates(frame: pd.DataFrame, table: Table, loaded: Mask) -> tuple[Mask, Mask]:
    """Return (repeats, conflicts) among loaded rows that share the table's unique key.

    A row equal to an earlier one in every column is a repeat; rows with one key but different
    content are all conflicts, because nobody but the owner can say which is right.
    """
    repeats, conflicts = np.zeros(len(frame), bool), np.zeros(len(frame), bool)
    key = [name for name in table.unique_key if name in frame]
    if not key or len(key) < len(table.unique_key):
        return repeats, conflicts
    for rows in _of_shared_keys(frame[key], np.flatnonzero(loaded)):
        candidates = _texts(frame.iloc[rows]).set_axis(pd.Index(rows))
        distinct = candidates.drop_duplicates()
        repeats[candidates.index.difference(distinct.index).to_numpy(int)] = True
        conflict = distinct[distinct.duplicated(subset=key, keep=False)]
        conflicts[conflict.index.to_numpy(int)] = True
    return repeats, conflicts


def _of_shared_keys(keys: pd.DataFrame, rows: npt.NDArray[np.intp]) -> Iterator[list[int]]:
    """Yield those of `rows` that may share their key with another, all rows of one key together.

    Hashes tell which may; the caller compares the keys themselves.
    """
    hashes = _hashes(keys)[rows]
    ordered = np.sort(hashes)
    shared = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(shared):
        return
    may = np.isin(hashes, shared)
    rows, hashes = rows[may], hashes[may]
    order = np.argsort(hashes, kind="stable")
    rows, hashes = rows[order], hashes[order]
    start = 0
    while start < len(rows):
        last = min(start + ROWS_AT_ONCE, len(rows)) - 1
        end = int(np.searchsorted(hashes, hashes[last], side="right"))
        yield np.sort(rows[start:end]).tolist()
        start = end


def _hashes(keys: pd.DataFrame) -> npt.NDArray[np.uint64]:
    """Return a hash of each row's key."""
    parts = [
        pd.util.hash_pandas_object(_texts(keys.iloc[start : start + ROWS_AT_ONCE]), index=False)
        for start in range(0, len(keys), ROWS_AT_ONCE)
    ]
    return np.concatenate([part.to_numpy(np.uint64) for part in parts] or [np.zeros(0, np.uint64)])


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("string").fillna("")
