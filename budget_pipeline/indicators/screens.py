"""Bid-distribution screens per tender, and how well each tells labelled cartels apart (AUC).

Statistics to sort by, not flags to publish: on labelled cartels a single screen ranges from very
good to useless, by market. Formulae: redflags.md Annex C; sources: Imhof (2017), Huber & Imhof
(2019), Wallimann, Imhof & Huber (2020), Garcia Rodriguez et al. (2022).
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget_pipeline.indicators.bid_table import BidTable, read_bids
from budget_pipeline.indicators.remarks import Remarks, summary
from budget_pipeline.issues import sentence

# Which side the literature calls collusive.
DIRECTION = {
    "CV": "low",
    "SPD": "low",
    "DIFFP": "high",
    "RD": "high",
    "RDNOR": "high",
    "ALTRD": "high",
    "KURT": "high",
    "SKEW": "low",
    "KS": "high",
}
# The fewest bids for which a screen is defined.
FEWEST = {
    "CV": 2,
    "SPD": 2,
    "DIFFP": 2,
    "RD": 3,
    "RDNOR": 2,
    "ALTRD": 3,
    "KURT": 4,
    "SKEW": 3,
    "KS": 2,
}
NEEDS_SPREAD = ("RD", "RDNOR", "ALTRD", "KURT", "SKEW", "KS")
NEEDS_SPREAD_AMONG_LOSERS = ("RD", "ALTRD")
# Tenders with fewer bids are screened where defined, but not compared.
FEWEST_COMPARED = 4
# Floating-point residue below this share of the mean is no spread (catalogue, rule 8).
RESIDUE = 1e-9
# Imhof's combined rule.
RULE_CV, RULE_RD = 0.06, 1.0

Floats = NDArray[np.float64]


def run(
    path: Path, *, tender: str, bid: str, label: str | None = None, lang: str = "id"
) -> dict[str, Any]:
    """Return the screens of every tender of a CSV of bids, and with `label` the AUC of each.

    Keys: `tenders` (one object each: tender, n, label, the screens, not_computable), `auc` by
    screen (None without label), `auc_basis`, `rule` (hit rates of CV <= 0.06 and RD > 1), `bids`
    (read, used, left out) and `remarks`. A tender is collusive when any of its bids is labelled so.
    """
    remarks: Remarks = []
    table = read_bids(path, tender=tender, bid=bid, label=label, remarks=remarks)
    names, groups = _group(table.tenders)
    values = screens(groups, np.array(table.bids, dtype=float))
    sizes = np.bincount(groups, minlength=len(names))
    labels = _tender_labels(groups, len(names), table) if label else None
    return {
        "file": path.name,
        "columns": {"tender": tender, "bid": bid, "label": label},
        "separator": table.separator,
        "numbers": table.style,
        "bids": {"read": table.read, "used": len(table.bids)},
        "remarks": summary(remarks, lang),
        "tenders": _tenders(names, sizes, labels, values, lang),
        "auc": _areas(values, labels, sizes) if labels else None,
        "auc_basis": _basis(values, labels, sizes) if labels else None,
        "rule": _rule(values, labels, sizes) if labels else None,
    }


def screen(bids: Sequence[float]) -> dict[str, float]:
    """Return the nine screens of one tender's bids; nan where one cannot be computed.

    >>> found = screen([100, 110, 120, 130])
    >>> round(found["SPD"], 3), round(found["RD"], 3), found["KS"]
    (0.3, 1.0, 0.25)
    """
    groups = np.zeros(len(bids), dtype=np.intp)
    found = screens(groups, np.array(bids, dtype=float))
    return {name: float(column[0]) if len(bids) else math.nan for name, column in found.items()}


def screens(groups: NDArray[np.intp], bids: Floats) -> dict[str, Floats]:
    """Return each screen as one value per group 0..k-1; nan where it cannot be computed.

    CV: sample standard deviation over mean. SPD: (highest - lowest) over lowest. DIFFP: (second -
    lowest) over lowest. RD: (second - lowest) over the losers' standard deviation; RDNOR: over the
    mean gap between neighbours; ALTRD: over the mean gap among losers. KURT, SKEW: bias-corrected
    excess kurtosis and skewness. KS: largest distance to the uniform distribution on the range.
    """
    if not len(bids):
        return {name: np.array([], dtype=float) for name in DIRECTION}
    order = np.lexsort((bids, groups))
    bids, groups = bids[order], groups[order]
    starts = np.flatnonzero(np.r_[True, np.diff(groups) > 0])
    groups = np.cumsum(np.r_[False, np.diff(groups) > 0])
    n = np.diff(np.r_[starts, len(bids)]).astype(float)
    rank = np.arange(len(bids)) - starts[groups]

    def total(values: Floats) -> Floats:
        return np.add.reduceat(values, starts)

    lowest, highest = bids[starts], bids[starts + n.astype(np.intp) - 1]
    second = bids[np.minimum(starts + 1, len(bids) - 1)]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total(bids) / n
        deviation = bids - mean[groups]
        squares, cubes, fourths = (total(deviation**power) for power in (2, 3, 4))
        spread = _no_residue(np.sqrt(squares / (n - 1)), mean)
        losers_mean = (total(bids) - lowest) / (n - 1)
        losers_deviation = np.where(rank > 0, bids - losers_mean[groups], 0.0)
        losers_spread = _no_residue(np.sqrt(total(losers_deviation**2) / (n - 2)), losers_mean)
        gap, width = second - lowest, highest - lowest
        variance = squares / n
        skew = cubes / n / variance**1.5
        excess = fourths / n / variance**2 - 3
        at = (bids - lowest[groups]) / width[groups]
        step = np.maximum((rank + 1) / n[groups] - at, at - rank / n[groups])
        found = {
            "CV": spread / mean,
            "SPD": np.where(spread == 0, 0.0, width / lowest),
            "DIFFP": np.where(spread == 0, 0.0, gap / lowest),
            "RD": gap / losers_spread,
            "RDNOR": gap / (width / (n - 1)),
            "ALTRD": gap / ((highest - second) / (n - 2)),
            "KURT": (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6),
            "SKEW": np.sqrt(n * (n - 1)) / (n - 2) * skew,
            "KS": np.maximum.reduceat(step, starts),
        }
    for name, column in found.items():
        unknown = n < FEWEST[name]
        if name in NEEDS_SPREAD:
            unknown |= spread == 0
        if name in NEEDS_SPREAD_AMONG_LOSERS:
            unknown |= losers_spread == 0
        column[unknown] = np.nan
    return found


def auc(values: Sequence[float], positive: Sequence[bool], *, direction: str = "high") -> float:
    """Return the chance that a positive case ranks above a negative one; a tie counts half.

    nan when either class is empty. Source: Hanley & McNeil (1982), equal to Mann-Whitney U.

    >>> auc([1, 2, 2, 3], [False, True, False, True])
    0.875
    """
    scores = np.asarray(values, dtype=float) * (1 if direction == "high" else -1)
    labels = np.asarray(positive, dtype=bool)
    hits, misses = int(labels.sum()), int((~labels).sum())
    if not hits or not misses:
        return math.nan
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    # Two screens that are equal on paper (such as -10/3) differ by rounding: that is still a tie.
    apart = np.diff(ordered) > RESIDUE * np.maximum(1, np.abs(ordered[1:]))
    ties = np.cumsum(np.r_[False, apart])
    counts = np.bincount(ties)
    middle_rank = (np.cumsum(counts) - (counts - 1) / 2)[ties]
    above = middle_rank[labels[order]].sum() - hits * (hits + 1) / 2
    return float(above / (hits * misses))


def _no_residue(spread: Floats, mean: Floats) -> Floats:
    return np.where(spread < RESIDUE * mean, 0.0, spread)


def _group(tenders: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Return the tenders in order of first appearance and each bid's place among them."""
    places: dict[str, int] = {}
    groups = [places.setdefault(name, len(places)) for name in tenders]
    return list(places), np.array(groups, dtype=np.intp)


