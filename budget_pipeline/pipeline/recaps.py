"""Know a sheet that sums up the other sheets of its workbook, so that nothing counts twice."""

from collections.abc import Sequence

import numpy as np

from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.validate.reconcile import amounts_of
from budget_pipeline.validate.sums import exact_total

# Two single sheets of one sum may be two stages; a recap of one sheet is at most half as long.
SHORTER = 2
ABOUT = ("tahun", "tahapan", "sampai_tanggal")


def mark_recaps(runs: Sequence[TableRun]) -> None:
    """Give the rows of a recap the fate `subtotal`: the sheets it sums up hold the same rupiah."""
    for run in runs:
        others = [other for other in runs if other is not run and _alike(run, other)]
        if not others or not _shorter(run, others):
            continue
        own = _sums(run)
        rest = [_sums(other) for other in others]
        shared = [name for name in own if all(name in sums for sums in rest)]
        equal = all(own[name] == sum(sums[name] for sums in rest) for name in shared)
        if shared and equal and any(own[name] for name in shared):
            fates = run.judgement.fates
            fates[fates == "dimuat"] = "subtotal"
            names = ", ".join(other.result.name for other in others[:3])
            params = {"asal": names + (", ..." if len(others) > 3 else "")}
            run.add_issue(Issue("lembar_rekap", sheet=run.result.name, params=params))


def _alike(run: TableRun, other: TableRun) -> bool:
    """Tell whether two tables speak of the same kind of thing at the same time."""
    same_table = run.tables[0].table.name == other.tables[0].table.name
    loaded = bool((other.judgement.fates == "dimuat").any())
    known, others = run.context.known, other.context.known
    return same_table and loaded and all(known.get(k) == others.get(k) for k in ABOUT)


def _shorter(run: TableRun, others: Sequence[TableRun]) -> bool:
    own = int((run.judgement.fates == "dimuat").sum())
    rest = int(sum((other.judgement.fates == "dimuat").sum() for other in others))
    return 0 < own < rest and (len(others) > 1 or own * SHORTER <= rest)


def _sums(run: TableRun) -> dict[str, int]:
    """Return the sum in sen of each money column over the loaded rows of the first table."""
    table, text = run.tables[0], run.text.tables[0]
    names = tuple(c.name for c in table.table.columns if c.is_money and c.total)
    loaded = np.flatnonzero(run.judgement.fates == "dimuat")
    amounts = amounts_of(table.frame, names, text.source)
    return {name: exact_total(sen[loaded]) for name, sen in amounts.sen.items()}
