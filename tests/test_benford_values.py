"""The digit tests give the published values of powers of two, Fibonacci numbers and integers.

Sums of rupiah end near 10^18, these numbers do not: they enter with their leading digits, which is
all that a digit test reads.
"""

from itertools import accumulate
from math import log10, sqrt

import pytest

from tests.indicator_cases import judged

POWERS = [2**k for k in range(1000)]
FIBONACCI = [a for a, _ in accumulate(range(999), lambda p, _: (p[1], sum(p)), initial=(1, 1))]
# With limits of nothing everything is flagged, and evidence is written.
ALL_FLAGGED = [
    {"kode": code, "parameter": name, "nilai": limit, "alasan": "uji"}
    for code, name, limit in (
        ("STA-01", "mad", 0),
        ("STA-01", "nilai_minimal", 1),
        ("STA-01", "rentang", 1),
        ("STA-02", "mad", 0),
        ("STA-02", "nilai_minimal", 1),
    )
]


def leading(numbers: list[int]) -> list[int]:
    """Return the first fifteen digits of each number."""
    return [int(str(number)[:15]) for number in numbers]


class Digits:
    """Value and evidence of one digit test over amounts of money."""

    def __init__(self, code: str, amounts: list[int]) -> None:
        rows = [{"nomor_dokumen": str(n), "nilai": amount} for n, amount in enumerate(amounts)]
        self.found = judged({"transaksi": rows}, {"STA-01", "STA-02"}, ambang=ALL_FLAGGED)
        self.code = code

    @property
    def value(self) -> float:
        (row,) = self.found.execute(
            "SELECT nilai FROM hasil_indikator WHERE kode = ?", (self.code,)
        ).fetchall()
        return float(row[0])

    def evidence(self, name: str) -> dict[str, float]:
        rows = self.found.execute(
            "SELECT teks, nilai FROM bukti_indikator WHERE kode = ? AND nama = ? ORDER BY teks",
            (self.code, name),
        )
        return dict(rows.fetchall())


@pytest.mark.parametrize(
    ("numbers", "counts", "mad", "chi"),
    [
        (POWERS, [301, 176, 125, 97, 79, 69, 56, 52, 45], 0.000678, 0.1586),
        (FIBONACCI, [301, 177, 125, 96, 80, 67, 56, 53, 45], 0.000820, None),
        (list(range(1, 10_000)), [1111] * 9, 0.059717, None),
    ],
    ids=["powers", "fibonacci", "integers"],
)
def test_first_digits(numbers: list[int], counts: list[int], mad: float, chi: float | None) -> None:
    digits = Digits("STA-01", leading(numbers))
    told = [f"digit {d}: {count} nilai" for d, count in enumerate(counts, start=1)]
    assert list(digits.evidence("selisih_digit")) == told
    assert round(digits.value, 6) == mad
    if chi is not None:
        assert round(digits.evidence("khi_kuadrat")[None], 4) == chi


def test_first_two_digits_and_the_second_of_powers_of_two() -> None:
    digits = Digits("STA-02", leading(POWERS))
    assert round(digits.value, 6) == 0.000606
    second = digits.evidence("selisih_digit_kedua")
    assert len(second) == 10
    assert round(sum(second.values()) / 10, 6) == 0.001777


def test_a_pile_of_one_amount_spikes_with_z_corrected_for_continuity() -> None:
    amounts = [int(10 ** (3 + 3 * k / 997)) for k in range(997)] + [199_000] * 60
    ((told, z),) = Digits("STA-02", amounts).evidence("lonjakan_z").items()
    pair, number = told.removeprefix("digit ").removesuffix(" nilai").split(": ")
    n, p = 997 + 60, log10(1 + 1 / 19)
    assert pair == "19"
    assert z == pytest.approx((int(number) / n - p - 1 / (2 * n)) / sqrt(p * (1 - p) / n))
