"""A column of texts as readers hand it on, for the tests of cleaning."""

import pandas as pd


def column(*cells: str) -> "pd.Series[str]":
    """Return the cells as one column."""
    return pd.Series(list(cells), dtype="string[pyarrow]")
