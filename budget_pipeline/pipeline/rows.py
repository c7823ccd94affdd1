"""Judge the rows of one table: fates, duplicates, totals."""

from dataclasses import replace
from decimal import Decimal

import numpy as np

from budget_pipeline.issues import Issue
from budget_pipeline.pipeline.across import compare_across
from budget_pipeline.pipeline.known import body_of
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.validate.duplicates import mark_duplicates
from budget_pipeline.validate.fates import Body, judge
from budget_pipeline.validate.levels import OUTSIDE, reconcile_levels
from budget_pipeline.validate.reconcile import Reconciliation, amounts_of, reconcile

# Two decimals of the unit are printed: half a hundredth of it, in sen.
ROUNDING_SEN = Decimal("0.5")


def judge_rows(run: TableRun) -> None:
    """Give each row of `run` its fate and compare the totals it states."""
    body = body_of(run)
    run.judgement = judge(body)
    _duplicates(run)
    _compare(run, body)


def _duplicates(run: TableRun) -> None:
    table = run.tables[0]
    fates = run.judgement.fates
    repeats, conflicts = mark_duplicates(table.frame, table.table, fates == "dimuat")
    run.store.rest()
    unique = ", ".join(table.table.unique_key)
    if repeats.any():
        fates[repeats] = "duplikat"
        example = int(run.text.rows[np.flatnonzero(repeats)[0]])
        params = {"jumlah": int(repeats.sum()), "contoh": example}
        run.add_issue(Issue("baris_ganda", run.result.name, column=unique, params=params))
    for position in np.flatnonzero(conflicts):
        value = str(table.frame[table.table.unique_key[-1]].iloc[position])
        run.add_value_issue(int(position), table.table.unique_key[-1], "kunci_bentrok", value)
    fates[conflicts] = "karantina"


def _compare(run: TableRun, body: Body) -> None:
    run.comparisons = []
    for feed in range(len(run.tables)):
        run.comparisons += _compare_feed(run, body, feed)
    run.comparisons += compare_across(run)
    run.comparisons = [_accepted(run, item) for item in run.comparisons]
    _unnamed_totals(run)


def _compare_feed(run: TableRun, body: Body, feed: int) -> list[Reconciliation]:
    table, text = run.tables[feed], run.text.tables[feed]
    judged = run.judgement
    if not (judged.totals or judged.parents or run.region.layout.levels):
        return []
    columns = tuple(
        c.name for c in table.table.columns if c.is_money and c.total and c.name in text.text
    )
    amounts = amounts_of(table.frame, columns, text.source)
    hidden = np.isin(run.text.rows, list(run.sheet.hidden_rows))
    amounts.hidden = frozenset(np.flatnonzero(hidden).tolist())
    for name, rounded in table.rounded.items():
        if name in amounts.tolerance and rounded.any():
            amounts.tolerance[name] = max(run.context.unit, 1_000_000) * 100
    if run.region.layout.levels:
        lines = zip(judged.fates, table.frame["tingkat"], strict=True)
        levels = [int(level) if fate == "dimuat" else OUTSIDE for fate, level in lines]
        labels = [str(label) for label in table.frame["uraian"].fillna("")]
        amounts.tolerance = dict.fromkeys(amounts.sen, int(run.context.unit * ROUNDING_SEN))
        return reconcile_levels(table.table.name, levels, labels, amounts)
    found = reconcile(table.table.name, judged, amounts, body.tree)
    return [replace(item, feed=feed) for item in found]


def _accepted(run: TableRun, item: Reconciliation) -> Reconciliation:
    """Let a difference pass that sumber.yml accepts with a reason; the reason stays visible."""
    if item.agrees:
        return item
    for accepted in run.settings.get("terima_selisih") or ():
        declared = dict(accepted)
        same_column = item.column.endswith(f".{declared['kolom']}")
        if same_column and Decimal(str(declared["selisih"])) == item.difference:
            note = f"selisih diterima: {declared['alasan']}"
            return replace(item, agrees=True, note=note)
    return item


def _unnamed_totals(run: TableRun) -> None:
    """Hold back rows of bare amounts that add nothing up: somebody must say what they are."""
    for position in run.judgement.unnamed:
        own = [item for item in run.comparisons if item.position == position]
        if any(item.stated and item.agrees for item in own) and all(i.agrees for i in own):
            continue
        run.comparisons = [item for item in run.comparisons if item.position != position]
        run.judgement.fates[position] = "karantina"
        row = int(run.text.rows[position])
        run.issues.append((position, Issue("jumlah_tanpa_nama", run.result.name, row)))
