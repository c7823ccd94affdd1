"""The command that draws an audit sample."""

import sys
from pathlib import Path

import click

from budget_pipeline.cli.group import main
from budget_pipeline.cli.options import FORMAT, LANG, PUBLISHED, need_release, print_json


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

    folder = need_release(published)
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
        print_json({"explanation": found.explanation, "rows": found.rows})
        return
    for line in plain.explanation_lines(found.explanation):
        click.echo(line, err=True)
    if target is None:
        found.write_csv(sys.stdout)
    else:
        click.echo(f"{len(found.rows)} -> {target}")
