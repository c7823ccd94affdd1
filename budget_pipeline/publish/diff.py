"""Compare two releases row by row: what was added, changed and removed, and why.

Rows meet by their natural key where the schema declares one. A table without a key is compared by
content: equal rows are paired off first, then rows that differ in amounts only count as changed.
"""

import filecmp
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget_pipeline.load.database import open_read_only, read_only_address
from budget_pipeline.publish.causes import Causes, read_side
from budget_pipeline.publish.rows import (
    fact_tables,
    measure,
    money_columns,
    money_text,
    quoted,
)
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema

KINDS = ("ditambah", "diubah", "dihapus")
PLACE = ("id_berkas", "lembar", "baris")
EXAMPLES = 20


@dataclass(frozen=True)
class RowChange:
    """One row that differs: where it came from, why, and (changed) old and new value by column."""

    kind: str
    cause: str
    place: tuple[object, ...]
    values: dict[str, tuple[object, object]]


@dataclass
class TableDiff:
    """The differences of one table; `examples` holds at most EXAMPLES rows of each kind."""

    table: str
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[RowChange] = field(default_factory=list)
    totals: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    rows: tuple[int, int] = (0, 0)

    def count(self, kind: str) -> int:
        """Return how many rows were `ditambah`, `diubah` or `dihapus`."""
        return sum(n for (what, _), n in self.counts.items() if what == kind)


@dataclass
class Diff:
    """Everything that differs between two releases."""

    before: str
    after: str
    files: dict[str, list[str]]
    versions: tuple[str, str]
    tables: list[TableDiff]
    verdicts: Counter[tuple[str, str, str, str]]

    @property
    def empty(self) -> bool:
        """Tell whether no fact and no verdict differs."""
        return not self.tables and not self.verdicts


def diff(a: Path, b: Path, *, stated: Mapping[str, Any] | None = None, name: str = "") -> Diff:
    """Return the differences from release `a` to release `b`.

    `stated` and `name` stand for the manifest and id of `b` while it is being built.
    """
    causes = Causes(read_side(a), read_side(b, stated))
    with _Comparison(a, b, causes, load_schema()) as comparison:
        return Diff(
            before=a.resolve().name,
            after=name or b.resolve().name,
            files=causes.files(),
            versions=(causes.before.version, causes.after.version),
            tables=[table for table in comparison.tables() if table.counts],
            verdicts=comparison.verdicts(),
        )


