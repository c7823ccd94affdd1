"""Gather what is known of each row of one table before it is judged."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.extract.frame import filled_cells, first_label
from budget_pipeline.extract.sheets import TYPED_ROWS
from budget_pipeline.extract.words import key
from budget_pipeline.issues import catalogue
from budget_pipeline.pipeline.tablerun import TableRun
from budget_pipeline.validate.checks import foreign_currency, missing_required, out_of_range
from budget_pipeline.validate.fates import Body, total_pattern, total_words
from budget_pipeline.validate.paths import Paths, ancestors, code_paths, indent_paths
from budget_pipeline.validate.reconcile import amounts_of

# "Dicetak oleh SIPD pada 12-01-2024", "NIP. 1965...": no code begins with a word.
SENTENCE = re.compile(r"\s*[^\W\d_]{2,}[.,:]?\s")
# Words stand where a value must be: a heading or a signature, unless the row is data.
WORDS_FOR_VALUES = ("bukan_angka", "bukan_kode_rekening", "bukan_tanggal", "bukan_tahun")


def body_of(run: TableRun) -> Body:
    """Return the body rows of the table that `run` has cleaned."""
    size = len(run.text.rows)
    amount, code, bad, missing = (np.zeros(size, bool) for _ in range(4))
    texts, worded = np.zeros(size, np.int64), np.ones(size, bool)
    needs_amount = False
    for number, (text, table) in enumerate(zip(run.text.tables, run.tables, strict=True)):
        declared = {c.name: c for c in (*table.table.columns, *table.table.internal)}
        # On every row, a total's too, stand the year and the section it lies in: they name nothing.
        years = {name for name, column in declared.items() if column.type == "year"}
        shared = {*years, run.region.layout.section}
        for name, values in text.text.items():
            filled = (values != "").to_numpy(bool)
            if declared[name].is_money:
                needs_amount = True
                amount |= table.frame[f"{name}_rp"].notna().to_numpy(bool)
            elif text is run.text.tables[0] and name not in shared:
                texts += filled
            if declared[name].format == "rekening":
                code |= table.frame[name].notna().to_numpy(bool)
            elif declared[name].format == "kode":
                code |= values.str.contains(r"\d", regex=True).to_numpy(bool)
            run.store.rest()
        for position, column in missing_required(table.table, table.frame):
            if not missing[position]:
                problem_code = "kunci_kosong" if declared[column].derived else "wajib_kosong"
                run.add_value_issue(position, column, problem_code, table=number)
            missing[position] = True
        for position, currency in foreign_currency(table.frame):
            bad[position] = True
            run.add_value_issue(position, "mata_uang", "mata_uang_asing", currency, table=number)
        for position, column, beyond, value, limit in out_of_range(table.table, table.frame):
            bad[position] = True
            worded[position] = False
            run.add_value_issue(position, column, beyond, value, {"batas": limit}, table=number)
        for problem in table.problems:
            if catalogue()[problem.code].severity == "karantina":
                bad[problem.position] = True
                worded[problem.position] &= problem.code in WORDS_FOR_VALUES
    code &= ~_sentences(run, code & ~amount & (texts <= 1))
    numbering = np.zeros(size, bool)
    numbering[[i - run.region.body.start for i in run.region.numbering]] = True
    places = _label_places(run)
    return Body(
        blank=run.text.blank,
        numbering=numbering,
        unreadable=_unreadable(run, places),
        bad_value=bad,
        missing=missing,
        has_amount=amount,
        has_code=code,
        text_count=texts,
        label=lambda position: first_label(run.text.raw, position, places),
        worded=bad & worded,
        alone=_alone(run, (bad & worded) | (~amount & (texts <= 1))),
        says_total=_bare_totals(run),
        absorbed=run.text.absorbed,
        tree=_tree(run, amount),
        needs_amount=needs_amount,
        keeps_totals=run.region.layout.levels,
        declared_totals=_declared_totals(run),
    )


def _alone(run: TableRun, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which of `rows` have a single filled cell."""
    alone = rows.copy()
    alone[rows] = filled_cells(run.text.raw.iloc[np.flatnonzero(rows)]) == 1
    return alone


