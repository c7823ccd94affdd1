"""Turn the pages of a long list: which rows to show, and the addresses before and after them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget_pipeline.site.sql import Row

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page

# Skipping rows costs as much as reading them; whoever wants more takes the CSV.
DEEPEST = 10_000


@dataclass(frozen=True)
class Piece:
    """Some rows of a list and the addresses of the pieces before and after; empty where there is none."""

    rows: list[Row]
    start: int
    before: str
    after: str


def piece(page: "Page", size: int, read: Callable[[int, int], list[Row]]) -> Piece:
    """Return the piece that the address asks for (`mulai`); `read(limit, skip)` reads its rows."""
    start = min(page.number("mulai"), DEEPEST)
    rows = read(size + 1, start)
    more = len(rows) > size and start < DEEPEST
    return Piece(
        rows=rows[:size],
        start=start,
        before=page.same_address(mulai=max(start - size, 0) or "") if start else "",
        after=page.same_address(mulai=start + size) if more else "",
    )
