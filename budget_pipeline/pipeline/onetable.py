"""Steps 2 and 3 on one recognised table: clean its columns, judge its rows, compare its totals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.clean import codes, rupiah
from budget_pipeline.clean.derive import derive
from budget_pipeline.clean.tables import CleanTable, Problem, Rules, clean_table
from budget_pipeline.extract.frame import RegionText, TableText, cut, first_label
from budget_pipeline.extract.recognise import Region
from budget_pipeline.extract.sheets import Sheet, cell_name, column_letter
from budget_pipeline.issues import Issue, catalogue, reject
from budget_pipeline.pipeline.context import FileContext, find_context
from budget_pipeline.pipeline.results import SheetResult
from budget_pipeline.schema.model import Schema
from budget_pipeline.validate.checks import missing_required, out_of_range
from budget_pipeline.validate.fates import (
    Body,
    Judgement,
    code_paths,
    judge,
    mark_duplicates,
)
from budget_pipeline.validate.reconcile import (
    Amounts,
    Reconciliation,
    amounts_of,
    reconcile,
)

SAMPLE_ROWS = 3
# Eight or more cells in ten that cannot be what their header says: the header is wrong, not them.
MISFIT_SHARE = 0.8
MISFIT_CELLS = 3
# Codes that speak of the reader or the workbook, not of a header over the wrong column.
NOT_A_MISFIT = ("rumus_tanpa_nilai", "sel_galat", "terlalu_besar", "lebih_dari_sen")


@dataclass
class TableRun:
    """One table under work: cleaned tables, fates, comparisons and issues by body position."""

    sheet: Sheet
    region: Region
    result: SheetResult
    text: RegionText
    context: FileContext
    tables: list[CleanTable] = field(default_factory=list)
    melted: dict[str, CleanTable] = field(default_factory=dict)
    judgement: Judgement = field(default_factory=lambda: Judgement(np.array([], object)))
    comparisons: list[Reconciliation] = field(default_factory=list)
    issues: list[tuple[int, Issue]] = field(default_factory=list)

    def add_issue(self, issue: Issue) -> None:
        """Add an issue that concerns the whole table."""
        self.issues.append((-1, issue))

    def finish(self, id_berkas: str, frames: dict[str, list[pd.DataFrame]]) -> None:
        """Hand over accepted rows with their provenance, and tell the sheet what happened."""
        fates = self.judgement.fates
        loaded = fates == "dimuat"
        result = self.result
        for table, feed in zip(self.tables, self.region.layout.feeds, strict=True):
            keep = loaded & _fed(table.frame, feed.when)
            frame = table.frame.loc[keep]
            frames.setdefault(table.table.name, []).append(self._with_origin(frame, id_berkas))
            melted = self._melted_rows(loaded, table)
            if melted is not None:
                frames[table.table.name].append(self._with_origin(melted, id_berkas))
            _add_totals(result.totals, table, frame)
            if table.table.name not in result.tables:
                result.tables.append(table.table.name)
        self._describe(result)
        kept = ("dimuat", "karantina")
        for position, issue in self.issues:
            if position < 0 or fates[position] in kept:
                result.issues.append(issue)
        self._quarantine(result)

    def _with_origin(self, frame: pd.DataFrame, id_berkas: str) -> pd.DataFrame:
        own = frame.copy()
        own["baris"] = pd.array(own.index.to_numpy(np.int64), dtype="Int64")
        own["id_berkas"] = id_berkas
        own["lembar"] = self.result.name
        own["_profil"] = self.region.layout.name
        own["_urutan"] = self.region.layout.precedence
        return own.reset_index(drop=True)

    def _melted_rows(self, loaded: npt.NDArray[np.bool_], base: CleanTable) -> pd.DataFrame | None:
        melt = self.region.layout.melt
        if melt is None or base.table.name != melt.table:
            return None
        money = [f"{name}_{part}" for name in base.table.money for part in ("rp", "sen")]
        shared = base.frame.loc[loaded].drop(columns=[c for c in money if c in base.frame])
        parts = []
        for value, month in self.melted.items():
            part = shared.copy()
            part[melt.column] = pd.array([int(value)] * len(part), dtype="Int64")
            for name in (f"{melt.value}_rp", f"{melt.value}_sen"):
                part[name] = month.frame.loc[loaded, name]
            parts.append(part)
        return pd.concat(parts) if parts else None

    def _describe(self, result: SheetResult) -> None:
        region = self.region
        result.profile = result.profile or region.layout.name
        result.title = result.title or region.layout.title.id
        index = self.sheet.cells.index
        result.header_rows += [int(index[i]) for i in region.header]
        year, stage = self.context.values.get("tahun"), self.context.values.get("tahapan")
        result.year = result.year or (year if isinstance(year, int) else None)
        result.stage = result.stage or (str(stage) if stage else None)
        used = set()
        for text in [*self.text.tables, *self.text.melted.values()]:
            for name, column in text.source.items():
                used.add(column)
                place = (column_letter(column), region.headers[column].text)
                result.columns.setdefault(f"{text.table}.{name}", place)
        result.left_out += [
            h.text for i, h in enumerate(region.headers) if h.text and i not in used
        ]
        rows = self.text.rows
        for item in self.comparisons:
            moved = Reconciliation(
                int(rows[item.position]), *(getattr(item, n) for n in _REST_OF_COMPARISON)
            )
            result.comparisons.append(moved)
        shown = np.flatnonzero(self.judgement.fates == "dimuat")[:SAMPLE_ROWS]
        for position in shown:
            result.sample.append(
                {
                    region.headers[c].text: str(self.text.raw.iat[int(position), c])
                    for t in self.text.tables[:1]
                    for c in list(t.source.values())[:6]
                }
            )

    def _quarantine(self, result: SheetResult) -> None:
        for position in np.flatnonzero(self.judgement.fates == "karantina"):
            cells = [str(value) for value in self.text.raw.iloc[int(position)]]
            result.quarantined.append((int(self.text.rows[position]), cells))


_REST_OF_COMPARISON = ("label", "column", "stated", "computed", "agrees", "note")


def run_region(
    sheet: Sheet,
    region: Region,
    schema: Schema,
    path: PurePosixPath,
    settings: Mapping[str, Any],
    result: SheetResult,
) -> TableRun:
    """Return one table cleaned, judged and reconciled; RejectedFile when its headers lie."""
    text = cut(sheet, region, schema)
    context = find_context(path, sheet.name, region.title_text, settings, region.layout, schema)
    run = TableRun(sheet, region, result, text, context)
    _clean(run, schema)
    _check_headers(run)
    _collect_issues(run)
    body = _body(run)
    run.judgement = judge(body)
    _duplicates(run)
    _compare(run, body)
    _context_issues(run)
    return run


def _clean(run: TableRun, schema: Schema) -> None:
    layout = run.region.layout
    for text, feed in zip(run.text.tables, layout.feeds, strict=True):
        rules = Rules(feed.constants, feed.zero_is_null, layout.round_to_sen, _units(run, text))
        table = clean_table(
            schema.table(text.table),
            schema,
            text.text,
            text.kinds,
            run.context.for_cleaning(),
            rules,
        )
        _fill_region(table)
        _fill_stage(table)
        derive(table)
        run.tables.append(table)
    if layout.melt is not None:
        base = run.tables[0].frame
        base[layout.melt.column] = pd.array([int(layout.melt.base)] * len(base), dtype="Int64")
        for value, text in run.text.melted.items():
            rules = Rules(units=_units(run, text))
            context = run.context.for_cleaning()
            run.melted[value] = clean_table(
                schema.table(text.table), schema, text.text, text.kinds, context, rules
            )


def _units(run: TableRun, text: TableText) -> dict[str, int]:
    """Return the unit that a money column's own header states, where it does."""
    units = {}
    for name, column in text.source.items():
        found = rupiah.unit_from_text(run.region.headers[column].text)
        if found and found != 1:
            units[name] = found
            params = {
                "satuan": f"{found:,}".replace(",", "."),
                "teks": run.region.headers[column].text,
            }
            issue = Issue("satuan_dipakai", sheet=run.result.name, column=name, params=params)
            run.add_issue(issue)
    return units


