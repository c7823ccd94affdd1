"""Where a row stands in a hierarchical report: its path from the outermost level inwards."""

from collections.abc import Sequence
from functools import cache

import pandas as pd


@cache
def ancestors(path: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return every path that contains `path`, nearest first.

    >>> ancestors(("5.1.02",))
    (('5.1',), ('5',))
    >>> ancestors(("1", "1.01"))
    (('1', '1'), ('1', ''))
    """
    found = []
    current = list(path)
    for level in range(len(path) - 1, -1, -1):
        while current[level]:
            current[level] = current[level].rpartition(".")[0]
            if any(current):
                found.append(tuple(current))
    return tuple(found)


def code_paths(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple[str, ...]] | None:
    """Return each row's path over the tree columns that are present, or None when none is."""
    present = [name for name in columns if name in frame]
    if not present:
        return None
    parts = [frame[name].fillna("").str.rstrip(". ").tolist() for name in present]
    return [tuple(path) for path in zip(*parts, strict=True)]


def indent_paths(indents: Sequence[int], counts: Sequence[bool]) -> list[tuple[str, ...]] | None:
    """Return each counting row's path from how far its name is set in; None when all stand alike.

    >>> indent_paths([0, 2, 4, 4, 2], [True] * 5)
    [('1',), ('1.1',), ('1.1.1',), ('1.1.2',), ('1.2',)]
    """
    if len({indent for indent, counted in zip(indents, counts, strict=True) if counted}) < 2:
        return None
    paths: list[tuple[str, ...]] = []
    open_levels: list[tuple[int, str, int]] = []  # indent, path, children so far
    roots = 0
    for indent, counted in zip(indents, counts, strict=True):
        if not counted:
            paths.append(("",))
            continue
        while open_levels and open_levels[-1][0] >= indent:
            open_levels.pop()
        if open_levels:
            above, parent, children = open_levels[-1]
            open_levels[-1] = (above, parent, children + 1)
            path = f"{parent}.{children + 1}"
        else:
            roots += 1
            path = str(roots)
        open_levels.append((indent, path, 0))
        paths.append((path,))
    return paths
