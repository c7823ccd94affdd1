"""Compare totals a file states with what its rows add up to, to the rupiah."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.validate.fates import Judgement, carried_pattern, total_words
from budget_pipeline.validate.paths import Path, Paths, ancestors
from budget_pipeline.validate.sums import exact_total, exact_totals

# int64, or Python integers where amounts do not fit.
Sen = npt.NDArray[Any]
# Stated totals are whole rupiah, rows may hold sen: less than one rupiah is no difference.
TOLERANCE_SEN = 100
# Amounts below it are whole sen in 64 bits.
LARGEST_RUPIAH: Final = 2**63 // 100 - 1
# Agreeing parents beyond this number are counted, not listed: a LRA has thousands.
LISTED_PARENTS = 200


@dataclass(frozen=True)
class Reconciliation:
    """One stated total against the computed one, in rupiah; `note` says how it was read.

    `feed`: which of the tables fed by the rows, where several are (months, stages, accounts);
    `place`: the source column of the total where it is none that the table uses.
    """

    position: int
    label: str
    column: str
    stated: Decimal
    computed: Decimal
    agrees: bool
    note: str = ""
    feed: int = 0
    place: int = -1

    @property
    def difference(self) -> Decimal:
        """Return stated less computed."""
        return self.stated - self.computed


@dataclass
class Amounts:
    """The money columns of one table as whole sen, with masks of filled cells.

    `tolerance`: sen that a stated total may be off without being a difference. `hidden`: positions
    of rows that the sheet hides: Excel's SUBTOTAL leaves them out.
    """

    sen: dict[str, Sen]
    filled: dict[str, npt.NDArray[np.bool_]]
    source: Mapping[str, int]
    tolerance: dict[str, int]
    hidden: frozenset[int] = frozenset()


def amounts_of(frame: pd.DataFrame, columns: tuple[str, ...], source: Mapping[str, int]) -> Amounts:
    """Return the money `columns` of `frame` as exact sen."""
    sen, filled = {}, {}
    for name in columns:
        if f"{name}_rp" not in frame:
            continue
        rupiah = frame[f"{name}_rp"].to_numpy(np.int64, na_value=0)
        part = frame[f"{name}_sen"].to_numpy(np.int64, na_value=0)
        fits = not len(rupiah) or max(-int(rupiah.min()), int(rupiah.max())) < LARGEST_RUPIAH
        sen[name] = (rupiah if fits else rupiah.astype(object)) * 100 + part
        filled[name] = frame[f"{name}_rp"].notna().to_numpy(bool)
    return Amounts(sen, filled, source, dict.fromkeys(sen, TOLERANCE_SEN))


def reconcile(
    table: str, judgement: Judgement, amounts: Amounts, paths: Paths | None
) -> list[Reconciliation]:
    """Return every comparison of a stated total with the rows, in row order."""
    found = _totals(table, judgement, amounts, paths)
    if paths is not None and judgement.parents:
        found += _parents(table, judgement, amounts, paths)
    return sorted(found, key=lambda item: (item.position, item.column))


def _totals(
    table: str, judgement: Judgement, amounts: Amounts, paths: Paths | None
) -> list[Reconciliation]:
    loaded = judgement.fates == "dimuat"
    results = []
    carried = carried_pattern()
    borders = [at for at, label in judgement.totals.items() if not carried.match(label)]
    for position, label in judgement.totals.items():
        for name, sen in amounts.sen.items():
            if not amounts.filled[name][position]:
                continue
            stated = int(sen[position])
            if carried.match(label):
                choices = [("jumlah pindahan", _sum(sen[:position], loaded[:position]))]
            else:
                choices = _choices(
                    judgement, position, label, sen, loaded, paths, amounts.hidden, borders
                )
            note, computed = _best(choices, stated, amounts.tolerance[name])
            agrees = abs(stated - computed) < amounts.tolerance[name]
            if not agrees:
                shifted = _shifted(name, stated, amounts, loaded)
                if shifted:
                    note, computed, agrees = f"bergeser satu kolom dari {shifted}", stated, True
            results.append(result(position, label, table, name, stated, computed, agrees, note))
    return results


def _choices(
    judgement: Judgement,
    position: int,
    label: str,
    sen: Sen,
    loaded: npt.NDArray[np.bool_],
    paths: Paths | None,
    hidden: frozenset[int],
    borders: list[int],
) -> list[tuple[str, int]]:
    """Return what the total may be the sum of, the most natural reading first; `borders`: all such totals."""
    balance = _balance(label, sen, loaded, paths)
    if balance is not None:
        return [("", balance)]
    everything = ("", _sum(sen, loaded))
    before = [other for other in borders if other < position]
    after = [other for other in borders if other > position]
    group = np.zeros(len(loaded), bool)
    group[(max(before) + 1 if before else 0) : position] = True
    below = np.zeros(len(loaded), bool)
    below[position + 1 : (min(after) if after else len(loaded))] = True
    levels = loaded | (judgement.fates == "subtotal")
    levels[list(judgement.totals)] = False
    part = _part(label, sen, loaded, paths)
    last = not after
    choices = [] if part is None else [("", part)]
    own_group = ("jumlah kelompok", _sum(sen, loaded & group))
    choices += (
        [everything, own_group]
        if last or not before and not group.any()
        else [own_group, everything]
    )
    choices.append(("jumlah baris di bawahnya", _sum(sen, loaded & below)))
    choices.append(("jumlah dari jumlah", sum(int(sen[other]) for other in before)))
    choices.append(("menjumlah semua tingkat (terhitung ganda)", _sum(sen, levels)))
    labelled = levels.copy()
    labelled[before] = True
    choices.append(("menjumlah semua baris di atasnya (terhitung ganda)", _sum(sen, labelled)))
    if hidden:
        labelled[list(hidden)] = False
        choices.append(("menjumlah semua baris yang tampak (terhitung ganda)", _sum(sen, labelled)))
    return choices


def _best(choices: list[tuple[str, int]], stated: int, tolerance: int) -> tuple[str, int]:
    for note, computed in choices:
        if abs(stated - computed) < tolerance:
            return note, computed
    return choices[0]


def _balance(
    label: str, sen: Sen, loaded: npt.NDArray[np.bool_], paths: Paths | None
) -> int | None:
    if paths is None:
        return None
    for item in total_words()["balance"]:
        if re.match(item["label"], label):
            plus = sum(_prefix_sum(prefix, sen, loaded, paths) for prefix in item["plus"])
            return plus - sum(_prefix_sum(prefix, sen, loaded, paths) for prefix in item["minus"])
    return None


def _part(label: str, sen: Sen, loaded: npt.NDArray[np.bool_], paths: Paths | None) -> int | None:
    if paths is None:
        return None
    for item in total_words()["parts"]:
        if label.endswith(item["label"]) or f"{item['label']} daerah" in label:
            return _prefix_sum(item["prefix"], sen, loaded, paths)
    return None


def _prefix_sum(prefix: str, sen: Sen, loaded: npt.NDArray[np.bool_], paths: Paths) -> int:
    inside = np.array([f"{path[-1]}.".startswith(f"{prefix}.") for path in paths.paths], bool)
    return _sum(sen, loaded & paths.where(inside))


def _shifted(name: str, stated: int, amounts: Amounts, loaded: npt.NDArray[np.bool_]) -> str:
    """Return the neighbouring column whose sum this total is, "" if none."""
    for other, sen in amounts.sen.items():
        near = abs(amounts.source.get(other, -9) - amounts.source.get(name, 9)) == 1
        if other != name and near and stated and abs(stated - _sum(sen, loaded)) < TOLERANCE_SEN:
            return other
    return ""


def _parents(
    table: str, judgement: Judgement, amounts: Amounts, paths: Paths
) -> list[Reconciliation]:
    """Check each containing row against the leaves under it, at every level."""
    loaded = np.flatnonzero(judgement.fates == "dimuat")
    results = []
    agreeing = 0
    for name, sen in amounts.sen.items():
        under: dict[Path, int] = {}
        sums = exact_totals(sen[loaded], paths.numbers[loaded], len(paths.paths))
        for own, amount in zip(paths.paths, sums, strict=True):
            for path in ancestors(own):
                if path in judgement.parents:
                    under[path] = under.get(path, 0) + amount
        for path, position in _containing(judgement):
            if not amounts.filled[name][position]:
                continue
            stated, computed = int(sen[position]), under.get(path, 0)
            agrees = abs(stated - computed) < amounts.tolerance[name]
            agreeing += agrees
            if agrees and agreeing > LISTED_PARENTS:
                continue
            label = next(part for part in reversed(path) if part)
            results.append(result(position, label, table, name, stated, computed, agrees, ""))
    return results


def _containing(judgement: Judgement) -> list[tuple[Path, int]]:
    return [(path, at) for path, rows in judgement.parents.items() for at in rows]


def _sum(sen: Sen, mask: npt.NDArray[np.bool_]) -> int:
    return exact_total(sen[mask])


def result(
    position: int,
    label: str,
    table: str,
    name: str,
    stated: int,
    computed: int,
    agrees: bool,
    note: str,
) -> Reconciliation:
    """Return a comparison from amounts in sen."""
    return Reconciliation(
        position,
        label,
        f"{table}.{name}",
        Decimal(stated) / 100,
        Decimal(computed) / 100,
        agrees,
        note,
    )
