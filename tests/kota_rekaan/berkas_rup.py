"""SIRUP downloads: supplier plans as a workbook, self-managed plans as ISB CSV."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.kota_rekaan.csv_isb import Sel
from tests.kota_rekaan.kota import KOTA, TANGGAL_TARIK, kepala
from tests.kota_rekaan.paket import JENIS_RUP, METODE_RUP, Rup
from tests.kota_rekaan.penyedia import pejabat
from tests.kota_rekaan.tulis_xlsx import buku

LEMBAR = "RUP-PaketPenyedia-Terumumkan"


def baris_penyedia(rup: Sequence[Rup], tarik: date) -> list[tuple[Sel, ...]]:
    hasil: list[tuple[Sel, ...]] = []
    for r in rup:
        kd_jenis, jenis = JENIS_RUP[r.jenis]
        nip, ppk = pejabat("ppk", r.skpd.no, r.kd % 2)
        lepas = r.metode == "Dikecualikan"
        hasil.append((
            r.tahun, KOTA["kd_klpd"], KOTA["nama_klpd"], "KOTA", r.skpd.kd_satker, r.skpd.kode,
            r.skpd.nama_besar, r.kd, r.nama, r.pagu, METODE_RUP[r.metode], r.metode, kd_jenis,
            jenis,
            "PraDIPA" if r.pradipa else "Non-PraDIPA", "PDN", "UKM", None, "Non-Konsolidasi",
            "Penyedia", None, None, "1 Paket", r.uraian, r.spesifikasi, r.pilih, r.pilih, r.pilih,
            r.selesai, r.selesai, date(r.tahun, 12, 1), r.buat, r.umum, nip, ppk,
            f"{'*' * 15}{r.kd % 90 + 10:03d}", True, False, "Terumumkan", lepas,
            r.alasan_dikecualikan or None, None, None, None, r.kd % 9 == 0, r.kd % 8 == 0,
            r.kd % 11 == 0, tarik,
        ))  # fmt: skip
    return hasil


def tulis_penyedia(path: Path, baris: Sequence[Sequence[Sel]]) -> None:
    """Real dates, booleans and numbers in their cells, as the parquet-borne original has."""
    with buku(path) as wb:
        ws = wb.add_worksheet(LEMBAR)
        hari, jam = (
            wb.add_format({"num_format": f}) for f in ("YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS")
        )
        ws.write_row(0, 0, kepala(LEMBAR))
        for n, isi in enumerate(baris, 1):
            for k, nilai in enumerate(isi):
                match nilai:
                    case bool():
                        ws.write_boolean(n, k, nilai)
                    case int() | Decimal():
                        ws.write_number(n, k, float(nilai))
                    case datetime():
                        ws.write_datetime(n, k, nilai, jam)
                    case date():
                        ws.write_datetime(n, k, nilai, hari)
                    case str():
                        ws.write_string(n, k, nilai)


def baris_swakelola(rencana: Sequence[dict[str, Any]]) -> list[tuple[Sel, ...]]:
    hasil: list[tuple[Sel, ...]] = []
    for r in rencana:
        skpd = r["skpd"]
        nip, ppk = pejabat("ppk", skpd.no, r["kd"] % 2)
        mitra: tuple[Sel, ...] = (None, None, None)
        if r["tipe"] == 2:
            mitra = (KOTA["kd_klpd"], KOTA["nama_klpd"], "DINAS KESEHATAN")
        hasil.append((
            2024, KOTA["kd_klpd"], KOTA["nama_klpd"], "KOTA", skpd.kd_satker, skpd.kode,
            skpd.nama_besar, r["kd"], r["nama"], r["pagu"], r["tipe"], r["volume"], r["uraian"],
            *mitra, r["awal"], r["akhir"], r["buat"], r["umum"], nip, ppk, "", 0, True, False,
            "Terumumkan", TANGGAL_TARIK,
        ))  # fmt: skip
    return hasil
