"""The city's realisation report (LRA): every code level with its total, then what is left over."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.kota_rekaan.kota import KOTA, nama_rekening
from tests.kota_rekaan.penyedia import pejabat
from tests.kota_rekaan.tulis_xlsx import buku

Pasangan = tuple[Decimal, Decimal]
JUMLAH = {"4": "JUMLAH PENDAPATAN", "5": "JUMLAH BELANJA"}


@dataclass(frozen=True)
class BarisLra:
    """A printed row; `daun` says that it is a leaf account and not a total of others."""

    kode: str
    uraian: str
    anggaran: Decimal
    realisasi: Decimal
    daun: bool


def susun_lra(daun: Iterable[tuple[str, Decimal, Decimal]]) -> list[BarisLra]:
    """Rows in print order; totals come from the leaves, never the other way round."""
    jumlah: dict[str, Pasangan] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for rek, anggaran, realisasi in daun:
        bagian = rek.split(".")
        for n in range(1, 7):
            a, r = jumlah[".".join(bagian[:n])]
            jumlah[".".join(bagian[:n])] = (a + anggaran, r + realisasi)

    def tingkat(akun: str) -> list[BarisLra]:
        return [
            BarisLra(k, nama_rekening(k), *jumlah[k], daun=k.count(".") == 5)
            for k in sorted(jumlah)
            if k == akun or k.startswith(akun + ".")
        ]

    def selisih(uraian: str, satu: Pasangan, dua: Pasangan) -> BarisLra:
        return BarisLra("", uraian, satu[0] - dua[0], satu[1] - dua[1], daun=False)

    hasil = []
    for akun, teks in JUMLAH.items():
        hasil += [*tingkat(akun), BarisLra("", teks, *jumlah[akun], daun=False)]
    surplus = selisih("SURPLUS/(DEFISIT)", jumlah["4"], jumlah["5"])
    netto = selisih("PEMBIAYAAN NETTO", jumlah["6.1"], jumlah["6.2"])
    # The account total of financing would add receipts to spending: the form leaves it out.
    hasil += [surplus, *(b for b in tingkat("6") if b.kode != "6"), netto]
    silpa = "SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN (SILPA)"
    hasil.append(
        BarisLra(
            "", silpa, surplus.anggaran + netto.anggaran, surplus.realisasi + netto.realisasi, False
        )
    )
    return hasil


def tulis_lra(path: Path, baris: Sequence[BarisLra]) -> None:
    with buku(path) as wb:
        ws = wb.add_worksheet("LRA")
        tengah = wb.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
        uang = wb.add_format({"num_format": "#,##0.00", "border": 1})
        tebal = wb.add_format({"num_format": "#,##0.00", "border": 1, "bold": True})
        ws.set_column(0, 0, 20)
        ws.set_column(1, 1, 60)
        ws.set_column(2, 5, 22)
        for n, teks in enumerate((
            f"PEMERINTAH {KOTA['nama'].upper()}",
            "LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA DAERAH",
            "UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2024",
            "TAHUN ANGGARAN 2024",
        )):  # fmt: skip
            ws.merge_range(n, 0, n, 5, teks, wb.add_format({"bold": True, "align": "center"}))
        for kolom, teks in enumerate(("Kode Rekening", "Uraian")):
            ws.merge_range(5, kolom, 6, kolom, teks, tengah)
        ws.merge_range(5, 2, 5, 3, "Jumlah (Rp)", tengah)
        ws.merge_range(5, 4, 5, 5, "Bertambah/(Berkurang)", tengah)
        ws.write_row(6, 2, ("Anggaran Setelah Perubahan", "Realisasi", "Rp", "%"), tengah)
        ws.write_row(7, 0, ("1", "2", "3", "4", "5=4-3", "6"), tengah)
        for n, b in enumerate(baris, 8):
            gaya = uang if b.daun else tebal
            ws.write_string(n, 0, b.kode, gaya)
            ws.write_string(n, 1, b.uraian, gaya)
            beda = b.realisasi - b.anggaran
            for k, nilai in enumerate((b.anggaran, b.realisasi, beda), 2):
                ws.write_number(n, k, float(nilai), gaya)
            if b.anggaran:
                ws.write_number(n, 5, float(round(b.realisasi / b.anggaran * 100, 2)), gaya)
            else:
                ws.write_string(n, 5, "-", gaya)
        akhir = len(baris) + 9
        nip, nama = pejabat("sekda")
        for n, teks in enumerate(
            ("Rekajaya, 20 Januari 2025", "WALI KOTA REKAJAYA,", "", nama, nip)
        ):
            if teks:
                ws.write_string(akhir + n, 4, teks)
