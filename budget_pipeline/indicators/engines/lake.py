"""The tables of a lake: which files hold them, and which rows several municipalities bring alike."""

from pathlib import Path

from budget_pipeline.errors import SourceError
from budget_pipeline.indicators.engines.model import Engine
from budget_pipeline.schema.model import Table

MARKS = ".selesai"


def refuse_other_folder(folder: Path) -> None:
    """Raise SourceError unless `folder` is a lake that `budget-pipeline lake` filled."""
    if not (folder / MARKS).is_dir():
        raise SourceError(
            f"{folder}: bukan danau data. Buat dengan: budget-pipeline lake RAW --out {folder}"
            " / Not a lake; make one with the command above."
        )


def parts(folder: Path, table: Table) -> list[Path]:
    """Return the files of one table, in the order of municipality and year."""
    return sorted((folder / table.name).glob("*/*/*.parquet"))


def shared_key(table: Table) -> tuple[str, ...]:
    """Return the key by which rows are the same row: of reference and log tables, never of facts."""
    return () if table.kind == "fact" or table.has_surrogate_key else table.primary_key


def refuse_two_homes(engine: Engine) -> None:
    """Raise SourceError when two municipalities both hold a package: it would count twice."""
    found = engine.fetch(
        "SELECT id_paket, MIN(kode_wilayah) AS satu, MAX(kode_wilayah) AS lain FROM paket"
        " GROUP BY id_paket HAVING COUNT(*) > 1 ORDER BY id_paket LIMIT 1"
    )
    if found:
        subject, one, other = found[0]
        raise SourceError(
            f"paket {subject} ada di wilayah {one} dan {other}; tetapkan kode_wilayah berkasnya di sumber.yml"
            " / the package is in two municipalities; state the region of its files in sumber.yml."
        )
