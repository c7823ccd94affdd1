"""Every amount column of the real files adds up to the sum that was counted independently of us."""

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import python_calamine

from budget_pipeline.clean import distinct
from budget_pipeline.clean.rupiah import parse_column
from tests.columns import total

FILE = re.compile(r"^- `(?P<path>[^`]+)`: (?P<facts>.*)$")
SUM = re.compile(r"sum\((?P<column>[^)]+)\)=(?P<sum>[\d.,]+)")
HEADER_ROW = re.compile(r"header guess row (\d+)")


def stated_sums(shared: Path) -> list[tuple[Path, int, str, Decimal]]:
    """(file, header row, column, sum) as SOURCES.md states them."""
    found = []
    for line in (shared / "data/SOURCES.md").read_text(encoding="utf-8").splitlines():
        if file := FILE.match(line):
            row = HEADER_ROW.search(file["facts"])
            for fact in SUM.finditer(file["facts"]):
                stated = Decimal(fact["sum"].rstrip(".,").replace(",", ""))
                path = shared / "data" / file["path"]
                found.append((path, int(row[1]) if row else 1, fact["column"], stated))
    return found


def read_column(path: Path, header: int, name: str) -> list[Any]:
    if path.suffix == ".json":
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
        return [row[name] for row in (rows if isinstance(rows, list) else rows["data"])]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return [row[name] for row in csv.DictReader(handle, escapechar="\\")]
    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    column = rows[header - 1].index(name)
    return [row[column] for row in rows[header:]]


def as_cells(values: list[Any]) -> tuple["pd.Series[str]", np.ndarray]:
    """The column as the readers hand it over: text, and which cells are numbers."""
    kinds = [distinct.NUMBER if isinstance(v, int | float) else distinct.TEXT for v in values]
    texts = [
        "" if v is None else re.sub(r"\.0$", "", repr(v)) if k else v
        for v, k in zip(values, kinds, strict=True)
    ]
    return pd.Series(texts, dtype="string[pyarrow]"), np.array(kinds, np.uint8)


def test_amount_columns_of_the_real_files_add_up(shared):
    stated = stated_sums(shared)
    assert len(stated) > 30
    wrong = {}
    for path, header, name, expected in stated:
        cells, kinds = as_cells(read_column(path, header, name))
        parsed = parse_column(cells, kinds)
        bad = {parsed.codes[at]: cells[at] for at in parsed.codes}
        if round(total(parsed), 2) != expected or bad:
            wrong[f"{path.name}: {name}"] = (total(parsed), expected, bad)
    assert wrong == {}
