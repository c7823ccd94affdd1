"""Where a row stands in a hierarchical report: its path from the outermost level inwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

Path = tuple[str, ...]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Paths:
    """The path of each row: a row has the number of one of the distinct `paths`, which are few."""

    numbers: Numbers
    paths: tuple[Path, ...]

    @classmethod
    def of(cls, rows: Sequence[Path]) -> "Paths":
        """Return the paths of rows that are given one by one."""
        known: dict[Path, int] = {}
        numbers = [known.setdefault(path, len(known)) for path in rows]
        return cls(np.array(numbers, np.int64), tuple(known))

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, row: int) -> Path:
        return self.paths[self.numbers[row]]

    def __iter__(self) -> Iterator[Path]:
        return (self.paths[number] for number in self.numbers.tolist())

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Tell for each distinct path whether any level of it is known."""
        return np.array([any(path) for path in self.paths], bool)

    def where(self, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Return which rows have one of the `wanted` distinct paths."""
        found: npt.NDArray[np.bool_] = wanted[self.numbers]
        return found


@cache
def ancestors(path: Path) -> tuple[Path, ...]:
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


def code_paths(frame: pd.DataFrame, columns: tuple[str, ...]) -> Paths | None:
    """Return each row's path over the tree columns that are present, or None when none is.

    >>> code_paths(pd.DataFrame({"kode": ["5.1.", "5.1", None]}), ("kode", "lain")).paths
    (('5.1',), ('',))
    """
    present = [name for name in columns if name in frame]
    if not present:
        return None
    numbers, paths = np.zeros(len(frame), np.int64), [()] if len(frame) else []
    for name in present:
        codes, labels = pd.factorize(frame[name].fillna(""))
        own = [str(label).rstrip(". ") for label in labels]
        pairs, first = pd.factorize(numbers * max(len(own), 1) + codes)
        before, level = np.divmod(first, max(len(own), 1))
        paths = [
            (*paths[above], own[at])
            for above, at in zip(before.tolist(), level.tolist(), strict=True)
        ]
        numbers = pairs.astype(np.int64)
    return _each_once(numbers, paths)


def _each_once(numbers: Numbers, paths: Sequence[Path]) -> Paths:
    """Return the same paths, those that are spelled alike under one number."""
    distinct = Paths.of(paths)
    return Paths(distinct.numbers[numbers], distinct.paths)


def indent_paths(indents: Sequence[int], counts: Sequence[bool]) -> list[Path] | None:
    """Return each counting row's path from how far its name is set in; None when all stand alike.

    >>> indent_paths([0, 2, 4, 4, 2], [True] * 5)
    [('1',), ('1.1',), ('1.1.1',), ('1.1.2',), ('1.2',)]
    """
    if len({indent for indent, counted in zip(indents, counts, strict=True) if counted}) < 2:
        return None
    paths: list[Path] = []
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
