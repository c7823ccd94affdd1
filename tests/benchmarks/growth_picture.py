"""The picture of growth: seconds and memory over rows, both axes logarithmic, as a small SVG."""

import math
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 300, 60, 40, 24
SERIES = (("steps", "seconds of steps 1-4", "#1b6ca8"), ("peak", "peak MB", "#b3541e"))


def picture(sizes: dict[int, dict[str, Any]]) -> str:
    """Return an SVG with one line per series; `sizes`: rows -> figures that hold the series."""
    rows = sorted(sizes)
    values = [float(sizes[row][name]) for row in rows for name, _, _ in SERIES]
    low, high = _decades(min(values), max(values))
    first, last = _decades(rows[0], rows[-1])

    def place(row: float, value: float) -> tuple[float, float]:
        x = LEFT + (math.log10(row) - first) / (last - first) * (WIDTH - LEFT - 20)
        y = TOP + (high - math.log10(value)) / (high - low) * (HEIGHT - TOP - BOTTOM)
        return round(x, 1), round(y, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="12"><title>Time and memory over rows</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for decade in range(low, high + 1):
        _, y = place(10**first, 10.0**decade)
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - 20}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{10.0**decade:g}</text>')
    for row in rows:
        x, _ = place(row, 10.0**low)
        parts.append(f'<text x="{x}" y="{HEIGHT - 18}" text-anchor="middle">{row:,}</text>')
    for number, (name, label, colour) in enumerate(SERIES):
        points = [place(row, float(sizes[row][name])) for row in rows]
        line = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{LEFT + 10 + 190 * number}" y="16" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _decades(low: float, high: float) -> tuple[int, int]:
    return math.floor(math.log10(low)), max(math.ceil(math.log10(high)), 1)
