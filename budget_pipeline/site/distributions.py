"""Count the values of each indicator into bins, once per release."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

BINS = 24
Bin = tuple[float, float, int, int]


def add_distributions(connection: sqlite3.Connection) -> None:
    """Create `ringkas_sebaran` (bins per indicator and municipality) and `ringkas_ambang` (thresholds in use)."""
    connection.execute(
        "CREATE TABLE ringkas_sebaran (kode TEXT NOT NULL, kode_wilayah TEXT NOT NULL, urutan INTEGER NOT NULL,"
        " dari REAL NOT NULL, sampai REAL NOT NULL, jumlah INTEGER NOT NULL, terpicu INTEGER NOT NULL,"
        " PRIMARY KEY (kode, kode_wilayah, urutan)) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE ringkas_ambang AS SELECT kode, ambang, count(*) AS jumlah FROM hasil_indikator"
        " WHERE ambang IS NOT NULL AND status = 'terpicu' GROUP BY kode, ambang"
    )
    connection.execute("CREATE INDEX ringkas_ambang_kode ON ringkas_ambang (kode, jumlah DESC)")
    codes = connection.execute(
        "SELECT DISTINCT kode FROM ringkas_putusan WHERE status IN ('terpicu', 'tidak_terpicu') ORDER BY kode"
    ).fetchall()
    for (code,) in codes:
        for municipality, (others, flagged) in sorted(_values(connection, code).items()):
            connection.executemany(
                "INSERT INTO ringkas_sebaran VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (code, municipality, index, *row)
                    for index, row in enumerate(bins(flagged, others))
                ],
            )


def bins(flagged: Sequence[float], others: Sequence[float]) -> list[Bin]:
    """Return (from, to, all, flagged) per bin between the first and the last percentile.

    What lies outside is counted in the outermost bins; fewer than two different values give no bins.
    Counts (bidders, amendments) have a bin around each whole number, so that none falls between two.

    >>> bins([4.5], [1.0, 2.0, 3.0])[0], bins([4.0], [1.0, 2.0, 3.0])[0]
    ((1.0, 1.1458333333333333, 1, 0), (0.5, 1.5, 1, 0))
    """
    ordered = np.sort(np.array([*flagged, *others], float))
    if not len(ordered):
        return []
    low, high = float(ordered[len(ordered) // 100]), float(ordered[-1 - len(ordered) // 100])
    if low == high:
        low, high = float(ordered[0]), float(ordered[-1])
    if low == high:
        return []
    if high - low <= BINS and bool((ordered == np.floor(ordered)).all()):
        edges = [low - 0.5 + step for step in range(int(high - low) + 2)]
    else:
        edges = [low + (high - low) * i / BINS for i in range(BINS + 1)]
    unflagged, of_flagged = (_counts(group, edges) for group in (others, flagged))
    return [
        (edges[i], edges[i + 1], int(unflagged[i] + of_flagged[i]), int(of_flagged[i]))
        for i in range(len(edges) - 1)
    ]


def _counts(
    values: Sequence[float], edges: Sequence[float]
) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Return how many values lie in each bin; what lies outside is counted in the outermost."""
    places = np.searchsorted(edges, np.array(values, float), side="right") - 1
    return np.bincount(places.clip(0, len(edges) - 2), minlength=len(edges) - 1)


def _values(
    connection: sqlite3.Connection, code: str
) -> dict[str, tuple[list[float], list[float]]]:
    """Return the values of one indicator by municipality: those that raised no flag, and those that did."""
    found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for municipality, flagged, value in connection.execute(
        "SELECT coalesce(kode_wilayah, ''), status = 'terpicu', nilai FROM hasil_indikator"
        " WHERE kode = ? AND status IN ('terpicu', 'tidak_terpicu') AND nilai IS NOT NULL",
        (code,),
    ):
        found[municipality][flagged].append(value)
    return found
