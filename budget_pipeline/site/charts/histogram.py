"""The distribution of one indicator's values, with the threshold it is compared with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget_pipeline.site.charts.scales import between, ticks
from budget_pipeline.site.charts.svg import Picture, breadth

Bin = tuple[float, float, int, int]


@dataclass(frozen=True)
class Words:
    """What the picture says: names of the rest, the flagged and the line; how values and counts are written."""

    others: str
    flagged: str
    threshold: str
    value: Callable[[float], str]
    count: Callable[[int], str]


def histogram(
    bins: Sequence[Bin], thresholds: Sequence[float], label: str, words: Words, narrow: bool
) -> Picture:
    """Return the picture; a bin is (from, to, all, flagged)."""
    width, height = (380, 300) if narrow else (960, 340)
    left, right, top, bottom = 52, 16, 60, height - 30
    picture = Picture(width, height, label)
    if not bins:
        return picture
    low, high = bins[0][0], bins[-1][1]
    span = (high - low) or 1.0
    steps = ticks(max(count for _, _, count, _ in bins), 3)
    scale = (bottom - top) / steps[-1]

    def at(value: float) -> float:
        return left + (value - low) / span * (width - left - right)

    for step in steps:
        y = bottom - step * scale
        picture.line(left, y, width - right, y, "garis")
        picture.text(left - 8, y + 4, words.count(int(step)), "kecil redup kanan")
    for value in between(low, high, 4 if narrow else 8):
        picture.text(at(value), height - 10, words.value(value), "kecil redup tengah")
    for start, end, count, flagged in bins:
        x, wide = at(start), max(at(end) - at(start) - 1.5, 1)
        title = f"{span_of(start, end, words.value)}: {words.count(count)} ({words.flagged} {words.count(flagged)})"
        picture.rect(x, bottom - count * scale, wide, (count - flagged) * scale, "i2", title)
        picture.rect(x, bottom - flagged * scale, wide, flagged * scale, "telaah", title)
    for value in thresholds:
        if low <= value <= high:
            said = f"{words.threshold} {words.value(value)}"
            leftward = at(value) + 6 + breadth(said, 12) > width - right
            picture.line(at(value), top - 22, at(value), bottom, "ambang")
            place = at(value) + (-6 if leftward else 6)
            picture.text(place, top - 14, said, "kecil tebal" + (" kanan" if leftward else ""))
    _legend(picture, left, words)
    return picture


def span_of(start: float, end: float, written: Callable[[float], str]) -> str:
    """Return what a bin holds in words; a bin around one whole number is that number.

    >>> span_of(2.5, 3.5, str), span_of(0.0, 0.5, str)
    ('3.0', '0.0 – 0.5')
    """
    middle = (start + end) / 2
    if end - start == 1 and middle == int(middle):
        return written(middle)
    return f"{written(start)} – {written(end)}"


def _legend(picture: Picture, left: float, words: Words) -> None:
    x = left
    for kind, name in (("i2", words.others), ("telaah", words.flagged)):
        picture.rect(x, 4, 12, 12, kind)
        picture.text(x + 17, 14, name, "kecil")
        x += 38 + breadth(name, 12)
