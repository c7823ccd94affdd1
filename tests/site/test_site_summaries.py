"""Summary tables repeat the facts exactly, and a release made without them is served all the same."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.load.database import open_read_only
from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask


@pytest.fixture
def data(published: Path) -> Iterator[sqlite3.Connection]:
    connection = open_read_only(published / "current" / "data.db")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "dimension", ["skpd", "program", "kegiatan", "sub_kegiatan", "dana", "urusan"]
)
def test_parts_of_every_classification_add_up_to_the_budget(
    data: sqlite3.Connection, dimension: str
) -> None:
    whole = data.execute(
        "SELECT tahun, tahapan, jenis, sum(pagu_rp) FROM anggaran GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    ).fetchall()
    parts = data.execute(
        "SELECT tahun, tahapan, jenis, sum(rp) FROM ringkas_anggaran WHERE dimensi = ?"
        " AND kode_skpd = '*' AND tahapan NOT IN ('realisasi', 'laporan') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        (dimension,),
    ).fetchall()
    assert parts == whole


def test_accounts_of_one_level_add_up_to_the_account_above(data: sqlite3.Connection) -> None:
    differing = data.execute(
        "SELECT a.kode, a.rp, sum(b.rp) FROM ringkas_anggaran AS a JOIN ringkas_anggaran AS b"
        " ON b.induk = a.kode AND b.dimensi = 'rekening' AND b.kode_skpd = a.kode_skpd"
        " AND b.tahun = a.tahun AND b.tahapan = a.tahapan AND b.jenis = a.jenis"
        " WHERE a.dimensi = 'rekening' GROUP BY a.kode, a.kode_skpd, a.tahun, a.tahapan, a.jenis"
        " HAVING a.rp <> sum(b.rp)"
    ).fetchall()
    assert differing == []


def test_realisation_is_the_newest_report_not_the_sum_of_reports(data: sqlite3.Connection) -> None:
    shown = data.execute(
        "SELECT rp FROM ringkas_anggaran WHERE dimensi = 'total' AND kode_skpd = '*'"
        " AND tahapan = 'realisasi' AND tahun = 2024"
    ).fetchall()
    assert shown == [(2 * 11_000_000 * (1 + 2 + 3 + 4 + 5),)]


def test_value_of_a_package_is_the_latest_version_of_its_contract(data: sqlite3.Connection) -> None:
    first, latest = data.execute(
        "SELECT min(nilai_kontrak_rp), max(nilai_kontrak_rp) FROM kontrak WHERE id_paket = 'tender-888-1003'"
    ).fetchone()
    assert latest > first
    row = data.execute(
        "SELECT nilai_rp, dasar_nilai FROM ringkas_paket WHERE id_paket = 'tender-888-1003'"
    ).fetchone()
    assert row == (latest, "kontrak")
    unmade = data.execute(
        "SELECT r.nilai_rp = p.hps_rp, r.dasar_nilai FROM ringkas_paket AS r JOIN paket AS p USING (id_paket)"
        " WHERE r.id_paket = 'tender-888-1007'"
    ).fetchone()
    assert unmade == (1, "hps")


def test_procurement_sums_equal_the_packages_they_are_of(data: sqlite3.Connection) -> None:
    sums = data.execute(
        "SELECT sum(jumlah), sum(nilai_rp), sum(kontrak_rp), sum(terpicu) FROM ringkas_pengadaan"
    ).fetchone()
    packages = data.execute(
        "SELECT count(*), sum(nilai_rp), sum(kontrak_rp), sum(terpicu > 0) FROM ringkas_paket"
    ).fetchone()
    assert sums == packages


def test_place_named_in_a_location_is_found_once_per_package(data: sqlite3.Connection) -> None:
    rows = data.execute("SELECT jenis, nama, paket FROM ringkas_tempat ORDER BY 1").fetchall()
    assert rows == [("kecamatan", "Teluk Contoh", 10), ("kelurahan", "Pantai", 10)]


def test_release_without_summaries_is_served_like_any_other(
    published: Path, site: Any, tmp_path: Path
) -> None:
    bare = tmp_path / "0123456789ab"
    shutil.copytree(current_folder(published), bare)
    connection = sqlite3.connect(bare / "data.db")
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ringkas!_%' ESCAPE '!'"
    ).fetchall()
    assert tables
    for (name,) in tables:
        connection.execute(f"DROP TABLE {name}")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    other = build_app(bare)
    for path in ("/", "/anggaran/2024", "/pengadaan?tahun=semua", "/penyedia/p-1", "/data"):
        answer = ask(other, path)
        assert answer.status_code == 200, path
    same = [ask(app, "/anggaran/2024.csv").text for app in (site, other)]
    assert same[0] == same[1]


def test_plans_of_an_agency_are_summed_by_year(data: sqlite3.Connection) -> None:
    sums = data.execute("SELECT sum(jumlah), sum(pagu_rp) FROM ringkas_rup").fetchone()
    assert sums == data.execute("SELECT count(*), sum(pagu_rp) FROM rup").fetchone()
