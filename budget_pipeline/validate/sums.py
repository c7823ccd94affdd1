"""Add up whole numbers exactly, however many and however large."""

from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[Any]
_LOW = 0xFFFFFFFF


def exact_total(values: Whole) -> int:
    """Return the sum of an array of int64, or of Python integers where those are too small.

    >>> exact_total(np.array([2**62, 2**62, 2**62, -1]))
    13835058055282163711
    """
    if values.dtype == object:
        return sum(map(int, values))
    return (int((values >> 32).sum()) << 32) + int((values & _LOW).sum())


def exact_totals(values: Whole, groups: npt.NDArray[np.int64], size: int) -> list[int]:
    """Return the sum of the values of each of `size` groups; `groups`: the number of each value's.

    >>> exact_totals(np.array([2**62, 2**62, -5]), np.array([1, 1, 0]), 3)
    [-5, 9223372036854775808, 0]
    """
    if values.dtype == object:
        sums = [0] * size
        for group, value in zip(groups.tolist(), values, strict=True):
            sums[group] += int(value)
        return sums
    high, low = np.zeros(size, np.int64), np.zeros(size, np.int64)
    np.add.at(high, groups, values >> 32)
    np.add.at(low, groups, values & _LOW)
    return [(h << 32) + part for h, part in zip(high.tolist(), low.tolist(), strict=True)]
