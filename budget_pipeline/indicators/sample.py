"""Draw an audit sample from a release that anybody can draw again: same seed, same rows.

Methods: `mus`, monetary-unit sampling, systematic with a random start; `random`, simple random;
`stratified`, simple random within strata of risk. Sizes and their sources: `sizes.py`.

The random numbers are our own, so that they do not change with a language version: the first 256
bits of SHA-256 over "seed|use|key", read as a fraction between 0 and 1. Simple random sampling
takes the keys with the smallest numbers, so a row's chance does not depend on the order of rows.
"""

import csv
import hashlib
import heapq
import sqlite3
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

from budget_pipeline.indicators.population import Item, Population, read_population
from budget_pipeline.indicators.remarks import AnalysisError
from budget_pipeline.indicators.sizes import Size, monetary_unit_size, proportion_size
from budget_pipeline.issues import sentence
from budget_pipeline.load.database import open_read_only

# Fewer than two rows of a stratum say nothing about its spread.
FEWEST_PER_STRATUM = 2
SELECTION = (
    "urutan",
    "strata",
    "nilai_diaudit",
    "nilai_kumulatif",
    "titik_terpilih",
    "kali_terpilih",
    "peluang",
    "alasan_terpilih",
)
# A sample this large, and ten times as large as what it is drawn from, is a slip of the finger.
FEWEST_TOO_MANY = 10_000


@dataclass(frozen=True)
class Pick:
    """One selected row: why (a message code), with what chance, and the units that hit it."""

    item: Item
    chance: Fraction
    reason: str
    cumulative: int | None = None
    points: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sample:
    """Selected rows as written to CSV, and everything needed to draw or check them again."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    explanation: dict[str, Any]

    def write_csv(self, handle: IO[str]) -> None:
        """Write the rows as RFC 4180 CSV with a heading."""
        writer = csv.DictWriter(handle, self.columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(self.rows)


def sample(
    connection: sqlite3.Connection,
    *,
    method: str,
    seed: str,
    size: int | None = None,
    confidence: float = 0.95,
    tolerable_error: Decimal | None = None,
    expected_error: Decimal | None = None,
    table: str = "kontrak",
    amount: str = "nilai_kontrak",
    strata: str = "skor",
    where: Mapping[str, object] | None = None,
    lang: str = "id",
) -> Sample:
    """Return a sample of `table` by the rupiah column `amount`, drawn with `seed`.

    Give `size`, or `tolerable_error` (and `expected_error`) with `confidence`. For mus an error
    below 1 is a share of the population's value, else rupiah; for the others it is a share of rows.
    `strata` is "skor" (composite score of the package) or a column. `where` keeps rows whose
    columns equal the values given. Rows with an amount that is unknown, zero or negative are not in
    the frame; the explanation counts them. AnalysisError for what cannot be used.
    """
    if method not in DRAWS:
        raise AnalysisError("sampel_metode", exit_code=2, ditemukan=method)
    population = read_population(
        connection,
        table=table,
        amount=amount,
        strata=strata if method == "stratified" else None,
        where=where or {},
    )
    if not population.items:
        raise AnalysisError("sampel_kosong", tabel=table, kolom=amount)
    chosen = _size(method, population, size, confidence, tolerable_error, expected_error)
    if chosen.n > max(FEWEST_TOO_MANY, 10 * len(population.items)):
        raise AnalysisError(
            "sampel_terlalu_besar", exit_code=2, ukuran=chosen.n, baris=len(population.items)
        )
    picks, details = DRAWS[method](population, chosen.n, seed)
    columns = population.columns(connection)
    rows = tuple(
        {**_selection(number, pick, lang), **population.row(connection, columns, pick.item)}
        for number, pick in enumerate(picks, start=1)
    )
    explanation = {
        "metode": method,
        "benih": seed,
        "tabel": table,
        "kolom_nilai": amount,
        "saringan": {name: str(value) for name, value in (where or {}).items()},
        "populasi": len(population.items),
        "nilai_populasi": rupiah(population.total),
        "di_luar_kerangka": population.outside,
        "ukuran": chosen.n,
        "dasar_ukuran": chosen.basis,
        "sumber_ukuran": chosen.source,
        "terpilih": len(rows),
        **details,
        "cara": sentence(f"sampel_cara_{method}", lang, minimal=FEWEST_PER_STRATUM),
    }
    return Sample((*SELECTION, *columns), rows, explanation)


def draw(database: Path, **options: Any) -> Sample:
    """Return `sample` of a release's data.db, opened for reading only."""
    connection = open_read_only(database)
    try:
        return sample(connection, **options)
    finally:
        connection.close()


def as_error(text: str | None) -> Decimal | None:
    """Return an error as typed ("0.05", "25000000") exactly; AnalysisError for anything else."""
    if text is None:
        return None
    try:
        error = Decimal(text)
    except InvalidOperation:
        error = Decimal("NaN")
    if not error.is_finite():
        raise AnalysisError("sampel_angka", exit_code=2, ditemukan=text)
    return error


def as_filter(texts: Iterable[str]) -> dict[str, str]:
    """Return COL=VALUE texts as a filter; AnalysisError for one without an equal sign."""
    pairs = [text.partition("=") for text in texts]
    for name, sign, value in pairs:
        if not (name and sign):
            raise AnalysisError("sampel_saringan", exit_code=2, ditemukan=f"{name}{sign}{value}")
    return {name: value for name, _, value in pairs}


