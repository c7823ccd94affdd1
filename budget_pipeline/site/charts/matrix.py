"""Who buys from whom: suppliers down, agencies across, a disc as large as the money between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from budget_pipeline.site.charts.svg import Picture, fit


@dataclass(frozen=True)
class Label:
    """One row or column: key, name, where it leads."""

    key: str
    name: str
    address: str


def matrix(
    rows: Sequence[Label],
    columns: Sequence[Label],
    cells: Mapping[tuple[str, str], tuple[int, str]],
    label: str,
    narrow: bool,
) -> Picture:
    """Return the picture; a cell is (size, what to write) for (row key, column key)."""
    left = 148 if narrow else 270
    side = 22.0 if narrow else 46.0
    width = 380 if narrow else 960
    side = min(side, (width - left - 10) / max(len(columns), 1))
    tall = 24 if narrow else 30
    top = 22 if narrow else 26
    across = 1 if narrow else 2
    deep = -(-len(columns) // across)
    foot = 18 * deep + 12
    picture = Picture(width, int(top + tall * len(rows) + foot + 12), label)
    largest = max((size for size, _ in cells.values()), default=0) or 1
    reach = min(side, tall) / 2 - 1
    for number in range(1, len(columns) + 1):
        x = left + side * (number - 0.5)
        picture.text(x, top - 8, str(number), "kecil tengah tebal")
        picture.line(x, top, x, top + tall * len(rows), "garis")
    for index, row in enumerate(rows):
        y = top + tall * (index + 0.5)
        picture.line(left, y, left + side * len(columns), y, "garis")
        picture.open_link(row.address, row.name)
        picture.text(left - 8, y + 4, fit(row.name, left - 16), "nama kanan")
        picture.close_link(row.address)
        for number, column in enumerate(columns):
            size, written = cells.get((row.key, column.key), (0, ""))
            if size > 0:
                title = f"{row.name}, {column.name}: {written}"
                radius = max(reach * sqrt(size / largest), 2)
                picture.circle(left + side * (number + 0.5), y, radius, "i1", title)
    room = (width - 16) / across
    for index, column in enumerate(columns):
        x = 8 + room * (index // deep)
        y = top + tall * len(rows) + 26 + 18 * (index % deep)
        picture.open_link(column.address, column.name)
        picture.text(x, y, fit(f"{index + 1}  {column.name}", room - 8, 12), "kecil")
        picture.close_link(column.address)
    return picture
