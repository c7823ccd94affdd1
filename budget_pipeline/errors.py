"""The errors a user can meet: each message says file, place, what was found and what to do."""


class BudgetPipelineError(Exception):
    """Base of all errors that are shown to the user as one line, without a traceback."""

    exit_code = 1


class SchemaError(BudgetPipelineError):
    """A declaration (table, code list, profile, indicator) is broken; names file and place."""


class SourceError(BudgetPipelineError):
    """`data/raw` or a `sumber.yml` cannot be used."""


class RejectedFile(BudgetPipelineError):
    """One file cannot be read at all; the rest of the run goes on without it.

    `code` and `params` name the entry of the message catalogue, so that the sentence can be
    given in either language.
    """

    exit_code = 3
    code: str = ""
    params: dict[str, object]

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.params = {}


class ReleaseError(BudgetPipelineError):
    """A release failed its own checks, or a named release does not exist or is damaged."""

    exit_code = 5


class LockedError(BudgetPipelineError):
    """Another import is running; the message names its process."""

    exit_code = 75
