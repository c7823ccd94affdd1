"""A small invented release: one city, two years, every kind of page, and names that try to break out."""

import hashlib
import json
import sqlite3
from collections.abc import Container
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget_pipeline.load.database import (
    compact,
    create_database,
    finish_database,
    insert_rows,
)
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site.summaries import add_summaries

CITY = "99.88"
HOSTILE = "<script>alert(1)</script><b onerror=alert(2)>x</b>"
SKPD = {
    "1.01.0.00.0.00.01.0000": "Dinas Pendidikan",
    "1.02.0.00.0.00.01.0000": "Dinas Kesehatan",
    "1.03.0.00.0.00.01.0000": "Dinas Pekerjaan Umum",
    "7.01.0.00.0.00.01.0000": "Kecamatan Teluk Contoh",
    "9.99": f"Badan {HOSTILE}",
}
ACCOUNTS = {
    "5": "BELANJA DAERAH",
    "5.1": "BELANJA OPERASI",
    "5.1.02": "Belanja Barang dan Jasa",
    "5.1.02.01": "Belanja Barang",
    "5.1.02.01.01": "Belanja Barang Pakai Habis",
    "5.1.02.01.01.0024": "Belanja Alat Tulis Kantor",
    "5.2": "BELANJA MODAL",
    "5.2.03": "Belanja Modal Gedung",
    "5.2.03.01": "Belanja Modal Bangunan",
    "5.2.03.01.01": "Bangunan Gedung Tempat Kerja",
    "5.2.03.01.01.0001": "Bangunan Gedung Kantor",
    "4": "PENDAPATAN DAERAH",
    "4.1": "PENDAPATAN ASLI DAERAH",
    "4.1.01": "Pajak Daerah",
}
LEAVES = ("5.1.02.01.01.0024", "5.2.03.01.01.0001")
BUDGET_FILE, TENDER_FILE, LRA_FILE = "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"
SHEET = "Lembar 1/2 & <i>"


def build_sample(folder: Path, without: Container[str] = ()) -> Path:
    """Write a whole published folder and return it; `current` points to its only release.

    Tables named in `without` stay empty.
    """
    release = folder / "releases" / "0123456789ab"
    release.mkdir(parents=True)
    raw = folder / "raw.db"
    schema = load_schema()
    connection = create_database(raw, schema)
    for table, rows in tables().items():
        if table in without:
            continue
        insert_rows(connection, schema.table(table), rows)
    _add_search(connection)
    finish_database(connection, schema)
    add_summaries(connection)
    connection.close()
    compact(raw, release / "data.db")
    raw.unlink()
    _write_trail(release / "jejak.db")
    _write_downloads(release)
    (folder / "current").symlink_to("releases/0123456789ab")
    return folder


