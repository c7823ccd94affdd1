"""Commands of the indicators: list, show, run, screens."""

from pathlib import Path

import click

from budget_pipeline.cli.group import main
from budget_pipeline.cli.options import FORMAT, LANG, MASTER, PUBLISHED, print_json
from budget_pipeline.layout import current_release


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
        print_json(rows)
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

    folder = current_release(published)
    facts = explain(load_catalog(), code, folder / "data.db" if folder else None, lang)
    if output == "json":
        print_json(facts)
    else:
        for line in as_lines(facts, lang):
            click.echo(line)


@indicators.command("run")
@click.option(
    "--ocds",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="OCDS packages, arrays, JSON lines (also .gz); more files may follow.",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--lake",
    "lake_folder",
    type=click.Path(path_type=Path),
    help="Instead of OCDS: a lake filled by `budget-pipeline lake`; needs duckdb or spark.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="New folder for the results of --lake."
)
@click.option("--cardinal", is_flag=True, help="OCP's eleven rules, in the shape of Cardinal.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="CODE.PARAM=VALUE",
    help="A threshold: KOM-01.penawar=2; with --cardinal as Cardinal names it: R003.threshold=10.",
)
@click.option("--only", multiple=True, metavar="CODE", help="Run this indicator only; repeatable.")
@click.option(
    "--engine",
    type=click.Choice(["sqlite", "duckdb", "spark"]),
    default="sqlite",
    show_default=True,
    help="Where the statements run; duckdb needs the extra `scale`, spark `scale,spark`.",
)
@MASTER
@FORMAT
@LANG
def indicators_run(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    lake_folder: Path | None,
    out: Path | None,
    cardinal: bool,
    settings: tuple[str, ...],
    only: tuple[str, ...],
    engine: str,
    master: str | None,
    output: str,
    lang: str,
) -> None:
    r"""Run the indicators on OCDS data of anybody, or over a lake of many municipalities.

    \b
    Examples:
      budget-pipeline indicators run --ocds releases.jsonl --format json
      budget-pipeline indicators run --ocds a.json b.json --cardinal --set R003.threshold=10
      budget-pipeline indicators run --lake danau --engine duckdb --out nasional
    """
    from budget_pipeline.indicators import ocds, plain
    from budget_pipeline.indicators.engines.choice import need_extra
    from budget_pipeline.indicators.remarks import Remarks, told_in

    if lake_folder is not None:
        _run_over_lake(lake_folder, out, engine, master, bool(files or more or cardinal or only))
        return
    if not files or out is not None:
        raise click.UsageError("--ocds FILE... atau / or --lake DIR --out DIR")
    if engine == "spark":
        raise click.UsageError("--engine spark: hanya untuk / only for --lake")
    need_extra(engine)
    remarks: Remarks = []
    with told_in(lang):
        result = ocds.run_indicators(
            [*files, *more],
            cardinal=cardinal,
            settings=settings,
            only=only,
            remarks=remarks,
            lang=lang,
            engine=engine,
        )
    for line in plain.remark_lines(remarks, lang):
        click.echo(f"! {line}", err=True)
    if output == "json":
        print_json(result)
    else:
        lines = plain.cardinal_lines(result) if cardinal else plain.own_lines(result, lang)
        for line in lines:
            click.echo(line)


def _run_over_lake(
    folder: Path, out: Path | None, engine: str, master: str | None, others: bool
) -> None:
    """Judge a lake and say where the results are."""
    from budget_pipeline.indicators.national import COMPARED, judge_lake
    from budget_pipeline.pipeline.build import overrides
    from budget_pipeline.pipeline.settings import site_settings

    if out is None or engine == "sqlite" or others:
        raise click.UsageError(
            "--lake DIR butuh / needs: --out DIR --engine duckdb | spark, tanpa / without --ocds,"
            " --cardinal, --only"
        )
    report = judge_lake(
        folder, out, engine=engine, master=master, overrides=overrides(site_settings())
    )
    click.echo(f"{out}: {len(report.counts)} indikator, {report.flagged} terpicu; {out / COMPARED}")


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
        print_json(result)
        return
    for kind in result["remarks"]:
        click.echo(f"! {file.name}: {kind['message']} ({kind['count']} x)", err=True)
    for line in plain.screen_lines(result, lang):
        click.echo(line)
