"""What is told about other people's data: an error ends the command, a remark does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.issues import Issue, count_by_code, sentence


class AnalysisError(BudgetPipelineError):
    """The data or an option cannot be used; `code` and `params` name the catalogue sentence."""

    def __init__(self, code: str, *, exit_code: int = 1, **params: Any) -> None:
        super().__init__(sentence(code, "id", **params))
        self.code, self.params, self.exit_code = code, params, exit_code

    def message(self, lang: str = "id") -> str:
        """Return the sentence in `lang`."""
        return sentence(self.code, lang, **self.params)


@contextmanager
def told_in(lang: str) -> Iterator[None]:
    """Have an AnalysisError that leaves the block speak `lang`."""
    try:
        yield
    except AnalysisError as error:
        error.args = (error.message(lang),)
        raise


@dataclass(frozen=True)
class Remark:
    """One thing in one file that was left out or read with care, and where it stands."""

    file: str
    issue: Issue

    def text(self, lang: str = "id") -> str:
        """Return place and sentence in one line."""
        return f"{self.issue.place(self.file, lang)}: {self.issue.message(lang)}"


Remarks = list[Remark]
# How many places of one kind of remark are named; the count is always complete.
PLACES_NAMED = 10


def remark(file: str, code: str, *, row: int | None = None, **params: Any) -> Remark:
    """Return a remark about `file`, with the catalogue sentence `code`."""
    return Remark(file, Issue(code, row=row, params=params))


def summary(remarks: Remarks, lang: str = "id") -> list[dict[str, Any]]:
    """Return remarks by kind: how many, the lines of the first ones, and the first sentence."""
    kinds = count_by_code(item.issue for item in remarks)
    firsts: dict[str, Remarks] = {code: [] for code in kinds}
    for item in remarks:
        if len(firsts[item.issue.code]) < PLACES_NAMED:
            firsts[item.issue.code].append(item)
    return [
        {
            "code": code,
            "count": count,
            "file": firsts[code][0].file,
            "lines": [item.issue.row for item in firsts[code]],
            "message": firsts[code][0].issue.message(lang),
        }
        for code, count in kinds.items()
    ]