def tables() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every filled table, in the declared columns' words."""
    city = {"kode_wilayah": CITY}
    rows: dict[str, list[dict[str, Any]]] = {
        "wilayah": [
            {
                "kode_wilayah": CITY,
                "nama": "Kota Contoh",
                "tingkat": "kabupaten",
                "penduduk": 125000,
            }
        ],
        "skpd": [
            {**city, "kode_skpd": code, "nama_skpd": name, "sumber": "anggaran"}
            for code, name in SKPD.items()
        ],
        "rekening": [
            {
                "versi_bagan": "90/2019",
                "kode_rekening": code,
                "level": code.count(".") + 1,
                "nama_rekening": name,
                "dikenal": 1,
            }
            for code, name in ACCOUNTS.items()
        ],
        "berkas": [
            _file(BUDGET_FILE, "anggaran/rekap <murni>.xlsx", "murni", 2024),
            _file(TENDER_FILE, "pengadaan/tender.csv", None, 2024),
            _file(LRA_FILE, "realisasi/LRA.xlsx", None, 2024),
            {
                **_file("dddddddddddd", "rusak.xlsx", None, None),
                "status": "ditolak",
                "alasan": "Berkas terkunci kata sandi.",
            },
        ],
        "lembar": [
            {
                "id_berkas": BUDGET_FILE,
                "lembar": SHEET,
                "tabel": "anggaran",
                "profil": "sipd_rekap",
                "baris_judul": "1",
                "baris_dibaca": 20,
                "kolom": json.dumps(
                    {
                        "anggaran.kode_skpd": ["A", "KODE SKPD"],
                        "anggaran.nama_skpd": ["B", "NAMA SKPD"],
                        "anggaran.pagu": ["D", "PAGU"],
                    }
                ),
                "kolom_tak_dimuat": json.dumps(["C"]),
                "tersembunyi": 0,
            },
            {
                "id_berkas": TENDER_FILE,
                "lembar": "tender",
                "tabel": "paket",
                "profil": "lkpp_tender",
                "baris_judul": "1",
                "baris_dibaca": 40,
                "kolom": json.dumps(
                    {
                        "paket.id_paket": ["A", "kd_tender"],
                        "paket.nama_paket": ["B", "nama_paket"],
                        "paket.hps": ["C", "hps"],
                    }
                ),
                "kolom_tak_dimuat": "[]",
                "tersembunyi": 0,
            },
        ],
        "nasib_baris": [
            {"id_berkas": BUDGET_FILE, "lembar": SHEET, "nasib": fate, "jumlah": count}
            for fate, count in (("dimuat", 17), ("judul", 1), ("subtotal", 1), ("karantina", 1))
        ],
        "masalah": [
            {
                "id_berkas": BUDGET_FILE,
                "lembar": SHEET,
                "baris": 7,
                "sel": "D7",
                "kode": "bukan_rupiah",
                "tingkat": "karantina",
                "kolom": "anggaran.pagu",
                "nilai": f"1.250.000.00 {HOSTILE}",
                "pesan": "Bukan angka rupiah. Tulis 1250000 atau 1.250.000.",
            }
        ],
        "rekonsiliasi": [
            _reconciliation(1, 900_000_000, 900_000_000),
            _reconciliation(0, 900_000_000, 899_999_999),
        ],
        "cakupan": [
            {"tabel": "paket", "kolom": column, "tahun": 2024, "baris": 30, "terisi": filled}
            for column, filled in (("hps", 30), ("lokasi", 12), ("kd_rup", 0))
        ],
    }
    rows["anggaran"] = [
        line
        for year, stage, factor in (
            (2023, "murni", 8),
            (2024, "murni", 10),
            (2024, "perubahan", 12),
        )
        for line in _budget_lines(year, stage, factor)
    ]
    rows["realisasi"] = [
        {
            **city,
            "tahun": 2024,
            "sampai_tanggal": "2024-12-31",
            "jenis": "belanja",
            "kode_skpd": skpd,
            "nama_skpd": name,
            "kode_rekening": account,
            "versi_bagan": "90/2019",
            "uraian": ACCOUNTS[account],
            "anggaran": 12_000_000 * (i + 1),
            "realisasi": 11_000_000 * (i + 1),
            "id_berkas": LRA_FILE,
            "lembar": "LRA",
            "baris": 10 + i,
        }
        for i, (skpd, name) in enumerate(SKPD.items())
        for account in LEAVES
    ]
    rows["transaksi"] = [
        {
            **city,
            "tahun": 2024,
            "nomor_dokumen": f"SP2D/{month}",
            "tanggal": f"2024-{month:02d}-15",
            "kode_skpd": "1.01.0.00.0.00.01.0000",
            "nama_skpd": "Dinas Pendidikan",
            "kode_rekening": LEAVES[0],
            "uraian": "Belanja",
            "nilai": 1_000_000 * month,
            "id_berkas": LRA_FILE,
            "lembar": "SP2D",
            "baris": month,
        }
        for month in range(1, 13)
    ]
    rows["rencana_kas"] = [
        {
            **city,
            "tahun": 2024,
            "tahapan": "murni",
            "kode_skpd": "1.01.0.00.0.00.01.0000",
            "kode_kegiatan": "1.01.02.2.01",
            "nama_kegiatan": "Pengelolaan",
            "bulan": month,
            "pagu": 80_000_000,
            "nilai": 6_500_000,
            "id_berkas": LRA_FILE,
            "lembar": "Kas",
            "baris": month,
        }
        for month in range(1, 13)
    ]
    rows["perubahan_anggaran"] = _changes()
    rows |= _procurement()
    rows |= _indicators()
    return rows


