"""A tiny invented city as a built database, for the tests of publishing."""

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget_pipeline.load.database import create_database, finish_database, insert_rows
from budget_pipeline.publish import lock
from budget_pipeline.publish.facts import InputFile, ReleaseFacts
from budget_pipeline.publish.release import (
    Release,
    current_release,
    publish,
    sweep,
    workspace,
)
from budget_pipeline.schema.model import Schema
from budget_pipeline.schema.read import load_schema

SCHEMA = load_schema()
FILE = "aaaaaaaaaaaa"
SHEET = "Lembar1"

# Every cell a spreadsheet could run, and some that only look like it.
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+62 mulai",
    "-1500000 rupiah",
    "@SUM(1)",
    "\tTab",
    "'petik",
    "＝1",
]


def place(row: int) -> dict[str, Any]:
    """Return the provenance columns of a fact."""
    return {
        "kode_wilayah": "99.01",
        "tahun": 2024,
        "id_berkas": FILE,
        "lembar": SHEET,
        "baris": row,
    }


def budget_line(row: int, pagu: Decimal | None, **more: Any) -> dict[str, Any]:
    """Return one invented budget line."""
    return {
        **place(row),
        "tahapan": "murni",
        "jenis": "belanja",
        "kode_skpd": "1.01.0.00.0.00.01.0000",
        "nama_skpd": "Dinas Pendidikan",
        "kode_rekening": f"5.1.02.01.001.{row:05d}",
        "nama_rekening": f"Belanja nomor {row}",
        "pagu": pagu,
        **more,
    }


BUDGET = [
    budget_line(5, Decimal("1295927372.42")),
    budget_line(6, Decimal("-1500000.25"), keterangan="pengembalian"),
    budget_line(7, Decimal("0")),
    budget_line(8, None, keterangan='kutip "ganda", koma; titik koma\nbaris kedua'),
    budget_line(9, Decimal("9007199254740993.01"), keterangan="lebih dari 2^53"),
    *(budget_line(10 + n, Decimal(100 + n), keterangan=text) for n, text in enumerate(HOSTILE)),
]

