"""Steps 2 and 3 on one recognised table: clean its columns, judge its rows, compare its totals."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.clean import codes, rupiah
from budget_pipeline.clean.cleaned import CleanTable, Rules
from budget_pipeline.clean.derive import derive, needs_all_rows
from budget_pipeline.clean.distinct import in_threads
from budget_pipeline.clean.tables import clean_table, join, learn
from budget_pipeline.extract.frame import TableText, cut
from budget_pipeline.extract.recognise import Region
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.issues import Issue
from budget_pipeline.pipeline import findings, money
from budget_pipeline.pipeline.context import find_context
from budget_pipeline.pipeline.results import SheetResult
from budget_pipeline.pipeline.rows import judge_rows
from budget_pipeline.pipeline.store import Store, slices
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.schema.model import Schema

# Headers of columns that name the government a row belongs to.
INSTITUTION = (
    "nama klpd",
    "nama instansi",
    "nama pemda",
    "nama daerah",
    "kabupaten kota",
    "pemda",
    "buyer name",
)


def run_region(
    sheet: Sheet,
    region: Region,
    schema: Schema,
    path: PurePosixPath,
    settings: Mapping[str, Any],
    result: SheetResult,
    blank: npt.NDArray[np.bool_],
    store: Store,
) -> TableRun:
    """Return one table cleaned, judged and reconciled; RejectedFile when its headers lie.

    `blank`: which rows of the sheet hold nothing.
    """
    text = cut(sheet, region, schema, blank)
    context = find_context(path, sheet.name, region.title_text, settings, region.layout, schema)
    run = TableRun(sheet, region, result, text, context, settings, store)
    _clean(run, schema)
    findings.check_headers(run)
    findings.collect_cell_issues(run)
    judge_rows(run)
    findings.refuse_impossible_unit(run)
    findings.tell_totals(run)
    findings.tell_context(run)
    return run


def _clean(run: TableRun, schema: Schema) -> None:
    for text, feed in zip(run.text.tables, run.region.layout.feeds, strict=True):
        run.units.append(_units(run, text))
        rounds = run.region.layout.round_to_sen
        rules = Rules(feed.constants, feed.zero_is_null, rounds, run.units[-1])
        run.tables.append(_cleaned(run, text, rules, schema))


def _cleaned(run: TableRun, text: TableText, rules: Rules, schema: Schema) -> CleanTable:
    """Return a table cleaned some rows at a time, as what all of them show of its columns has it."""
    table, context = schema.table(text.table), run.context.for_cleaning()
    spans = [slice(0, len(run.text.rows))]
    if not (run.region.layout.levels or needs_all_rows(table.name)):
        spans = list(slices(len(run.text.rows)))
    parts = [text.part(span) for span in spans]
    habits = None
    if len(parts) > 1:
        habits = learn(table, [(part.text, part.kinds) for part in parts], context, rules)
        run.store.rest()

    def cleaned(number: int) -> CleanTable:
        part = parts[number]
        found = clean_table(table, schema, part.text, part.kinds, context, rules, habits)
        if run.region.layout.levels:
            found.frame["_indent"] = _indents(part.text["uraian"])
        _fill_region(run, found, spans[number])
        _fill_stage(found)
        derive(found)
        return found

    return join(table, in_threads(cleaned, range(len(parts))), run.store.joined)


def _indents(values: pd.Series) -> list[int]:
    """Return how many blanks each text starts with: some exports show the level so."""
    return [len(text) - len(text.lstrip()) for text in values.tolist()]


def _units(run: TableRun, text: TableText) -> dict[str, int]:
    """Return the unit that a money column's own header states, where it does."""
    units = {}
    for name, column in text.source.items():
        found = rupiah.unit_from_text(run.region.headers[column].text)
        if found and found != 1:
            units[name] = found
            params = {
                "satuan": money.rupiah(Decimal(found)),
                "teks": run.region.headers[column].text,
            }
            issue = Issue("satuan_dipakai", sheet=run.result.name, column=name, params=params)
            run.add_issue(issue)
    return units


def _fill_region(run: TableRun, table: CleanTable, rows: slice) -> None:
    """Take the municipality from the column that names the institution, where nothing else does."""
    if "kode_wilayah" not in table.table.names:
        return
    named = [text.source["nama_klpd"] for text in run.text.tables if "nama_klpd" in text.source]
    named += [i for i, header in enumerate(run.region.headers) if header.last in INSTITUTION]
    column = named[0] if named else None
    if column is None:
        return
    frame = table.frame
    positions, labels = pd.factorize(run.text.raw.iloc[rows, column])
    found = np.array([codes.region(str(label)) for label in labels] + [None], dtype=object)
    stated = pd.Series(found[positions], index=frame.index).astype("string[pyarrow]")
    known = frame["kode_wilayah"].fillna(stated) if "kode_wilayah" in frame else stated
    frame["kode_wilayah"] = known


def _fill_stage(table: CleanTable) -> None:
    required = table.table.name == "anggaran"
    if required and "tahapan" not in table.frame:
        table.frame["tahapan"] = "tidak diketahui"
    elif required:
        table.frame["tahapan"] = table.frame["tahapan"].fillna("tidak diketahui")