def _file(identifier: str, path: str, stage: str | None, year: int | None) -> dict[str, Any]:
    return {
        "id_berkas": identifier,
        "sha256": identifier * 5 + "0000",
        "jalur": path,
        "ukuran": 645353,
        "jenis_isi": "xlsx",
        "status": "dimuat",
        "kode_wilayah": CITY,
        "tahun": year,
        "tahapan": stage,
        "asal": "BPKAD Kota Contoh",
        "lisensi": "CC-BY-4.0",
        "diterima": "2024-02-01",
    }


def _reconciliation(agrees: int, stated: int, computed: int) -> dict[str, Any]:
    return {
        "id_berkas": BUDGET_FILE,
        "lembar": SHEET,
        "baris": 20,
        "label": "Jumlah belanja",
        "kolom": "anggaran.pagu",
        "tertulis": stated,
        "dihitung": computed,
        "selisih": stated - computed,
        "cocok": agrees,
    }


def _budget_lines(year: int, stage: str, factor: int) -> list[dict[str, Any]]:
    lines = []
    for i, (skpd, name) in enumerate(SKPD.items()):
        for j, account in enumerate(LEAVES):
            lines.append(
                {
                    "kode_wilayah": CITY,
                    "tahun": year,
                    "tahapan": stage,
                    "jenis": "belanja",
                    "kode_skpd": skpd,
                    "nama_skpd": name,
                    "kode_bidang_urusan": f"1.0{i + 1}",
                    "nama_bidang_urusan": f"Urusan {name}",
                    "kode_program": f"1.0{i + 1}.02",
                    "nama_program": f"Program {name}",
                    "kode_kegiatan": f"1.0{i + 1}.02.2.01",
                    "nama_kegiatan": f"Kegiatan {name}",
                    "kode_sub_kegiatan": f"1.0{i + 1}.02.2.01.0001",
                    "nama_sub_kegiatan": f"Sub kegiatan {name}",
                    "kode_sumber_dana": "1.1",
                    "nama_sumber_dana": "DAU",
                    "kode_rekening": account,
                    "kode_rekening_asli": account,
                    "versi_bagan": "90/2019",
                    "nama_rekening": ACCOUNTS[account],
                    "nama_paket": HOSTILE if i == 0 else f"Paket {i}",
                    "pagu": factor * 1_000_000 * (i + 1) * (j + 1),
                    "id_berkas": BUDGET_FILE,
                    "lembar": SHEET,
                    "baris": 2 + 2 * i + j,
                }
            )
    lines.append(
        {
            "kode_wilayah": CITY,
            "tahun": year,
            "tahapan": stage,
            "jenis": "pendapatan",
            "kode_skpd": "1.01.0.00.0.00.01.0000",
            "nama_skpd": "Dinas Pendidikan",
            "kode_rekening": "4.1.01",
            "nama_rekening": "Pajak Daerah",
            "pagu": factor * 20_000_000,
            "id_berkas": BUDGET_FILE,
            "lembar": SHEET,
            "baris": 18,
        }
    )
    return lines


