"""What one purchase is: plan package, tender, direct award, catalogue order, contract."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tests.kota_rekaan.kota import Skpd
from tests.kota_rekaan.penyedia import Penyedia

JENIS_SPSE = {
    "konstruksi": "Pekerjaan Konstruksi",
    "barang": "Pengadaan Barang",
    "jasa": "Jasa Lainnya",
    "konsultansi": "Jasa Konsultansi Badan Usaha Konstruksi",
    "perorangan": "Jasa Konsultansi Perorangan Non Konstruksi",
}
JENIS_RUP = {
    "barang": (1, "Barang"),
    "konstruksi": (2, "Pekerjaan Konstruksi"),
    "konsultansi": (3, "Jasa Konsultansi"),
    "perorangan": (3, "Jasa Konsultansi"),
    "jasa": (4, "Jasa Lainnya"),
}
METODE_RUP = {
    "Pengadaan Langsung": 8,
    "E-Purchasing": 9,
    "Tender": 13,
    "Tender Cepat": 14,
    "Seleksi": 15,
    "Dikecualikan": 16,
}
BAYAR = {
    "konstruksi": "Gabungan Lumsum dan Harga Satuan",
    "barang": "Lumsum",
    "jasa": "Lumsum",
    "konsultansi": "Lumsum",
    "perorangan": "Waktu Penugasan",
}


@dataclass
class Peserta:
    """One registrant; `nilai` is None when it did not bid."""

    kd: int
    penyedia: Penyedia
    nama: str
    nilai: Decimal | None
    gugur: str = ""


@dataclass
class VersiKontrak:
    """The contract as first signed (version 0) or as amended."""

    versi: int
    nomor: str
    tanggal: date
    awal: date
    akhir: date
    nilai: Decimal
    alasan: str = ""


@dataclass
class Bayar:
    """One payment or hand-over record (BAP, BAST) of a contract."""

    no_bap: str
    tgl_bap: date
    besar: Decimal
    progres: int
    no_bast: str = ""
    tgl_bast: date | None = None


@dataclass
class Paket:
    """What a tender and a direct award have in common."""

    kd: int
    skpd: Skpd
    nama: str
    jenis: str
    metode: str
    pagu: Decimal
    hps: Decimal
    kd_rup: str
    sub: str
    rek: str
    tgl_umum: datetime
    tgl_buat: datetime
    status: str = "Selesai"
    versi: int = 1
    sumber_dana: str = "APBD"
    ket_ditutup: str = ""
    penyedia: Penyedia | None = None
    nama_penyedia: str = ""
    penawaran: Decimal | None = None
    negosiasi: Decimal | None = None
    kontrak: Decimal | None = None

    @property
    def mak(self) -> str:
        return f"{self.sub}.{self.rek}."


@dataclass
class Tender(Paket):
    """A competitive process with its registrants, stages and contract."""

    kd_pkt_dce: int = 0
    batas: datetime = datetime.min
    tgl_tetap: datetime | None = None
    peserta: list[Peserta] = field(default_factory=list)
    versi_kontrak: list[VersiKontrak] = field(default_factory=list)
    bayar: list[Bayar] = field(default_factory=list)
    nilai_kosong: bool = False


@dataclass
class Langsung(Paket):
    """A direct award."""

    tgl_selesai: datetime | None = None
    npwp15_kosong: bool = False


@dataclass
class Pesanan:
    """A catalogue order (e-katalog version 6)."""

    kd: str
    skpd: Skpd
    kd_rup: str
    nama: str
    sub: str
    rek: str
    penyedia_v6: str
    penyedia_sikap: int
    jenis_produk: int
    jumlah: int
    ongkir: int
    total: int
    tgl: date
    status: str
    kirim: str
    produk: str


@dataclass
class Rup:
    """One plan package of a supplier procurement."""

    kd: int
    skpd: Skpd
    nama: str
    pagu: Decimal
    metode: str
    jenis: str
    umum: datetime
    buat: date
    pilih: date
    selesai: date
    uraian: str
    spesifikasi: str
    tahun: int = 2024
    pradipa: bool = False
    alasan_dikecualikan: str = ""
