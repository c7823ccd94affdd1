"""Say what is wrong or doubtful about one table, in issues that name the cell."""

from decimal import Decimal

import numpy as np

from budget_pipeline.clean.cleaned import Problem
from budget_pipeline.extract.sheets import cell_name
from budget_pipeline.issues import Issue, Phrase, catalogue, reject
from budget_pipeline.pipeline.money import rupiah
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.validate.reconcile import Reconciliation
from budget_pipeline.validate.sums import exact_total

# Eight or more cells in ten that cannot be what their header says: the header is wrong, not them.
MISFIT_SHARE = 0.8
MISFIT_CELLS = 3
UNITS = (Decimal(10**3), Decimal(10**6), Decimal(10**9))
# DKI Jakarta's, the largest regional budget, is 0.09 quadrillion rupiah (APBD 2025: Rp 91 triliun).
LARGEST_BUDGET = Decimal(10**14)
# What of the cleaned rows says something about the whole table.
TOLD_OF = ("kode_wilayah", "tahun", "tahapan", "jenis", "anggaran_rp", "realisasi_rp")
# Codes that speak of the reader or the workbook, not of a header over the wrong column.
NOT_A_MISFIT = ("rumus_tanpa_nilai", "sel_galat", "terlalu_besar", "lebih_dari_sen")


def check_headers(run: TableRun) -> None:
    """Refuse a table whose cells cannot be what the headers say: never map by position."""
    examples = []
    own = np.ones(len(run.text.rows), bool)  # not the header again, as on each printed page
    own[[place - run.region.body.start for place in run.region.numbering]] = False
    for text, table in zip(run.text.tables, run.tables, strict=True):
        misfits: dict[str, list[Problem]] = {}
        for problem in table.problems:
            severe = catalogue()[problem.code].severity == "karantina"
            if severe and problem.code not in NOT_A_MISFIT and own[problem.position]:
                misfits.setdefault(problem.column, []).append(problem)
        for name, problems in misfits.items():
            filled = int((text.text[name][own] != "").sum()) if name in text.text else 0
            if len(problems) >= max(MISFIT_CELLS, MISFIT_SHARE * filled):
                header = run.region.headers[text.source[name]].text
                cell = cell_name(int(run.text.rows[problems[0].position]), text.source[name])
                params = {"kolom": header, "isi": problems[0].value[:40], "sel": cell}
                examples.append(Phrase("kolom_berisi", params))
    if examples:
        raise reject("judul_tidak_cocok", contoh=tuple(examples[:3]))


def collect_cell_issues(run: TableRun) -> None:
    """Turn what cleaning and reading found into issues with cell and header."""
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
    for position in np.flatnonzero(np.isin(rows, list(run.sheet.bad_rows))).tolist():
        row = int(rows[position])
        code, params = run.sheet.bad_rows[row]
        run.issues.append((position, Issue(code, run.result.name, row, params=dict(params))))
    hidden = rows[np.isin(rows, list(run.sheet.hidden_rows))].tolist()
    if hidden:
        params_hidden = {"jumlah": len(hidden), "contoh": hidden[0]}
        run.add_issue(Issue("baris_tersembunyi", run.result.name, params=params_hidden))


