"""The distribution of one indicator's values, with the threshold it is compared with."""

from collections.abc import Callable, Sequence

from budget_pipeline.site.charts.scales import ticks
from budget_pipeline.site.charts.svg import Picture


def histogram(
    bins: Sequence[tuple[float, float, int, int]],
    thresholds: Sequence[float],
    label: str,
    written: Callable[[float], str],
    counted: Callable[[int], str],
    names: tuple[str, str, str],
    narrow: bool,
) -> Picture:
    """Return the picture; a bin is (from, to, all, flagged); `names` are those of the rest, the flagged, the line."""
    width, height = (380, 300) if narrow else (960, 340)
    left, right, top, bottom = 8, 12, 40, height - 30
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
        picture.text(left, y - 4, counted(int(step)), "kecil redup")
    for start, end, count, flagged in bins:
        x, wide = at(start), max(at(end) - at(start) - 1.5, 1)
        title = (
            f"{written(start)} – {written(end)}: {counted(count)} ({names[1]} {counted(flagged)})"
        )
        picture.rect(x, bottom - count * scale, wide, (count - flagged) * scale, "i2", title)
        picture.rect(x, bottom - flagged * scale, wide, flagged * scale, "telaah", title)
    for value in thresholds:
        if low <= value <= high:
            picture.line(at(value), top - 10, at(value), bottom, "ambang")
            right_side = at(value) > width * 0.6
            picture.text(
                at(value) + (-6 if right_side else 6),
                top - 2,
                f"{names[2]} {written(value)}",
                "kecil tebal" + (" kanan" if right_side else ""),
            )
    picture.rect(left, 4, 12, 12, "i2")
    picture.text(left + 17, 14, names[0], "kecil")
    x = left + 34 + 7.2 * len(names[0])
    picture.rect(x, 4, 12, 12, "telaah")
    picture.text(x + 17, 14, names[1], "kecil")
    picture.text(left, height - 10, written(low), "kecil redup")
    picture.text(width - right, height - 10, written(high), "kecil redup kanan")
    return picture
