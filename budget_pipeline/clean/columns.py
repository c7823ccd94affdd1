"""Clean one column of a table: its texts become typed values by what the schema says of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean import codelists, codes, dates, privacy, rupiah, text
from budget_pipeline.clean.cleaned import CleanTable, Context, Problem, Rules
from budget_pipeline.clean.distinct import NUMBER, Kinds, arrow, series
from budget_pipeline.clean.habits import Habit
from budget_pipeline.schema.model import Column, Schema

TRUE = {"true", "1", "ya", "y", "yes", "aktif", "benar", "t"}
FALSE = {"false", "0", "tidak", "n", "no", "non aktif", "tidak aktif", "salah", "f"}
EXCEL_DIGITS = 10**15
# Longer whole numbers fit no column; int() itself refuses very long ones.
_WHOLE: Final = re.compile(r"-?[0-9]{1,19}")
# A year in a sheet whose numbers are all shown with thousands: 2.024 or 2,024.00.
_GROUPED_YEAR: Final = re.compile(r"(2)[.,](\d{3})(?:[.,]00?)?")
# One mark and three digits after it (1.500) may be thousands or decimals.
_REAL: Final = re.compile(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,15}))? ?%?")
_THOUSANDS: Final = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3} ?%?")


def clean_column(
    result: CleanTable,
    column: Column,
    values: pd.Series,
    kinds: Kinds,
    context: Context,
    rules: Rules,
    schema: Schema,
    habit: Habit,
) -> None:
    """Add the typed columns of `column` to `result`, and what is wrong with its `values`.

    `habit`: that of the whole column, where `values` are only a part of it.
    """
    name, internal = column.name, column in result.table.internal
    if column.is_money:
        _money(result, column, values, kinds, context, rules, habit)
    elif column.is_date:
        _date(result, column, values, kinds)
    elif column.format == "rekening":
        _account(result, column, values, kinds, context, habit)
    elif column.format == "npwp":
        _tax_number(result, name, values, context.shows_npwp)
    elif column.format in ("kode", "wilayah"):
        cleaned = codes.normalise_text_codes(values, kinds, habit.dotted)
        _note(result, name, values, cleaned.codes)
        result.frame[f"_{name}" if internal else name] = _nullable(cleaned.text, values.index)
    elif column.type == "boolean":
        _boolean(result, name, values)
    elif column.type in ("integer", "year"):
        _integer(result, column, values, kinds, habit)
    elif column.type == "number":
        _real(result, name, values, kinds)
    elif column.codelist:
        _coded(result, column, values, schema)
    else:
        _text(result, f"_{name}" if internal else name, values)


def _money(
    result: CleanTable,
    column: Column,
    values: pd.Series,
    kinds: Kinds,
    context: Context,
    rules: Rules,
    habit: Habit,
) -> None:
    name = column.name
    unit = rules.units.get(name, context.unit)
    parsed = rupiah.parse_column(
        values, kinds, unit=unit, round_to_sen=rules.round_to_sen, shown=habit.amounts
    )
    parsed = _doubt(parsed, kinds)
    null = parsed.null | parsed.bad
    if name in rules.zero_is_null:
        null = null | ((parsed.rupiah == 0) & (parsed.sen == 0))
    result.frame[f"{name}_rp"] = pd.arrays.IntegerArray(parsed.rupiah.astype("int64"), null.copy())
    result.frame[f"{name}_sen"] = pd.arrays.IntegerArray(parsed.sen.astype("int64"), null.copy())
    result.rounded[name] = parsed.rounded
    _note(result, name, values, {**parsed.notes, **parsed.codes})


def _doubt(parsed: rupiah.RupiahColumn, kinds: Kinds) -> rupiah.RupiahColumn:
    """Hold back numbers Excel cannot have kept whole: it keeps fifteen digits of a number cell."""
    if kinds is None:
        return parsed
    long = (kinds == NUMBER) & (np.abs(parsed.rupiah) >= EXCEL_DIGITS) & ~parsed.null
    told = dict.fromkeys(map(int, np.flatnonzero(long)), "lewat_15_angka")
    return replace(parsed, bad=parsed.bad | long, codes={**parsed.codes, **told})


def _date(result: CleanTable, column: Column, values: pd.Series, kinds: Kinds) -> None:
    parsed = dates.parse_column(values, kinds, want_time=column.type == "datetime")
    null = parsed.null | parsed.bad
    iso = pa.array(parsed.iso, pa.large_string(), from_pandas=True)
    result.frame[column.name] = series(iso, values.index)
    result.frame[f"{column.name}_hari"] = pd.arrays.IntegerArray(
        parsed.days.astype("int64"), null.copy()
    )
    _note(result, column.name, values, parsed.codes)


def _account(
    result: CleanTable,
    column: Column,
    values: pd.Series,
    kinds: Kinds,
    context: Context,
    habit: Habit,
) -> None:
    parsed = codes.normalise_accounts(values, kinds, context.year, habit.accounts)
    result.frame[column.name] = _nullable(parsed.code, values.index)
    if "kode_rekening_asli" in result.table.names:
        result.frame["kode_rekening_asli"] = _nullable(parsed.original, values.index)
        chart = pd.Series(parsed.chart, index=values.index, dtype="string[pyarrow]")
        result.frame["versi_bagan"] = chart.mask(parsed.code == "")
    _note(result, column.name, values, parsed.codes)


def _tax_number(result: CleanTable, name: str, values: pd.Series, show: bool) -> None:
    """Keep an opaque key and the form to publish; a person's number goes no further than here."""
    parsed = privacy.npwp_key(values, show)
    result.frame[f"_{name}_kunci"] = _nullable(parsed.key, values.index)
    result.frame[f"_{name}_samaran"] = _nullable(parsed.masked, values.index)
    result.frame[f"_{name}_pribadi"] = pd.array(parsed.person, dtype="boolean")
    result.masked += int(parsed.person.sum())


