"""Rows of the LKPP ISB tender endpoints, column for column as a UKPBJ downloads them."""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.kota_rekaan.csv_isb import NULL, Sel
from tests.kota_rekaan.kota import KOTA, TANGGAL_TARIK, acak
from tests.kota_rekaan.paket import BAYAR, JENIS_SPSE, Tender
from tests.kota_rekaan.penyedia import pejabat

BUKA = (
    "Pembukaan file dokumen penawaran  (dokumen penawaran harga, administrasi dan teknis) "
    "serta dokumen kualifikasi"
)
KLPD: tuple[Sel, ...] = (KOTA["kd_klpd"], KOTA["nama_klpd"], "KOTA")
LPSE: tuple[Sel, ...] = (KOTA["kd_lpse"], KOTA["nama_lpse"])


def kualifikasi(t: Tender) -> tuple[str, str]:
    if t.metode == "Seleksi":
        return "Kualitas dan Biaya", "Pra Dua File Kualitas Biaya"
    return "Harga Terendah Sistem Gugur", "Pasca Satu File"


def baris_pengumuman(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    hasil = []
    for t in tender:
        evaluasi, mutu = kualifikasi(t)
        nip, ppk = pejabat("ppk", t.skpd.no, t.kd % 2)
        pokja = [pejabat("pokja", t.skpd.no % 5, n) for n in range(3)]
        hasil.append((
            2024, "2024", *KLPD, t.skpd.kd_satker_spse, t.skpd.kode, t.skpd.nama_besar, *LPSE, t.kd,
            t.kd_pkt_dce, t.kd_rup, t.nama, t.pagu, t.hps, t.sumber_dana, "Kecil",
            JENIS_SPSE[t.jenis], t.metode, evaluasi, mutu, BAYAR[t.jenis], t.status, TANGGAL_TARIK,
            t.versi, t.ket_ditutup or None, None, t.tgl_buat, t.tgl_umum - timedelta(hours=1),
            t.tgl_umum, nip, ppk, ";".join(p[0] for p in pokja), ";".join(p[1] for p in pokja),
            f"{t.skpd.nama} - {KOTA['lokasi']}", KOTA["url_lpse"], TANGGAL_TARIK,
        ))  # fmt: skip
    return hasil


def baris_selesai(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    hasil = []
    for t in tender:
        if t.status == "Selesai":
            evaluasi, mutu = kualifikasi(t)
            hasil.append((
                2024, *KLPD, t.skpd.kd_satker_spse, t.skpd.kode, t.skpd.nama_besar, *LPSE, t.kd,
                t.kd_pkt_dce, t.kd_rup, t.nama, t.pagu, t.hps, t.sumber_dana, t.mak, "Kecil",
                JENIS_SPSE[t.jenis], t.metode, evaluasi, mutu, BAYAR[t.jenis], t.status, t.tgl_umum,
                t.tgl_tetap, KOTA["url_lpse"],
            ))  # fmt: skip
    return hasil


def baris_nilai(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    """Values are the bare word null, and the supplier 0, where nothing was recorded."""
    hasil: list[tuple[Sel, ...]] = []
    for t in tender:
        if t.status != "Selesai":
            continue
        assert t.tgl_tetap is not None
        p = t.penyedia
        pdn = t.kontrak if t.kd // 1000 % 3 else None
        hasil.append((
            2024, *KLPD, t.skpd.kode, t.skpd.nama_besar, KOTA["kd_lpse"], t.kd, t.kd_pkt_dce,
            t.kd_rup,
            t.pagu, t.hps, t.penawaran or NULL, t.penawaran or NULL, t.negosiasi or NULL,
            t.kontrak or NULL, t.tgl_umum.date(), t.tgl_tetap.date(), p.kd if p else 0,
            t.nama_penyedia if p else None, p.npwp if p else None, p.npwp16 if p else None,
            pdn or NULL, pdn or NULL, TANGGAL_TARIK,
        ))  # fmt: skip
    return hasil


def baris_peserta(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    hasil: list[tuple[Sel, ...]] = []
    for t in tender:
        urut = list(t.peserta)
        acak("urutan-peserta", t.kd).shuffle(urut)
        for p in urut:
            menang = t.status == "Selesai" and not t.nilai_kosong and p.penyedia is t.penyedia
            hasil.append((
                2024, KOTA["kd_klpd"], t.skpd.kd_satker_spse, t.skpd.kode, KOTA["kd_lpse"], t.kd,
                t.kd_pkt_dce, p.kd, p.penyedia.kd, p.nama, p.penyedia.npwp, p.penyedia.npwp16,
                p.nilai or 0, p.nilai or 0, int(menang), 0, p.gugur or None,
            ))  # fmt: skip
    return hasil


def _tahapan(t: Tender) -> list[tuple[int, str | None, int, object, object]]:
    """Stages of one tender: code, name, activity, start, end."""
    u, b = t.tgl_umum, t.batas
    tetap = t.tgl_tetap or b + timedelta(days=14, hours=6)
    hari, menit = timedelta(days=1), timedelta(minutes=1)
    akhir = tetap.replace(hour=16)
    umum = [
        (18804, "Penetapan pemenang", 298, akhir - timedelta(hours=1), akhir),
        (18810, "Pengumuman pemenang", 299, akhir + menit, akhir.replace(hour=23, minute=59)),
        (18789, "Masa Sanggah Hasil Lelang", 300, akhir + hari, akhir + 5 * hari),
        (18817, "Surat penunjukan penyedia barang/jasa", 301, akhir + 6 * hari, akhir + 8 * hari),
        (18803, "Penandatanganan  kontrak", 302, akhir + 8 * hari, akhir + 14 * hari),
    ]
    if t.metode != "Seleksi":
        return [
            (18807, "Pengumuman pascakualifikasi", 291, u, u + 3 * hari),
            (18777, "Download dokumen pemilihan dan kualifikasi", 292, u + 5 * menit, b),
            (18812, "Penjelasan dokumen lelang", 293, u + hari, u + hari + timedelta(hours=1)),
            (18833, "Upload Dokumen Penawaran", 294, u + hari + timedelta(hours=4), b),
            (18798, BUKA, 295, b + 5 * menit, b.replace(hour=23, minute=59)),
            (18843, None, 296, b + timedelta(hours=6), akhir - timedelta(hours=2)),
            (18802, "Pembuktian kualifikasi", 297, akhir - timedelta(hours=5),
            akhir - timedelta(hours=2)),
            *umum,
        ]  # fmt: skip
    k = u + 12 * hari
    return [
        (18808, "Pengumuman prakualifikasi", 172, u, u + 7 * hari),
        (18778, "Download dokumen prakualifikasi", 173, u + menit, k),
        (18832, "Penjelasan Dokumen Prakualifikasi", 174, u + 2 * hari,
        u + 2 * hari + timedelta(hours=1)),
        (18827, "Upload dokumen prakualifikasi", 175, u + 2 * hari + timedelta(hours=2), k),
        (18779, "Evaluasi dokumen kualifikasi dan pembuktian kualifikasi", 176, k + menit,
        k + 5 * hari),
        (18802, "Pembuktian kualifikasi", 177, k + 3 * hari, k + 5 * hari),
        (18830, "Penetapan Hasil Kualifikasi", 178, k + 5 * hari,
        k + 5 * hari + timedelta(hours=1)),
        (18791, "Masa sanggah prakualifikasi", 180, k + 6 * hari, k + 11 * hari),
        (18776, None, 181, k + 11 * hari, b),
        (18812, "Penjelasan dokumen lelang", 182, k + 13 * hari,
        k + 13 * hari + timedelta(hours=1)),
        (18833, "Upload Dokumen Penawaran", 183, k + 13 * hari + timedelta(hours=4), b),
        (18795, "Pembukaan dan evaluasi penawaran file I", 184, b + menit, b + 5 * hari),
        (18796, "Pembukaan dan evaluasi penawaran file II", 187, b + 6 * hari,
        akhir - timedelta(hours=2)),
        (18804, "Penetapan pemenang", 188, akhir - timedelta(hours=1), akhir),
        (18810, "Pengumuman pemenang", 189, akhir + menit, akhir.replace(hour=23, minute=59)),
        (18789, "Masa Sanggah Hasil Lelang", 190, akhir + hari, akhir + 5 * hari),
        (18784, "Klarifikasi dan negosiasi teknis dan biaya", 191, akhir + 5 * hari,
        akhir + 6 * hari),
        (18817, "Surat penunjukan penyedia barang/jasa", 193, akhir + 7 * hari, akhir + 8 * hari),
        (18803, "Penandatanganan  kontrak", 194, akhir + 8 * hari, akhir + 14 * hari),
    ]  # fmt: skip


def baris_jadwal(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    hasil: list[tuple[Sel, ...]] = []
    for t in tender:
        for kode, nama, akt, awal, akhir in _tahapan(t):
            hasil.append((
                2024, KOTA["kd_klpd"], t.skpd.kd_satker_spse, t.skpd.kode, KOTA["kd_lpse"], t.kd,
                kode,
                nama, akt, None, awal, akhir, TANGGAL_TARIK,
            ))  # type: ignore[arg-type]  # fmt: skip
    return hasil


def tanggal_isb(hari: date) -> str:
    """As the e-contract endpoints write a day: 2024-05-06T00:00:00.000000Z."""
    return f"{hari}T00:00:00.000000Z"
