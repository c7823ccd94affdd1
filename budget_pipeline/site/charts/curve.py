"""Lines over the twelve months of a year: planned against realised, summed up as the year goes."""

from collections.abc import Callable, Sequence

from budget_pipeline.site.charts.scales import ticks
from budget_pipeline.site.charts.svg import Picture, breadth


def curve(
    months: Sequence[str],
    series: Sequence[tuple[str, str, Sequence[int | None]]],
    label: str,
    written: Callable[[int], str],
    axis: Callable[[int], str],
    narrow: bool,
) -> Picture:
    """Return the picture; a series is (class, name, one value per month or None)."""
    width, height = (380, 320) if narrow else (960, 380)
    left, right, top, bottom = 84, 14, 34 + (18 * (len(series) - 1) if narrow else 0), height - 28
    picture = Picture(width, height, label)
    highest = max((v for _, _, values in series for v in values if v), default=0)
    steps = ticks(highest, 3 if narrow else 4)
    scale = (bottom - top) / steps[-1]
    step_x = (width - left - right) / max(len(months) - 1, 1)
    for step in steps:
        y = bottom - step * scale
        picture.line(left, y, width - right, y, "garis")
        picture.text(left - 10, y + 4, axis(int(step)), "kecil redup kanan")
    for index, month in enumerate(months):
        place = "" if index == 0 else "kanan" if index == len(months) - 1 else "tengah"
        if not narrow or index % 2 == 0 or index == len(months) - 1 and len(months) % 2:
            picture.text(left + index * step_x, height - 8, month[:3], f"kecil redup {place}")
    x, y = float(left), 14.0
    for kind, name, values in series:
        picture.line(x, y - 4, x + 24, y - 4, kind)
        picture.text(x + 30, y, name, "kecil")
        x, y = (x, y + 18) if narrow else (x + 54 + breadth(name, 12), y)
        points = [
            (left + i * step_x, bottom - v * scale) for i, v in enumerate(values) if v is not None
        ]
        picture.path(points, kind)
        told = [(i, v) for i, v in enumerate(values) if v is not None]
        for (i, v), (px, py) in zip(told, points, strict=True):
            mark = "i1" if kind == "kurva1" else "titik2"
            picture.circle(px, py, 3.5, mark, f"{name}, {months[i]}: {written(v)}")
    return picture
