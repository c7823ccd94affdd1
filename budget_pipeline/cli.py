"""Thin commands: parse, call one function, print; an error becomes one line for the user."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from budget_pipeline import __version__
from budget_pipeline.errors import BudgetPipelineError

PUBLISHED = click.option(
    "--published",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/published"),
    show_default=True,
    help="Folder that holds the releases.",
)
LANG = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="Language of messages.",
)
FORMAT = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, one JSON object for programs.",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 8),
    show_default="number of cores",
    help="Files read at the same time.",
)
TOLERANCE = click.option(
    "--toleransi",
    "tolerance",
    type=click.FloatRange(0, 100),
    default=5.0,
    show_default=True,
    help="Percent of a sheet's rows that may be held back.",
)
RAW = click.argument("raw", nargs=-1, type=click.Path(path_type=Path))


class Commands(click.Group):
    """A group whose errors are one line on stderr and a documented exit code."""

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


@main.command("import")
@RAW
@PUBLISHED
@click.option("--dry-run", is_flag=True, help="Read and check everything, publish nothing.")
@click.option("--force", is_flag=True, help="Publish in spite of 3, 4 or 5; the site says so.")
@TOLERANCE
@JOBS
@LANG
@FORMAT
def import_(
    raw: tuple[Path, ...],
    published: Path,
    dry_run: bool,
    force: bool,
    tolerance: float,
    jobs: int,
    lang: str,
    output: str,
) -> None:
    r"""Read RAW (default data/raw) and publish a new release.

    \b
    Example:
      budget-pipeline import data/raw
    """
    from budget_pipeline.pipeline import build, report

    paths = _existing(raw or (Path("data/raw"),))
    with _progress(output) as (on_file, on_step):
        options = build.Options(
            published,
            jobs=jobs,
            force=force,
            tolerance=tolerance / 100,
            dry_run=dry_run,
            on_file=on_file,
            on_step=on_step,
        )
        outcome = build.build(paths, options)
    if output == "json":
        _print_json(
            report.as_json(outcome.files, outcome.release, outcome.exit, outcome.reasons, lang)
        )
    else:
        for line in report.as_text(outcome.files, lang):
            click.echo(line)
        for reason in outcome.reasons:
            click.echo(f"! {report.printable(reason)}", err=True)
        if outcome.release:
            click.echo(f"Rilis {outcome.release} -> {published / 'current'}")
        elif not dry_run:
            click.echo("Tidak ada rilis baru; rilis sebelumnya tetap berlaku.", err=True)
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
    from budget_pipeline.pipeline import build, report
    from budget_pipeline.pipeline.files import read_files

    paths = _existing(raw or (Path("data/raw"),))
    with _progress(output) as (on_file, _):
        outcome = build.Outcome(list(read_files(paths, jobs=jobs, on_file=on_file)))
    build.judge_files(outcome, tolerance / 100)
    if workbook is not None:
        from budget_pipeline.pipeline.quarantine import write_workbook

        write_workbook(workbook, outcome.files, lang)
    if output == "json":
        _print_json(report.as_json(outcome.files, None, outcome.exit, outcome.reasons, lang))
    else:
        for line in report.as_text(outcome.files, lang):
            click.echo(line)
    sys.exit(outcome.exit)


@main.command()
@PUBLISHED
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=8001, show_default=True, help="Port to listen on.")
def serve(published: Path, host: str, port: int) -> None:
    """Serve the current release through Datasette."""
    from budget_pipeline.site.serve import serve as run

    run(published, host, port)


@main.command()
@click.argument("release", required=False)
@PUBLISHED
@FORMAT
def verify(release: str | None, published: Path, output: str) -> None:
    """Check a release (default: the current one): checksums, integrity, fates, totals, evidence."""
    from budget_pipeline.publish.release import current_release, find_release
    from budget_pipeline.publish.verify import verify as run

    folder = find_release(published, release) if release else current_release(published)
    if folder is None:
        raise BudgetPipelineError(
            f"Belum ada rilis di {published}. Jalankan `budget-pipeline import` lebih dulu."
        )
    result = run(folder)
    if output == "json":
        _print_json(
            {
                "ok": result.ok,
                "release": result.release,
                "checked": result.checked,
                "problems": result.problems,
            }
        )
    else:
        for name, count in result.checked.items():
            click.echo(f"{name}: {count}")
        for problem in result.problems:
            click.echo(f"x {problem}", err=True)
        click.echo(f"Rilis {result.release}: {'utuh' if result.ok else 'TIDAK utuh'}")
    sys.exit(0 if result.ok else 5)


@main.group()
def indicators() -> None:
    """List and explain the indicators."""


@indicators.command("list")
@FORMAT
@LANG
def indicators_list(output: str, lang: str) -> None:
    """List every indicator with its title and question."""
    from budget_pipeline.indicators.catalog import load_catalog
    from budget_pipeline.indicators.explain import summary

    rows = summary(load_catalog(), lang)
    if output == "json":
        _print_json(rows)
    else:
        for row in rows:
            click.echo(f"{row['kode']:8} {row['judul']}: {row['pertanyaan']}")


@indicators.command("show")
@click.argument("code")
@PUBLISHED
@FORMAT
@LANG
def indicators_show(code: str, published: Path, output: str, lang: str) -> None:
    """Show one indicator: rule, dated thresholds with their basis, coverage now."""
    from budget_pipeline.indicators.catalog import load_catalog
    from budget_pipeline.indicators.explain import as_lines, explain
    from budget_pipeline.publish.release import current_release

    folder = current_release(published)
    facts = explain(load_catalog(), code, folder / "data.db" if folder else None, lang)
    if output == "json":
        _print_json(facts)
    else:
        for line in as_lines(facts, lang):
            click.echo(line)


def _existing(paths: tuple[Path, ...]) -> list[Path]:
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(f"Tidak ada berkas atau folder {path}.")
    return list(paths)


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1, default=str))


def _progress(output: str) -> Any:
    from budget_pipeline.pipeline.progress import progress

    return progress(shown=output == "text" and sys.stderr.isatty())
