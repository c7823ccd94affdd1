"""A picture with everything it owes its reader: title, words, table, addresses; and how pictures are found."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from budget_pipeline.site import figures
from budget_pipeline.site.charts.svg import Picture
from budget_pipeline.site.sql import Reader

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page

Ask = Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """One picture in two layouts, the table behind it, and what it was asked for."""

    slug: str
    ask: Ask
    title: str
    text: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    wide: Picture
    narrow: Picture
    exact: Sequence[Sequence[Any]] = field(default_factory=list)
    # How many columns at the left of the table hold words; the others hold figures.
    texts: int = 1

    @property
    def inline(self) -> Markup:
        """Return both layouts; the style sheet shows the one that fits."""
        return self.wide.inline("lebar-layar") + self.narrow.inline("sempit-layar")

    def address(self, page: "Page", suffix: str = "", **more: object) -> str:
        """Return the address of the picture's own page, or with a suffix of its file."""
        return page.link(f"/bagan/{self.slug}{suffix}", **self.ask, **more)


Maker = Callable[[Reader, "Page", Ask], Figure | None]


def figure(slug: str) -> Callable[[Maker], Maker]:
    """Make the decorated function the picture called `slug`."""

    def mark(maker: Maker) -> Maker:
        maker.slug = slug  # type: ignore[attr-defined]
        return maker

    return mark


@cache
def makers() -> dict[str, Maker]:
    """Return every picture by its slug."""
    found: dict[str, Maker] = {}
    for info in pkgutil.iter_modules(figures.__path__):
        module = importlib.import_module(f"{figures.__name__}.{info.name}")
        for item in vars(module).values():
            if getattr(item, "__module__", None) == module.__name__ and hasattr(item, "slug"):
                found[item.slug] = item
    return found


def asked(**wanted: object) -> Ask:
    """Return what a picture is asked for, without what is empty."""
    return {name: str(value) for name, value in wanted.items() if value not in (None, "", "*")}
