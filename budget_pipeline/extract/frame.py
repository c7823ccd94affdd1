"""Cut a recognised table into one frame of text per fed table, with the place of every value."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.extract.headers import Mapping
from budget_pipeline.extract.pieces import continued, nameless_after, whole_column
from budget_pipeline.extract.recognise import Region
from budget_pipeline.extract.sheets import TYPED_ROWS, Sheet
from budget_pipeline.extract.words import is_amount, key
from budget_pipeline.schema.model import Schema

TextColumn = "pd.Series[str]"


@dataclass
class TableText:
    """The text of one table: column -> Series (index = source row), kinds, and source columns."""

    table: str
    text: dict[str, pd.Series] = field(default_factory=dict)
    kinds: dict[str, npt.NDArray[np.uint8] | None] = field(default_factory=dict)
    source: dict[str, int] = field(default_factory=dict)

    def part(self, rows: slice) -> "TableText":
        """Return the text of some rows."""
        text = {name: values.iloc[rows] for name, values in self.text.items()}
        kinds = {name: None if k is None else k[rows] for name, k in self.kinds.items()}
        return TableText(self.table, text, kinds, self.source)


@dataclass
class RegionText:
    """One recognised table as text.

    `rows`: source row number of each body row. `absorbed`: body position -> fate of rows that only
    name what stands around them (section headings, wrapped names). `labels`: the first piece of
    text of each body row left of its amounts, used to know totals.
    """

    region: Region
    rows: npt.NDArray[np.int64]
    tables: list[TableText]
    blank: npt.NDArray[np.bool_]
    absorbed: dict[int, str]
    raw: pd.DataFrame = field(default_factory=pd.DataFrame)


def cut(sheet: Sheet, region: Region, schema: Schema, blank: npt.NDArray[np.bool_]) -> RegionText:
    """Return the body of `region` as text per table; `blank`: which rows of the sheet hold nothing."""
    span = slice(region.body.start, region.body.stop)
    body = sheet.cells.iloc[span]
    kinds = None if sheet.kinds is None else sheet.kinds[span]
    rows = body.index.to_numpy(dtype=np.int64)
    tables = [_table_text(body, kinds, mapping, region, schema) for mapping in region.mappings]
    for table, feed in zip(tables, region.layout.feeds, strict=True):
        _split(table, feed.split)
    absorbed: dict[int, str] = {}
    if region.layout.continuation:
        absorbed = _join_wrapped(body, tables[0], region, schema)
    elif len(body) <= TYPED_ROWS:
        absorbed = _join_continued(body, tables[0], schema)
    return RegionText(region, rows, tables, blank[span], absorbed, raw=body)


def _table_text(
    body: pd.DataFrame,
    kinds: npt.NDArray[np.uint8] | None,
    mapping: Mapping,
    region: Region,
    schema: Schema,
) -> TableText:
    table = TableText(mapping.table)
    declared = schema.table(mapping.table)
    columns = {column.name: column for column in (*declared.columns, *declared.internal)}
    for name, (first, *others) in mapping.columns.items():
        text, pieces = body.iloc[:, first], 1
        free = not set(nameless_after(region.headers, first)) & set(mapping.sources)
        if len(body) <= TYPED_ROWS and not others and free and not region.layout.continuation:
            text, pieces = whole_column(body, region.headers, first, columns[name])
        for other in others:
            text = text.where(text != "", body.iloc[:, other])
        table.text[name] = text
        table.kinds[name] = None if kinds is None or pieces > 1 else kinds[:, first]
        table.source[name] = first
    return table


def _split(table: TableText, patterns: dict[str, str]) -> None:
    """Take one cell apart into columns, where the whole pattern fits."""
    for name, pattern in patterns.items():
        if name not in table.text:
            continue
        original = table.text[name]
        parts = original.str.extract(pattern)
        fits = parts.notna().any(axis=1)
        for column in parts.columns:
            kept = original if column == name else pd.Series("", original.index, original.dtype)
            table.text[str(column)] = (
                parts[column].where(fits, kept).fillna("").astype(original.dtype)
            )
            table.kinds[str(column)] = None
            table.source.setdefault(str(column), table.source[name])


def _join_wrapped(
    body: pd.DataFrame, table: TableText, region: Region, schema: Schema
) -> dict[int, str]:
    """Join names that go on in the next row, and carry section headings down.

    A row without amounts and without a number in its first column continues the name above; with
    a letter or number there but no amounts it opens a section.
    """
    layout = region.layout
    money = [n for n in table.text if n in schema.table(table.table).money]
    names = table.text[layout.continuation].tolist()
    first = body.iloc[:, 0].tolist()
    has_amount = np.zeros(len(body), bool)
    for column in money:
        has_amount |= (table.text[column] != "").to_numpy(bool)
    sections = [""] * len(body)
    absorbed: dict[int, str] = {}
    section, open_section, target = "", False, -1
    for position in range(len(body)):
        name = names[position].strip()
        if has_amount[position]:
            target, open_section = position, False
        elif name and not first[position].strip():
            if open_section:
                section = f"{section} {name}"
                absorbed[position] = "judul"
            elif target >= 0:
                names[target] = f"{names[target].strip()} {name}"
                absorbed[position] = "catatan"
        elif name:
            section, open_section = name, True
            absorbed[position] = "judul"
        else:
            target = -1
        sections[position] = section
    table.text[layout.continuation] = pd.Series(names, index=body.index, dtype=body.dtypes.iloc[0])
    if layout.section:
        table.text[layout.section] = pd.Series(
            sections, index=body.index, dtype=body.dtypes.iloc[0]
        )
        table.kinds[layout.section] = None
    return absorbed


def _join_continued(body: pd.DataFrame, table: TableText, schema: Schema) -> dict[int, str]:
    """Join names that go on in the next row of any layout, where that is beyond doubt."""
    alone = filled_cells(body) == 1
    absorbed: dict[int, str] = {}
    for column in schema.table(table.table).columns:
        if column.type != "string" or column.codelist or column.name not in table.text:
            continue
        names = table.text[column.name].tolist()
        filled = [bool(name.strip()) for name in names]
        if column.format != "default" or not (alone & np.array(filled, bool)).any():
            continue
        below = continued(names, [one and has for one, has in zip(alone, filled, strict=True)])
        for position, above in below.items():
            names[above] = f"{names[above].rstrip()} {names[position].strip()}"
            absorbed[position] = "catatan"
        if below:
            table.text[column.name] = pd.Series(names, index=body.index, dtype=body.dtypes.iloc[0])
    return absorbed


def first_label(raw: pd.DataFrame, position: int, places: Sequence[int]) -> str:
    """Return the key of the first text with letters, no amount, among the columns `places` of a body row."""
    row = raw.iloc[position]
    for place in places:
        text = row.iloc[place]
        if any(letter.isalpha() for letter in text) and not is_amount(text):
            return key(text)
    return ""


def filled_cells(raw: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return how many cells of each body row hold something."""
    count = np.zeros(len(raw), np.int64)
    for column in raw.columns:
        count += (raw[column] != "").to_numpy(bool)
    return count
