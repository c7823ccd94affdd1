"""Count the values of each indicator into bins, once per release."""

import sqlite3
from bisect import bisect_right

BINS = 24


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
    pairs = connection.execute(
        "SELECT DISTINCT kode, kode_wilayah FROM ringkas_putusan WHERE status IN ('terpicu', 'tidak_terpicu')"
    ).fetchall()
    for code, municipality in pairs:
        values = {
            status: _values(connection, code, municipality, status)
            for status in ("terpicu", "tidak_terpicu")
        }
        rows = bins(values["terpicu"], values["tidak_terpicu"])
        connection.executemany(
            "INSERT INTO ringkas_sebaran VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(code, municipality, index, *row) for index, row in enumerate(rows)],
        )


def bins(flagged: list[float], others: list[float]) -> list[tuple[float, float, int, int]]:
    """Return (from, to, all, flagged) per bin between the first and the last percentile.

    What lies outside is counted in the outermost bins; fewer than two different values give no bins.
    Counts (bidders, amendments) have a bin around each whole number, so that none falls between two.

    >>> bins([4.5], [1.0, 2.0, 3.0])[0], bins([4.0], [1.0, 2.0, 3.0])[0]
    ((1.0, 1.1458333333333333, 1, 0), (0.5, 1.5, 1, 0))
    """
    ordered = sorted(flagged + others)
    if not ordered:
        return []
    low, high = ordered[len(ordered) // 100], ordered[-1 - len(ordered) // 100]
    if low == high:
        low, high = ordered[0], ordered[-1]
    if low == high:
        return []
    if high - low <= BINS and all(value == int(value) for value in ordered):
        edges = [low - 0.5 + step for step in range(int(high - low) + 2)]
    else:
        edges = [low + (high - low) * i / BINS for i in range(BINS + 1)]
    counts = [[0, 0] for _ in edges[1:]]
    for place, group in enumerate((others, flagged)):
        for value in group:
            counts[min(max(bisect_right(edges, value) - 1, 0), len(counts) - 1)][place] += 1
    return [(edges[i], edges[i + 1], sum(counts[i]), counts[i][1]) for i in range(len(counts))]


def _values(
    connection: sqlite3.Connection, code: str, municipality: str, status: str
) -> list[float]:
    return [
        value
        for (value,) in connection.execute(
            "SELECT nilai FROM hasil_indikator WHERE kode = ? AND status = ? AND nilai IS NOT NULL"
            " AND coalesce(kode_wilayah, '') = ?",
            (code, status, municipality),
        )
    ]
