"""A treemap: areas in proportion, largest first, each a link; two layouts, one for a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import squarify

from budget_pipeline.site.charts.svg import Picture, fit, wrap

MOST = 36
GAP = 2


@dataclass(frozen=True)
class Node:
    """One area: its name, size, what to write for the size, and where it leads."""

    name: str
    size: int
    amount: str
    address: str


def treemap(
    nodes: Sequence[Node], label: str, rest: Callable[[int, int], Node], narrow: bool
) -> Picture:
    """Return the picture; nodes beyond the 36th are gathered into the one that `rest(count, size)` makes."""
    positive = sorted((n for n in nodes if n.size > 0), key=lambda n: -n.size)
    shown, others = positive[:MOST], positive[MOST:]
    if others:
        shown.append(rest(len(others), sum(n.size for n in others)))
    width, height = (380, 520) if narrow else (960, 420)
    picture = Picture(width, height, label)
    total = sum(node.size for node in shown)
    if not total:
        return picture
    # Below a thousandth an area has no visible side left; give it that much and no less.
    sizes = [max(node.size / total, 0.001) for node in shown]
    scaled = squarify.normalize_sizes(sizes, width, height)
    for node, box in zip(shown, squarify.squarify(scaled, 0, 0, width, height), strict=True):
        _draw(picture, node, box["x"], box["y"], box["dx"], box["dy"], node.size / total)
    return picture


def _draw(
    picture: Picture, node: Node, x: float, y: float, width: float, height: float, share: float
) -> None:
    kind = "i1" if share >= 0.12 else "i2" if share >= 0.03 else "i3"
    ink = "di1" if kind == "i1" else "di2" if kind == "i2" else "di3"
    picture.open_link(node.address, f"{node.name}: {node.amount}")
    picture.rect(x + GAP / 2, y + GAP / 2, width - GAP, height - GAP, kind)
    room, tall = width - 16, height - 10
    if room >= 34 and tall >= 15:
        lines = wrap(node.name, room, max(1, min(3, int(tall // 16) - (tall >= 48))), 13.6)
        for index, line in enumerate(lines):
            picture.text(x + 8, y + 18 + 16 * index, line, ink)
        if tall >= 16 * (len(lines) + 1) and fit(node.amount, room, 14) == node.amount:
            picture.text(x + 8, y + 18 + 16 * len(lines), node.amount, f"{ink} tebal")
    picture.close_link(node.address)