class _Comparison:
    """Both databases attached to one connection as `lama` and `baru`, with room on disk to sort."""

    def __init__(self, a: Path, b: Path, causes: Causes, schema: Schema) -> None:
        self.folders, self.causes, self.schema = (a, b), causes, schema
        self.sides = [open_read_only(release / "data.db") for release in (a, b)]
        self.connection = sqlite3.connect("", uri=True, isolation_level=None)
        for name, release in (("lama", a), ("baru", b)):
            address = read_only_address(release / "data.db")
            self.connection.execute(f"ATTACH ? AS {name}", (address,))
        self.connection.create_function("sidik", 1, _digest, deterministic=True)
        thresholds = causes.thresholds(*(_thresholds(side) for side in self.sides))
        self.connection.create_function("sebab_ambang", 1, thresholds.get)

    def __enter__(self) -> "_Comparison":
        return self

    def __exit__(self, *_: object) -> None:
        for connection in (self.connection, *self.sides):
            connection.close()

    def tables(self) -> Iterator[TableDiff]:
        """Yield the differences of every table whose rows come from a source row."""
        old, new = (fact_tables(side) for side in self.sides)
        for table in sorted(set(old) & set(new)):
            if not self._same_csv(table):
                yield self._table(table)

    def verdicts(self) -> Counter[tuple[str, str, str, str]]:
        """Return how many verdicts went from one status to another, by indicator and cause."""
        found: Counter[tuple[str, str, str, str]] = Counter()
        for code, old, new, cause in self.connection.execute(VERDICTS):
            found[code, old, new, cause] += 1
        return found

    def _same_csv(self, table: str) -> bool:
        old, new = (release / "unduhan" / "csv" / f"{table}.csv" for release in self.folders)
        return old.is_file() and new.is_file() and filecmp.cmp(old, new, shallow=False)

    def _table(self, table: str) -> TableDiff:
        result = TableDiff(table)
        shape = self._shape(table)
        for statement in _statements(table, shape):
            self.connection.execute(statement)
        for kind, old, new, *place in self.connection.execute(DIFFERENCES.format(table=table)):
            cause = self.causes.of(kind, tuple(place))
            result.counts[kind, cause] += 1
            if result.count(kind) <= EXAMPLES:
                values = self._values(table, shape, old, new)
                result.examples.append(RowChange(kind, cause, tuple(place), values))
        (rows_before, before), (rows_after, after) = (
            measure(side, table, shape.money) for side in self.sides
        )
        result.rows = (rows_before, rows_after)
        result.totals = {n: (before[n], after[n]) for n in shape.money if before[n] != after[n]}
        return result

    def _shape(self, table: str) -> "_Shape":
        columns = [_columns(side, table) for side in self.sides]
        money = [name for name in money_columns(self.sides[1], table) if name in columns[0]]
        hidden = {*PLACE, *(f"{n}_rp" for n in money), *(f"{n}_sen" for n in money)}
        content = [n for n in columns[1] if n in columns[0] and n not in hidden]
        content = [n for n in content if not (n.endswith("_hari") and n[:-5] in content)]
        declared = self.schema.tables.get(table)
        key: tuple[str, ...] = ()
        if declared and declared.has_surrogate_key:
            content.remove("id")
            key = declared.unique_key
        elif declared:
            key = declared.primary_key
        key = tuple(name for name in key if name in content)
        shown = key or tuple(n for n in (declared.search if declared else ()) if n in content)
        return _Shape(content, key or tuple(n for n in content if n not in money), shown, money)

    def _values(
        self, table: str, shape: "_Shape", old: int | None, new: int | None
    ) -> dict[str, tuple[object, object]]:
        """Return the differing columns of a changed row, the telling ones of another."""
        before, after = (
            self._row(side, table, shape, row) for side, row in (("lama", old), ("baru", new))
        )
        if old is not None and new is not None:
            names = [*shape.shown, *(n for n in shape.content if before[n] != after[n])]
        else:
            names = [*shape.shown, *shape.money]
        pairs = {name: (before.get(name), after.get(name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair != (None, None)}

    def _row(self, side: str, table: str, shape: "_Shape", row: int | None) -> dict[str, Any]:
        if row is None:
            return {}
        columns = ", ".join(
            money_text(name) if name in shape.money else quoted(name) for name in shape.content
        )
        sql = f"SELECT {columns} FROM {side}.{quoted(table)} WHERE rowid = ?"
        values = self.connection.execute(sql, (row,)).fetchone()
        return dict(zip(shape.content, values, strict=True))


@dataclass(frozen=True)
class _Shape:
    """The columns of a table that say something: all, the key, the ones to show, the amounts."""

    content: list[str]
    key: tuple[str, ...]
    shown: tuple[str, ...]
    money: list[str]


VERDICTS = """
    SELECT kode, coalesce(max(status) FILTER (WHERE sisi = 'lama'), '-') AS sebelum,
           coalesce(max(status) FILTER (WHERE sisi = 'baru'), '-') AS sesudah,
           CASE WHEN count(DISTINCT versi) > 1 THEN 'aturan atau program'
                WHEN count(DISTINCT sisi) > 1 THEN coalesce(sebab_ambang(kode), 'data')
                ELSE 'data' END
    FROM (
        SELECT 'lama' AS sisi, kode, subjek_id, status, versi FROM lama.hasil_indikator
        UNION ALL
        SELECT 'baru', kode, subjek_id, status, versi FROM baru.hasil_indikator
    )
    GROUP BY kode, subjek_id
    HAVING sebelum <> sesudah
"""
DIFFERENCES = """
    SELECT 'ditambah', NULL, b.nomor, t.id_berkas, t.lembar, t.baris
    FROM sisa_baru AS b LEFT JOIN sisa_lama AS l USING (kunci, ke)
    JOIN baru."{table}" AS t ON t.rowid = b.nomor WHERE l.nomor IS NULL
    UNION ALL
    SELECT 'diubah', l.nomor, b.nomor, t.id_berkas, t.lembar, t.baris
    FROM sisa_baru AS b JOIN sisa_lama AS l USING (kunci, ke)
    JOIN baru."{table}" AS t ON t.rowid = b.nomor
    UNION ALL
    SELECT 'dihapus', l.nomor, NULL, t.id_berkas, t.lembar, t.baris
    FROM sisa_lama AS l LEFT JOIN sisa_baru AS b USING (kunci, ke)
    JOIN lama."{table}" AS t ON t.rowid = l.nomor WHERE b.nomor IS NULL
    ORDER BY 4, 5, 6, 3, 2
"""


def _statements(table: str, shape: _Shape) -> Iterator[str]:
    """Yield what leaves in `sisa_lama` and `sisa_baru` the rows without an equal on the other side.

    Equal rows are counted (`ke`): of three equal rows against two, one is left.
    """
    content, key = (_text(names, shape.money) for names in (shape.content, shape.key))
    for side in ("lama", "baru"):
        yield f"DROP TABLE IF EXISTS temp.semua_{side}"
        yield f"DROP TABLE IF EXISTS temp.sisa_{side}"
        yield f"""
            CREATE TEMP TABLE semua_{side} AS
            SELECT nomor, isi, kunci, row_number() OVER (PARTITION BY isi ORDER BY nomor) AS ke
            FROM (SELECT rowid AS nomor, sidik({content}) AS isi, sidik({key}) AS kunci
                  FROM {side}.{quoted(table)})
        """
        yield f"CREATE INDEX temp.isi_{side} ON semua_{side} (isi, ke)"
    for side, other in (("lama", "baru"), ("baru", "lama")):
        yield f"""
            CREATE TEMP TABLE sisa_{side} AS
            SELECT s.nomor, s.kunci,
                   row_number() OVER (PARTITION BY s.kunci ORDER BY s.nomor) AS ke
            FROM semua_{side} AS s LEFT JOIN semua_{other} AS o USING (isi, ke)
            WHERE o.nomor IS NULL
        """
        yield f"CREATE INDEX temp.kunci_{side} ON sisa_{side} (kunci, ke)"


def _text(names: Sequence[str], money: Sequence[str]) -> str:
    """Return the SQL of one text that two rows share when all these columns are equal."""
    stored = [
        column
        for name in names
        for column in ((f"{name}_rp", f"{name}_sen") if name in money else (name,))
    ]
    return " || ',' || ".join(f"quote({quoted(name)})" for name in stored)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _thresholds(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    """Return the threshold values of a release, each with its indicator first, without their row numbers."""
    names = [name for name in _columns(connection, "ambang") if name not in ("id", "kode")]
    if not names:
        return set()
    columns = ", ".join(quoted(name) for name in names)
    return set(connection.execute(f"SELECT kode, {columns} FROM ambang"))


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute(f"PRAGMA table_xinfo({quoted(table)})")
    return [row[1] for row in rows.fetchall()]