def _changes() -> list[dict[str, Any]]:
    kinds = ("naik", "turun", "baru", "hapus", "pindah_opd")
    rows = []
    for i, (kind, (skpd, name)) in enumerate(zip(kinds, SKPD.items(), strict=True)):
        before = None if kind == "baru" else 10_000_000 * (i + 1)
        after = (
            None
            if kind == "hapus"
            else (before or 0) + (-5_000_000 if kind == "turun" else 7_000_000)
        )
        rows.append(
            {
                "kode_wilayah": CITY,
                "tahun": 2024,
                "dari_tahapan": "murni",
                "ke_tahapan": "perubahan",
                "golongan": kind,
                "kode_skpd": skpd,
                "nama_skpd": name,
                "kode_sub_kegiatan": "1.01.02.2.01.0001",
                "nama_sub_kegiatan": f"Sub kegiatan {name}",
                "kode_rekening": LEAVES[0],
                "nama_rekening": ACCOUNTS[LEAVES[0]],
                "sebelum": before,
                "sesudah": after,
                "selisih": (after or 0) - (before or 0),
                "aturan": "kunci sama",
                "asal_sebelum": f"{BUDGET_FILE}/{SHEET}/2" if before else None,
                "asal_sesudah": f"{BUDGET_FILE}/{SHEET}/3" if after else None,
            }
        )
    pattern = {**rows[0], "sebelum": 4_000_000}
    for kind, later, name in (
        ("ganti_nama", Decimal(4_000_000), "Nama baru"),
        ("naik", Decimal("4000000.25"), "Naik beberapa sen"),
        ("tetap", Decimal(4_000_000), "Tidak berubah"),
    ):
        difference = later - 4_000_000
        rows.append(
            pattern
            | {"golongan": kind, "sesudah": later, "selisih": difference}
            | {"nama_sub_kegiatan": name}
        )
    return rows


SUPPLIERS = {
    "p-1": "CV Maju Jaya",
    "p-2": "PT Karya Bersama",
    "p-3": f"CV {HOSTILE}",
    "p-4": "UD Sinar",
}


def _procurement() -> dict[str, list[dict[str, Any]]]:
    source = {"kode_wilayah": CITY, "tahun": 2024, "id_berkas": TENDER_FILE, "lembar": "tender"}
    packages, bids, contracts, schedule, plans, links, handovers = [], [], [], [], [], [], []
    methods = ("Tender", "Pengadaan Langsung", "E-Purchasing", "Penunjukan Langsung")
    suppliers = list(SUPPLIERS.items())
    for i in range(30):
        identifier = f"tender-888-{1000 + i}" if i else "tender-888-a/b c"
        skpd, agency = list(SKPD.items())[i % len(SKPD)]
        winner, winner_name = suppliers[i % len(suppliers)]
        value = 150_000_000 + i * 7_000_000
        packages.append(
            {
                **source,
                "baris": 2 + i,
                "id_paket": identifier,
                "jenis_paket": "tender",
                "kd_lpse": "888",
                "kode": str(1000 + i),
                "kd_rup": f"RUP{i}",
                "nama_paket": HOSTILE if i == 0 else f"Pembangunan gedung {i}",
                "kode_skpd": skpd,
                "nama_skpd": agency,
                "pagu": value + 10_000_000,
                "hps": value + 5_000_000,
                "metode": methods[i % 4],
                "jenis_pengadaan": "Konstruksi" if i % 2 else "Barang",
                "kode_rekening": LEAVES[1],
                "status": "selesai" if i % 7 else "batal",
                "lokasi": "Kecamatan Teluk Contoh Kelurahan Pantai" if i % 3 == 0 else None,
                "tgl_pengumuman": f"2024-{i % 12 + 1:02d}-10 08:00:00",
                "jumlah_penawar": 1 if i % 5 == 0 else 3,
                "jumlah_pendaftar": 9,
                "url": "https://lpse.example/eproc4",
            }
        )
        plans.append(
            {
                **source,
                "baris": 2 + i,
                "kd_rup": f"RUP{i}",
                "jenis": "penyedia",
                "kode_skpd": skpd,
                "nama_skpd": agency,
                "nama_paket": f"Rencana gedung {i}",
                "pagu": value + 10_000_000,
                "metode": methods[i % 4],
                "tgl_pengumuman": "2024-01-05 00:00:00",
            }
        )
        links.append(
            {"id_paket": identifier, "kd_rup": f"RUP{i}", "id_rup": i + 1, "aturan": "kd_rup"}
        )
        for j, (supplier, name) in enumerate(suppliers):
            bids.append(
                {
                    **source,
                    "baris": 2 + 4 * i + j,
                    "id_paket": identifier,
                    "kd_peserta": f"{i}-{j}",
                    "id_penyedia": supplier,
                    "nama_penyedia": name,
                    "nilai_penawaran": value + j * 100_000 if j < 3 else None,
                    "pemenang": int(supplier == winner),
                }
            )
        if i % 7:
            for version in (0, 1) if i % 3 == 0 else (0,):
                contracts.append(
                    {
                        **source,
                        "baris": 2 + i,
                        "id_kontrak": f"{identifier}|{winner}|K{i}|{version}",
                        "id_paket": identifier,
                        "id_penyedia": winner,
                        "nama_penyedia": winner_name,
                        "kode_skpd": skpd,
                        "nama_skpd": agency,
                        "nomor_kontrak": f"K/{i}",
                        "nilai_kontrak": value + version * 12_345_678,
                        "tgl_kontrak": f"2024-{i % 12 + 1:02d}-{20 + version}",
                        "versi_addendum": version,
                        "alasan_addendum": "Tambah volume" if version else None,
                    }
                )
            handovers.append(
                {
                    **source,
                    "baris": 2 + i,
                    "id_paket": identifier,
                    "nomor_bast": f"BAST/{i}",
                    "tgl_bast": "2024-12-20",
                    "besar_pembayaran": value,
                    "progres": 100,
                }
            )
        schedule.append(
            {
                **source,
                "baris": 2 + i,
                "id_paket": identifier,
                "nama_tahapan": "Pemasukan dokumen penawaran",
                "tgl_awal": f"2024-{i % 12 + 1:02d}-11 08:00:00",
                "tgl_akhir": f"2024-{i % 12 + 1:02d}-16 08:00:00",
            }
        )
    return {
        "penyedia": [
            {
                "id_penyedia": supplier,
                "nama": name,
                "nama_inti": name.lower(),
                "bentuk": name.split()[0],
                "aturan": "npwp",
                "perorangan": 0,
                "jumlah_nama": 2,
            }
            for supplier, name in SUPPLIERS.items()
        ],
        "penyedia_nama": [
            {"id_penyedia": supplier, "nama_asli": spelling, "aturan": "npwp", "jumlah": 3}
            for supplier, name in SUPPLIERS.items()
            for spelling in (name, name.upper())
        ],
        "penyedia_usulan": [
            {
                "id_penyedia": "p-1",
                "id_penyedia_lain": "p-4",
                "kemiripan": 0.9,
                "alasan": "nama hampir sama",
            }
        ],
        "daftar_hitam": [
            {
                **source,
                "baris": 2,
                "nama_penyedia": "UD Sinar",
                "kunci_nama": "sinar",
                "id_penyedia": "p-4",
                "nomor_sk": "SK/1",
                "jenis_pelanggaran": "Tidak melaksanakan kontrak",
                "tgl_berlaku": "2022-01-01",
                "tgl_selesai": "2023-01-01",
            }
        ],
        "rup": plans,
        "paket": packages,
        "paket_rup": links,
        "peserta": bids,
        "kontrak": contracts,
        "jadwal": schedule,
        "bast": handovers,
    }


