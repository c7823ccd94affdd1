"""What must hold before a release is put in place; each check returns sentences, none is fine."""

import csv
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO

from budget_pipeline.load.database import open_read_only
from budget_pipeline.publish.rows import fact_tables, measure, money_columns, quoted

DROP_SHARE = Decimal("0.2")
TEXT_SUFFIXES = {".csv", ".jsonl", ".json", ".jsonld", ".md", ".cff", ".txt"}
CHUNK = 1 << 20
# A digest may begin with the digits of a telephone number; it is our own and says nothing of anybody.
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def database_problems(path: Path) -> list[str]:
    """Return what integrity_check and foreign_key_check find in one database."""
    connection = open_read_only(path)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        found, orphans = [str(error)], []
    finally:
        connection.close()
    problems = [f"{path.name}: integrity_check: {text}" for text in found[:5]]
    problems += [
        f"{path.name}: {table} baris {rowid} merujuk ke {parent} yang tidak ada"
        for table, rowid, parent, _ in orphans[:5]
    ]
    return problems


def fate_problems(data: Path) -> list[str]:
    """Return the sheets whose row fates do not add up to the rows read."""
    connection = open_read_only(data)
    try:
        rows = connection.execute(
            """
            SELECT lembar.id_berkas, lembar.lembar, coalesce(lembar.baris_dibaca, 0),
                   coalesce(sum(nasib_baris.jumlah), 0)
            FROM lembar LEFT JOIN nasib_baris USING (id_berkas, lembar)
            GROUP BY lembar.id_berkas, lembar.lembar
            HAVING coalesce(lembar.baris_dibaca, 0) <> coalesce(sum(nasib_baris.jumlah), 0)
            ORDER BY 1, 2
            """
        ).fetchall()
    finally:
        connection.close()
    return [
        f'Berkas {file}, lembar "{sheet}": {read} baris dibaca, {fates} punya nasib'
        for file, sheet, read, fates in rows
    ]


def csv_problems(release: Path) -> list[str]:
    """Return the CSV files whose re-read rows or rupiah differ from the database beside them."""
    connection = open_read_only(release / "data.db")
    problems: list[str] = []
    try:
        for path in sorted((release / "unduhan" / "csv").glob("*.csv")):
            money = money_columns(connection, path.stem)
            expected = measure(connection, path.stem, money)
            found = read_csv_totals(path, money)
            if found[0] != expected[0]:
                problems.append(f"{path.name}: {found[0]} baris, di basis data {expected[0]}")
            problems += [
                f"{path.name}: jumlah {name} {found[1][name]}, di basis data {expected[1][name]}"
                for name in money
                if found[1][name] != expected[1][name]
            ]
    finally:
        connection.close()
    return problems


def read_csv_totals(path: Path, money: Sequence[str]) -> tuple[int, dict[str, Decimal]]:
    """Return rows and exact rupiah totals of a published CSV, read by a reader we did not write."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv as arrow_csv

    money_type = pa.decimal128(21, 2)
    with path.open(encoding="utf-8", newline="") as handle:
        first = next(csv.reader(handle), [""])[0]
    reader = arrow_csv.open_csv(
        path,
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types={first: pa.string(), **dict.fromkeys(money, money_type)},
            include_columns=[first, *money],
            null_values=[""],
        ),
    )
    rows = 0
    sums = dict.fromkeys(money, Decimal(0))
    for batch in reader:
        rows += batch.num_rows
        for name in money:
            sums[name] += pc.sum(batch.column(name)).as_py() or 0
    return rows, sums


def drop_guard(new_db: Path, old_release: Path) -> list[str]:
    """Return the tables and years that lost more than a fifth of their rows or rupiah.

    A shrinking table is more often a forgotten file than a true change.
    """
    old, new = _facts_by_year(old_release / "data.db"), _facts_by_year(new_db)
    problems = []
    for (table, year), before in sorted(old.items(), key=str):
        after = new.get((table, year), {})
        for what, amount in before.items():
            left = after.get(what, Decimal(0))
            if amount > 0 and amount - left > amount * DROP_SHARE:
                problems.append(
                    f"{table} tahun {year or 'tidak diketahui'}: {what} turun dari {amount}"
                    f" menjadi {left} (lebih dari {DROP_SHARE:.0%} dibanding rilis sekarang)"
                )
    return problems


def personal_data(release: Path, find: Callable[[str], Sequence[object]]) -> list[str]:
    """Return the published files in which `find` sees personal data, without repeating it."""
    problems = []
    for path in sorted(release.rglob("*")):
        if path.is_file():
            hits = sum(
                len(find(DIGEST.sub("", text))) for text in published_texts(path) if find(text)
            )
            if hits:
                name = path.relative_to(release).as_posix()
                problems.append(
                    f"{name}: {hits} data pribadi (NIK, NPWP, telepon, surel, rekening)"
                )
    return problems


def published_texts(path: Path) -> Iterator[str]:
    """Yield all text of one published file in pieces that break between lines or cells.

    Nothing of the zip: it holds the other files, each scanned on its own.
    """
    if path.suffix == ".db":
        yield from _database_texts(path)
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                with archive.open(name) as part:
                    yield from _markup_texts(part)
    elif path.suffix == ".parquet":
        yield from _parquet_texts(path)
    elif path.suffix in TEXT_SUFFIXES:
        with path.open(encoding="utf-8", newline="") as handle:
            while lines := handle.readlines(CHUNK):
                yield "".join(lines)


def _markup_texts(part: IO[bytes]) -> Iterator[str]:
    """Yield the text of an XML file in pieces; each tag on a line of its own, so that cells do not run together."""
    rest = b""
    while piece := part.read(CHUNK):
        whole, mark, rest = (rest + piece).rpartition(b"<")
        yield whole.decode("utf-8").replace("<", "\n<")
        rest = mark + rest
    yield rest.decode("utf-8")


def _database_texts(path: Path) -> Iterator[str]:
    connection = open_read_only(path)
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            # The planner's counts of rows ("1416 1001 1001 1001") may look like a card's number.
            " AND name NOT LIKE 'sqlite_stat%'"
        ).fetchall()
        for (table,) in tables:
            cursor = connection.execute(f"SELECT * FROM {quoted(table)}")
            while rows := cursor.fetchmany(5_000):
                texts = (v for row in rows for v in row if isinstance(v, str))
                yield "\n".join(texts)
    finally:
        connection.close()


def _parquet_texts(path: Path) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        names = [field.name for field in file.schema_arrow if field.type == pa.string()]
        for batch in file.iter_batches(batch_size=5_000, columns=names):
            for column in batch.columns:
                yield "\n".join(text for text in column.to_pylist() if text is not None)


def _facts_by_year(data: Path) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Return rows and rupiah totals per fact table and year, read from the database itself."""
    connection = open_read_only(data)
    try:
        return {
            (table, "" if year is None else str(year)): _measures(connection, table, year)
            for table in fact_tables(connection)
            for (year,) in connection.execute(f"SELECT DISTINCT tahun FROM {quoted(table)}")
        }
    finally:
        connection.close()


def _measures(connection: sqlite3.Connection, table: str, year: object) -> dict[str, Decimal]:
    money = money_columns(connection, table)
    rows, sums = measure(connection, table, money, where="WHERE tahun IS ?", values=(year,))
    return {"baris": Decimal(rows), **sums}
