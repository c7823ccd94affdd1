"""Indicators on OCDS data of anybody: read any packaging, compile, map to our tables, compute."""

from budget_pipeline.indicators.ocds.reading import read_ocds
from budget_pipeline.indicators.ocds.running import run_indicators

__all__ = ["read_ocds", "run_indicators"]
