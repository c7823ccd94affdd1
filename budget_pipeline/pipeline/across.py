"""Compare the total column of a cross-tab with the columns that it adds up, row by row."""

from decimal import Decimal

import numpy as np

from budget_pipeline.clean import rupiah
from budget_pipeline.extract.frame import first_label
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.validate.reconcile import LISTED_PARENTS, TOLERANCE_SEN, Reconciliation


def compare_across(run: TableRun) -> list[Reconciliation]:
    """Return one comparison per loaded row that states its total; a column left out shows here."""
    spread = run.region.layout.spread
    headers = run.region.headers
    place = next((i for i, h in enumerate(headers) if spread and h.last in spread.total), None)
    if spread is None or place is None:
        return []
    body = slice(run.region.body.start, run.region.body.stop)
    kinds = None if run.sheet.kinds is None else run.sheet.kinds[body, place]
    stated = rupiah.parse_column(run.text.raw.iloc[:, place], kinds, unit=run.context.unit)
    computed = np.zeros(len(run.text.rows), object)
    for table, feed in zip(run.tables, run.region.layout.feeds, strict=True):
        if feed.constants.get(spread.column) and f"{spread.value}_rp" in table.frame:
            whole = table.frame[f"{spread.value}_rp"].fillna(0).to_numpy(object)
            computed += whole * 100 + table.frame[f"{spread.value}_sen"].fillna(0).to_numpy(object)
    found: list[Reconciliation] = []
    for position in np.flatnonzero((run.judgement.fates == "dimuat") & ~stated.null & ~stated.bad):
        sen = int(stated.rupiah[position]) * 100 + int(stated.sen[position])
        agrees = abs(sen - int(computed[position])) < TOLERANCE_SEN
        if agrees and len(found) >= LISTED_PARENTS:
            continue
        label = first_label(run.text.raw, int(position), range(place))
        found.append(
            Reconciliation(
                int(position),
                label,
                f"{spread.table}.{spread.value}",
                Decimal(sen) / 100,
                Decimal(int(computed[position])) / 100,
                agrees,
                place=place,
            )
        )
    return found
