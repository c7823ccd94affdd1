"""Thin commands: parse, call one function, print; an error becomes one line for the user."""

from budget_pipeline.cli import judging, lake, reading, releases, sampling
from budget_pipeline.cli.group import main

__all__ = ["judging", "lake", "main", "reading", "releases", "sampling"]
