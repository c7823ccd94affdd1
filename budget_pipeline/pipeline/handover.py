"""Hand accepted rows over with their provenance, and tell the sheet what happened to its rows."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.clean.cleaned import CleanTable
from budget_pipeline.extract.sheets import column_letter
from budget_pipeline.pipeline.kept import Kept
from budget_pipeline.pipeline.rawrows import Masking
from budget_pipeline.pipeline.results import SheetResult
from budget_pipeline.pipeline.store import Store, slices
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.validate.reconcile import Reconciliation
from budget_pipeline.validate.sums import exact_total

SAMPLE_COLUMNS = 6
_REST_OF_COMPARISON = ("label", "column", "stated", "computed", "agrees", "note")


def hand_over(
    run: TableRun,
    id_berkas: str,
    frames: dict[str, list[pd.DataFrame | Kept]],
    masking: Masking,
    store: Store,
) -> None:
    """Hand over accepted rows with their provenance, and tell the sheet what happened."""
    fates = run.judgement.fates
    loaded = fates == "dimuat"
    result = run.result
    for table, feed in zip(run.tables, run.region.layout.feeds, strict=True):
        keep = loaded & _fed(table.frame, feed.when)
        parts = _with_origin(run, table.frame, keep, id_berkas)
        frames.setdefault(table.table.name, []).append(store.frame(parts))
        _add_totals(result.totals, table, keep)
        if table.table.name not in result.tables:
            result.tables.append(table.table.name)
    _describe(run, result)
    kept = ("dimuat", "karantina")
    for position, issue in run.issues:
        if position < 0 or fates[position] in kept:
            result.issues.append(issue)
    _show_example(run, result, masking)


def _with_origin(
    run: TableRun, frame: pd.DataFrame, keep: npt.NDArray[np.bool_], id_berkas: str
) -> Iterator[pd.DataFrame]:
    """Yield the rows of `frame` to `keep`, some at a time, with where each stood."""
    for span in [s for s in slices(len(frame)) if keep[s].any()] or [slice(0, 0)]:
        own = frame.iloc[span].loc[keep[span]].copy()
        own["baris"] = pd.array(own.index.to_numpy(np.int64), dtype="Int64")
        own["id_berkas"] = id_berkas
        own["lembar"] = run.result.name
        own["_profil"] = run.region.layout.name
        own["_urutan"] = run.region.layout.precedence
        own["_diambil"] = _snapshot_dates(run, span).loc[keep[span]].astype("str").array
        own["_tempat"] = id_berkas
        yield own.reset_index(drop=True)


def _snapshot_dates(run: TableRun, rows: slice) -> pd.Series:
    """Return when each row was taken from its system: its own column, else the date received."""
    raw = run.text.raw.iloc[rows]
    received = str(run.settings.get("diterima") or "")
    for index, header in enumerate(run.region.headers):
        if run.region.layout.snapshot and header.last == run.region.layout.snapshot:
            return raw.iloc[:, index].str[:10].mask(raw.iloc[:, index] == "", received)
    return pd.Series(received, index=raw.index, dtype="string[pyarrow]")


def _describe(run: TableRun, result: SheetResult) -> None:
    region = run.region
    result.profile = result.profile or region.layout.name
    result.title = result.title or region.layout.title
    index = run.sheet.cells.index
    result.header_rows += [int(index[i]) for i in region.header]
    year, stage = run.context.known.get("tahun"), run.context.known.get("tahapan")
    result.year = result.year or (year if isinstance(year, int) else None)
    result.stage = result.stage or (str(stage) if stage else None)
    used = set()
    for text in run.text.tables:
        for name, column in text.source.items():
            used.add(column)
            place = (column_letter(column), region.headers[column].text)
            result.columns.setdefault(f"{text.table}.{name}", place)
    result.left_out += [h.text for i, h in enumerate(region.headers) if h.text and i not in used]
    rows = run.text.rows
    for item in run.comparisons:
        moved = Reconciliation(
            int(rows[item.position]), *(getattr(item, n) for n in _REST_OF_COMPARISON)
        )
        result.comparisons.append(moved)


def _show_example(run: TableRun, result: SheetResult, masking: Masking) -> None:
    """Give the sheet its first loaded row, as masked, under the headers that were used."""
    loaded = np.flatnonzero(run.judgement.fates == "dimuat")
    if result.sample or not len(loaded):
        return
    row = run.region.body.start + int(loaded[0])
    columns = list(run.text.tables[0].source.values())[:SAMPLE_COLUMNS]
    shown, _ = masking.shown(slice(row, row + 1))
    result.sample = {run.region.headers[c].text: shown[c][0].as_py() for c in columns}


def _fed(frame: pd.DataFrame, when: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    if not when:
        return np.ones(len(frame), bool)
    mask = np.zeros(len(frame), bool)
    for name in when:
        stored = f"{name}_rp" if f"{name}_rp" in frame else name
        if stored in frame:
            mask |= frame[stored].notna().to_numpy(bool)
    return mask


def _add_totals(totals: dict[str, Decimal], table: CleanTable, keep: npt.NDArray[np.bool_]) -> None:
    frame = table.frame
    for column in table.table.columns:
        if column.is_money and column.total and f"{column.name}_rp" in frame:
            whole, sen = (frame[f"{column.name}_{part}"][keep].dropna() for part in ("rp", "sen"))
            exact = exact_total(whole.to_numpy(np.int64)) + Decimal(int(sen.sum())) / 100
            key = f"{table.table.name}.{column.name}"
            totals[key] = totals.get(key, Decimal(0)) + exact
