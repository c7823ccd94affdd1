"""Write every table in every format, and say which file was left out and why."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from budget_pipeline.publish.formats.text import write_csv, write_csv_excel, write_jsonl
from budget_pipeline.publish.rows import count_rows, published_tables
from budget_pipeline.schema.model import Schema, Table

PARTITION_ROWS = 1_000_000
FOLDER = "unduhan"


@dataclass(frozen=True)
class Download:
    """One file of one table; `note` says what the file does not hold as the table does."""

    path: str
    table: str
    format: str
    rows: int | None
    note: str = ""


@dataclass(frozen=True)
class LeftOut:
    """One file that was not made, and why."""

    path: str
    reason: str


def write_downloads(
    connection: sqlite3.Connection, schema: Schema, release: Path, excel_rows: int
) -> tuple[list[Download], list[LeftOut]]:
    """Write `unduhan/<format>/<table>.*` for every published table under `release`."""
    # Heavy libraries are imported where a release is written: listing releases needs none of them.
    from budget_pipeline.publish.formats.excel import write_excel

    for name in ("csv", "csv-excel", "excel", "jsonl", "parquet"):
        (release / FOLDER / name).mkdir(parents=True)
    written: list[Download] = []
    left_out: list[LeftOut] = []
    for table in published_tables(schema):
        rows = count_rows(connection, table)
        written += _write_texts(connection, table, release, rows)
        written += _write_parquet(connection, table, release, rows)
        path = f"{FOLDER}/excel/{table.name}.xlsx"
        if rows > excel_rows:
            left_out.append(LeftOut(path, _too_long(rows, excel_rows)))
        else:
            cut = write_excel(connection, table, schema, release / path, rows)
            note = f"{cut} sel terlalu panjang untuk Excel dan dipotong" if cut else ""
            written.append(Download(path, table.name, "excel", rows, note))
    return written, left_out


def _write_texts(
    connection: sqlite3.Connection, table: Table, release: Path, rows: int
) -> list[Download]:
    writers = (("csv", "csv", write_csv), ("csv-excel", "csv", write_csv_excel))
    downloads = []
    for kind, suffix, write in (*writers, ("jsonl", "jsonl", write_jsonl)):
        path = f"{FOLDER}/{kind}/{table.name}.{suffix}"
        write(connection, table, release / path)
        downloads.append(Download(path, table.name, kind, rows))
    return downloads


def _write_parquet(
    connection: sqlite3.Connection, table: Table, release: Path, rows: int
) -> list[Download]:
    from budget_pipeline.publish.formats import parquet

    folder = release / FOLDER / "parquet"
    if rows <= PARTITION_ROWS or not parquet.can_partition(table):
        parquet.write_parquet(connection, table, folder / f"{table.name}.parquet")
        return [Download(f"{FOLDER}/parquet/{table.name}.parquet", table.name, "parquet", rows)]
    paths = parquet.write_partitions(connection, table, folder / table.name)
    # How many rows each part holds stands inside it; together they are the table.
    return [
        Download(path.relative_to(release).as_posix(), table.name, "parquet", None)
        for path in paths
    ]


def _too_long(rows: int, limit: int) -> str:
    return (
        f"{rows} baris melebihi batas {limit} untuk XLSX; pakai CSV atau Parquet"
        f" ({rows} rows exceed the XLSX limit of {limit}; use CSV or Parquet)"
    )
