"""Composite scores over computable components only, and beside them the bands ICW publishes."""

import sqlite3

from budget_pipeline.indicators.model import Catalog


def compute_scores(connection: sqlite3.Connection, catalog: Catalog) -> None:
    """Fill skor and skor_icw from the verdicts and the shared tables."""