def _fill_region(table: CleanTable) -> None:
    """Take the municipality from the institution's name where nothing else states it."""
    frame = table.frame
    if "nama_klpd" not in frame or "kode_wilayah" not in table.table.names:
        return
    positions, labels = pd.factorize(frame["nama_klpd"])
    found = np.array([codes.region(str(label)) for label in labels] + [None], dtype=object)
    stated = pd.Series(found[positions], index=frame.index).astype("string[pyarrow]")
    frame["kode_wilayah"] = (
        frame["kode_wilayah"].fillna(stated) if "kode_wilayah" in frame else stated
    )


def _fill_stage(table: CleanTable) -> None:
    required = table.table.name == "anggaran"
    if required and "tahapan" not in table.frame:
        table.frame["tahapan"] = "tidak diketahui"
    elif required:
        table.frame["tahapan"] = table.frame["tahapan"].fillna("tidak diketahui")


def _check_headers(run: TableRun) -> None:
    """Refuse a table whose cells cannot be what the headers say: never map by position."""
    examples = []
    for text, table in zip(run.text.tables, run.tables, strict=True):
        misfits: dict[str, list[Problem]] = {}
        for problem in table.problems:
            severe = catalogue()[problem.code].severity == "karantina"
            if severe and problem.code not in NOT_A_MISFIT:
                misfits.setdefault(problem.column, []).append(problem)
        for name, problems in misfits.items():
            filled = int((text.text[name] != "").sum()) if name in text.text else 0
            if len(problems) >= max(MISFIT_CELLS, MISFIT_SHARE * filled):
                header = run.region.headers[text.source[name]].text
                cell = cell_name(int(run.text.rows[problems[0].position]), text.source[name])
                examples.append(f'kolom "{header}" berisi "{problems[0].value[:40]}" ({cell})')
    if examples:
        raise reject("judul_tidak_cocok", contoh="; ".join(examples[:3]))


