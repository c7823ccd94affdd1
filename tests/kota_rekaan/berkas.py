"""Which file holds what: the folders of data/raw, each with the sumber.yml that goes with it."""

from pathlib import Path

from tests.kota_rekaan import berkas_rup, isb_kontrak, isb_langsung, isb_tender, rekap
from tests.kota_rekaan.csv_isb import tulis_csv
from tests.kota_rekaan.daftar_hitam import baris_daftar_hitam, tulis_daftar_hitam
from tests.kota_rekaan.dunia import Dunia, susun_dunia
from tests.kota_rekaan.kota import TARIK, kepala
from tests.kota_rekaan.kunci import tulis_kunci
from tests.kota_rekaan.lra import susun_lra, tulis_lra
from tests.kota_rekaan.lra_dinkes import susun_dinkes, tulis_dinkes
from tests.kota_rekaan.pendapatan import baris_pendapatan, tulis_pendapatan
from tests.kota_rekaan.sp2d import baris_sp2d, tulis_sp2d

# Folder -> stage (where the files cannot say it), date received, who gave it.
SUMBER = {
    "2024/apbd-murni": ("murni", "2024-01-08", "BPKAD Kota Rekajaya, ekspor SIPD"),
    "2024/apbd-perubahan": ("perubahan", "2024-10-07", "BPKAD Kota Rekajaya, ekspor SIPD"),
    "2024/realisasi": ("", "2025-01-20", "BPKAD Kota Rekajaya"),
    "2024/sp2d": ("", "2025-01-15", "BPKAD Kota Rekajaya, laporan SIPD penatausahaan"),
    "2024/rup": ("", "2025-01-15", "UKPBJ Kota Rekajaya, SIRUP"),
    "2024/pengadaan": ("", "2025-01-15", "UKPBJ Kota Rekajaya, LKPP ISB"),
    "2024/daftar-hitam": ("", "2025-01-15", "Inspektorat Daerah Kota Rekajaya, daftar hitam LKPP"),
    "2025/realisasi": ("", "2025-07-10", "Dinas Kesehatan Kota Rekajaya"),
    "2025/rup": ("", "2025-12-20", "UKPBJ Kota Rekajaya, SIRUP"),
    "2025/pengadaan": ("", "2025-12-20", "UKPBJ Kota Rekajaya, LKPP ISB"),
}


def tulis_semua(keluar: Path, kunci: Path) -> list[Path]:
    """Write all files under `keluar`; return their paths in order."""
    dunia = susun_dunia()
    for folder, (tahapan, diterima, asal) in SUMBER.items():
        _tulis_sumber(keluar / folder, folder[:4], tahapan, diterima, asal)
    _anggaran(keluar, dunia)
    _realisasi(keluar, dunia)
    _rencana(keluar, dunia)
    _pengadaan(keluar, dunia)
    tulis_kunci(kunci, dunia)
    return sorted(p for p in keluar.rglob("*") if p.is_file())


def _tulis_sumber(folder: Path, tahun: str, tahapan: str, diterima: str, asal: str) -> None:
    """What the files of a folder cannot say themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    isi = [
        "# Kota Rekajaya tidak ada: seluruh isi folder ini rekaan.",
        'kode_wilayah: "99.71"',
        f"tahun: {tahun}",
        *([f"tahapan: {tahapan}"] if tahapan else []),
        f"diterima: {diterima}",
        f"asal: {asal}",
        "lisensi: CC0-1.0",
    ]
    (folder / "sumber.yml").write_text("\n".join(isi) + "\n", encoding="utf-8", newline="\n")


def _anggaran(keluar: Path, dunia: Dunia) -> None:
    for tahapan, berkas in (("murni", "rekap_apbd_murni.xlsx"), ("perubahan", "rekap5.xlsx")):
        folder = keluar / f"2024/apbd-{tahapan}"
        rekap.tulis_rekap(
            folder / berkas,
            rekap.baris_rekap(dunia.anggaran, tahapan),
            kepala(f"SIPD-rekap-{tahapan}"),
        )
        for akun, nama in (("4", "pendapatan"), ("6", "pembiayaan")):
            tulis_pendapatan(
                folder / f"{nama}_{tahapan}.xlsx",
                baris_pendapatan(dunia.pendapatan, tahapan, akun),
            )


def _realisasi(keluar: Path, dunia: Dunia) -> None:
    tulis_sp2d(keluar / "2024/sp2d/Laporan Realisasi Per Dokumen.xlsx", baris_sp2d(dunia.bayaran))
    tulis_lra(keluar / "2024/realisasi/LRA 2024.xlsx", susun_lra(dunia.daun_lra()))
    tulis_dinkes(keluar / "2025/realisasi/LRA DINKES.xlsx", susun_dinkes(dunia.anggaran))


def _rencana(keluar: Path, dunia: Dunia) -> None:
    for tahun in (2024, 2025):
        berkas_rup.tulis_penyedia(
            keluar / f"{tahun}/rup/rup_penyedia_terumumkan_{tahun}.xlsx",
            berkas_rup.baris_penyedia(dunia.rup_tahun(tahun), TARIK[tahun]),
        )
    tulis_csv(
        keluar / "2024/rup/SWAKELOLA 3.csv",
        kepala("RUP-PaketSwakelola-Terumumkan"),
        berkas_rup.baris_swakelola(dunia.swakelola),
    )
    tulis_daftar_hitam(keluar / "2024/daftar-hitam/daftar_hitam.xlsx", baris_daftar_hitam())


def _pengadaan(keluar: Path, dunia: Dunia) -> None:
    """File names say nothing about content, as the real downloads'."""
    t = dunia.tender
    for nama, isi, baris in (
        ("TENDER.csv", "SPSE-TenderSelesaiNilai", isb_tender.baris_nilai(t)),
        ("TENDER 2.csv", "SPSE-TenderSelesai", isb_tender.baris_selesai(t)),
        ("TENDER 3.csv", "SPSE-TenderPengumuman", isb_tender.baris_pengumuman(t)),
        ("TENDER 5.csv", "SPSE-TenderEkontrak-Kontrak", isb_kontrak.baris_kontrak(t)),
        ("TENDER 6.csv", "SPSE-TenderEkontrak-BAPBAST", isb_kontrak.baris_bapbast(t)),
        ("TENDER 7.csv", "SPSE-PesertaTender", isb_tender.baris_peserta(t)),
        ("TENDER 8.csv", "SPSE-JadwalTahapanTender", isb_tender.baris_jadwal(t)),
        ("V6.csv", "Ecat-PaketEPurchasingV6", isb_langsung.baris_v6(dunia.pesanan)),
        ("SATKER LIST.csv", "Satker", isb_langsung.baris_satker()),
    ):
        tulis_csv(keluar / "2024/pengadaan" / nama, kepala(isi), baris)
    for tahun in (2024, 2025):
        folder, milik = keluar / f"{tahun}/pengadaan", dunia.langsung_tahun(tahun)
        tulis_csv(
            folder / "NON TENDER 3.csv",
            kepala("SPSE-NonTenderSelesai"),
            isb_langsung.baris_selesai(milik),
        )
        tulis_csv(
            folder / "NON TENDER 4.csv",
            kepala("SPSE-NonTenderPengumuman"),
            isb_langsung.baris_pengumuman(milik),
        )
