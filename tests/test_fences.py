"""Quartiles and fences by Hyndman-Fan type 8, in Python and in the SQL of the indicators."""

import math
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budget_pipeline.indicators.fences as module
from budget_pipeline.indicators.fences import fences, quantile

SNIPPET = Path(module.__file__).parent / "sisipan" / "pagar.sql"

NINE = [0, 0, 100, 100, 100, 100, 100, 100, 100]


def test_nine_differences_have_the_quartiles_of_the_catalogue() -> None:
    found = fences(NINE)
    assert found is not None
    assert found.q1 == pytest.approx(66.6667, abs=5e-5)
    assert found.q3 == 100
    assert found.lower == pytest.approx(16.6667, abs=5e-5)


@pytest.mark.parametrize(
    ("values", "p", "by_hand"),
    [
        # n = 4, p = 0.25: position (4 + 1/3)/4 + 1/3 = 1.416667, between 1 and 2.
        ([1, 2, 3, 4], 0.25, 1 + 0.416667),
        # n = 4, p = 0.5: position 2.5.
        ([1, 2, 3, 4], 0.5, 2.5),
        # n = 5, p = 0.75: position (5 + 1/3)*0.75 + 1/3 = 4.333333, between 40 and 50.
        ([10, 20, 30, 40, 50], 0.75, 43.33333),
        ([7], 0.25, 7),
        ([50, 10, 30, 40, 20], 0, 10),
        ([50, 10, 30, 40, 20], 1, 50),
    ],
)
def test_a_quantile_lies_at_the_position_of_definition_eight(
    values: list[float], p: float, by_hand: float
) -> None:
    assert quantile(values, p) == pytest.approx(by_hand, abs=1e-5)


def test_no_values_have_no_quartiles() -> None:
    assert math.isnan(quantile([], 0.5))
    assert fences([]) is None


def test_equal_values_give_fences_at_the_value() -> None:
    found = fences([0.1] * 30)
    assert found is not None
    assert (found.lower, found.upper) == (0.1, 0.1)


def test_a_lower_fence_below_zero_cannot_be_reached_by_a_ratio() -> None:
    found = fences([0.1, 0.2, 0.5, 0.9, 1.5, 2.5])
    assert found is not None
    assert found.lower < 0 < found.upper


def in_sql(values: list[float]) -> dict[str, float]:
    """Return what the shared statement of the indicators says of one group of values."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute("CREATE TABLE ukuran (kelompok TEXT, x REAL)")
    connection.executemany("INSERT INTO ukuran VALUES ('a', ?)", [(value,) for value in values])
    connection.execute("INSERT INTO ukuran VALUES ('a', NULL)")
    return dict(connection.execute(SNIPPET.read_text(encoding="utf-8")).fetchone())


def test_the_sql_of_the_indicators_has_the_quartiles_of_the_catalogue() -> None:
    found = in_sql([float(value) for value in NINE])
    assert round(found["q1"], 4) == 66.6667
    assert found["q3"] == 100
    assert round(found["bawah"], 4) == 16.6667
    assert found["n"] == 9


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=60))
def test_sql_and_python_have_the_same_quartiles_and_fences(values: list[float]) -> None:
    found, wanted = in_sql(values), fences(values)
    assert wanted is not None
    assert found["q1"] == pytest.approx(wanted.q1, abs=1e-6)
    assert found["q3"] == pytest.approx(wanted.q3, abs=1e-6)
    assert found["median"] == pytest.approx(quantile(values, 0.5), abs=1e-6)
    assert found["bawah"] == pytest.approx(wanted.lower, abs=1e-6)
    assert found["atas"] == pytest.approx(wanted.upper, abs=1e-6)
