"""Which mark separates thousands in a column, judged from cells that can mean only one thing."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

# One stray cell among this many that agree does not make the others doubtful.
OVERWHELMING: Final = 20


class Convention(StrEnum):
    """How a column writes numbers, shown by an example."""

    INDONESIA = "1.234.567,89"
    INGGRIS = "1,234,567.89"
    POLOS = "1234567.89"

    @property
    def thousands(self) -> str:
        """Return the mark between thousands; a plain number with a decimal point sides with ","."""
        return "." if self is Convention.INDONESIA else ","


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cells per mark that can only be thousands (sure) or might be (doubtful)."""

    sure_dot: int = 0
    sure_comma: int = 0
    doubtful_dot: int = 0
    doubtful_comma: int = 0
    decimal_points: int = 0

    def __add__(self, other: "Evidence") -> "Evidence":
        """Return what two parts of a column show together."""
        return Evidence(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def has_any(self) -> bool:
        """Tell whether any cell shows a mark at all."""
        return any((self.sure_dot, self.sure_comma, self.doubtful_dot, self.doubtful_comma))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a column does with its cells.

    `thousands` is the mark of the column, "" where no mark won. Sure cells of the other mark are
    bad when `thousands` is set; doubtful cells are good only when they use `trusted`.
    """

    convention: Convention
    thousands: str
    trusted: str


def decide(evidence: Evidence, hint: Convention | None) -> Decision:
    """Return how to read a column.

    Sure cells decide; where both marks have some, the larger side wins (a tie goes to `hint`, else
    to nobody), and doubtful cells are trusted only when it wins overwhelmingly. Without sure cells
    the hint decides, else the only mark that occurs, since money has no three decimals.

    >>> decide(Evidence(sure_dot=3, doubtful_dot=9), None).trusted
    '.'
    >>> decide(Evidence(sure_dot=1, sure_comma=1, doubtful_dot=2), None).trusted
    ''
    """
    dot, comma = evidence.sure_dot, evidence.sure_comma
    if dot and comma:
        tie = hint.thousands if hint else ""
        mark = tie if dot == comma else "." if dot > comma else ","
        clear = max(dot, comma) >= OVERWHELMING * min(dot, comma)
        return Decision(_convention(mark, evidence), mark, mark if clear else "")
    if dot or comma:
        mark = "." if dot else ","
    elif hint and evidence.has_any:
        mark = hint.thousands
        if hint is Convention.POLOS:
            return Decision(hint, mark, "")
    elif evidence.doubtful_dot and evidence.doubtful_comma:
        mark = ""
    else:
        mark = "." if evidence.doubtful_dot else "," if evidence.doubtful_comma else ""
    return Decision(_convention(mark, evidence), mark, mark)


def _convention(mark: str, evidence: Evidence) -> Convention:
    if mark == ".":
        return Convention.INDONESIA
    groups = evidence.sure_comma - evidence.decimal_points + evidence.doubtful_comma
    return Convention.INGGRIS if mark == "," and groups else Convention.POLOS