def _collect_issues(run: TableRun) -> None:
    seen: set[tuple[int, int, str]] = set()
    rows = run.text.rows
    for text, table in zip(run.text.tables, run.tables, strict=True):
        for problem in table.problems:
            column = text.source.get(problem.column, -1)
            if (problem.position, column, problem.code) in seen:
                continue
            seen.add((problem.position, column, problem.code))
            row = int(rows[problem.position])
            header = run.region.headers[column].text if column >= 0 else problem.column
            cell = cell_name(row, column) if column >= 0 else ""
            issue = Issue(problem.code, run.result.name, row, cell, header, problem.value[:200])
            run.issues.append((problem.position, issue))
    for position, row in enumerate(rows):
        if int(row) in run.sheet.bad_rows:
            code, params = run.sheet.bad_rows[int(row)]
            issue = Issue(code, run.result.name, int(row), params=dict(params))
            run.issues.append((position, issue))
    hidden = [int(row) for row in rows if int(row) in run.sheet.hidden_rows]
    if hidden:
        params_hidden = {"jumlah": len(hidden), "contoh": hidden[0]}
        run.add_issue(Issue("baris_tersembunyi", run.result.name, params=params_hidden))


def _body(run: TableRun) -> Body:
    size = len(run.text.rows)
    amount, code, bad, missing = (np.zeros(size, bool) for _ in range(4))
    texts = np.zeros(size, np.int64)
    needs_amount = False
    for text, table in zip(run.text.tables, run.tables, strict=True):
        declared = {c.name: c for c in (*table.table.columns, *table.table.internal)}
        for name, values in text.text.items():
            filled = (values != "").to_numpy(bool)
            if declared[name].is_money:
                needs_amount = True
                amount |= table.frame[f"{name}_rp"].notna().to_numpy(bool)
            elif text is run.text.tables[0]:
                texts += filled
            if declared[name].format in ("kode", "rekening"):
                code |= values.str.contains(r"\d", regex=True).to_numpy(bool)
        for position, column, value in missing_required(table.table, table.frame, set(text.text)):
            missing[position] = True
            _value_issue(run, text, position, column, "wajib_kosong", value, {})
        for position, column, value, limit in out_of_range(table.table, table.frame):
            bad[position] = True
            _value_issue(run, text, position, column, "di_bawah_batas", value, {"batas": limit})
        for problem in table.problems:
            if catalogue()[problem.code].severity == "karantina":
                bad[problem.position] = True
    stop = min(
        (c for t in run.text.tables for n, c in t.source.items() if n in _money(run)),
        default=run.sheet.cells.shape[1],
    )
    rows = run.text.rows
    numbering = np.zeros(size, bool)
    numbering[[i - run.region.body.start for i in run.region.numbering]] = True
    unreadable = np.isin(rows, list(run.sheet.bad_rows))
    tree = run.region.layout.tree
    columns = run.tables[0].table.tree if tree is None else tree
    return Body(
        blank=run.text.blank,
        numbering=numbering,
        unreadable=unreadable,
        bad_value=bad,
        missing=missing,
        has_amount=amount,
        has_code=code,
        text_count=texts,
        label=lambda position: first_label(run.text.raw, position, max(stop, 1)),
        absorbed=run.text.absorbed,
        tree=code_paths(run.tables[0].frame, columns) if columns else None,
        needs_amount=needs_amount,
    )


