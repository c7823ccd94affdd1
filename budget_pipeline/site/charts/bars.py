"""Horizontal bars, one group per row: up to three measures of one thing under one name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget_pipeline.site.charts.scales import ticks
from budget_pipeline.site.charts.svg import Picture, breadth, fit, wrap

KINDS = ("i3", "i1", "i2")


@dataclass(frozen=True)
class Group:
    """One row: its name, where it leads, and one value per measure (None: unknown)."""

    name: str
    address: str
    values: tuple[int | None, ...]


def bars(
    groups: Sequence[Group],
    measures: Sequence[tuple[str, str]],
    label: str,
    written: Callable[[int], str],
    axis: Callable[[int], str],
    narrow: bool,
) -> Picture:
    """Return the picture; `measures` are (class, name), `written` and `axis` turn a value into text."""
    count = len(measures)
    width = 380 if narrow else 960
    bar, space = (12 if count > 1 else 18), (30 if narrow else 14)
    row = bar * count + space + (6 if narrow else 0)
    left = 8 if narrow else 300
    top = 8 if count == 1 else 30 if not narrow else 24 + 18 * ((count + 1) // 2)
    picture = Picture(width, top + row * len(groups) + 26, label)
    highest = max((value for g in groups for value in g.values if value), default=0)
    steps = ticks(highest, 2 if narrow else 4)
    scale = (width - left - (70 if narrow else 90)) / steps[-1]
    if count > 1:
        _legend(picture, measures, left, narrow)
    bottom = top + row * len(groups)
    for step in steps:
        x = left + step * scale
        picture.line(x, top, x, bottom, "garis")
        picture.text(x, bottom + 16, axis(int(step)), "kecil redup " + ("tengah" if step else ""))
    for index, group in enumerate(groups):
        y = top + index * row
        told = ", ".join(
            f"{name} {written(value) if value is not None else '—'}"
            for (_, name), value in zip(measures, group.values, strict=True)
        )
        picture.open_link(group.address, f"{group.name}: {told}")
        if narrow:
            picture.text(left, y + 16, fit(group.name, width - 16), "nama")
            y += 22
        else:
            lines = wrap(group.name, left - 16, 2)
            middle = y + 6 + (bar * count) / 2 + 5 - 8 * (len(lines) - 1)
            for place, line in enumerate(lines):
                picture.text(left - 10, middle + 16 * place, line, "nama kanan")
            y += 6
        for place, ((kind, _), value) in enumerate(zip(measures, group.values, strict=True)):
            if value is not None:
                length = max(value, 0) * scale
                picture.rect(left, y + place * bar, length, bar - 2, kind)
        main = next((v for v in (*group.values[1:2], *group.values) if v is not None), None)
        if main is not None:
            longest = max((v for v in group.values if v is not None), default=0)
            x = left + max(longest, 0) * scale + 6
            picture.text(x, y + bar * count / 2 + 4, written(main), "kecil tebal")
        picture.close_link(group.address)
    return picture


def _legend(picture: Picture, measures: Sequence[tuple[str, str]], left: int, narrow: bool) -> None:
    x, y = float(left), 14.0
    for kind, name in measures:
        needed = 34 + breadth(name, 12)
        if narrow and x > left and x + needed > picture.width:
            x, y = float(left), y + 18
        picture.rect(x, y - 10, 12, 12, kind)
        picture.text(x + 17, y, name, "kecil")
        x += needed