def rupiah(sen: int) -> str:
    """Return sen as exact rupiah text.

    >>> rupiah(150), rupiah(-1), rupiah(2500)
    ('1.50', '-0.01', '25')
    """
    sign = "-" if sen < 0 else ""
    whole, rest = divmod(abs(sen), 100)
    return f"{sign}{whole}.{rest:02d}" if rest else f"{sign}{whole}"


def fraction(seed: str, use: str, key: str = "") -> Fraction:
    """Return the random number of one use and key: 0 <= number < 1, the same on every machine."""
    digest = hashlib.sha256(f"{seed}|{use}|{key}".encode()).digest()
    return Fraction(int.from_bytes(digest), 1 << 256)


def _size(
    method: str,
    population: Population,
    size: int | None,
    confidence: float,
    tolerable: Decimal | None,
    expected: Decimal | None,
) -> Size:
    if size is not None:
        if size < 1:
            raise AnalysisError("sampel_ukuran", exit_code=2, ditemukan=size)
        return Size(size, "", "")
    if tolerable is None:
        raise AnalysisError("sampel_tanpa_ukuran", exit_code=2)
    if method == "mus":
        return monetary_unit_size(
            population.total, confidence=confidence, tolerable=tolerable, expected=expected
        )
    return proportion_size(
        len(population.items), confidence=confidence, tolerable=tolerable, expected=expected
    )


def _mus(population: Population, n: int, seed: str) -> tuple[list[Pick], dict[str, Any]]:
    """Select the rows that hold every interval-th monetary unit, counted through rows by key."""
    interval = Fraction(population.total, n)
    start = fraction(seed, "mus") * interval
    picks, cumulative, number = [], 0, 0
    for item in population.items:
        cumulative += item.amount
        points = []
        while number < n and start + number * interval < cumulative:
            points.append(int(start + number * interval))
            number += 1
        if points:
            chance = min(Fraction(1), item.amount / interval)
            reason = "sampel_pasti" if chance == 1 else "sampel_titik"
            picks.append(Pick(item, chance, reason, cumulative, tuple(points)))
    return picks, {
        "interval": rupiah(int(interval)),
        "titik_awal": rupiah(int(start)),
    }


def _random(population: Population, n: int, seed: str) -> tuple[list[Pick], dict[str, Any]]:
    """Select n rows, each set of n with the same chance."""
    n = min(n, len(population.items))
    chosen = _smallest(population.items, n, seed, "random")
    chance = Fraction(n, len(population.items))
    picks = [Pick(item, chance, "sampel_acak") for item in chosen]
    return picks, {}


def _stratified(population: Population, n: int, seed: str) -> tuple[list[Pick], dict[str, Any]]:
    """Select rows at random within each stratum; more where rows are many and values spread."""
    strata: dict[str, list[Item]] = {}
    for item in population.items:
        strata.setdefault(item.stratum, []).append(item)
    sizes = allocate(n, {name: [item.amount for item in items] for name, items in strata.items()})
    picks, table = [], []
    for name in sorted(strata):
        items, number = strata[name], sizes[name]
        chance = Fraction(number, len(items))
        chosen = _smallest(items, number, seed, f"stratified|{name}")
        picks += [Pick(item, chance, "sampel_strata") for item in chosen]
        table.append(
            {
                "strata": name,
                "populasi": len(items),
                "nilai": rupiah(sum(item.amount for item in items)),
                "terpilih": number,
                "peluang": float(chance),
            }
        )
    return picks, {"strata": table}


DRAWS: dict[str, Callable[[Population, int, str], tuple[list[Pick], dict[str, Any]]]] = {
    "mus": _mus,
    "stratified": _stratified,
    "random": _random,
}


def allocate(n: int, strata: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Return how many to take of each stratum: Neyman's optimum, at least two, at most all.

    Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), section 5.5. Where no stratum has
    any spread, allocation is proportional to size. The sum exceeds `n` only where the minimum of
    two per stratum demands it.

    >>> allocate(10, {"a": [1, 9] * 20, "b": [1, 3] * 20})
    {'a': 8, 'b': 2}
    """
    floor = {name: min(FEWEST_PER_STRATUM, len(values)) for name, values in strata.items()}
    weights = {name: len(values) * statistics.pstdev(values) for name, values in strata.items()}
    if not any(weights.values()):
        weights = {name: float(len(values)) for name, values in strata.items()}
    sizes = dict(floor)
    share = n / sum(weights.values())
    # One at a time to the stratum that is furthest below its share: exact sum, ties by name.
    for _ in range(n - sum(sizes.values())):
        open_strata = [name for name in sorted(strata) if sizes[name] < len(strata[name])]
        if not open_strata:
            break
        neediest = max(open_strata, key=lambda name: share * weights[name] - sizes[name])
        sizes[neediest] += 1
    return sizes


def _smallest(items: Sequence[Item], n: int, seed: str, use: str) -> list[Item]:
    chosen = heapq.nsmallest(n, items, key=lambda item: fraction(seed, use, item.text))
    return sorted(chosen, key=lambda item: item.place)


def _selection(number: int, pick: Pick, lang: str) -> dict[str, Any]:
    return {
        "urutan": number,
        "strata": pick.item.stratum or None,
        "nilai_diaudit": rupiah(pick.item.amount),
        "nilai_kumulatif": None if pick.cumulative is None else rupiah(pick.cumulative),
        "titik_terpilih": "; ".join(rupiah(point) for point in pick.points) or None,
        "kali_terpilih": len(pick.points) or 1,
        "peluang": f"{float(pick.chance):.10g}",
        "alasan_terpilih": sentence(pick.reason, lang),
    }
