"""The files of data/raw read back with csv and openpyxl alone: no generator, no pipeline."""

import csv
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl

Baris = dict[str, str]
BULAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


def uang(teks: Any) -> Decimal:
    """An amount as written; blank and null are zero here, where only sums are wanted."""
    return Decimal(0) if teks in (None, "", "null", "0,00") else Decimal(str(teks))


def hari(teks: str) -> date:
    return date.fromisoformat(teks[:10])


def waktu(teks: str) -> datetime:
    return datetime.fromisoformat(teks[:19])


def csv_isb(path: Path) -> list[Baris]:
    """One ISB download: quoted text with backslash escapes."""
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, escapechar="\\", doublequote=False, strict=True))


def lembar(path: Path, nama: str | None = None) -> list[list[Any]]:
    """All rows of a sheet, cached formula values included."""
    wb = openpyxl.load_workbook(path, data_only=True)
    return [list(r) for r in (wb[nama] if nama else wb.worksheets[0]).iter_rows(values_only=True)]


def tabel(path: Path, kepala: int = 1, sampai: int | None = None) -> list[dict[str, Any]]:
    """Rows below header row `kepala` as dictionaries."""
    isi = lembar(path)
    return [dict(zip(isi[kepala - 1], r, strict=True)) for r in isi[kepala:sampai]]


class Mentah:
    """Every table of the invented city, as its files say."""

    def __init__(self, raw: Path) -> None:
        self.raw = raw

    def pengadaan(self, nama: str, tahun: int = 2024) -> list[Baris]:
        return csv_isb(self.raw / f"{tahun}/pengadaan" / nama)

    @cached_property
    def tender(self) -> dict[str, Baris]:
        """Announced tenders, with award date and values where they have them."""
        semua = {r["kd_tender"]: r for r in self.pengadaan("TENDER 3.csv")}
        for berkas, kolom in (
            ("TENDER 2.csv", ["tgl_penetapan_pemenang", "mak"]),
            ("TENDER.csv", ["nilai_penawaran", "nilai_negosiasi", "nilai_kontrak", "kd_penyedia",
                            "nama_penyedia", "npwp_penyedia", "npwp_16_penyedia"]),
        ):  # fmt: skip
            for r in self.pengadaan(berkas):
                semua[r["kd_tender"]].update({k: r[k] for k in kolom})
        return semua

    @cached_property
    def peserta(self) -> dict[str, list[Baris]]:
        hasil: dict[str, list[Baris]] = {}
        for r in self.pengadaan("TENDER 7.csv"):
            hasil.setdefault(r["kd_tender"], []).append(r)
        return hasil

    @cached_property
    def batas(self) -> dict[str, datetime]:
        """The deadline for bids, by tender."""
        return {
            r["kd_tender"]: waktu(r["tgl_akhir"])
            for r in self.pengadaan("TENDER 8.csv")
            if r["nama_tahapan"] == "Upload Dokumen Penawaran"
        }

    @cached_property
    def nontender(self) -> dict[str, Baris]:
        """Direct awards of both years with the values of those that went through."""
        semua = {}
        for tahun in (2024, 2025):
            for r in self.pengadaan("NON TENDER 4.csv", tahun):
                semua[r["kd_nontender"]] = r
            for r in self.pengadaan("NON TENDER 3.csv", tahun):
                semua[r["kd_nontender"]] |= r
        return semua

    @cached_property
    def pesanan(self) -> list[Baris]:
        return self.pengadaan("V6.csv")

    @cached_property
    def rup(self) -> dict[str, dict[str, Any]]:
        semua = {}
        for tahun in (2024, 2025):
            path = self.raw / f"{tahun}/rup/rup_penyedia_terumumkan_{tahun}.xlsx"
            semua.update({str(r["kd_rup"]): r for r in tabel(path)})
        return semua

    @cached_property
    def sp2d(self) -> list[dict[str, Any]]:
        """Document lines without the total row; `bulan` is the month of their date."""
        baris = tabel(self.raw / "2024/sp2d/Laporan Realisasi Per Dokumen.xlsx", 5, -1)
        for r in baris:
            r["bulan"] = BULAN.split().index(r["Tanggal SP2D"].split()[1]) + 1
        return baris

    @cached_property
    def _rekap(self) -> dict[str, list[dict[str, Any]]]:
        nama = {"murni": "rekap_apbd_murni.xlsx", "perubahan": "rekap5.xlsx"}
        return {t: tabel(self.raw / f"2024/apbd-{t}" / n) for t, n in nama.items()}

    def rekap(self, tahapan: str) -> list[dict[str, Any]]:
        """Expenditure lines of one stage."""
        return self._rekap[tahapan]

    @cached_property
    def daftar_hitam(self) -> list[dict[str, Any]]:
        return tabel(self.raw / "2024/daftar-hitam/daftar_hitam.xlsx")

    @cached_property
    def lra(self) -> list[tuple[str, str, Decimal, Decimal]]:
        """Code, text, budget and realisation of each printed row of the city's report."""
        isi = lembar(self.raw / "2024/realisasi/LRA 2024.xlsx")[8:]
        return [
            (r[0] or "", r[1], uang(r[2]), uang(r[3])) for r in isi if r[1] and r[2] is not None
        ]
