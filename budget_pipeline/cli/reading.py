"""Commands that read spreadsheets: import, check, profile."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from budget_pipeline.cli.group import main
from budget_pipeline.cli.options import (
    ENGINE,
    FORMAT,
    JOBS,
    LANG,
    PUBLISHED,
    RAW,
    TOLERANCE,
    print_json,
)
from budget_pipeline.layout import CURRENT

if TYPE_CHECKING:
    from budget_pipeline.pipeline.build import Outcome

NO_RELEASE = "Tidak ada rilis baru; rilis sebelumnya tetap berlaku."
NO_RELEASE_EN = "No new release; the one before stays current."


@main.command("import")
@RAW
@PUBLISHED
@click.option("--dry-run", is_flag=True, help="Read and check everything, publish nothing.")
@click.option("--force", is_flag=True, help="Publish in spite of 3, 4 or 5; the site says so.")
@TOLERANCE
@JOBS
@ENGINE
@LANG
@FORMAT
def import_(
    raw: tuple[Path, ...],
    published: Path,
    dry_run: bool,
    force: bool,
    tolerance: float,
    jobs: int,
    engine: str,
    lang: str,
    output: str,
) -> None:
    r"""Read RAW (default data/raw) and publish a new release.

    \b
    Example:
      budget-pipeline import data/raw
    """
    from budget_pipeline.indicators.engines.choice import need_extra
    from budget_pipeline.pipeline import build

    need_extra(engine)
    paths = existing(raw or (Path("data/raw"),))
    with progress_shown(output) as (on_file, on_step):
        options = build.Options(
            published,
            jobs=jobs,
            force=force,
            tolerance=tolerance / 100,
            dry_run=dry_run,
            engine=engine,
            on_file=on_file,
            on_step=on_step,
        )
        outcome = build.build(paths, options)
    tell(outcome, output, lang)
    english = lang == "en"
    if output == "text" and outcome.release:
        word = "Release" if english else "Rilis"
        click.echo(f"{word} {outcome.release} -> {published / CURRENT}")
    elif output == "text" and not dry_run:
        click.echo(NO_RELEASE_EN if english else NO_RELEASE, err=True)
    sys.exit(outcome.exit)


@main.command()
@RAW
@click.option(
    "--report",
    "workbook",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows held back to this workbook.",
)
@TOLERANCE
@JOBS
@LANG
@FORMAT
def check(
    raw: tuple[Path, ...],
    workbook: Path | None,
    tolerance: float,
    jobs: int,
    lang: str,
    output: str,
) -> None:
    r"""Say per sheet what was recognised, fates, totals and problems; publish nothing.

    \b
    Example:
      budget-pipeline check data/raw --report karantina.xlsx
    """
    from budget_pipeline.pipeline.workers import start_workers

    start_workers()  # before the imports below, which take as long as its own
    from budget_pipeline.pipeline import build
    from budget_pipeline.pipeline.files import find_jobs, read_files

    paths = existing(raw or (Path("data/raw"),))
    with progress_shown(output) as (on_file, _):
        outcome = build.Outcome(
            list(read_files(find_jobs(paths, read_copies=True), jobs=jobs, on_file=on_file))
        )
    build.judge_files(outcome, tolerance / 100)
    if workbook is not None:
        from budget_pipeline.pipeline.quarantine import write_workbook

        write_workbook(workbook, outcome.files, lang)
    tell(outcome, output, lang)
    sys.exit(outcome.exit)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--sheet", help="Sheet to propose for; default: the one that fits best.")
def profile(file: Path, sheet: str | None) -> None:
    r"""Propose a layout profile for an unknown spreadsheet, as YAML to edit.

    \b
    Example:
      budget-pipeline profile "data/raw/daftar paket.xlsx" > data/raw/profil-daftar-paket.yml
    """
    from budget_pipeline.pipeline.proposing import propose_profile

    click.echo(propose_profile(file, sheet), nl=False)


def tell(outcome: "Outcome", output: str, lang: str) -> None:
    """Print what was found and, on stderr, why the exit code is not 0."""
    from budget_pipeline.pipeline import report

    if output == "json":
        print_json(
            report.as_json(outcome.files, outcome.release, outcome.exit, outcome.reasons, lang)
        )
        return
    for line in report.as_text(outcome.files, lang):
        click.echo(line)
    for reason in outcome.reasons:
        click.echo(f"! {report.printable(reason.in_language(lang))}", err=True)


def existing(paths: tuple[Path, ...]) -> list[Path]:
    """Return `paths`; a usage error names the first that is not there."""
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(f"Tidak ada berkas atau folder {path}.")
    return list(paths)


def progress_shown(output: str) -> Any:
    """Return a context of progress bars, shown on a terminal only."""
    from budget_pipeline.pipeline.progress import progress

    return progress(shown=output == "text" and sys.stderr.isatty())
