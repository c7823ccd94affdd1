"""The errors a user can meet: one class per room, each message says file, place, what was found and what to do."""


class BudgetPipelineError(Exception):
    """Base of all errors that are shown to the user as one line, without a traceback."""

    exit_code = 1


class SchemaError(BudgetPipelineError):
    """A declaration (table, code list, profile, indicator) is broken; names the file and the place in it."""


class SourceError(BudgetPipelineError):
    """`data/raw` or a `sumber.yml` cannot be used."""


class RejectedFile(BudgetPipelineError):
    """One file cannot be read at all; the rest of the run goes on without it."""

    exit_code = 3


class ReleaseError(BudgetPipelineError):
    """A release failed its own checks, or a named release does not exist or is damaged."""

    exit_code = 5


class LockedError(BudgetPipelineError):
    """Another import is running; the message names its process."""

    exit_code = 75
