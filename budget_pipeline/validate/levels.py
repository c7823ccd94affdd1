"""Compare each line of an outlined report with the lines one level below it."""

from collections.abc import Sequence

from budget_pipeline.validate.fates import total_words
from budget_pipeline.validate.reconcile import Amounts, Reconciliation, result

# The level of rows that are no lines of the report, below which nothing lies.
OUTSIDE = 1_000


def reconcile_levels(
    table: str, levels: Sequence[int], labels: Sequence[str], amounts: Amounts
) -> list[Reconciliation]:
    """Return one comparison per line that has children, in row order; rows that are no lines are OUTSIDE.

    `amounts.tolerance` is what one rounded figure may be off; a sum of n may be off n + 1 times.
    """
    found = []
    for position in range(len(levels)):
        children = _children(position, levels)
        if not children:
            continue
        for name, sen in amounts.sen.items():
            if not amounts.filled[name][position]:
                continue
            computed = sum(_sign(labels[child]) * int(sen[child]) for child in children)
            stated = int(sen[position])
            allowed = amounts.tolerance[name] * (len(children) + 1)
            agrees = abs(stated - computed) < allowed
            found.append(
                result(position, labels[position], table, name, stated, computed, agrees, "")
            )
    return found


def _children(position: int, levels: Sequence[int]) -> list[int]:
    children = []
    for other in range(position + 1, len(levels)):
        if levels[other] <= levels[position]:
            break
        if levels[other] == levels[position] + 1:
            children.append(other)
    return children


def _sign(label: str) -> int:
    return -1 if label.casefold().startswith(tuple(total_words()["subtracted"])) else 1
