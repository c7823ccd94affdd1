"""No page reads all packages, bids, contracts, plans, verdicts or lines: every statement finds its rows by an index."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.site.filters import Filters
from budget_pipeline.site.questions import questions
from budget_pipeline.site.sql import QUERIES, text

LONG = {
    "paket",
    "peserta",
    "kontrak",
    "jadwal",
    "bast",
    "rup",
    "paket_rup",
    "penyedia",
    "penyedia_nama",
    "anggaran",
    "realisasi",
    "transaksi",
    "perubahan_anggaran",
    "hasil_indikator",
    "bukti_indikator",
    "ringkas_paket",
    "ringkas_temuan",
    "ringkas_pembelian",
    "ringkas_penyedia",
    "ringkas_paket_penyedia",
    "ringkas_penyedia_tahun",
    "ringkas_anggaran",
    "ringkas_saringan",
    "ringkas_addendum",
    "ringkas_putusan_penyedia",
    "ringkas_tempat_isi",
}
TABLE = re.compile(
    r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(?!ON\b|WHERE\b|INDEXED\b|LEFT\b|INNER\b)(\w+))?", re.I
)
SCAN = re.compile(r"^SCAN (?:TABLE )?(\w+)")
EMPTY = Filters("99.88", 0, "", "", "", "", "", None, None)


@pytest.fixture(scope="module")
def shapes(published: Path) -> Iterator[sqlite3.Connection]:
    """The tables and indexes of a release without rows or statistics, so that no small table tempts the planner."""
    made = sqlite3.connect(":memory:")
    source = sqlite3.connect(f"file:{published}/current/data.db?mode=ro", uri=True)
    kinds = "CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END"
    for (statement,) in source.execute(
        f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'cari!_%' ESCAPE '!'"
        f" AND name NOT LIKE 'sqlite%' ORDER BY {kinds}"
    ):
        made.execute(statement)
    source.close()
    yield made
    made.close()


def scanned(connection: sqlite3.Connection, sql: str) -> set[str]:
    """Return the long tables that a statement reads from end to end."""
    names = {alias or table: table for table, alias in TABLE.findall(sql)}
    names |= {table: table for table in names.values()}
    values = dict.fromkeys(re.findall(r":(\w+)", sql))
    steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    found = {names.get(hit[1], hit[1]) for *_, step in steps if (hit := SCAN.match(step))}
    return found & LONG


def test_a_statement_that_reads_everything_is_seen(shapes: sqlite3.Connection) -> None:
    assert scanned(shapes, "SELECT count(*) FROM paket AS p WHERE p.lokasi = :x") == {"paket"}
    assert scanned(shapes, "SELECT * FROM rup ORDER BY pagu_rp") == {"rup"}


@pytest.mark.parametrize("name", sorted(p.stem for p in QUERIES.glob("*.sql")))
def test_statement_of_a_page_finds_its_rows_by_an_index(
    shapes: sqlite3.Connection, name: str
) -> None:
    if name.startswith("jejak_") or " FROM " not in f" {text(name)} ".replace("\n", " "):
        pytest.skip("of the trail, or the head of a statement built in filters.py")
    if name == "paket_daftar":
        pytest.skip("the head of a statement built in filters.py, tried below")
    assert scanned(shapes, text(name)) == set()


@pytest.mark.parametrize("slug", questions())
def test_question_finds_its_rows_by_an_index(shapes: sqlite3.Connection, slug: str) -> None:
    assert scanned(shapes, questions()[slug].sql) == set()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"tahun": 2024},
        {"opd": "1.01"},
        {"metode": "Tender", "tahun": 2024},
        {"jenis": "Barang"},
        {"rekening": "5.1.02"},
        {"indikator": "KOM-01"},
        {"indikator": "KOM-01", "opd": "1.01", "min": 5},
        {"min": 12_345, "maks": 67_890},
    ],
    ids=str,
)
def test_filter_finds_its_rows_by_an_index(shapes: sqlite3.Connection, asked: Any) -> None:
    filters = Filters(**{**vars(EMPTY), **asked})
    statements = [
        filters.packages(50, 0),
        filters.totals(),
        filters.whole(),
        filters.after(50, 7, "x"),
    ]
    for sql, _ in statements:
        assert scanned(shapes, sql) == set(), sql
