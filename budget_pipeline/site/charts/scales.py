"""Choose round steps for an axis."""


def ticks(highest: float, wanted: int = 4) -> list[float]:
    """Return round values from 0 up to the first that is not below `highest`.

    >>> ticks(87)
    [0, 20, 40, 60, 80, 100]
    """
    if highest <= 0:
        return [0, 1]
    step = round_step(highest / wanted)
    values = [0.0]
    while values[-1] < highest:
        values.append(values[-1] + step)
    return [int(value) if value == int(value) else value for value in values]


def round_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten, the nearest at or below `rough`.

    >>> round_step(21.75), round_step(0.3)
    (20.0, 0.2)
    """
    power = 1.0
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return round(next(m for m in (5, 2, 1) if m * power <= rough) * power, 12)
