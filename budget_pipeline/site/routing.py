"""Mark functions as pages and find them: every module in pages/ is looked through."""

import importlib
import pkgutil
import re
from collections.abc import Awaitable, Callable
from typing import Any

from budget_pipeline.site import pages
from budget_pipeline.site.page import Page

Handler = Callable[[Page], Awaitable[Any]]


def route(*patterns: str) -> Callable[[Handler], Handler]:
    """Make the decorated function the page at these address patterns (regular expressions, anchored)."""

    def mark(handler: Handler) -> Handler:
        handler.patterns = patterns  # type: ignore[attr-defined]
        return handler

    return mark


def find_routes() -> list[tuple[str, Handler]]:
    """Return every (pattern, handler), in the order of module and function names."""
    found: list[tuple[str, Handler]] = []
    for module_info in sorted(pkgutil.iter_modules(pages.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{pages.__name__}.{module_info.name}")
        for handler in vars(module).values():
            if getattr(handler, "__module__", None) == module.__name__:
                found += [(f"^{p}$", handler) for p in getattr(handler, "patterns", ())]
    for pattern, _ in found:
        re.compile(pattern)
    return found
