"""Write a table as exact CSV, as CSV for Excel, and as JSON lines; SQLite renders every cell."""

import csv
import sqlite3
from pathlib import Path

from budget_pipeline.publish.rows import exact_text, money_text, quoted, select_rows
from budget_pipeline.schema.model import Column, Table

# What makes a spreadsheet run a text as a formula (OWASP ASVS 5 1.2.10, CWE-1236), in either width.
# The apostrophe itself is on the list so that the inverse is unambiguous.
FORMULA_STARTS = "'=+-@\t\r\n＝＋－＠"


def write_csv(connection: sqlite3.Connection, table: Table, path: Path) -> None:
    """Write the exact file: RFC 4180, UTF-8, comma, CRLF, NULL empty, money as decimal text."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(table.names)
        writer.writerows(connection.execute(select_rows(table)))


def write_csv_excel(connection: sqlite3.Connection, table: Table, path: Path) -> None:
    """Write the file for Indonesian Excel: `;`, BOM, decimal comma, texts that cannot run.

    The inverse: split at `;`, take one leading apostrophe off text columns, in money and number
    columns read the comma as a point.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, delimiter=";", lineterminator="\r\n")
        writer.writerow(table.names)
        writer.writerows(connection.execute(select_rows(table, neutral_text)))


def write_jsonl(connection: sqlite3.Connection, table: Table, path: Path) -> None:
    """Write one JSON object a line, UTF-8, LF; money as a number literal with its exact digits."""
    # SQLite prints a REAL with 15 digits; Python's repr is the shortest text that reads back equal.
    connection.create_function("json_real", 1, _json_real, deterministic=True)
    members = " || ',' || ".join(
        f"'{_json_name(column.name)}:' || {json_value(column)}" for column in table.columns
    )
    keys = ", ".join(quoted(name) for name in table.primary_key)
    rows = connection.execute(
        f"SELECT '{{' || {members} || '}}' || char(10) FROM {quoted(table.name)} ORDER BY {keys}"
    )
    with path.open("w", encoding="utf-8", newline="") as handle:
        handle.writelines(row[0] for row in rows)


def neutral_text(column: Column) -> str:
    """Return the SQL of one column for Excel: digits exact, texts made harmless."""
    name = quoted(column.name)
    if column.is_money:
        return f"replace({money_text(column.name)}, '.', ',')"
    if column.type == "number":
        return f"replace({name}, '.', ',')"
    if column.type != "string":
        return exact_text(column)
    starts = " || ".join(f"char({ord(character)})" for character in FORMULA_STARTS)
    first = f"substr(ltrim({name}, ' ' || char(160)), 1, 1)"
    dangerous = f"instr({starts}, {first}) > 0 OR instr({starts}, substr({name}, 1, 1)) > 0"
    return f"CASE WHEN {name} <> '' AND ({dangerous}) THEN '''' || {name} ELSE {name} END"


def json_value(column: Column) -> str:
    """Return the SQL of one column as a JSON literal."""
    name = quoted(column.name)
    if column.is_money:
        return f"coalesce({money_text(column.name)}, 'null')"
    if column.type == "boolean":
        return f"coalesce({exact_text(column)}, 'null')"
    if column.type == "number":
        return f"json_real({name})"
    return f"json_quote({name})"


def _json_real(value: float | None) -> str:
    return "null" if value is None else repr(value)


def _json_name(name: str) -> str:
    return '"' + name.replace("'", "''") + '"'