def _tender_labels(groups: NDArray[np.intp], count: int, table: BidTable) -> list[bool | None]:
    """Return per tender: collusive if any bid is labelled so, unknown if none has a label."""
    labels: list[bool | None] = [None] * count
    for group, label in zip(groups, table.labels, strict=True):
        if label is not None:
            labels[group] = bool(labels[group]) or label
    return labels


def _tenders(
    names: list[str],
    sizes: NDArray[np.intp],
    labels: list[bool | None] | None,
    values: dict[str, Floats],
    lang: str,
) -> list[dict[str, Any]]:
    rows = []
    for at, name in enumerate(names):
        row: dict[str, Any] = {"tender": name, "n": int(sizes[at])}
        if labels is not None:
            answer = labels[at]
            row["label"] = None if answer is None else int(answer)
        reasons = {}
        for screen_name, column in values.items():
            value = float(column[at])
            row[screen_name] = None if math.isnan(value) else value
            if math.isnan(value):
                reasons[screen_name] = _reason(screen_name, int(sizes[at]), values, at, lang)
        rows.append({**row, "not_computable": reasons})
    return rows


def _reason(name: str, size: int, values: dict[str, Floats], at: int, lang: str) -> str:
    if size < FEWEST[name]:
        return sentence("saring_kurang", lang, jumlah=size, perlu=FEWEST[name])
    equal = values["CV"][at] == 0
    return sentence("saring_semua_sama" if equal else "saring_yang_kalah_sama", lang)


