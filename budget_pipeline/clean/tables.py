"""Clean one table, all at once or some rows at a time: every text column becomes a typed one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.clean import dates
from budget_pipeline.clean.cleaned import CleanTable, Context, Rules
from budget_pipeline.clean.columns import clean_column
from budget_pipeline.clean.distinct import Kinds, in_threads
from budget_pipeline.clean.habits import Habit, Habits, habit_of
from budget_pipeline.schema.model import Column, Schema, Table


def clean_table(
    table: Table,
    schema: Schema,
    texts: Mapping[str, pd.Series],
    kinds: Mapping[str, Kinds],
    context: Context,
    rules: Rules,
    habits: Habits | None = None,
) -> CleanTable:
    """Return `texts` (column -> text, index = source row) as typed columns with their problems.

    `habits`: those of the whole columns, where `texts` are only some of their rows (see `learn`).
    """
    index = next(iter(texts.values())).index
    result = CleanTable(table, pd.DataFrame(index=index), [])
    for column in _columns(table, texts):
        own, values = (habits or {}).get(column.name, Habit()), texts[column.name]
        kind = kinds.get(column.name)
        clean_column(result, column, values, kind, context, rules, schema, own)
    for name, constant in rules.constants.items():
        _set_constant(result, name, constant)
    for name, value in context.known.items():
        if name in table.names:
            _fill_missing(result, table.column(name), value)
    return result


def learn(
    table: Table,
    parts: Sequence[tuple[Mapping[str, pd.Series], Mapping[str, Kinds]]],
    context: Context,
    rules: Rules,
) -> Habits:
    """Return the habits of the columns of a table whose texts and kinds come in `parts` of its rows."""

    def habit(column: Column) -> Habit:
        cells = ((texts[column.name], kinds.get(column.name)) for texts, kinds in parts)
        return habit_of(
            column,
            cells,
            unit=rules.units.get(column.name, context.unit),
            round_to_sen=rules.round_to_sen,
            year=context.year,
        )

    columns = _columns(table, parts[0][0])
    names = [column.name for column in columns]
    return dict(zip(names, in_threads(habit, columns), strict=True))


def join(
    table: Table,
    parts: Iterable[CleanTable],
    keep: Callable[[Iterable[pd.DataFrame]], pd.DataFrame],
) -> CleanTable:
    """Return the `parts` of a table, some rows each in their order, as one; `keep` joins their frames."""
    result = CleanTable(table, pd.DataFrame(), [])
    rounded: dict[str, list[npt.NDArray[np.bool_]]] = {}
    rows = 0

    def frames() -> Iterator[pd.DataFrame]:
        nonlocal rows
        for part in parts:
            result.problems += [replace(p, position=p.position + rows) for p in part.problems]
            result.masked += part.masked
            for name, mask in part.rounded.items():
                rounded.setdefault(name, []).append(mask)
            rows += len(part.frame)
            yield part.frame

    result.frame = keep(frames())
    result.rounded = {name: np.concatenate(masks) for name, masks in rounded.items()}
    order = {column.name: n for n, column in enumerate((*table.columns, *table.internal))}
    result.problems.sort(key=lambda problem: (order[problem.column], problem.position))
    return result


def _columns(table: Table, texts: Mapping[str, object]) -> list[Column]:
    return [column for column in (*table.columns, *table.internal) if column.name in texts]


def _set_constant(result: CleanTable, name: str, constant: str) -> None:
    declared = {column.name: column for column in result.table.columns}
    stored = name if name in declared else f"_{name}"
    number = name in declared and declared[name].type in ("integer", "year")
    value = int(constant) if number else constant
    dtype = "Int64" if number else "string[pyarrow]"
    result.frame[stored] = pd.Series(value, index=result.frame.index, dtype=dtype)


def _fill_missing(result: CleanTable, column: Column, value: str | int) -> None:
    name = column.name
    if column.is_date:
        if name not in result.frame:
            parsed = dates.parse_column(pd.Series([str(value)], dtype="string[pyarrow]"), None)
            size = len(result.frame)
            result.frame[name] = pd.array([str(value)] * size, dtype="string[pyarrow]")
            result.frame[f"{name}_hari"] = pd.array([int(parsed.days[0])] * size, dtype="Int64")
    elif name in result.frame:
        result.frame[name] = result.frame[name].fillna(value)
    else:
        dtype = "Int64" if isinstance(value, int) else "string[pyarrow]"
        result.frame[name] = pd.Series(value, index=result.frame.index, dtype=dtype)