PARCELS: list[dict[str, Any]] = [
    {
        **place(2),
        "id_paket": "tender-99-7001",
        "jenis_paket": "tender",
        "kd_lpse": "99",
        "kode": "7001",
        "kd_rup": "41;42",
        "nama_paket": "Pembangunan Gedung Sekolah",
        "kode_skpd": "1.01.0.00.0.00.01.0000",
        "nama_skpd": "Dinas Pendidikan",
        "kd_satker": "88123",
        "pagu": Decimal("1000000000"),
        "hps": Decimal("990000000.50"),
        "metode": "Tender",
        "metode_asli": "Tender",
        "jenis_pengadaan": "Konstruksi",
        "metode_evaluasi": "Harga Terendah Sistem Gugur",
        "status": "selesai",
        "tgl_pengumuman": "2024-02-01 08:00:00",
        "tgl_penetapan": "2024-03-01 10:30:00",
        "url": "https://lpse.example.id/7001",
        "jumlah_penawar": 2,
        "jumlah_pendaftar": 3,
    },
    {
        **place(3),
        "id_paket": "nontender-99-8001",
        "jenis_paket": "nontender",
        "kd_lpse": "99",
        "kode": "8001",
        "nama_paket": "Pengadaan Kursi",
        "nama_skpd": "Kecamatan Utara",
        "pagu": Decimal("150000000"),
        "metode": "Pengadaan Langsung",
        "jenis_pengadaan": "Barang",
        "status": "batal",
    },
    {
        **place(4),
        "tahun": None,
        "id_paket": "pencatatan-99-9001",
        "jenis_paket": "pencatatan",
        "kd_lpse": "99",
        "kode": "9001",
    },
]
SUPPLIERS = [
    {"id_penyedia": "p1", "nama": "CV Contoh Satu", "bentuk": "CV", "perorangan": False},
    {"id_penyedia": "p2", "nama": "PT Contoh Dua", "bentuk": "PT", "perorangan": False},
]
BIDDERS: list[dict[str, Any]] = [
    {
        **place(2),
        "id_paket": "tender-99-7001",
        "kd_peserta": "1",
        "id_penyedia": "p1",
        "nama_penyedia": "CV. CONTOH SATU",
        "nilai_penawaran": Decimal("950000000.25"),
        "pemenang": True,
    },
    {
        **place(3),
        "id_paket": "tender-99-7001",
        "kd_peserta": "2",
        "id_penyedia": "p2",
        "nama_penyedia": "PT Contoh Dua",
        "nilai_penawaran": Decimal("940000000"),
        "pemenang": False,
        "alasan": "Tidak lulus evaluasi teknis",
    },
    {
        **place(4),
        "id_paket": "tender-99-7001",
        "kd_peserta": "3",
        "nama_penyedia": "UD Tidak Menawar",
        "pemenang": False,
    },
]
CONTRACTS: list[dict[str, Any]] = [
    {
        **place(2 + version),
        "id_kontrak": f"tender-99-7001/p1/K-1/{version}",
        "id_paket": "tender-99-7001",
        "id_penyedia": "p1",
        "nama_penyedia": "CV Contoh Satu",
        "nomor_kontrak": "K-1",
        "nilai_penetapan": Decimal("950000000.25"),
        "nilai_kontrak": Decimal("950000000.25") + version * Decimal("5000000"),
        "tgl_kontrak": f"2024-0{3 + version}-15",
        "tgl_awal": "2024-03-16",
        "tgl_akhir": "2024-12-01",
        "versi_addendum": version,
        "alasan_addendum": "Tambah pekerjaan" if version else None,
    }
    for version in (0, 1)
]
VERDICTS: list[dict[str, Any]] = [
    {
        "kode": "KOM-01",
        "versi": "1",
        "subjek_jenis": "paket",
        "subjek_id": "tender-99-7001",
        "tahun": 2024,
        "status": "terpicu",
        "nilai": 1 / 3,
        "ambang": 1.0,
    },
    {
        "kode": "KOM-01",
        "versi": "1",
        "subjek_jenis": "paket",
        "subjek_id": "nontender-99-8001",
        "tahun": 2024,
        "status": "tidak_berlaku",
        "alasan": "Bukan tender",
    },
]
ROWS: dict[str, list[dict[str, Any]]] = {
    "berkas": [
        {
            "id_berkas": FILE,
            "sha256": "a" * 64,
            "jalur": "2024/rekap.xlsx",
            "ukuran": 1000,
            "status": "dimuat",
            "kode_wilayah": "99.01",
            "tahun": 2024,
            "lisensi": "CC-BY-4.0",
            "diterima": "2024-01-31",
        }
    ],
    "lembar": [{"id_berkas": FILE, "lembar": SHEET, "tabel": "anggaran", "baris_dibaca": 16}],
    "nasib_baris": [
        {"id_berkas": FILE, "lembar": SHEET, "nasib": "judul", "jumlah": 4},
        {"id_berkas": FILE, "lembar": SHEET, "nasib": "dimuat", "jumlah": 12},
    ],
    "rekonsiliasi": [
        {
            "id_berkas": FILE,
            "lembar": SHEET,
            "baris": 20,
            "label": "Jumlah",
            "kolom": "anggaran.pagu",
            "tertulis": Decimal("1000"),
            "dihitung": Decimal("1000"),
            "selisih": Decimal("0"),
            "cocok": True,
        }
    ],
    "wilayah": [{"kode_wilayah": "99.01", "nama": "Kota Contoh", "tingkat": "kota"}],
    "anggaran": BUDGET,
    "rup": [
        {
            **place(2),
            "kd_rup": "41",
            "jenis": "penyedia",
            "nama_paket": "Gedung",
            "pagu": Decimal("600000000"),
            "uraian": "Sekolah baru",
        }
    ],
    "paket": PARCELS,
    "paket_rup": [
        {"id_paket": "tender-99-7001", "kd_rup": "41", "id_rup": 1, "aturan": "kode_sama"},
        {"id_paket": "tender-99-7001", "kd_rup": "42", "aturan": "tidak_ditemukan"},
    ],
    "penyedia": SUPPLIERS,
    "peserta": BIDDERS,
    "kontrak": CONTRACTS,
    "jadwal": [
        {
            **place(2),
            "id_paket": "tender-99-7001",
            "nama_tahapan": "Upload Dokumen Penawaran",
            "kd_akt": "PEMASUKAN_PENAWARAN",
            "tgl_awal": "2024-02-05 08:00:00",
            "tgl_akhir": "2024-02-20 16:00:00",
        }
    ],
    "bast": [
        {
            **place(2),
            "id_paket": "tender-99-7001",
            "nomor_kontrak": "K-1",
            "nomor_bast": "BAST-1",
            "tgl_bast": "2024-11-30",
            "nomor_bap": "BAP-1",
            "tgl_bap": "2024-12-05",
            "besar_pembayaran": Decimal("955000000.25"),
        }
    ],
    "indikator": [
        {
            "kode": "KOM-01",
            "versi": "1",
            "judul": "Penawar tunggal",
            "judul_en": "Single bidder",
            "metadata": '{"title": "x"}',
        }
    ],
    "hasil_indikator": VERDICTS,
    "bukti_indikator": [
        {
            "kode": "KOM-01",
            "subjek_id": "tender-99-7001",
            "urutan": 1,
            "peran": "masukan",
            "nama": "jumlah_penawar",
            "nilai": 1.0,
            "tabel": "paket",
            "id_baris": "tender-99-7001",
        }
    ],
}


