"""Write a table as Parquet: money as exact decimals, dates as dates, codes as text."""

import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from budget_pipeline.publish.rows import batches, exact_text, quoted, select_rows
from budget_pipeline.schema.model import Column, Table

# 19 digits hold 2^63 rupiah, two more the sen.
MONEY = pa.decimal128(21, 2)
TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "year": pa.int32(),
    "date": pa.date32(),
    "datetime": pa.timestamp("s"),
}
PARTITIONS = ("kode_wilayah", "tahun")
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"


def write_parquet(connection: sqlite3.Connection, table: Table, path: Path) -> None:
    """Write the whole table to one file."""
    _write(connection, table, path, "", ())


def write_partitions(connection: sqlite3.Connection, table: Table, folder: Path) -> list[Path]:
    """Write one file per municipality and year (`kode_wilayah=81.04/tahun=2024/`); return them."""
    names = ", ".join(quoted(name) for name in PARTITIONS)
    values = connection.execute(
        f"SELECT DISTINCT {names} FROM {quoted(table.name)} ORDER BY {names}"
    ).fetchall()
    paths = []
    for part in values:
        path = folder
        for name, value in zip(PARTITIONS, part, strict=True):
            path /= f"{name}={UNKNOWN if value is None else value}"
        path.mkdir(parents=True, exist_ok=True)
        condition = " AND ".join(f"{quoted(name)} IS ?" for name in PARTITIONS)
        _write(connection, table, path / "bagian-0.parquet", f"WHERE {condition}", part)
        paths.append(path / "bagian-0.parquet")
    return paths


def can_partition(table: Table) -> bool:
    """Tell whether the table has a municipality and a year to split by."""
    return all(name in table.names for name in PARTITIONS)


def _write(
    connection: sqlite3.Connection, table: Table, path: Path, where: str, values: tuple[object, ...]
) -> None:
    schema = pa.schema([_field(column) for column in table.columns])
    cursor = connection.execute(select_rows(table, _raw, where), values)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in batches(cursor):
            arrays = [
                _array(column, list(values))
                for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _field(column: Column) -> pa.Field:
    kind = MONEY if column.is_money else TYPES[column.type]
    return pa.field(column.name, kind, nullable=not column.constraints.required)


def _raw(column: Column) -> str:
    return quoted(column.name) if column.type == "boolean" else exact_text(column)


def _array(column: Column, values: list[object]) -> pa.Array:
    if column.is_money:
        return pa.array(values, pa.string()).cast(MONEY)
    if column.is_date:
        return pa.array(values, pa.string()).cast(TYPES[column.type])
    if column.type == "boolean":
        return pa.array([None if value is None else bool(value) for value in values], pa.bool_())
    return pa.array(values, TYPES[column.type])