def _comparable(
    column: Floats, labels: list[bool | None], sizes: NDArray[np.intp]
) -> tuple[list[float], list[bool]]:
    """Return values and labels of tenders with enough bids, a label and a value."""
    pairs = [
        (float(value), label)
        for value, label, size in zip(column, labels, sizes, strict=True)
        if size >= FEWEST_COMPARED and label is not None and not math.isnan(value)
    ]
    return [value for value, _ in pairs], [label for _, label in pairs]


def _areas(
    values: dict[str, Floats], labels: list[bool | None], sizes: NDArray[np.intp]
) -> dict[str, float | None]:
    areas = {}
    for name, column in values.items():
        area = auc(*_comparable(column, labels, sizes), direction=DIRECTION[name])
        areas[name] = None if math.isnan(area) else area
    return areas


def _basis(
    values: dict[str, Floats], labels: list[bool | None], sizes: NDArray[np.intp]
) -> dict[str, dict[str, Any]]:
    basis = {}
    for name, column in values.items():
        _, positive = _comparable(column, labels, sizes)
        basis[name] = {
            "tenders": len(positive),
            "collusive": sum(positive),
            "collusive_side": DIRECTION[name],
        }
    return basis


def _rule(
    values: dict[str, Floats], labels: list[bool | None], sizes: NDArray[np.intp]
) -> dict[str, Any]:
    """Return the hit rates of the combined rule among tenders where it can be computed."""
    fires = np.where(
        np.isnan(values["RD"]), np.nan, (values["CV"] <= RULE_CV) & (values["RD"] > RULE_RD)
    )
    fired, positive = _comparable(fires, labels, sizes)
    hits = [flag for flag, label in zip(fired, positive, strict=True) if label]
    false = [flag for flag, label in zip(fired, positive, strict=True) if not label]
    return {
        "rule": f"CV <= {RULE_CV} and RD > {RULE_RD:g}",
        "true_positive_rate": sum(hits) / len(hits) if hits else None,
        "false_positive_rate": sum(false) / len(false) if false else None,
    }