def _indicators() -> dict[str, list[dict[str, Any]]]:
    about = {
        "pertanyaan": {"id": "Apakah hanya satu yang menawar?", "en": "Did only one bid?"},
        "deskripsi": {
            "id": "Satu penawar pada metode kompetitif.",
            "en": "One bid in a competitive method.",
        },
        "alasan": {"id": "Persaingan menurunkan harga.", "en": "Competition lowers prices."},
        "penjelasan_wajar": {"id": "Pasar yang khusus.", "en": "A specialised market."},
        "yang_diperiksa": {"id": "Dokumen pemilihan.", "en": "Tender documents."},
        "populasi": {"id": "Paket dengan metode kompetitif", "en": "Competitive packages"},
        "pengecualian": [{"id": "Paket batal", "en": "Cancelled packages"}],
        "rujukan": {"ocp": ["R018"], "lain": ["Fazekas & Kocsis"], "catatan": None},
        "hasil": "SELECT id_paket AS subjek_id FROM paket WHERE jumlah_penawar < 2",
        "butuh": ["anggaran.pagu"],
    }
    codes = {
        "KOM-01": "Penawar tunggal",
        "HRG-01": "Dekat HPS",
        "KON-01": "Porsi penyedia",
        "ANG-02": "Di atas pagu",
        "STA-05": "Skor",
        "RUP-06": "Rencana terlambat",
        "KOL-05": "Kerabat",
    }
    subjects = {"KOM-01": "paket", "HRG-01": "paket", "KON-01": "penyedia", "ANG-02": "skpd"} | {
        "STA-05": "paket",
        "RUP-06": "rup",
        "KOL-05": "pasangan",
    }
    ids = ["tender-888-a/b c"] + [f"tender-888-{1000 + i}" for i in range(1, 30)]
    outcomes = ("terpicu", "tidak_terpicu", "tidak_dapat_dihitung", "tidak_berlaku")
    verdicts, evidence = [], []
    for code in ("KOM-01", "HRG-01"):
        for i, identifier in enumerate(ids):
            status = outcomes[i % 4]
            verdicts.append(
                {
                    "kode": code,
                    "versi": "1",
                    "subjek_jenis": "paket",
                    "subjek_id": identifier,
                    "subjek_label": HOSTILE if i == 0 else f"Pembangunan gedung {i}",
                    "kode_wilayah": CITY,
                    "tahun": 2024,
                    "kode_skpd": list(SKPD)[i % len(SKPD)],
                    "status": status,
                    "nilai": None if status == "tidak_dapat_dihitung" else 1 + i / 10,
                    "ambang": 1,
                    "dasar_ambang": "pustaka",
                    "alasan": "jumlah_penawar kosong"
                    if status == "tidak_dapat_dihitung"
                    else "1 penawar",
                }
            )
            if status == "terpicu":
                evidence.append(
                    {
                        "kode": code,
                        "subjek_id": identifier,
                        "urutan": 1,
                        "peran": "masukan",
                        "nama": "jumlah_penawar",
                        "nilai": 1,
                        "teks": None,
                        "tabel": "paket",
                        "id_baris": identifier,
                        "id_berkas": TENDER_FILE,
                        "lembar": "tender",
                        "baris": 2 + i,
                    }
                )
    for supplier, name in SUPPLIERS.items():
        verdicts.append(
            {
                "kode": "KON-01",
                "versi": "1",
                "subjek_jenis": "penyedia",
                "subjek_id": supplier,
                "subjek_label": name,
                "kode_wilayah": CITY,
                "tahun": 2024,
                "status": "terpicu" if supplier == "p-3" else "tidak_terpicu",
                "nilai": 0.4,
                "ambang": 0.3,
                "dasar_ambang": "kebiasaan",
                "alasan": "porsi 40 %",
            }
        )
    return {
        "indikator": [
            {
                "kode": code,
                "versi": "1",
                "kelompok": "persaingan",
                "judul": title,
                "judul_en": f"{code} in English",
                "pertanyaan": "Apakah perlu ditelaah?",
                "subjek_jenis": subjects[code],
                "status": {"ANG-02": "belum_tersedia", "STA-05": "tabel"}.get(code, "tersedia"),
                "metadata": json.dumps(about),
            }
            for code, title in codes.items()
        ],
        "ambang": [
            {
                "kode": "KOM-01",
                "parameter": "penawar",
                "nilai": 1,
                "satuan": "jumlah",
                "berlaku_sejak": "2018-03-22",
                "dasar": "OCP R018",
                "asal_dasar": "pustaka",
                "status": "terkonfirmasi",
            }
        ],
        "hasil_indikator": [
            *verdicts,
            *(
                {
                    "kode": code,
                    "versi": "1",
                    "subjek_jenis": kind,
                    "subjek_id": subject,
                    "subjek_label": label,
                    "kode_wilayah": CITY,
                    "tahun": 2024,
                    "status": "terpicu",
                }
                for code, kind, subject, label in (
                    ("RUP-06", "rup", "rup-penyedia-RUP3", "Rencana 3"),
                    ("KOL-05", "pasangan", "p-1:p-2", "CV Maju Jaya dan PT Karya Bersama"),
                )
            ),
        ],
        "bukti_indikator": evidence,
        "cakupan_indikator": [
            {"kode": "KOM-01", "tahun": 2024, "status": status, "alasan": reason, "jumlah": count}
            for status, reason, count in (
                ("terpicu", None, 8),
                ("tidak_terpicu", None, 8),
                ("tidak_dapat_dihitung", "jumlah_penawar kosong", 7),
                ("tidak_berlaku", "metode tidak kompetitif", 7),
            )
        ],
        "tanggapan": [
            {
                "kode": "KOM-01",
                "subjek_id": "tender-888-1004",
                "tanggal": "2025-01-10",
                "pejabat": "Kepala Dinas",
                "isi": f"Sudah diklarifikasi. {HOSTILE}",
            }
        ],
    }