def build_city(build: Path, **replaced: list[dict[str, Any]]) -> None:
    """Write data.db and jejak.db into `build`; `replaced` gives other rows for a table."""
    connection = create_database(build / "data.db", SCHEMA)
    for name, rows in {**ROWS, **replaced}.items():
        insert_rows(connection, SCHEMA.table(name), rows)
    finish_database(connection, SCHEMA)
    connection.close()
    trail = sqlite3.connect(build / "jejak.db", isolation_level=None)
    trail.execute("CREATE TABLE baris (id_berkas TEXT, lembar TEXT, baris INTEGER, isi TEXT)")
    trail.executemany(
        "INSERT INTO baris VALUES (?, ?, ?, ?)",
        [(FILE, SHEET, n, f"isi baris {n}") for n in range(1, 17)],
    )
    trail.close()


def find_planted(text: str) -> list[str]:
    """Find the one invented NIK that tests plant."""
    return [text] if "3201011203850001" in text else []


def facts(**more: Any) -> ReleaseFacts:
    """Return the facts of the invented city."""
    given: dict[str, Any] = {
        "inputs": [InputFile("2024/rekap.xlsx", "a" * 64, 1000, "dimuat")],
        "code_version": "1.0.0",
        "find_personal": find_planted,
        "municipality": "Kota Contoh",
        "licence": "CC-BY-4.0",
        "contact": "PPID Kota Contoh",
        "indicators": {"KOM-01": {"terpicu": 1, "tidak_berlaku": 1}},
    }
    return ReleaseFacts(**{**given, **more})


# The tables that hold rows: every step of publishing, in half the time.
SMALL = replace(
    SCHEMA, tables={n: t for n, t in SCHEMA.tables.items() if n in ROWS or n == "koreksi"}
)


def publish_city(
    published: Path, schema: Schema = SMALL, **replaced: list[dict[str, Any]]
) -> Release:
    """Publish the invented city into `published` with the lock held; return its release."""
    with lock.hold(published):
        sweep(published)
        build = workspace(published)
        build_city(build, **replaced)
        return publish(build, published, schema, facts(previous=current_release(published)))
