"""Titles of packages and which account each is paid from."""

from tests.kota_rekaan.kota import Skpd, sub_kegiatan

TEMPAT = (
    "Kelurahan Angan", "Kelurahan Hikayat", "Kelurahan Lakon", "Kawasan Alun-Alun Rekajaya",
    "Kelurahan Babad Lor", "Kelurahan Babad Kidul", "Jalan Dongeng Raya", "Jalan Khayal Timur",
    "Kampung Cerita", "Blok Fiksi Utara",
)  # fmt: skip
JUDUL = {
    "konstruksi": (
        "Rehabilitasi Gedung Kantor", "Pembangunan Saluran Drainase",
        "Peningkatan Jalan Lingkungan",
        "Pemasangan Pagar Keliling", "Perbaikan Atap Gedung Pelayanan",
        "Penataan Halaman dan Parkir",
        "Pembuatan Talud Penahan Tanah", "Pengecatan dan Perbaikan Fasad",
        "Renovasi Ruang Rapat Utama", "Konstruksi Pos Jaga Terpadu",
    ),
    "barang": (
        "Pengadaan Perangkat Komputer", "Belanja Mebel Ruang Pelayanan",
        "Penyediaan Alat Pendingin Ruangan",
        "Pembelian Kendaraan Operasional Roda Dua", "Pengadaan Peralatan Lapangan",
        "Belanja Bahan Bangunan Pemeliharaan", "Penyediaan Perlengkapan Pelatihan",
        "Pembelian Alat Kebersihan Kantor", "Suplai Bahan Cetak dan Penggandaan",
    ),
    "jasa": (
        "Jasa Kebersihan Gedung Kantor", "Sewa Kendaraan Operasional",
        "Pemeliharaan Perangkat Jaringan",
        "Jasa Keamanan Lingkungan Kantor", "Penyelenggaraan Pelatihan Aparatur",
        "Sewa Gedung Pertemuan Koordinasi", "Servis Berkala Alat Pendingin",
        "Dokumentasi dan Publikasi Kegiatan",
    ),
    "konsultansi": (
        "Perencanaan Teknis Bangunan", "Pengawasan Pembangunan Gedung", "Kajian Penataan Kawasan",
        "Penyusunan Rencana Induk Sektor", "Studi Kelayakan Sarana Umum",
        "Survei Kepuasan Masyarakat",
        "Evaluasi Dokumen Perencanaan Sektoral",
    ),
}  # fmt: skip
REKENING = {
    "konstruksi": (
        "5.2.03.01.01.0001", "5.2.04.02.07.0003", "5.2.04.01.01.0004", "5.2.03.04.01.0004",
        "5.1.02.03.03.0001", "5.2.03.01.01.0010", "5.2.03.01.01.0006", "5.2.04.02.01.0008",
    ),
    "barang": (
        "5.2.02.10.01.0002", "5.2.02.05.02.0001", "5.2.02.05.02.0004", "5.2.02.02.01.0004",
        "5.1.02.01.01.0036", "5.1.02.01.01.0001", "5.2.02.05.01.0005", "5.1.02.01.01.0031",
        "5.1.02.01.01.0026",
    ),
    "jasa": (
        "5.1.02.02.01.0030", "5.1.02.02.04.0036", "5.1.02.03.02.0405", "5.1.02.02.01.0031",
        "5.1.02.02.12.0001", "5.1.02.02.05.0009", "5.1.02.03.02.0121", "5.1.02.02.01.0028",
    ),
    "konsultansi": (
        "5.1.02.02.08.0001", "5.1.02.02.08.0019", "5.1.02.02.09.0012", "5.1.02.02.08.0006",
    ),
}  # fmt: skip


def judul(jenis: str, urut: int, skpd: Skpd) -> str:
    daftar = JUDUL["konsultansi" if jenis == "perorangan" else jenis]
    return f"{daftar[urut % len(daftar)]} {TEMPAT[(urut * 3 + skpd.no) % len(TEMPAT)]}"


def akun(jenis: str, urut: int, skpd: Skpd) -> tuple[str, str]:
    """Sub kegiatan and account: one account per running number, so that no two share both."""
    daftar = REKENING["konsultansi" if jenis == "perorangan" else jenis]
    sub = sub_kegiatan(skpd.bidang, penunjang=False)
    return sub[urut % len(sub)], daftar[urut % len(daftar)]
