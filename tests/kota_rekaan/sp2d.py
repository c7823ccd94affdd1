"""SIPD "Laporan Realisasi Per Dokumen": title rows, 45 columns, a total row shifted right."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.kota_rekaan.kota import (
    KOTA,
    acak,
    baca_yaml,
    bulat,
    hari_kerja,
    nama_nomenklatur,
    nama_rekening,
)
from tests.kota_rekaan.kota import (
    kepala as kepala_berkas,
)
from tests.kota_rekaan.penyedia import pejabat
from tests.kota_rekaan.realisasi import Bayaran
from tests.kota_rekaan.tulis_xlsx import buku, tanpa_shared_strings

KEPALA = kepala_berkas("SIPD-realisasi-per-dokumen")
UANG = {KEPALA.index(k) for k in ("Nilai Realisasi", "Nilai Setoran", "Nilai SPD", "Nilai SP2D")}
BULAN = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
# Function and sub-function of a field's own programmes (Permendagri 90/2019); 01.04 for the rest.
FUNGSI = {
    "1.01": ("08", "PENDIDIKAN", "01", "Pendidikan"),
    "1.02": ("06", "KESEHATAN", "01", "Kesehatan"),
    "1.03": ("05", "PERUMAHAN DAN FASILITASI UMUM", "01", "Pekerjaan Umum"),
    "1.04": ("05", "PERUMAHAN DAN FASILITASI UMUM", "02", "Perumahan Rakyat dan Kawasan Pemukiman"),
    "1.05": (
        "02",
        "KETERTIBAN DAN KEAMANAN",
        "02",
        "Ketenteraman, Ketertiban Umum dan Perlindungan Masyarakat",
    ),
    "1.06": ("09", "PERLINDUNGAN SOSIAL", "04", "Sosial"),
    "2.08": ("09", "PERLINDUNGAN SOSIAL", "02", "Pemberdayaan Perempuan dan Perlindungan Anak"),
    "2.11": ("04", "PERLINDUNGAN LINGKUNGAN HIDUP", "02", "Lingkungan Hidup"),
    "2.12": ("09", "PERLINDUNGAN SOSIAL", "01", "Administrasi Kependudukan dan Pencatatan Sipil"),
    "2.15": ("03", "EKONOMI", "01", "Perhubungan"),
    "2.18": ("03", "EKONOMI", "04", "Penanaman Modal"),
    "2.19": ("08", "PENDIDIKAN", "02", "Kepemudaan dan Olahraga"),
    "2.23": ("08", "PENDIDIKAN", "03", "Perpustakaan"),
    "3.26": ("07", "PARIWISATA", "02", "Pariwisata"),
    "3.27": ("03", "EKONOMI", "06", "Pertanian"),
    "3.31": ("03", "EKONOMI", "11", "Perindustrian"),
}
PENUNJANG = (
    "01", "PELAYANAN UMUM", "04",
    "Lembaga Eksekutif dan Legislatif, Keuangan dan Fiskal, serta Urusan Luar Negeri",
)  # fmt: skip


def tanggal(hari: date) -> str:
    """As SIPD writes it: 7 Januari 2024."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def baris_sp2d(bayaran: Sequence[Bayaran]) -> list[list[object]]:
    total: dict[tuple[int, int], int] = defaultdict(int)
    for b in bayaran:
        total[b.baris.skpd.no, b.dokumen] += b.nilai
    pribadi: dict[int, str] = baca_yaml("rencana.yml")["keterangan_sp2d"]
    return [
        _baris(b, total[b.baris.skpd.no, b.dokumen], pribadi.get(n, ""))
        for n, b in enumerate(bayaran, 6)
    ]


