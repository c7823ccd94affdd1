"""Imported by the fork server: read all declarations once, so that every child inherits them."""

from budget_pipeline.extract.profiles import load_layouts
from budget_pipeline.issues import catalogue
from budget_pipeline.pipeline import onefile
from budget_pipeline.schema.read import load_schema

__all__ = ["onefile"]

load_layouts(load_schema())
catalogue()
