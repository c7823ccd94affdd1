"""Know a table that was copied over several sheets, so that it counts once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.store import slices
from budget_pipeline.pipeline.tablerun import TableRun

Mask = npt.NDArray[np.bool_]
# A filtered or annotated copy keeps nearly all rows; two agencies' lists never share this many.
SAME_SHARE = 0.9
FEWEST_ROWS = 5
# A shorter table is a copy when all of it, title included, stands on both sheets.
FEWEST_ALIKE = 2


def mark_copies(runs: Sequence[TableRun]) -> None:
    """Give the rows of copied tables the fate `duplikat`; rows that differ are reported."""
    if len(runs) < 2:
        return
    seen: list[tuple[TableRun, frozenset[int]]] = []
    for run in runs:
        own = row_hashes(run)
        loaded = run.judgement.fates == "dimuat"
        if int(loaded.sum()) >= FEWEST_ALIKE:
            for earlier, hashes in seen:
                same = np.isin(own, list(hashes)) & loaded
                if _is_copy(run, earlier, same, loaded):
                    _mark(run, earlier, same, loaded)
                    break
        seen.append((run, frozenset(own[loaded].tolist())))


def _is_copy(run: TableRun, earlier: TableRun, same: Mask, loaded: Mask) -> bool:
    if earlier.region.layout != run.region.layout:
        return False
    if int(loaded.sum()) >= FEWEST_ROWS:
        return bool(same.sum() >= SAME_SHARE * loaded.sum())
    as_long = int(loaded.sum()) == int((earlier.judgement.fates == "dimuat").sum())
    same_title = earlier.region.title_text == run.region.title_text
    return as_long and same_title and bool((same == loaded).all())


def _mark(run: TableRun, earlier: TableRun, same: Mask, loaded: Mask) -> None:
    fates = run.judgement.fates
    fates[same] = "duplikat"
    fates[run.judgement.unnamed] = "subtotal"
    run.comparisons = []
    run.issues = []
    name, origin = run.result.name, earlier.result.name
    for position in map(int, np.flatnonzero(loaded & ~same)):
        fates[position] = "karantina"
        row = int(run.text.rows[position])
        run.issues.append((position, Issue("salinan_berbeda", name, row, params={"asal": origin})))
    params = {"asal": origin, "sama": int(same.sum()), "baris": int(loaded.sum())}
    run.add_issue(Issue("lembar_salinan", sheet=name, params=params))


def row_hashes(run: TableRun) -> np.ndarray:
    """Return one hash per body row over every cleaned column of its tables."""
    return np.concatenate([_hashes(run, rows) for rows in slices(len(run.text.rows))])


def _hashes(run: TableRun, rows: slice) -> np.ndarray:
    parts = [table.frame.iloc[rows] for table in run.tables]
    whole = pd.concat([part.reset_index(drop=True).astype("string") for part in parts], axis=1)
    whole.columns = pd.RangeIndex(whole.shape[1])
    return pd.util.hash_pandas_object(whole.fillna(""), index=False).to_numpy()
