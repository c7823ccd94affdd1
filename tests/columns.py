"""A column of texts as readers hand it on, and the sum of one as cleaned, for the tests of cleaning."""

from decimal import Decimal

import pandas as pd

from budget_pipeline.clean.rupiah import RupiahColumn


def column(*cells: str) -> "pd.Series[str]":
    """Return the cells as one column."""
    return pd.Series(list(cells), dtype="string[pyarrow]")


def total(parsed: RupiahColumn) -> Decimal:
    """Return the sum of the good cells in rupiah, in Python's own whole numbers."""
    sen = sum(100 * int(rupiah) for rupiah in parsed.rupiah) + sum(map(int, parsed.sen))
    return Decimal(sen).scaleb(-2)