def _money(run: TableRun) -> set[str]:
    return {name for table in run.tables for name in table.table.money}


def _value_issue(
    run: TableRun,
    text: TableText,
    position: int,
    column: str,
    code: str,
    value: str,
    params: dict[str, Any],
) -> None:
    source = text.source.get(column, -1)
    row = int(run.text.rows[position])
    header = run.region.headers[source].text if source >= 0 else column
    cell = cell_name(row, source) if source >= 0 else ""
    run.issues.append((position, Issue(code, run.result.name, row, cell, header, value, params)))


def _duplicates(run: TableRun) -> None:
    table = run.tables[0]
    fates = run.judgement.fates
    repeats, conflicts = mark_duplicates(table.frame, table.table, fates == "dimuat")
    key = ", ".join(table.table.unique_key)
    if repeats.any():
        fates[repeats] = "duplikat"
        example = int(run.text.rows[np.flatnonzero(repeats)[0]])
        params = {"jumlah": int(repeats.sum()), "contoh": example}
        run.add_issue(Issue("baris_ganda", run.result.name, column=key, params=params))
    for position in np.flatnonzero(conflicts):
        value = str(table.frame[table.table.unique_key[-1]].iloc[position])
        _value_issue(
            run,
            run.text.tables[0],
            int(position),
            table.table.unique_key[-1],
            "kunci_bentrok",
            value,
            {},
        )
    fates[conflicts] = "karantina"


def _compare(run: TableRun, body: Body) -> None:
    judgement = run.judgement
    table, text = run.tables[0], run.text.tables[0]
    columns = tuple(
        c.name for c in table.table.columns if c.is_money and c.total and c.name in text.text
    )
    amounts = amounts_of(table.frame, columns, text.source)
    for name, rounded in table.rounded.items():
        if name in amounts.tolerance and rounded.any():
            amounts.tolerance[name] = max(run.context.unit, 1_000_000) * 100
    run.comparisons = reconcile(table.table.name, judgement, amounts, body.tree)
    _unnamed_totals(run)
    _total_issues(run, amounts)


def _unnamed_totals(run: TableRun) -> None:
    """A row of bare amounts is a total only if it adds something up; else somebody must say."""
    explained = {item.position for item in run.comparisons}
    for position in run.judgement.unnamed:
        if position not in explained:
            run.judgement.fates[position] = "karantina"
            row = int(run.text.rows[position])
            run.issues.append((position, Issue("jumlah_tanpa_nama", run.result.name, row)))


