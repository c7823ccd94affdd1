"""On the real files of Kabupaten Bandung 2025 every verdict is counted once and proves itself."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.model import STATUSES
from budget_pipeline.indicators.verdict import disagreements
from tests.judged import judged_bandung, opened

CATALOG = load_catalog()
# The rows that a rule on packages judges: every package, and for titles every supplier plan too.
PACKAGES = [item.kode for item in CATALOG.available if item.subjek == "paket"]


@pytest.fixture(scope="module")
def bandung(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = opened(judged_bandung(tmp_path_factory, shared) / "sqlite.db")
    yield connection
    connection.close()


def test_evidence_alone_gives_every_flag_again(bandung: sqlite3.Connection) -> None:
    (flags,) = bandung.execute("SELECT COUNT(*) FROM temuan").fetchone()
    assert flags > 100
    assert disagreements(bandung, CATALOG) == []


@pytest.mark.parametrize("kode", PACKAGES)
def test_the_four_counts_sum_to_the_packages(bandung: sqlite3.Connection, kode: str) -> None:
    counts = dict(
        bandung.execute(
            "SELECT status, SUM(jumlah) FROM cakupan_indikator WHERE kode = ? GROUP BY status",
            (kode,),
        )
    )
    (packages,) = bandung.execute("SELECT COUNT(*) FROM paket").fetchone()
    assert set(counts) <= set(STATUSES)
    assert sum(counts.values()) == packages


def test_verdicts_are_those_that_were_counted(bandung: sqlite3.Connection) -> None:
    columns = "kode, status, COALESCE(tahun, 0)"
    counted = bandung.execute(
        f"SELECT {columns}, SUM(jumlah) FROM cakupan_indikator WHERE jumlah > 0 GROUP BY 1, 2, 3"
    ).fetchall()
    stored = bandung.execute(
        f"SELECT {columns}, COUNT(*) FROM hasil_indikator GROUP BY 1, 2, 3"
    ).fetchall()
    assert sorted(counted) == sorted(stored)


def test_every_reason_says_which_field_is_missing_in_both_languages(
    bandung: sqlite3.Connection,
) -> None:
    told = bandung.execute(
        "SELECT DISTINCT alasan FROM hasil_indikator"
        " WHERE status IN ('tidak_berlaku', 'tidak_dapat_dihitung')"
    ).fetchall()
    assert told
    assert [text for (text,) in told if not text or CATALOG.reason(text, "en") == text] == []


def test_each_catalogue_id_is_one_supplier(bandung: sqlite3.Connection, shared: Path) -> None:
    """LKPP writes 0 for a supplier that is not in SIKAP: no two such orders have one supplier."""
    orders = shared / "data" / "pengadaan" / "kab-bandung-2025" / "V6.csv"
    with orders.open(encoding="utf-8", newline="") as handle:
        listed = {row["kd_penyedia_v6"] for row in csv.DictReader(handle)}
    (known,) = bandung.execute(
        "SELECT COUNT(DISTINCT k.id_penyedia) FROM kontrak AS k"
        " JOIN paket AS p ON p.id_paket = k.id_paket WHERE p.jenis_paket = 'epurchasing'"
    ).fetchone()
    assert known == len(listed)
