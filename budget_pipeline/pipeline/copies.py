"""Know a table that was copied over several sheets, so that it counts once."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.tablerun import TableRun

# A filtered or annotated copy keeps nearly all rows; two agencies' lists never share this many.
SAME_SHARE = 0.9
FEWEST_ROWS = 5


def mark_copies(runs: Sequence[TableRun]) -> None:
    """Give the rows of copied tables the fate `duplikat`; rows that differ are reported."""
    if len(runs) < 2:
        return
    seen: list[tuple[TableRun, frozenset[int]]] = []
    for run in runs:
        own = row_hashes(run)
        loaded = run.judgement.fates == "dimuat"
        if int(loaded.sum()) >= FEWEST_ROWS:
            for earlier, hashes in seen:
                same = np.isin(own, list(hashes)) & loaded
                if earlier.region.layout == run.region.layout and (
                    same.sum() >= SAME_SHARE * loaded.sum()
                ):
                    _mark(run, earlier, int(same.sum()), int(loaded.sum()))
                    break
        seen.append((run, frozenset(own[loaded].tolist())))


def _mark(run: TableRun, earlier: TableRun, same: int, loaded: int) -> None:
    fates = run.judgement.fates
    fates[fates == "dimuat"] = "duplikat"
    fates[run.judgement.unnamed] = "subtotal"
    run.comparisons = []
    run.issues = []
    params = {"asal": earlier.result.name, "sama": same, "baris": loaded}
    run.add_issue(Issue("lembar_salinan", sheet=run.result.name, params=params))


def row_hashes(run: TableRun) -> np.ndarray:
    """Return one hash per body row over every cleaned column of its tables."""
    frames = [table.frame.reset_index(drop=True).astype("string") for table in run.tables]
    whole = pd.concat(frames, axis=1)
    whole.columns = pd.RangeIndex(whole.shape[1])
    return pd.util.hash_pandas_object(whole.fillna(""), index=False).to_numpy()