def tell_totals(run: TableRun) -> None:
    """Report totals that differ, stand in the wrong column, count twice or hold no figure."""
    rows = run.text.rows
    source = run.text.tables[0].source
    money = set(run.tables[0].table.money) & set(source)
    compared = {item.position for item in run.comparisons}
    for item in run.comparisons:
        row = int(rows[item.position])
        place = run.text.tables[item.feed].source
        params = {
            "label": Phrase("label_baris", {"label": item.label, "baris": row})
            if item.label
            else Phrase("jumlah_baris", {"baris": row}),
            "tertulis": rupiah(item.stated),
            "dihitung": rupiah(item.computed),
            "selisih": rupiah(item.difference),
            "polos": f"{item.difference:f}",
            "catatan": item.note,
        }
        column = item.column.partition(".")[2]
        cell = cell_name(row, item.place if item.place >= 0 else place.get(column, 0))
        code = "total_beda" if not item.agrees else ""
        times = _unit_between(item)
        if times:
            code, params["kali"] = "total_beda_satuan", times
        if item.agrees and item.note.startswith("bergeser"):
            code = "total_bergeser"
        elif item.agrees and "ganda" in item.note:
            code = "total_ganda"
            params["benar"] = rupiah(_loaded_sum(run, item.feed, column))
        if code:
            issue = Issue(code, run.result.name, row, cell, column, params=params)
            run.issues.append((-1, issue))
    for position, label in run.judgement.totals.items():
        if position not in compared and label and money:
            row = int(rows[position])
            issue = Issue("total_tanpa_nilai", run.result.name, row, params={"label": label})
            run.issues.append((-1, issue))


def _unit_between(item: Reconciliation) -> str:
    """Return by which unit of money (1.000, 1.000.000 ...) two sums differ, "" when by none."""
    small, large = sorted((abs(item.stated), abs(item.computed)))
    factor = next((f for f in UNITS if small and small * f == large), None)
    if item.agrees or factor is None:
        return ""
    return rupiah(factor) if abs(item.stated) == large else f"1/{rupiah(factor)}"


def refuse_impossible_unit(run: TableRun) -> None:
    """Refuse a table whose stated unit makes it larger than any regional budget: the unit lies."""
    for feed, (text, table) in enumerate(zip(run.text.tables, run.tables, strict=True)):
        for name in table.table.money:
            unit = run.units[feed].get(name, run.context.unit) if name in text.source else 1
            total = _loaded_sum(run, feed, name) if unit > 1 else Decimal(0)
            if abs(total) > LARGEST_BUDGET:
                header = run.region.headers[text.source[name]].text
                raise reject(
                    "satuan_mustahil",
                    lembar=run.result.name,
                    satuan=rupiah(Decimal(unit)),
                    teks=run.context.unit_text if unit == run.context.unit else header,
                    kolom=header,
                    jumlah=rupiah(total),
                )


def _loaded_sum(run: TableRun, feed: int, column: str) -> Decimal:
    amounts = run.tables[feed].frame[[f"{column}_rp", f"{column}_sen"]]
    loaded = amounts.loc[run.judgement.fates == "dimuat"].dropna()
    whole, sen = (exact_total(loaded[name].to_numpy(np.int64)) for name in loaded)
    return whole + Decimal(sen) / 100


def tell_context(run: TableRun) -> None:
    """Say which key neither the file nor sumber.yml gives, and show the line to add."""
    stated = {*run.text.tables[0].text, *run.region.layout.feeds[0].constants}
    for issue in run.context.issues:
        if issue.params.get("kunci") not in stated:
            run.add_issue(issue)
    loaded = run.judgement.fates == "dimuat"
    known = run.tables[0].frame
    frame = known[[name for name in TOLD_OF if name in known]].loc[loaded]
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
        if len(years) == 1 and run.result.year is None:
            run.context.known.setdefault("tahun", years[0])
    if run.context.unit != 1:
        params = {"satuan": rupiah(Decimal(run.context.unit)), "teks": run.context.unit_text}
        run.add_issue(Issue("satuan_dipakai", name, column="semua", params=params))
    if run.tables[0].table.name == "realisasi" and {"anggaran_rp", "realisasi_rp"} <= set(frame):
        over = (frame["realisasi_rp"] > frame["anggaran_rp"]).fillna(False)
        if "jenis" in frame:
            over &= (frame["jenis"] != "pendapatan").fillna(True)
        if over.any():
            params_over = {"jumlah": int(over.sum()), "contoh": int(frame.index[over][0])}
            run.add_issue(Issue("realisasi_di_atas_anggaran", name, params=params_over))
