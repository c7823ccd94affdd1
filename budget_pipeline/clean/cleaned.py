"""What cleaning a table is told, and what it hands over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.schema.model import Table


@dataclass(frozen=True)
class Context:
    """What is known of a file beyond its cells, used where no column says it.

    `shows_npwp`: the municipality publishes the tax numbers of companies whole.
    """

    known: Mapping[str, str | int] = field(default_factory=dict)
    unit: int = 1
    shows_npwp: bool = False

    @property
    def year(self) -> int | None:
        """Return the year that is known of the file."""
        year = self.known.get("tahun")
        return year if isinstance(year, int) else None


@dataclass(frozen=True)
class Rules:
    """What a layout says about the values of one table."""

    constants: Mapping[str, str] = field(default_factory=dict)
    zero_is_null: tuple[str, ...] = ()
    round_to_sen: bool = False
    units: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One value that could not be read as its column wants, or that deserves a note.

    `value` is the cell as read with personal numbers masked: it goes into public messages.
    """

    position: int
    column: str
    code: str
    value: str


@dataclass
class CleanTable:
    """One table after cleaning.

    `frame`: index = source row; columns are the stored names (money as `_rp`, `_sen`; dates with
    `_hari`) in nullable dtypes, plus internal columns with a leading underscore.
    `rounded`: money column -> mask of amounts given rounded by the source.
    """

    table: Table
    frame: pd.DataFrame
    problems: list[Problem]
    rounded: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)
    masked: int = 0
