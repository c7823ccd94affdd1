"""The command that fills a lake: many municipalities, many years, as Parquet."""

import sys
from pathlib import Path

import click

from budget_pipeline.cli.group import main
from budget_pipeline.cli.options import FORMAT, JOBS, LANG, MASTER, RAW, TOLERANCE
from budget_pipeline.cli.reading import existing, progress_shown, tell


@main.command()
@RAW
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the lake; an existing lake is brought up to date.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="local: processes of this machine; spark: one task per file (extra `scale,spark`).",
)
@MASTER
@TOLERANCE
@JOBS
@LANG
@FORMAT
def lake(
    raw: tuple[Path, ...],
    out: Path,
    engine: str,
    master: str | None,
    tolerance: float,
    jobs: int,
    lang: str,
    output: str,
) -> None:
    r"""Write the cleaned tables of RAW as Parquet by municipality and year.

    What was accepted is written; the exit code says, as import's does, whether something was not.

    \b
    Examples:
      budget-pipeline lake kiriman/ --out danau
      budget-pipeline indicators run --lake danau --engine duckdb --out nasional
    """
    from budget_pipeline.indicators.engines.choice import LOCAL, need_extra
    from budget_pipeline.pipeline.lake import LakeOptions, fill

    need_extra(engine)
    cluster = (master or LOCAL) if engine == "spark" else None

    paths = existing(raw or (Path("data/raw"),))
    with progress_shown(output) as (on_file, _):
        outcome = fill(paths, LakeOptions(out, jobs, tolerance / 100, on_file, cluster))
    tell(outcome, output, lang)
    sys.exit(outcome.exit)