def _total_issues(run: TableRun, amounts: Amounts) -> None:
    rows = run.text.rows
    compared = {item.position for item in run.comparisons}
    for item in run.comparisons:
        row = int(rows[item.position])
        params = {
            "label": f"{item.label or 'jumlah'} (baris {row})",
            "tertulis": _dotted(item.stated),
            "dihitung": _dotted(item.computed),
            "selisih": _dotted(item.difference),
            "catatan": item.note,
        }
        column = item.column.partition(".")[2]
        cell = cell_name(row, amounts.source.get(column, 0))
        code = "total_beda" if not item.agrees else ""
        if item.agrees and item.note.startswith("bergeser"):
            code = "total_bergeser"
        elif item.agrees and "ganda" in item.note:
            code = "total_ganda"
            loaded = run.judgement.fates == "dimuat"
            params["benar"] = _dotted(Decimal(int(sum(amounts.sen[column][loaded]))) / 100)
        if code:
            issue = Issue(code, run.result.name, row, cell, column, params=params)
            run.issues.append((-1, issue))
    for position, label in run.judgement.totals.items():
        if position not in compared and label and amounts.sen:
            row = int(rows[position])
            issue = Issue("total_tanpa_nilai", run.result.name, row, params={"label": label})
            run.issues.append((-1, issue))


def _context_issues(run: TableRun) -> None:
    """Say which key neither the file nor sumber.yml gives, and show the line to add."""
    run.issues += [(-1, issue) for issue in run.context.issues]
    loaded = run.judgement.fates == "dimuat"
    frame = run.tables[0].frame.loc[loaded]
    name = run.result.name
    for column, code in (("kode_wilayah", "kunci_wilayah"), ("tahun", "kunci_tahun")):
        if len(frame) and (column not in frame or frame[column].isna().all()):
            run.add_issue(Issue(code, name))
    if "tahapan" in frame and (frame["tahapan"] == "tidak diketahui").any():
        run.add_issue(Issue("kunci_tahapan", name))
    if "tahun" in frame:
        years = sorted(int(year) for year in frame["tahun"].dropna().unique())
        if len(years) > 1 and run.region.layout.generic:
            listed = ", ".join(map(str, years))
            run.add_issue(Issue("beberapa_tahun", name, params={"daftar": listed}))
        if years and run.result.year is None:
            run.context.values.setdefault("tahun", years[0])
    if run.context.unit != 1:
        params = {"satuan": _dotted(Decimal(run.context.unit)), "teks": run.context.unit_text}
        run.add_issue(Issue("satuan_dipakai", name, column="semua", params=params))
    if {"anggaran_rp", "realisasi_rp"} <= set(frame.columns):
        over = (frame["realisasi_rp"] > frame["anggaran_rp"]).fillna(False)
        if "jenis" in frame:
            over &= (frame["jenis"] != "pendapatan").fillna(True)
        if over.any():
            params_over = {"jumlah": int(over.sum()), "contoh": int(frame.index[over][0])}
            run.add_issue(Issue("realisasi_di_atas_anggaran", name, params=params_over))


def _fed(frame: pd.DataFrame, when: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    if not when:
        return np.ones(len(frame), bool)
    mask = np.zeros(len(frame), bool)
    for name in when:
        stored = f"{name}_rp" if f"{name}_rp" in frame else name
        if stored in frame:
            mask |= frame[stored].notna().to_numpy(bool)
    return mask


def _add_totals(totals: dict[str, Decimal], table: CleanTable, frame: pd.DataFrame) -> None:
    for column in table.table.columns:
        if column.is_money and column.total and f"{column.name}_rp" in frame:
            rupiah_sum = sum(frame[f"{column.name}_rp"].dropna().to_numpy(dtype=object))
            sen = int(frame[f"{column.name}_sen"].dropna().sum())
            key = f"{table.table.name}.{column.name}"
            totals[key] = totals.get(key, Decimal(0)) + Decimal(rupiah_sum) + Decimal(sen) / 100


def _dotted(amount: Decimal) -> str:
    whole, _, part = f"{amount:.2f}".partition(".")
    digits = f"{int(whole):,}".replace(",", ".")
    return digits if part == "00" else f"{digits},{part}"
