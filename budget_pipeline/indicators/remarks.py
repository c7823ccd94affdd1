"""What is told about other people's data: an error ends the command, a remark does not."""

from dataclasses import dataclass
from typing import Any

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.issues import Issue, sentence


class AnalysisError(BudgetPipelineError):
    """The data or an option cannot be used; `code` and `params` name the catalogue sentence."""

    def __init__(self, code: str, *, exit_code: int = 1, **params: Any) -> None:
        super().__init__(sentence(code, "id", **params))
        self.code, self.params, self.exit_code = code, params, exit_code

    def message(self, lang: str = "id") -> str:
        """Return the sentence in `lang`."""
        return sentence(self.code, lang, **self.params)


@dataclass(frozen=True)
class Remark:
    """One thing in one file that was left out or read with care, and where it stands."""

    file: str
    issue: Issue

    def text(self, lang: str = "id") -> str:
        """Return place and sentence in one line."""
        return f"{self.issue.place(self.file, lang)}: {self.issue.message(lang)}"


Remarks = list[Remark]


def remark(file: str, code: str, *, row: int | None = None, **params: Any) -> Remark:
    """Return a remark about `file`, with the catalogue sentence `code`."""
    return Remark(file, Issue(code, row=row, params=params))