def _baris(b: Bayaran, total: int, tambahan: str) -> list[object]:
    skpd, sub, bulan = b.baris.skpd, b.baris.sub, BULAN[b.bulan - 1]
    unit = (skpd.kode, skpd.nama)
    if b.baris.sub_unit and skpd.sub_unit:
        unit = (skpd.kode[:-4] + "0001", skpd.sub_unit)
    turun = [t for k in (sub[0], sub[:4], sub[:7], sub[:12], sub) for t in (k, nama_nomenklatur(k))]
    fungsi = PENUNJANG if sub[5:7] == "01" else FUNGSI.get(sub[:4], PENUNJANG)
    kecil = not b.gaji and total < 6_000_000
    jenis, transaksi, tanda = ("TBP", "UP", "06.0") if kecil else ("SPP", "LS", "02.0")
    # The amended budget stands from October: documents say so.
    ubah = b.bulan >= 10
    ekor = f"{skpd.kode}/{'P' if ubah else 'M'}/{b.bulan}/2024"
    nomor = [
        f"{KOTA['kode_wilayah']}/{s}/{b.dokumen:06d}/{transaksi}/{ekor}"
        for s in (tanda, "02.0", "03.0", "04.0")
    ]
    cair = min(hari_kerja(b.tanggal + timedelta(days=2)), date(2024, b.bulan, 28))
    ket = f"Pembayaran {nama_rekening(b.baris.rek)} pada {nama_nomenklatur(sub)} bulan {bulan} 2024"
    if b.gaji:
        ket = f"Pembayaran Gaji dan Tambahan Penghasilan Bulan {bulan} 2024 {skpd.nama}"
    nip, nama = pejabat("bendahara", skpd.no)
    spd = bulat((b.baris.perubahan or Decimal(0)) / 4 + b.nilai, "0.01")
    return [
        skpd.kode, skpd.nama, *unit, *fungsi, *turun, b.baris.rek, nama_rekening(b.baris.rek),
        nomor[0],
        jenis, transaksi, None, tanggal(b.tanggal), f"{ket} {tambahan}".strip(), b.nilai, 0, nip,
        nama,
        tanggal(cair + timedelta(days=acak("simpan", skpd.no, b.dokumen).randint(0, 9))),
        f"{KOTA['kode_wilayah']}/01.0/{(b.bulan + 2) // 3:06d}/{ekor}",
        f"Triwulan {(b.bulan + 2) // 3}", spd,
        "Penetapan APBD Perubahan" if ubah else "Penetapan APBD",
        "Penetapan APBD Perubahan 2024" if ubah else "Penetapan APBD 2024",
        "Perubahan" if ubah else "Murni",
        nomor[1], tanggal(b.tanggal), nomor[2], tanggal(b.tanggal), nomor[3], tanggal(cair),
        tanggal(cair), total,
    ]  # fmt: skip


def titik(nilai: Decimal | int) -> str:
    return f"{bulat(nilai):,.0f}".replace(",", ".")


def tulis_sp2d(path: Path, baris: Sequence[Sequence[object]]) -> None:
    with buku(path, constant_memory=True) as wb:
        ws = wb.add_worksheet("Data Realisasi Dokumen")
        judul, kepala = (
            wb.add_format({"bold": True, "align": "center"}),
            wb.add_format({"bold": True}),
        )
        rupiah = wb.add_format({"num_format": '"Rp."#,##0'})
        ws.set_column(0, len(KEPALA) - 1, 20)
        nama = KOTA["nama"].upper()
        for n, teks in enumerate(("LAPORAN REALISASI PER DOKUMEN", nama, "TAHUN 2024")):
            ws.merge_range(n, 0, n, len(KEPALA) - 1, teks, judul)
        ws.write_row(4, 0, KEPALA, kepala)
        for n, isi in enumerate(baris, 5):
            for k, nilai in enumerate(isi):
                if k in UANG:
                    ws.write_number(n, k, float(nilai), rupiah)  # type: ignore[arg-type]
                else:
                    ws.write_string(n, k, str(nilai or ""))
        akhir = len(baris) + 5
        jumlah = {k: sum(Decimal(str(b[k])) for b in baris) for k in UANG}
        ws.write_string(akhir, 0, "Total")
        # SIPD's own total row stands one column too far right, partly as text.
        ws.write_number(akhir, 27, float(jumlah[26]), rupiah)
        ws.write_number(akhir, 28, float(jumlah[27]), rupiah)
        ws.write_string(akhir, 34, titik(jumlah[33]))
        ws.write_string(akhir, 44, titik(jumlah[44]))
    tanpa_shared_strings(path)
