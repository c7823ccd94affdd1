"""Pairs of suppliers whose names are alike, for a person to review; near linear in their number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

CUTOFF: Final = 92
MOST_PAIRS: Final = 5_000
_SHORTEST: Final = 6
_BLOCK: Final = 1_000
_FIRST_LETTERS: Final = (4, 8, 12)


class Candidate(NamedTuple):
    """One supplier to compare; two that both have a tax number are known to differ."""

    id: str
    form: str
    core: str
    has_tax_number: bool


class Pair(NamedTuple):
    """Two suppliers that may be one, how alike (0 to 100) and why."""

    first: str
    second: str
    likeness: float
    reason: str


def likely_pairs(candidates: Iterable[Candidate]) -> list[Pair]:
    """Return the likeliest pairs, most alike first, at most MOST_PAIRS.

    Compared are suppliers of one legal form whose cores begin alike; a supplier without a form is
    paired only where its core is the same.
    """
    found: dict[tuple[str, str], Pair] = {}
    for block in _blocks(list(candidates)):
        for pair in _alike(block):
            found.setdefault((pair.first, pair.second), pair)
    ordered = sorted(found.values(), key=lambda pair: (-pair.likeness, pair.first, pair.second))
    return ordered[:MOST_PAIRS]


def _blocks(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    by_core: dict[str, list[Candidate]] = defaultdict(list)
    by_form: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates):
        by_core[_letters(candidate.core)].append(candidate)
        by_form[candidate.form].append(candidate)
    yield from (same for same in by_core.values() if any(not c.form for c in same))
    for group in by_form.values():
        yield from _smaller(group, _FIRST_LETTERS)


def _smaller(group: list[Candidate], letters: tuple[int, ...]) -> Iterator[list[Candidate]]:
    """Part a group by its first letters until it is small enough to compare each with each."""
    parts: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in group:
        parts[_letters(candidate.core)[: letters[0]]].append(candidate)
    for part in parts.values():
        if len(part) > _BLOCK and letters[1:]:
            yield from _smaller(part, letters[1:])
        else:
            for start in range(0, len(part), _BLOCK):
                yield part[start : start + _BLOCK]


def _alike(block: list[Candidate]) -> Iterator[Pair]:
    if len(block) < 2 or all(candidate.has_tax_number for candidate in block):
        return
    cores = [_letters(candidate.core) for candidate in block]
    scores = process.cdist(cores, cores, scorer=fuzz.ratio, score_cutoff=CUTOFF, dtype=np.float32)
    for i, j in np.argwhere(np.triu(scores, k=1) >= CUTOFF).tolist():
        one, other = block[i], block[j]
        if one.id == other.id or (one.has_tax_number and other.has_tax_number):
            continue
        same = cores[i] == cores[j]
        if not same and (min(len(cores[i]), len(cores[j])) < _SHORTEST or _numbered(one, other)):
            continue
        first, second = sorted((one.id, other.id))
        yield Pair(first, second, round(float(scores[i, j]), 1), _reason(one, other, same))


def _reason(one: Candidate, other: Candidate, same: bool) -> str:
    if same and one.form != other.form:
        return "nama inti sama, bentuk badan tidak tertulis pada salah satu"
    return "nama sama, NPWP tidak lengkap" if same else "ejaan nama mirip"


def _numbered(one: Candidate, other: Candidate) -> bool:
    """Tell whether the names differ in a number (KARYA 1, KARYA II), which sets firms apart."""
    numbers = [re.findall(r"\d+|\b[IVX]+\b", candidate.core) for candidate in (one, other)]
    return numbers[0] != numbers[1]


def _letters(core: str) -> str:
    return core.replace(" ", "")
