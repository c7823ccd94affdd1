"""Composite scores count computable components only; ICW's parts follow the bands it publishes."""

import json
import sqlite3
from typing import Any

import pytest

from budget_pipeline.indicators.catalog import load_catalog
from tests.indicator_cases import judged

COMPONENTS = {item.kode for item in load_catalog().indicators.values() if item.komponen_skor}
TENDER = {"metode": "Tender", "status": "selesai", "jenis_pengadaan": "Barang"}


def score(connection: sqlite3.Connection, kind: str, subject: str) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = connection.execute(
        "SELECT pembilang, penyebut, komponen, skor FROM skor"
        " WHERE subjek_jenis = ? AND subjek_id = ?",
        (kind, subject),
    ).fetchone()
    return row


def test_the_components_are_those_of_the_corruption_risk_index() -> None:
    wanted = {"KOM-01", "WKT-01", "WKT-02", "RUP-05", "RUP-07", "KON-01", "STA-01"}
    assert wanted == COMPONENTS


def test_a_medium_risk_counts_half_and_what_is_unknown_does_not_count() -> None:
    connection = judged(
        {
            "paket": [{"id_paket": "A", **TENDER, "tgl_pengumuman": "2024-03-01 09:00:00"}],
            "peserta": [{"id_paket": "A", "nilai_penawaran": 5}],
            "jadwal": [
                {
                    "id_paket": "A",
                    "nama_tahapan": "Upload Dokumen Penawaran",
                    "tgl_akhir": "2024-03-09 09:00:00",
                }
            ],
        },
        {"KOM-01", "WKT-01", "WKT-02"},
    )
    assert score(connection, "paket", "A") == (1.5, 2, 3, 0.75)
    (listed,) = connection.execute("SELECT daftar FROM skor").fetchone()
    assert json.loads(listed) == [
        {"kode": "KOM-01", "status": "terpicu", "nilai": 1.0},
        {"kode": "WKT-01", "status": "tidak_terpicu", "nilai": 0.5},
        {"kode": "WKT-02", "status": "tidak_dapat_dihitung", "nilai": None},
    ]


def test_below_half_coverage_there_is_no_score() -> None:
    connection = judged(
        {
            "paket": [{"id_paket": "A", **TENDER}],
            "peserta": [{"id_paket": "A", "nilai_penawaran": 5}],
        },
        {"KOM-01", "WKT-01", "WKT-02"},
    )
    assert score(connection, "paket", "A") == (1.0, 1, 3, None)


def test_a_package_without_any_computable_component_has_no_row() -> None:
    connection = judged({"paket": [{"id_paket": "A", **TENDER}]}, {"KOM-01", "WKT-01"})
    assert score(connection, "paket", "A") is None


def test_a_component_of_the_supplier_counts_for_its_packages() -> None:
    connection = judged(
        {
            "paket": [
                {"ulang": 5, "id_paket": "P{i}", "kode_skpd": "S", **TENDER},
            ],
            "peserta": [{"ulang": 5, "kali": 2, "id_paket": "P{i}", "nilai_penawaran": 5}],
            "kontrak": [
                {
                    "ulang": 5,
                    "id_paket": "P{i}",
                    "id_penyedia": "a",
                    "nama_penyedia": "CV A",
                    "nilai_kontrak": 900_000_000,
                }
            ],
        },
        {"KOM-01", "KON-01"},
    )
    assert score(connection, "paket", "P1") == (1.0, 2, 2, 0.5)
    assert score(connection, "skpd", "99.01:2024:S") == (2.5, 5, 5, 0.5)
    assert score(connection, "penyedia", "a") == (2.5, 5, 5, 0.5)


def test_four_packages_are_too_few_for_an_agency() -> None:
    connection = judged(
        {
            "paket": [{"ulang": 4, "id_paket": "P{i}", "kode_skpd": "S", **TENDER}],
            "peserta": [{"ulang": 4, "id_paket": "P{i}", "nilai_penawaran": 5}],
        },
        {"KOM-01"},
    )
    assert score(connection, "skpd", "99.01:2024:S") == (4.0, 4, 4, None)


@pytest.mark.parametrize(
    ("value", "gap", "points"),
    [
        (1_010_000, -1.0, 5),
        (1_000_000, 0.0, 5),
        (990_000, 1.0, 4),
        (960_000, 4.0, 1),
        (920_100, 7.99, 1),
        (920_000, 8.0, 2),
        (800_000, 20.0, 5),
    ],
)
def test_icw_bands_of_the_gap_are_half_open(value: int, gap: float, points: int) -> None:
    connection = judged(
        {
            "paket": [{"id_paket": "A", **TENDER, "hps": 1_000_000}],
            "kontrak": [{"id_paket": "A", "nama_penyedia": "CV A", "nilai_kontrak": value}],
        },
        {"KOM-01"},
    )
    row = connection.execute("SELECT selisih_persen, skor_selisih FROM skor_icw").fetchone()
    assert row == (pytest.approx(gap), points)


def test_icw_says_which_of_its_seven_parts_are_known() -> None:
    connection = judged(
        {
            "paket": [
                {
                    "id_paket": "A",
                    **TENDER,
                    "nama_paket": "Jalan Desa",
                    "tgl_pengumuman": "2024-10-01 09:00:00",
                    "tgl_penetapan": "2024-11-05 09:00:00",
                },
                {"id_paket": "B", **TENDER, "nama_paket": "Pembangunan jalan desa raya"},
                {"id_paket": "C", "metode": "E-Purchasing", "jenis_paket": "epurchasing"},
            ]
        },
        {"KOM-01"},
    )
    rows = connection.execute(
        "SELECT id_paket, durasi_hari, skor_durasi, skor_judul, triwulan_4, bagian_diketahui, daftar"
        " FROM skor_icw"
    ).fetchall()
    assert rows == [("A", 35, 2, 5, 1, 3, "1,4,6"), ("B", None, None, None, None, 0, "")]