def _coded(result: CleanTable, column: Column, values: pd.Series, schema: Schema) -> None:
    cleaned, _ = text.clean_column(values)
    coded, unknown = codelists.normalise(cleaned, schema.codelists[column.codelist or ""])
    result.frame[column.name] = _nullable(coded, values.index)
    if f"{column.name}_asli" in result.table.names:
        result.frame[f"{column.name}_asli"] = _nullable(cleaned, values.index)
    _tell(result, column.name, values, np.flatnonzero(unknown), "kode_tak_dikenal")


def _text(result: CleanTable, name: str, values: pd.Series) -> None:
    cleaned, notes = text.clean_column(values)
    masked, count = privacy.mask_texts(cleaned)
    result.masked += count
    result.frame[name] = _nullable(masked, values.index)
    _note(result, name, values, notes)


def _boolean(result: CleanTable, name: str, values: pd.Series) -> None:
    distinct, labels = pd.factorize(values)
    meaning = [_truth(str(label)) for label in labels]
    flags = np.array([m if m is not None else False for m in meaning], bool)
    nulls = np.array([m is None for m in meaning], bool)
    result.frame[name] = pd.arrays.BooleanArray(flags[distinct], nulls[distinct])
    silent = np.array([_is_empty(str(label)) for label in labels], bool)
    _tell(result, name, values, np.flatnonzero((nulls & ~silent)[distinct]), "bukan_ya_tidak")


def _truth(label: str) -> bool | None:
    word = label.strip().casefold()
    return True if word in TRUE else False if word in FALSE else None


def _integer(
    result: CleanTable, column: Column, values: pd.Series, kinds: Kinds, habit: Habit
) -> None:
    cleaned = codes.normalise_text_codes(values, kinds, habit.dotted)
    distinct, labels = pd.factorize(pd.Series(cleaned.text))
    numbers = np.zeros(len(labels), "int64")
    bad = np.zeros(len(labels), bool)
    for i, label in enumerate(labels):
        digits = str(label).strip()
        if column.type == "year" and (grouped := _GROUPED_YEAR.fullmatch(digits)):
            digits = "".join(grouped.groups())
        if _WHOLE.fullmatch(digits) and _plausible(column, int(digits)):
            numbers[i] = int(digits)
        else:
            bad[i] = True
    empty = np.array([_says_nothing(column, str(label)) for label in labels], bool)
    result.frame[column.name] = pd.arrays.IntegerArray(numbers[distinct], bad[distinct])
    code = "bukan_tahun" if column.type == "year" else "bukan_bilangan"
    _tell(result, column.name, values, np.flatnonzero((bad & ~empty)[distinct]), code)


def _says_nothing(column: Column, label: str) -> bool:
    """Tell whether a cell stands for nothing; year 0 is how systems write that they do not know."""
    unknown_year = column.type == "year" and label.strip("0. ") == ""
    return unknown_year or _is_empty(label)


def _is_empty(label: str) -> bool:
    return not label or codelists.is_empty_marker(label)


def _plausible(column: Column, number: int) -> bool:
    if column.type == "year":
        return 2000 <= number <= 2100
    return -(2**63) <= number < 2**63


def _real(result: CleanTable, name: str, values: pd.Series, kinds: Kinds) -> None:
    """Read plain numbers and percentages; nothing is guessed, and no exponent or word is one."""
    typed = np.zeros(len(values), bool) if kinds is None else kinds == NUMBER
    distinct, labels = pd.factorize(values)
    read = [_real_number(str(label)) for label in labels]
    unclear = np.array([bool(_THOUSANDS.fullmatch(str(label).strip())) for label in labels], bool)
    silent = np.array([_is_empty(str(label)) for label in labels], bool)
    numbers = np.array([np.nan if number is None else number for number in read], float)[distinct]
    bad = np.isnan(numbers) | (unclear[distinct] & ~typed)
    result.frame[name] = pd.arrays.FloatingArray(np.where(bad, 0.0, numbers), bad)
    _tell(result, name, values, np.flatnonzero(bad & ~silent[distinct]), "bukan_bilangan")


def _real_number(label: str) -> float | None:
    found = _REAL.fullmatch(label.strip())
    return float(f"{found[1]}.{found[2] or 0}") if found else None


def _note(
    result: CleanTable, name: str, values: pd.Series, problem_codes: Mapping[int, str]
) -> None:
    shown, _ = privacy.mask_texts(values.iloc[list(problem_codes)])
    for (position, code), value in zip(problem_codes.items(), shown.tolist(), strict=True):
        result.problems.append(Problem(int(position), name, code, value))


def _tell(
    result: CleanTable, name: str, values: pd.Series, positions: Iterable[int], code: str
) -> None:
    _note(result, name, values, dict.fromkeys(map(int, positions), code))


def _nullable(values: object, index: pd.Index) -> pd.Series:
    """Return text with "" and the words for nothing as NULL."""
    texts = arrow(pd.Series(values, dtype="string[pyarrow]"))
    lengths = pc.binary_length(texts)
    nothing = pc.equal(lengths, 0)
    # Only texts as short as the words are compared with them.
    short = pc.equal(lengths, 4)
    if pc.any(short).as_py():
        words = pc.is_in(pc.utf8_lower(texts), pa.array(["null", "none"], pa.large_string()))
        nothing = pc.or_(nothing, pc.and_(short, words))
    if not pc.any(nothing).as_py():
        return series(texts, index)
    return series(pc.if_else(nothing, pa.scalar(None, pa.large_string()), texts), index)
