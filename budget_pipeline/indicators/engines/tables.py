"""The release's tables as other engines know them: columns, types, and rows out of SQLite.

Money is a decimal of two places there, exact like the two integers it is stored as.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget_pipeline.load.ddl import TYPES, stored_columns
from budget_pipeline.schema.model import Column, Schema, Table

if TYPE_CHECKING:
    import pyarrow as pa

WIDTH, PLACES = 18, 2
MONEY, WHOLE, REAL, TEXT = "money", "whole", "real", "text"
CHUNK = 200_000


@dataclass(frozen=True)
class Field:
    """One column as engines see it, and how it is read from SQLite (money: in sen)."""

    name: str
    kind: str
    stored: str


def used_tables(schema: Schema, words: set[str]) -> list[Table]:
    """Return the loaded tables (not those the indicators write) that statements may read."""
    return [
        table
        for name, table in sorted(schema.tables.items())
        if name in words and table.kind != "indicator"
    ]


def used_fields(table: Table, words: set[str]) -> list[Field]:
    """Return the columns of `table` that statements may read: key, place, and those named."""
    kept = {*table.primary_key, "id_berkas", "lembar", "baris"} | words
    return [field for field in all_fields(table) if field.name in kept]


def all_fields(table: Table) -> list[Field]:
    """Return every column of `table`."""
    return [field for column in table.columns for field in _fields(column)]


def _fields(column: Column) -> list[Field]:
    name = column.name
    if column.is_money:
        parts = [Field(part, WHOLE, f'"{part}"') for part in (f"{name}_rp", f"{name}_sen")]
        return [Field(name, MONEY, f'"{name}_rp" * 100 + "{name}_sen"'), *parts]
    if column.is_date:
        return [Field(name, TEXT, f'"{name}"'), Field(f"{name}_hari", WHOLE, f'"{name}_hari"')]
    kind = {"integer": WHOLE, "year": WHOLE, "boolean": WHOLE, "number": REAL}
    return [Field(name, kind.get(column.type, TEXT), f'"{name}"')]


def arrow_schema(fields: Sequence[Field]) -> "pa.Schema":
    """Return the Arrow schema of `fields`."""
    import pyarrow as pa

    types = {
        MONEY: pa.decimal128(WIDTH, PLACES),
        WHOLE: pa.int64(),
        REAL: pa.float64(),
        TEXT: pa.string(),
    }
    return pa.schema([pa.field(field.name, types[field.kind]) for field in fields])


def read_table(
    connection: sqlite3.Connection, table: Table, fields: Sequence[Field]
) -> Iterator["pa.Table"]:
    """Yield the rows of `table` in chunks, in the order of SQLite; one empty chunk for no rows."""
    import pyarrow as pa

    schema = arrow_schema(fields)
    selected = ", ".join(field.stored for field in fields)
    cursor = connection.execute(f'SELECT {selected} FROM "{table.name}"')
    while True:
        rows = cursor.fetchmany(CHUNK)
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
        arrays = [
            rupiah(pa.array(values, pa.int64()))
            if field.kind == MONEY
            else pa.array(values, schema.field(field.name).type)
            for field, values in zip(fields, columns, strict=True)
        ]
        yield pa.Table.from_arrays(arrays, schema=schema)
        if len(rows) < CHUNK:
            return


def rupiah(sen: "pa.Array") -> "pa.Array":
    """Return whole numbers of sen as decimals of rupiah: the same digits, read with two places."""
    import pyarrow as pa

    digits = sen.cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(
        pa.decimal128(WIDTH, PLACES),
        len(digits),
        digits.buffers(),
        digits.null_count,
        digits.offset,
    )


def stored_types(table: Table) -> dict[str, str]:
    """Return the stored columns of a published table with their types; row numbers come later."""
    types = {}
    for name in stored_columns(table):
        declared = name if name in table.names else name.removesuffix("_hari")
        if name != "id":
            types[name] = "INTEGER" if declared != name else TYPES[table.column(declared).type]
    return types
