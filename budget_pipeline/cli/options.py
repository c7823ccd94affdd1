"""Options and habits that several commands share."""

import json
import os
from pathlib import Path

import click

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.layout import current_release

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
    show_default="number of cores, at most 8",
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
ENGINE = click.option(
    "--engine",
    type=click.Choice(["sqlite", "duckdb"]),
    default="sqlite",
    show_default=True,
    help="Where the indicators are computed; duckdb needs the extra `scale`.",
)
MASTER = click.option(
    "--master",
    metavar="URL",
    help="Spark cluster, such as spark://host:7077; default: this machine.",
)
RAW = click.argument("raw", nargs=-1, type=click.Path(path_type=Path))


def need_release(published: Path) -> Path:
    """Return the folder of the current release; one line and exit code 1 where there is none."""
    folder = current_release(published)
    if folder is None:
        raise BudgetPipelineError(
            f"Belum ada rilis di {published}. Jalankan `budget-pipeline import` lebih dulu. /"
            " There is no release yet; run the import first."
        )
    return folder


def print_json(document: object) -> None:
    """Print one JSON object, readable and with letters as they are."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1, default=str))
