"""How many rows an audit sample needs: standard formulae, each with its source."""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

from budget_pipeline.indicators.remarks import AnalysisError

# AICPA, Audit Guide: Audit Sampling (2014), appendix C, expansion factors for expected misstatement
# by risk of incorrect acceptance. Between two risks the more cautious factor is taken.
EXPANSION = (
    (0.01, Fraction("1.9")),
    (0.05, Fraction("1.6")),
    (0.10, Fraction("1.5")),
    (0.15, Fraction("1.4")),
    (0.20, Fraction("1.3")),
    (0.25, Fraction("1.25")),
    (0.30, Fraction("1.2")),
    (0.37, Fraction("1.15")),
    (0.50, Fraction(1)),
)
AICPA = "AICPA, Audit Guide: Audit Sampling (2014), appendix C"
COCHRAN = "Cochran, Sampling Techniques, 3rd ed. (1977), 4.4 and 4.6"


@dataclass(frozen=True)
class Size:
    """A sample size, the formula with its numbers, and the source of the formula."""

    n: int
    basis: str
    source: str


def monetary_unit_size(
    total: int, *, confidence: float, tolerable: Decimal, expected: Decimal | None = None
) -> Size:
    """Return n = RF x BV / (TM - EM x EF) for a population worth `total` sen.

    RF is the reliability factor for no error, -ln(risk) rounded up to two places (3.00 at 95 %); EF
    the expansion factor. Errors below 1 are shares of the total, else rupiah.

    >>> monetary_unit_size(100_000_000, confidence=0.95, tolerable=Decimal("0.05")).n
    60
    """
    risk = _risk(confidence)
    tolerated, awaited = _money(total, tolerable), _money(total, expected or Decimal(0))
    reliability = Fraction(math.ceil(round(-math.log(risk) * 100, 9)), 100)
    expansion = min(
        (factor for limit, factor in EXPANSION if limit <= risk), default=EXPANSION[0][1]
    )
    room = tolerated - awaited * expansion
    if room <= 0 or awaited < 0:
        raise AnalysisError(
            "sampel_galat", exit_code=2, toleransi=str(tolerable), perkiraan=str(expected)
        )
    n = math.ceil(reliability * total / room)
    basis = (
        f"n = RF x BV / (TM - EM x EF) = {float(reliability):.2f} x {total / 100:.0f} / "
        f"({float(tolerated) / 100:.0f} - {float(awaited) / 100:.0f} x {float(expansion):g})"
    )
    return Size(max(n, 1), basis, AICPA)


def proportion_size(
    population: int, *, confidence: float, tolerable: Decimal, expected: Decimal | None = None
) -> Size:
    """Return n for a share of wrong rows, known to within `tolerable`, with finite correction.

    n0 = z^2 p (1 - p) / d^2, n = n0 / (1 + (n0 - 1) / N). Without an expected share p is 0.5, the
    most cautious. With an expected share of 0 that formula fails; then n = ln(risk) / ln(1 - d),
    the sample in which an error of share d would show at least once.

    >>> proportion_size(1000, confidence=0.95, tolerable=Decimal("0.05")).n
    278
    """
    risk = _risk(confidence)
    margin, share = float(tolerable), 0.5 if expected is None else float(expected)
    if not 0 < margin < 1 or not 0 <= share < 1:
        raise AnalysisError(
            "sampel_galat", exit_code=2, toleransi=str(tolerable), perkiraan=str(expected)
        )
    if share == 0:
        n = math.ceil(math.log(risk) / math.log1p(-margin))
        basis = f"n = ln({risk:g}) / ln(1 - {margin:g})"
        return Size(min(n, population), basis, AICPA)
    z = NormalDist().inv_cdf(1 - risk / 2)
    first = z * z * share * (1 - share) / margin**2
    n = math.ceil(first / (1 + (first - 1) / population))
    basis = (
        f"n0 = z^2 p (1 - p) / d^2 = {z:.4f}^2 x {share:g} x {1 - share:g} / {margin:g}^2"
        f" = {first:.2f}; n = n0 / (1 + (n0 - 1) / {population})"
    )
    return Size(min(max(n, 1), population), basis, COCHRAN)


def _risk(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise AnalysisError("sampel_keyakinan", exit_code=2, ditemukan=confidence)
    return round(1 - confidence, 12)


def _money(total: int, error: Decimal) -> Fraction:
    """Return an error in sen: a share of `total` below 1, rupiah from 1 on."""
    return Fraction(error) * total if abs(error) < 1 else Fraction(error) * 100
