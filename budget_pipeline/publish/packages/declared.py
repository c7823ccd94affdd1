"""Read the declared facts of the standards: licences and fiscal column types."""

from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@cache
def licences() -> dict[str, dict[str, str]]:
    """Return title and address by licence name."""
    return _read("licences.yml")


@cache
def fiscal_types() -> dict[str, dict[str, str]]:
    """Return the Fiscal Data Package type by table and column."""
    return _read("fiscal.yml")


def _read(name: str) -> dict[str, dict[str, str]]:
    declared: dict[str, dict[str, str]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return declared
