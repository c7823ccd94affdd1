"""The program itself: a group of commands whose errors are one line and an exit code."""

from typing import Any

import click

from budget_pipeline import __version__
from budget_pipeline.errors import BudgetPipelineError


def _keep_lines(command: click.Command) -> None:
    # Click wants the control character; a raw docstring, which the linter wants, holds two letters.
    command.help = (command.help or "").replace("\\b\n", "\b\n") or None


class Commands(click.Group):
    """A group whose errors are one line on stderr and a documented exit code."""

    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _keep_lines(self)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command whose help keeps the lines that stand under a slash-b mark."""
        _keep_lines(cmd)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a BudgetPipelineError becomes its message and exit code."""
        try:
            return super().invoke(ctx)
        except BudgetPipelineError as error:
            click.echo(f"budget-pipeline: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"auto_envvar_prefix": "BUDGET_PIPELINE"})
@click.version_option(__version__)
def main() -> None:
    r"""Turn a town hall's spreadsheets into a published, browsable, checkable release.

    \b
    Exit codes: 0 done, 1 error, 2 usage, 3 files rejected or too many rows held back,
    4 stated totals do not reconcile, 5 a release check failed, 75 another import is running.
    """
