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
    from budget_pipeline.pipeline.files import find_jobs, read_files

    paths = _existing(raw or (Path("data/raw"),))
    with _progress(output) as (on_file, _):
        outcome = build.Outcome(
            list(read_files(find_jobs(paths, read_copies=True), jobs=jobs, on_file=on_file))
        )
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


@main.group()
def indicators() -> None:
    """List and explain the indicators; run them on other people's data."""


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


@indicators.command("run")
@click.option(
    "--ocds",
    "files",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="OCDS packages, arrays, JSON lines (also .gz); more files may follow.",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path))
@click.option("--cardinal", is_flag=True, help="OCP's eleven rules, in the shape of Cardinal.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="CODE.PARAM=VALUE",
    help="A threshold: KOM-01.penawar=2; with --cardinal as Cardinal names it: R003.threshold=10.",
)
@click.option("--only", multiple=True, metavar="CODE", help="Run this indicator only; repeatable.")
@FORMAT
@LANG
def indicators_run(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    cardinal: bool,
    settings: tuple[str, ...],
    only: tuple[str, ...],
    output: str,
    lang: str,
) -> None:
    r"""Run the indicators on OCDS data of anybody.

    \b
    Examples:
      budget-pipeline indicators run --ocds releases.jsonl --format json
      budget-pipeline indicators run --ocds a.json b.json --cardinal --set R003.threshold=10
    """
    from budget_pipeline.indicators import ocds, plain
    from budget_pipeline.indicators.remarks import Remarks, told_in

    remarks: Remarks = []
    with told_in(lang):
        result = ocds.run_indicators(
            [*files, *more],
            cardinal=cardinal,
            settings=settings,
            only=only,
            remarks=remarks,
            lang=lang,
        )
    for line in plain.remark_lines(remarks, lang):
        click.echo(f"! {line}", err=True)
    if output == "json":
        _print_json(result)
    else:
        lines = plain.cardinal_lines(result) if cardinal else plain.own_lines(result, lang)
        for line in lines:
            click.echo(line)


@indicators.command("screens")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--tender", required=True, metavar="COL", help="Column that names the tender.")
@click.option("--bid", required=True, metavar="COL", help="Column with the amount of one bid.")
@click.option("--label", metavar="COL", help="Column that is 1 (or ya) for a known cartel.")
@FORMAT
@LANG
def indicators_screens(
    file: Path, tender: str, bid: str, label: str | None, output: str, lang: str
) -> None:
    r"""Compute bid screens per tender from a CSV with one row per bid.

    Screens are statistics to sort by, not flags. With --label: how well each screen tells the
    labelled tenders apart (AUC; 0.5 is a coin toss).

    \b
    Example:
      budget-pipeline indicators screens bids.csv --tender kode --bid nilai --label kartel
    """
    from budget_pipeline.indicators import plain, screens
    from budget_pipeline.indicators.remarks import told_in

    with told_in(lang):
        result = screens.run(file, tender=tender, bid=bid, label=label, lang=lang)
    if output == "json":
        _print_json(result)
        return
    for kind in result["remarks"]:
        click.echo(f"! {file.name}: {kind['message']} ({kind['count']} x)", err=True)
    for line in plain.screen_lines(result, lang):
        click.echo(line)


@main.command("sample")
@PUBLISHED
@click.option(
    "--method",
    type=click.Choice(["mus", "stratified", "random"]),
    default="mus",
    show_default=True,
    help="Monetary-unit, stratified by risk, or simple random.",
)
@click.option("--seed", required=True, help="Any text; the same seed draws the same sample.")
@click.option("--size", type=int, help="Number of units to draw; or give --tolerable-error.")
@click.option("--confidence", type=float, default=0.95, show_default=True, help="Between 0 and 1.")
@click.option(
    "--tolerable-error",
    "tolerable",
    help="Share below 1; with mus also an amount in rupiah.",
)
@click.option("--expected-error", "expected", help="Error expected, like --tolerable-error.")
@click.option("--table", default="kontrak", show_default=True, help="Table to draw from.")
@click.option("--amount", default="nilai_kontrak", show_default=True, help="Its rupiah column.")
@click.option(
    "--strata",
    default="skor",
    show_default=True,
    help="Column that divides the rows; skor is the composite score of the package.",
)
@click.option(
    "--where", multiple=True, metavar="COL=VALUE", help="Only these rows, such as tahun=2025."
)
@click.option(
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the CSV here instead of to stdout.",
)
@FORMAT
@LANG
def sample(
    published: Path,
    method: str,
    seed: str,
    size: int | None,
    confidence: float,
    tolerable: str | None,
    expected: str | None,
    table: str,
    amount: str,
    strata: str,
    where: tuple[str, ...],
    target: Path | None,
    output: str,
    lang: str,
) -> None:
    r"""Draw a reproducible audit sample from the current release, as CSV.

    How it was drawn is told on stderr.

    \b
    Examples:
      budget-pipeline sample --seed 2025-BPK --size 60 --output sampel.csv
      budget-pipeline sample --seed 7 --tolerable-error 0.05 --where tahun=2025
      budget-pipeline sample --seed 7 --method stratified --size 40
    """
    from budget_pipeline.indicators import plain
    from budget_pipeline.indicators.remarks import told_in
    from budget_pipeline.indicators.sample import as_error, as_filter, draw
    from budget_pipeline.publish.release import current_release

    folder = current_release(published)
    if folder is None:
        raise BudgetPipelineError(
            f"Belum ada rilis di {published}. Jalankan `budget-pipeline import` lebih dulu."
        )
    with told_in(lang):
        found = draw(
            folder / "data.db",
            method=method,
            seed=seed,
            size=size,
            confidence=confidence,
            tolerable_error=as_error(tolerable),
            expected_error=as_error(expected),
            table=table,
            amount=amount,
            strata=strata,
            where=as_filter(where),
            lang=lang,
        )
    if target is not None:
        with target.open("w", encoding="utf-8", newline="") as handle:
            found.write_csv(handle)
    if output == "json":
        _print_json({"explanation": found.explanation, "rows": found.rows})
        return
    for line in plain.explanation_lines(found.explanation):
        click.echo(line, err=True)
    if target is None:
        found.write_csv(sys.stdout)
    else:
        click.echo(f"{len(found.rows)} -> {target}")


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