def _sentences(run: TableRun, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which of `rows`, whose text holds digits, say something instead of naming a code."""
    found = np.zeros(len(rows), bool)
    for position in np.flatnonzero(_alone(run, rows)).tolist():
        found[position] = SENTENCE.match("".join(run.text.raw.iloc[position])) is not None
    return found


def _declared_totals(run: TableRun) -> dict[int, str]:
    frame = run.tables[0].frame
    found: dict[int, str] = {}
    for name, value in run.region.layout.totals.items():
        if name in frame:
            mask = (frame[name] == value).fillna(False).to_numpy(bool)
            found |= {int(position): value for position in np.flatnonzero(mask)}
    return found


def _unreadable(run: TableRun, places: list[int]) -> npt.NDArray[np.bool_]:
    """Tell which rows the reader distrusts; a total that lacks its last cells is compared anyway."""
    unreadable = np.isin(run.text.rows, list(run.sheet.bad_rows))
    for position in map(int, np.flatnonzero(unreadable)):
        code, _ = run.sheet.bad_rows[int(run.text.rows[position])]
        label = first_label(run.text.raw, position, places)
        if code == "kolom_kurang" and label and total_pattern().match(label):
            unreadable[position] = False
    return unreadable


def _tree(run: TableRun, amount: npt.NDArray[np.bool_]) -> Paths | None:
    """Return each row's path: by its codes, or by how far its name is set in where none has one."""
    layout = run.region.layout
    columns = run.tables[0].table.tree if layout.tree is None else layout.tree
    if not columns:
        return None
    paths = code_paths(run.tables[0].frame, columns)
    if paths is not None and paths.filled.any():
        return paths
    names = run.text.tables[0].text
    name = next((n for n in ("uraian", "nama_rekening", "nama") if n in names), None)
    if name is None or len(run.text.rows) > TYPED_ROWS:
        return paths
    indents = [len(text) - len(text.lstrip()) for text in names[name].tolist()]
    label = total_pattern()
    counts = [
        bool(has and not label.match(key(text)))
        for has, text in zip(amount, names[name].tolist(), strict=True)
    ]
    set_in = indent_paths(indents, counts)
    return Paths.of(set_in) if set_in is not None and _adds_up(run, set_in) else paths


def _adds_up(run: TableRun, paths: list[tuple[str, ...]]) -> bool:
    """Tell whether most rows are the sum of the rows set in below them: a stray blank is no level."""
    table, text = run.tables[0], run.text.tables[0]
    inner = {path for own in paths for path in ancestors(own)}
    for sen in amounts_of(table.frame, table.table.money, text.source).sen.values():
        under: dict[tuple[str, ...], int] = {}
        for path, amount in zip(paths, sen, strict=True):
            for above in () if path in inner else ancestors(path):
                under[above] = under.get(above, 0) + int(amount)
        stated = {path: int(sen[at]) for at, path in enumerate(paths) if path in inner}
        agree = sum(under.get(path) == amount for path, amount in stated.items())
        if agree * 2 > len(stated):
            return True
    return False


def _bare_totals(run: TableRun) -> dict[int, str]:
    """Return the rows of a typed sheet in which one cell says just "Jumlah", whatever its column."""
    words = set(total_words()["bare"])
    found: dict[int, str] = {}
    if len(run.text.rows) > TYPED_ROWS:
        return found
    names = {c.name for c in run.tables[0].table.columns if c.type == "string" and not c.codelist}
    for name, values in run.text.tables[0].text.items():
        if name in names:
            codes, texts = pd.factorize(values)
            total = np.array([key(str(text)) in words for text in texts], bool)
            found |= {int(p): key(values.iloc[p]) for p in np.flatnonzero(total[codes])}
    return found


def _label_places(run: TableRun) -> list[int]:
    """Return the columns that may name a row: left of its amounts first, then between them."""
    names = {name for table in run.tables for name in table.table.money}
    money = {c for t in run.text.tables for n, c in t.source.items() if n in names}
    first = max(min(money, default=0), 1)
    others = [c for c in range(run.sheet.cells.shape[1]) if c not in money]
    return sorted(others, key=lambda c: (c >= first, c))
