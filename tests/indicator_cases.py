"""Given/expect cases of the indicators: fill what a row needs, load it, compute, compare."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.run import compute
from budget_pipeline.indicators.thresholds import parse_overrides
from budget_pipeline.load.database import create_database, finish_database, insert_rows
from budget_pipeline.schema.read import load_schema

FOLDER = Path(__file__).parent / "indikator"
# What a row gets where a case does not say: one municipality, one year, one agency, one file.
ORDINARY = {
    "kode_wilayah": "99.01",
    "tahun": 2024,
    "kode_skpd": "1.01.0.00.0.00.01.0000",
    "nama_skpd": "Dinas Rekaan",
    "id_berkas": "000000000000",
    "lembar": "Lembar1",
    "jenis_paket": "tender",
}
KEYS = {"given", "expect", "ambang", "data_sampai", "tanpa_latar"}
# What a file says about its cases: rows that all share, the case at the boundary (where value and
# threshold are not of one kind), reasons of a shared statement that this indicator cannot give.
ABOUT = ("indikator", "latar", "batas", "tak_terjangkau")


@dataclass(frozen=True)
class Case:
    """One named case of one indicator; `given` maps tables to rows of the columns that matter."""

    indikator: str
    name: str
    given: dict[str, list[dict[str, Any]]]
    expect: list[dict[str, Any]]
    ambang: list[dict[str, Any]]
    data_sampai: str | None

    @property
    def id(self) -> str:
        return f"{self.indikator}:{self.name}"


def all_cases() -> list[Case]:
    """Return every case of every file, in file order."""
    return [case for path in sorted(FOLDER.glob("*.yml")) for case in read_cases(path)]


def read_cases(path: Path) -> Iterator[Case]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    about = {key: raw.pop(key, {}) for key in ABOUT}
    indikator = about["indikator"]
    for name, case in raw.items():
        if unknown := set(case) - KEYS:
            raise ValueError(f"{path.name}: {name}: unknown key {unknown}")
        background = {} if case.get("tanpa_latar") else about["latar"]
        given = {table: list(rows) for table, rows in background.items()}
        for table, rows in (case.get("given") or {}).items():
            given.setdefault(table, []).extend(rows)
        until = case.get("data_sampai")
        yield Case(
            indikator, name, given, case["expect"], case.get("ambang", []), until and str(until)
        )


def run_case(case: Case) -> sqlite3.Connection:
    """Return a database with the case's rows and the verdicts of its one indicator."""
    return judged(case.given, {case.indikator}, ambang=case.ambang, until=case.data_sampai)


def judged(
    given: dict[str, list[dict[str, Any]]],
    codes: set[str],
    *,
    ambang: list[dict[str, Any]] | None = None,
    until: str | None = None,
) -> sqlite3.Connection:
    """Return a database with the rows `given`, judged by the indicators `codes`."""
    schema, catalog = load_schema(), load_catalog()
    connection = create_database(Path(":memory:"), schema)
    for table, rows in given.items():
        insert_rows(connection, schema.table(table), list(_filled(table, rows)))
    finish_database(connection, schema)
    chosen = {code: catalog.indicator(code) for code in sorted(codes)}
    compute(
        connection,
        schema,
        overrides=parse_overrides(ambang, catalog),
        data_until=until,
        catalog=replace(catalog, indicators=chosen),
    )
    return connection


def _filled(table: str, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    names = load_schema().table(table).names
    for number, row in enumerate(chain.from_iterable(map(_copies, rows)), start=1):
        usual = {key: value for key, value in ORDINARY.items() if key in names}
        if "baris" in names:
            usual["baris"] = number + 1
        own = {"paket": "kode", "kontrak": "id_kontrak", "peserta": "kd_peserta"}.get(table)
        if own:
            usual[own] = f"{table}-{number}"
        if table == "rup":
            usual["jenis"] = "penyedia"
        yield {**usual, **{key: _plain(value) for key, value in row.items()}}


def _copies(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield `row`, or `ulang` x `kali` copies with `{i}` and `{j}` filled in.

    The columns in `langkah` grow by their step with each `i`, those in `lipat` by their factor.
    """
    steps, factors = row.get("langkah", {}), row.get("lipat", {})
    shape = ("ulang", "kali", "langkah", "lipat")
    plain = {key: value for key, value in row.items() if key not in shape}
    for i in range(row.get("ulang", 1)):
        for j in range(row.get("kali", 1)):
            copy = {
                key: value.replace("{i}", str(i + 1)).replace("{j}", str(j + 1))
                if isinstance(value, str)
                else value
                for key, value in plain.items()
            }
            copy |= {key: copy[key] + i * step for key, step in steps.items()}
            yield copy | {key: round(copy[key] * factor**i) for key, factor in factors.items()}


def _plain(value: Any) -> Any:
    return (
        value.isoformat(sep=" ")
        if hasattr(value, "hour")
        else (value.isoformat() if hasattr(value, "isoformat") else value)
    )
