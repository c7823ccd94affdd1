"""A progress bar on a terminal, nothing anywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

OnFile = Callable[[str, int, int], None]
OnStep = Callable[[str], None]


@contextmanager
def progress(*, shown: bool) -> Iterator[tuple[OnFile | None, OnStep | None]]:
    """Yield callbacks for files and steps that draw on stderr when `shown`."""
    if not shown:
        yield None, None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("baca", total=None)

        def on_file(name: str, number: int, total: int) -> None:
            bar.update(task, description=name[-40:], completed=number, total=total)

        def on_step(step: str) -> None:
            bar.update(task, description=step)

        yield on_file, on_step
