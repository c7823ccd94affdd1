"""Values of a cleaned table against the limits its columns declare."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from budget_pipeline.schema.model import Table

RUPIAH = ("IDR", "RP", "RUPIAH")
PROVENANCE = {"id_berkas", "lembar", "baris", "id"}


def missing_required(table: Table, frame: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield (position, column) for each required value that is missing."""
    for column in table.columns:
        if not column.constraints.required or column.name in PROVENANCE:
            continue
        stored = f"{column.name}_rp" if column.is_money else column.name
        empty = (
            frame[stored].isna().to_numpy(bool) if stored in frame else np.ones(len(frame), bool)
        )
        for position in np.flatnonzero(empty):
            yield int(position), column.name


def foreign_currency(frame: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield (position, currency) for each row whose amounts are stated to be no rupiah."""
    if "_mata_uang" not in frame:
        return
    stated = frame["_mata_uang"].str.strip().str.upper()
    foreign = (stated.notna() & ~stated.isin(RUPIAH)).to_numpy(bool)
    for position in np.flatnonzero(foreign):
        yield int(position), str(stated.iloc[position])


def out_of_range(table: Table, frame: pd.DataFrame) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield (position, column, code, value, limit) of each number beyond its minimum or maximum."""
    for column in table.columns:
        stored = f"{column.name}_rp" if column.is_money else column.name
        if stored not in frame or column.name in PROVENANCE:
            continue
        low, high = column.constraints.minimum, column.constraints.maximum
        for code, limit, beyond in (
            ("di_bawah_batas", low, frame[stored].lt if low is not None else None),
            ("di_atas_batas", high, frame[stored].gt if high is not None else None),
        ):
            if beyond is None:
                continue
            for position in np.flatnonzero(beyond(limit).fillna(False).to_numpy(bool)):
                value = str(frame[stored].iloc[position])
                yield int(position), column.name, code, value, str(limit)
