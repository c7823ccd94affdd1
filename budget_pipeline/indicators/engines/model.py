"""What an engine must be able to do: a few verbs, so that one flow and one set of .sql serve all."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from budget_pipeline.schema.model import Table

# Types of small tables filled from Python, in words every engine knows.
WHOLE, REAL, TEXT = "INTEGER", "REAL", "TEXT"
# The published tables that a run writes, in the order they are written.
WRITTEN = (
    "indikator",
    "ambang",
    "hasil_indikator",
    "bukti_indikator",
    "cakupan_indikator",
    "skor",
    "skor_icw",
)
# Made by engines that count per municipality: how many subjects of each had each outcome.
REGIONAL = {"kode": TEXT, "kode_wilayah": TEXT, "tahun": WHOLE, "status": TEXT, "jumlah": WHOLE}


class Tally(NamedTuple):
    """Rows of the columns counted, each with its count last, in no order; `in_order`: see Engine.tally."""

    rows: list[tuple[Any, ...]]
    in_order: bool


class Engine(Protocol):
    """Statements are given in the SQL of SQLite; tables are known by their plain names.

    `by_region`: whether outcomes are counted per municipality too, into `cakupan_wilayah`.
    `keeps_order`: whether rows leave a window function in the order of its partitions, and a table in
    the order they entered it.
    """

    by_region: bool
    keeps_order: bool

    def step(self) -> AbstractContextManager[None]:
        """Forget what is made inside when it ends; steps do not nest."""

    def materialise(
        self, name: str, sql: str, indexes: Iterable[Sequence[str]] = ()
    ) -> tuple[str, ...]:
        """Keep the rows of `sql` under `name` for this run; return the names of its columns."""

    def fill(
        self, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Make the table `name` of this run with columns of the `types` given, and these rows."""

    def index(self, name: str, columns: Sequence[str]) -> None:
        """Make a table of this run quick to look up by `columns`, where the engine needs that."""

    def define(self, name: str, sql: str) -> tuple[str, ...]:
        """Let `name` stand for `sql` without running it; return the names of its columns."""

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement whose result is small."""

    def tally(self, name: str, columns: Sequence[str], key: str) -> Tally:
        """Count the rows of a table of this run by `columns` (names or expressions).

        `in_order` says that the rows are known to lie in the order of the column `key`.
        """

    def append(self, name: str, columns: Sequence[str], sql: str) -> None:
        """Add the rows of `sql` to a published table, or to one made with `fill`."""

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows made in Python to a published table, by declared column names."""

    def finish(self) -> None:
        """Bring what was published to where it belongs, and let go of everything else."""


def literal(text: str) -> str:
    """Return `text` as a literal of SQL.

    >>> literal("Jum'at")
    "'Jum''at'"
    """
    return "'" + text.replace("'", "''") + "'"
