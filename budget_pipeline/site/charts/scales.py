"""Choose round steps for an axis."""

import math


def ticks(highest: float, wanted: int = 4) -> list[float]:
    """Return at most about `wanted` round steps from 0 up to the first that is not below `highest`.

    >>> ticks(87), ticks(0.7, 3)
    ([0, 50, 100], [0, 0.5, 1])
    """
    if highest <= 0:
        return [0, 1]
    step = round_step(highest / wanted)
    count = 0
    while count * step < highest:
        count += 1
    values = [round(index * step, 12) for index in range(count + 1)]
    return [int(value) if value == int(value) else value for value in values]


def between(low: float, high: float, wanted: int) -> list[float]:
    """Return at most about `wanted` round numbers from `low` to `high`.

    >>> between(0.5, 6.5, 8), between(0.12, 0.98, 4)
    ([1, 2, 3, 4, 5, 6], [0.5])
    """
    if high <= low:
        return [low]
    step = round_step((high - low) / wanted)
    first = math.ceil(low / step)
    values = [round(n * step, 12) for n in range(first, math.floor(high / step) + 1)]
    return [int(value) if value == int(value) else value for value in values]


def round_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten, the smallest not below `rough`.

    >>> round_step(21.75), round_step(0.3), round_step(10)
    (50.0, 0.5, 10.0)
    """
    power = 1.0
    while power > rough:
        power /= 10
    while power * 10 <= rough:
        power *= 10
    return round(next(m for m in (1, 2, 5, 10) if m * power >= rough) * power, 12)