def _add_search(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE VIRTUAL TABLE cari USING fts5(jenis UNINDEXED, id UNINDEXED, label, teks, tahun UNINDEXED,"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'paket', id_paket, nama_paket, coalesce(nama_skpd, ''), tahun FROM paket"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'penyedia', id_penyedia, nama, nama_inti, NULL FROM penyedia"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'skpd', kode_skpd, nama_skpd, kode_skpd, NULL FROM skpd"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'rekening', kode_rekening, nama_rekening, kode_rekening, NULL FROM rekening"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'indikator', kode, judul, pertanyaan, NULL FROM indikator"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'anggaran', id, nama_sub_kegiatan, nama_rekening, tahun FROM anggaran"
    )
    connection.execute(
        "INSERT INTO cari SELECT 'rup', kd_rup, nama_paket, nama_skpd, tahun FROM rup"
    )
    connection.execute(
        "CREATE VIEW temuan AS SELECT * FROM hasil_indikator WHERE status = 'terpicu'"
    )
    connection.execute(
        "CREATE VIEW v_kom_01 AS SELECT * FROM hasil_indikator WHERE kode = 'KOM-01' AND status = 'terpicu'"
    )


def _write_trail(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TABLE baris (id_berkas TEXT, lembar TEXT, baris INTEGER, nasib TEXT, isi TEXT,"
        " PRIMARY KEY (id_berkas, lembar, baris)) WITHOUT ROWID"
    )
    rows = [
        (BUDGET_FILE, SHEET, 1, "judul", ["KODE SKPD", "NAMA SKPD", "CATATAN", "PAGU"]),
        (BUDGET_FILE, SHEET, 7, "karantina", ["1.03", "Dinas PU", "x", f"1.250.000.00 {HOSTILE}"]),
        *[
            (
                BUDGET_FILE,
                SHEET,
                n,
                "dimuat",
                ["1.01", f"Dinas {n} {HOSTILE}", None, f"{n}.000.000,00"],
            )
            for n in range(2, 21)
            if n != 7
        ],
        *[
            (TENDER_FILE, "tender", n, "dimuat", [str(n), HOSTILE, "150.000.000"])
            for n in range(1, 130)
        ],
        *[
            (LRA_FILE, sheet, n, "dimuat", [str(n), "uraian"])
            for sheet in ("LRA", "SP2D", "Kas")
            for n in range(1, 20)
        ],
    ]
    connection.executemany(
        "INSERT INTO baris VALUES (?, ?, ?, ?, ?)",
        [(*row[:4], json.dumps(row[4])) for row in rows],
    )
    connection.commit()
    connection.close()


def _write_downloads(release: Path) -> None:
    files = {
        "unduhan/csv/anggaran.csv": b"tahun,pagu\r\n2024,1\r\n",
        "unduhan/excel/anggaran.xlsx": b"PK",
        "unduhan/parquet/anggaran.parquet": b"PAR1",
        "unduhan/paket-0123456789ab.zip": b"PK",
        "datapackage.json": b"{}",
        "CHANGES.md": b"# Perubahan\n\n- Rilis pertama.\n",
        "manifest.json": json.dumps(
            {
                "format": 1,
                "release": "0123456789ab",
                "rows": {"anggaran": 33},
                "left_out": [{"path": "unduhan/excel/paket.xlsx", "reason": "terlalu besar"}],
            }
        ).encode(),
    }
    for name, content in files.items():
        path = release / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    names = [*files, "data.db", "jejak.db"]
    lines = [
        f"{hashlib.sha256((release / name).read_bytes()).hexdigest()}  {name}" for name in names
    ]
    (release / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
