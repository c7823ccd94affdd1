"""What a whole column shows of how it is written, and no part of it can tell for itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from budget_pipeline.clean import codes, rupiah
from budget_pipeline.clean.convention import Evidence
from budget_pipeline.clean.distinct import Kinds
from budget_pipeline.schema.model import Column


@dataclass(frozen=True)
class Habit:
    """How one column is written: its amounts, its account codes, its other codes; None: nothing to know."""

    amounts: Evidence | None = None
    accounts: codes.AccountHabit | None = None
    dotted: bool | None = None


# Column -> habit.
Habits = Mapping[str, Habit]
Parts = Iterable[tuple["pd.Series[str]", Kinds]]


def habit_of(
    column: Column, parts: Parts, *, unit: int, round_to_sen: bool, year: int | None
) -> Habit:
    """Return the habit of a column whose cells and their kinds come in `parts`, read once."""
    if column.is_money:
        shown = (rupiah.evidence(*part, unit=unit, round_to_sen=round_to_sen) for part in parts)
        return Habit(amounts=sum(shown, Evidence()))
    if column.format == "rekening":
        return Habit(accounts=codes.account_habit(parts, year))
    if column.format in ("kode", "wilayah") or column.type in ("integer", "year"):
        return Habit(dotted=any(codes.holds_dotted_codes(*part) for part in parts))
    return Habit()
