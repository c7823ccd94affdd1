"""Benford's law and concentration: published values of powers of two, Fibonacci, integers."""

from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.indicators.benford import benford, conformity, hhi, leading_digits

POWERS = [2**k for k in range(1000)]
FIBONACCI = [a for a, _ in accumulate(range(999), lambda p, _: (p[1], sum(p)), initial=(1, 1))]


def test_powers_of_two_follow_the_law_closely() -> None:
    first = benford(POWERS)
    assert [digit.count for digit in first.digits] == [301, 176, 125, 97, 79, 69, 56, 52, 45]
    assert round(first.mad, 6) == 0.000678
    assert round(first.chi_square, 4) == 0.1586
    assert first.conformity == "close"
    assert round(benford(POWERS, "first_two").mad, 6) == 0.000606
    assert round(benford(POWERS, "second").mad, 6) == 0.001777


def test_fibonacci_numbers_follow_the_law() -> None:
    assert FIBONACCI[:6] == [1, 1, 2, 3, 5, 8]
    found = benford(FIBONACCI)
    assert [digit.count for digit in found.digits] == [301, 177, 125, 96, 80, 67, 56, 53, 45]
    assert round(found.mad, 6) == 0.000820


def test_counting_numbers_do_not_conform() -> None:
    found = benford(range(1, 10_000))
    assert round(found.mad, 6) == 0.059717
    assert found.conformity == "nonconformity"


def test_z_is_corrected_for_continuity() -> None:
    # 100 amounts starting with 1: (|1 - 0.30103| - 0.005) / sqrt(0.30103*0.69897/100) = 15.129
    found = benford([1] * 100)
    assert found.digits[0].z == pytest.approx(15.129, abs=1e-3)
    assert found.digits[0] in found.spikes(3.45)


@pytest.mark.parametrize(
    ("test", "mad", "band"),
    [
        ("first", 0.006, "close"),
        ("first", 0.0061, "acceptable"),
        ("first", 0.015, "marginal"),
        ("first", 0.0151, "nonconformity"),
        ("second", 0.008, "close"),
        ("second", 0.0101, "marginal"),
        ("first_two", 0.0012, "close"),
        ("first_two", 0.0018, "acceptable"),
        ("first_two", 0.0023, "nonconformity"),
    ],
)
def test_bands_are_those_of_nigrini(test: str, mad: float, band: str) -> None:
    assert conformity(mad, test) == band


def test_zero_negative_and_short_amounts_are_left_out_and_counted() -> None:
    found = benford([0, -5, 7, 12, Decimal("NaN")], "first_two")
    assert (found.n, found.excluded) == (1, 4)


def test_without_amounts_nothing_is_computable() -> None:
    assert benford([0]).conformity == "not computable"


@given(st.integers(min_value=1, max_value=10**400))
def test_digits_are_those_of_the_written_number(amount: int) -> None:
    lead = leading_digits(amount)
    assert lead is not None
    assert str(amount).startswith(str(lead))
    assert len(str(lead)) >= min(20, len(str(amount)))


def test_a_number_too_long_to_write_still_has_digits() -> None:
    assert str(leading_digits(123 * 10**9000 + 1)).startswith("12300")


def test_sen_do_not_change_the_digits() -> None:
    assert leading_digits(Decimal("1250000.50")) == 1250000
    assert leading_digits(Decimal("0.0725")) == 725


@pytest.mark.parametrize(
    ("shares", "index"),
    [([25] * 4, 2500), ([1] * 4, 2500), ([9], 10_000), ([50, 30, 20], 3800)],
)
def test_concentration_runs_from_equal_shares_to_monopoly(shares: list[int], index: float) -> None:
    assert hhi(shares) == index


def test_concentration_of_nothing_is_unknown_and_of_debts_refused() -> None:
    assert hhi([]) is None
    assert hhi([0, 0]) is None
    with pytest.raises(ValueError, match="negative"):
        hhi([10, -1])
