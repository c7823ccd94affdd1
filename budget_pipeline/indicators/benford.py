"""Compare leading digits of amounts with Benford's law, and measure how concentrated shares are.

Source: M. Nigrini, Benford's Law (2012): mean absolute deviation with its conformity bands, and z
per digit with continuity correction. A property of a population, never of one record. Digits are
taken from integers of any size without floating point.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Amount = int | Decimal


@dataclass(frozen=True)
class DigitTest:
    """Which digits are compared, and the MAD up to which Nigrini calls them conforming."""

    name: str
    expected: dict[int, float]
    close: float
    acceptable: float
    marginal: float
    # Amounts below this have no second digit of their own (Nigrini leaves them out).
    minimum: int
    pick: Callable[[int], int]


@dataclass(frozen=True)
class Digit:
    """One digit (or pair): how often it was seen and expected, and the z of the difference."""

    digit: int
    count: int
    share: float
    expected: float
    z: float


@dataclass(frozen=True)
class Benford:
    """The result of one test over `n` amounts; `excluded` were zero, negative or too short."""

    test: str
    n: int
    excluded: int
    digits: tuple[Digit, ...]
    mad: float
    chi_square: float
    conformity: str

    def spikes(self, limit: float) -> tuple[Digit, ...]:
        """Return the digits whose z exceeds `limit`: 1.96 for one digit, 3.45 for any of 90."""
        return tuple(digit for digit in self.digits if digit.z > limit)


def _share(digit: int) -> float:
    return math.log10(1 + 1 / digit)


TESTS = {
    test.name: test
    for test in (
        DigitTest(
            "first",
            {d: _share(d) for d in range(1, 10)},
            0.006,
            0.012,
            0.015,
            0,
            lambda lead: int(str(lead)[0]),
        ),
        DigitTest(
            "second",
            {d: math.fsum(_share(10 * k + d) for k in range(1, 10)) for d in range(10)},
            0.008,
            0.010,
            0.012,
            10,
            lambda lead: int(str(lead)[1]),
        ),
        DigitTest(
            "first_two",
            {d: _share(d) for d in range(10, 100)},
            0.0012,
            0.0018,
            0.0022,
            10,
            lambda lead: int(str(lead)[:2]),
        ),
    )
}


def benford(amounts: Iterable[Amount], test: str = "first") -> Benford:
    """Return how far `amounts` are from Benford's law by `test`: first, second or first_two.

    With no usable amount all statistics are nan and the conformity is "not computable".

    >>> benford([2**k for k in range(1000)]).digits[0].count
    301
    """
    rule = TESTS[test]
    counts: Counter[int] = Counter()
    excluded = 0
    for amount in amounts:
        lead = leading_digits(amount)
        if lead is None or amount < rule.minimum:
            excluded += 1
        else:
            counts[rule.pick(lead)] += 1
    n = counts.total()
    if n == 0:
        return Benford(test, 0, excluded, (), math.nan, math.nan, "not computable")
    digits = tuple(_digit(d, counts[d], n, share) for d, share in rule.expected.items())
    mad = math.fsum(abs(digit.share - digit.expected) for digit in digits) / len(digits)
    chi_square = math.fsum((d.count - n * d.expected) ** 2 / (n * d.expected) for d in digits)
    return Benford(test, n, excluded, digits, mad, chi_square, conformity(mad, test))


def conformity(mad: float, test: str = "first") -> str:
    """Return Nigrini's band of a MAD: close, acceptable, marginal or nonconformity.

    >>> conformity(0.012), conformity(0.0121)
    ('acceptable', 'marginal')
    """
    rule = TESTS[test]
    for name, limit in (
        ("close", rule.close),
        ("acceptable", rule.acceptable),
        ("marginal", rule.marginal),
    ):
        if mad <= limit:
            return name
    return "nonconformity"


def leading_digits(amount: Amount) -> int | None:
    """Return the leading significant digits of a positive amount as one integer, else None.

    Exact for any size: whole digits are cut off by integer division, never by a logarithm.

    >>> leading_digits(Decimal("0.0725")), leading_digits(0)
    (725, None)
    """
    if isinstance(amount, Decimal) and not amount.is_finite():
        return None
    if amount <= 0:
        return None
    if isinstance(amount, Decimal):
        small = amount < 1
        amount = int("".join(map(str, amount.as_tuple().digits))) if small else int(amount)
    # 0.301 < log10(2): never cuts more digits than leave at least twenty.
    cut = amount.bit_length() * 301 // 1000 - 21
    return amount // 10**cut if cut > 0 else amount


def hhi(shares: Iterable[Amount]) -> float | None:
    """Return the Herfindahl-Hirschman index (0 to 10,000) of shares or of values in any unit.

    None where there is nothing to share; negative values raise ValueError. With n suppliers the
    index cannot fall below 10,000 / n.

    >>> hhi([50, 30, 20])
    3800.0
    """
    values = [Fraction(share) for share in shares]
    if any(value < 0 for value in values):
        raise ValueError("a share cannot be negative")
    total = sum(values)
    if total == 0:
        return None
    return float(10_000 * sum(value * value for value in values) / total**2)


def _digit(digit: int, count: int, n: int, expected: float) -> Digit:
    difference = abs(count / n - expected)
    correction = 1 / (2 * n)
    if correction < difference:
        difference -= correction
    z = difference / math.sqrt(expected * (1 - expected) / n)
    return Digit(digit, count, count / n, expected, z)
