"""Quartiles and outlier fences by one stated definition, Hyndman-Fan type 8, for every indicator.

Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
Statistician 50 (1996), definition 8; J. W. Tukey, Exploratory Data Analysis (1977), fences at
1.5 interquartile ranges. OCP's reference implementation of its red flags uses the same.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Fences:
    """Quartiles of a peer group and Tukey's fences; both fences are inclusive."""

    n: int
    q1: float
    q3: float
    lower: float
    upper: float


def quantile(values: Iterable[float], p: float) -> float:
    """Return the `p` quantile (0 to 1), at position (n + 1/3)p + 1/3; nan for no values.

    >>> round(quantile([0, 0, 100, 100, 100, 100, 100, 100, 100], 0.25), 4)
    66.6667
    """
    ordered = sorted(values)
    if not ordered:
        return math.nan
    position = (len(ordered) + 1 / 3) * p + 1 / 3
    below = math.floor(position)
    if below < 1:
        return float(ordered[0])
    if below >= len(ordered):
        return float(ordered[-1])
    low, high = ordered[below - 1], ordered[below]
    return low + (position - below) * (high - low)


def fences(values: Iterable[float]) -> Fences | None:
    """Return quartiles and fences of `values`; None for no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    q1, q3 = quantile(ordered, 0.25), quantile(ordered, 0.75)
    return Fences(len(ordered), q1, q3, _beyond(q1, q1 - q3), _beyond(q3, q3 - q1))


def _beyond(quartile: float, step: float) -> float:
    """Return quartile + 1.5 step, rounded once: a value on the fence must not miss it by an ulp."""
    return float(Fraction(quartile) + Fraction(3, 2) * Fraction(step))
