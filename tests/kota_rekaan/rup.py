"""Plan packages (SIRUP): one behind every purchase that has one, and some that led to none."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.kota_rekaan.judul import judul
from tests.kota_rekaan.kota import DARI_NO, SKPD, Skpd, acak, baca_yaml, bulat, hari_kerja, pukul
from tests.kota_rekaan.paket import Langsung, Paket, Pesanan, Rup, Tender

SPESIFIKASI = "Sesuai kerangka acuan kerja dan standar satuan harga Kota Rekajaya tahun berjalan"
DIKECUALIKAN = ("Belanja Tagihan Listrik Kantor", "Belanja Tagihan Internet Kantor")
PERJALANAN = (
    "Belanja Perjalanan Dinas Dalam Kota", "Belanja Perjalanan Dinas Biasa",
    "Honorarium Narasumber Kegiatan", "Belanja Makanan dan Minuman Rapat",
    "Belanja Jasa Tenaga Administrasi", "Belanja Paket Rapat Koordinasi",
    "Belanja Jasa Tenaga Kebersihan",
)  # fmt: skip
RENCANA_SAJA = ("Pengadaan Lisensi Perangkat Lunak", "Belanja Pakaian Olahraga Pegawai")


def susun_rup(
    tender: Iterable[Tender], langsung: Iterable[Langsung], pesanan: Iterable[Pesanan]
) -> list[Rup]:
    """All plan packages of suppliers, in the order of their codes."""
    rencana = baca_yaml("rencana.yml")
    hasil: dict[int, Rup] = {}
    for paket in [*tender, *langsung]:
        isi = rencana["tender" if isinstance(paket, Tender) else "langsung"].get(paket.kd, {})
        _dari_paket(hasil, paket, isi.get("rup_terlambat"))
    for p in pesanan:
        if not p.kd_rup.startswith("5999"):
            hasil[int(p.kd_rup)] = _baru(
                int(p.kd_rup),
                p.skpd,
                p.nama,
                bulat(p.total * Decimal("1.06"), 500_000),
                "E-Purchasing",
                "barang",
            )
    for skpd in SKPD:
        for rup in _tanpa_proses(skpd):
            hasil[rup.kd] = rup
    for kd, isi in rencana["rup"].items():
        rup = _baru(
            kd,
            DARI_NO[int(str(kd)[2:4])],
            isi["nama"],
            Decimal(isi["pagu"]),
            isi["metode"],
            isi["jenis"],
        )
        rup.uraian, rup.spesifikasi = (
            isi.get("uraian", rup.uraian),
            isi.get("spesifikasi", SPESIFIKASI),
        )
        hasil[kd] = rup
    return [hasil[kd] for kd in sorted(hasil)]


def _dari_paket(hasil: dict[int, Rup], paket: Paket, terlambat: int | None) -> None:
    kode = [int(k) for k in paket.kd_rup.split(";") if not k.startswith("5999")]
    for urut, kd in enumerate(kode):
        # A cell with two codes: the package's money is planned in two halves.
        pagu = paket.pagu if len(kode) == 1 else bulat(paket.pagu / 2, 1)
        if urut:
            pagu = paket.pagu - bulat(paket.pagu / 2, 1)
        if kd in hasil:
            continue
        rup = _baru(
            kd, paket.skpd, paket.nama, pagu, paket.metode, paket.jenis, paket.tgl_umum.date()
        )
        if terlambat is not None:
            rup.umum = pukul(paket.tgl_umum.date() + timedelta(days=terlambat), 8)
        hasil[kd] = rup


def _baru(
    kd: int,
    skpd: Skpd,
    nama: str,
    pagu: Decimal,
    metode: str,
    jenis: str,
    proses: date | None = None,
) -> Rup:
    rng = acak("rup", kd)
    tahun = 2025 if proses and proses.year == 2025 else 2024
    if tahun == 2025:
        assert proses is not None
        umum = pukul(hari_kerja(proses - timedelta(days=24)), 9, rng.randint(0, 59))
    else:
        umum = pukul(
            hari_kerja(date(2024, 1, 8) + timedelta(days=rng.randint(0, 38))),
            rng.randint(8, 15),
            rng.randint(0, 59),
        )
    pradipa = tahun == 2024 and rng.random() < 0.03
    if pradipa:
        umum = pukul(date(2023, 12, rng.randint(11, 22)), 14, rng.randint(0, 59))
    bulan = proses.month if proses else rng.randint(3, 9)
    return Rup(
        kd=kd, skpd=skpd, nama=nama, pagu=pagu, metode=metode, jenis=jenis, umum=umum,
        buat=(umum - timedelta(days=rng.randint(1, 12))).date(),
        pilih=date(tahun, bulan, 1), selesai=date(tahun, min(bulan + 4, 12), 1),
        uraian=f"{nama} untuk {skpd.nama} Kota Rekajaya, termasuk seluruh pekerjaan penunjangnya",
        spesifikasi=SPESIFIKASI, tahun=tahun, pradipa=pradipa,
    )  # fmt: skip


def _tanpa_proses(skpd: Skpd) -> list[Rup]:
    """Exempted purchases, and catalogue plans that were not bought this year."""
    rng = acak("rup-saja", skpd.no)
    tempat = judul("jasa", skpd.no, skpd).split(" ")[-1]
    hasil = []
    for urut, nama in enumerate(DIKECUALIKAN[: 1 + skpd.no % 2]):
        rup = _baru(
            int(f"50{skpd.no:02d}3{urut + 1:03d}"),
            skpd,
            f"{nama} {tempat}",
            Decimal(rng.randint(18, 42) * 500_000),
            "Dikecualikan",
            "jasa",
        )
        rup.alasan_dikecualikan = "tarif atau harga yang dipublikasikan secara luas"
        hasil.append(rup)
    for urut, nama in enumerate(RENCANA_SAJA[: 1 + skpd.no % 2], 5):
        hasil.append(
            _baru(
                int(f"50{skpd.no:02d}3{urut:03d}"),
                skpd,
                f"{nama} {tempat}",
                Decimal(rng.randint(20, 90) * 500_000),
                "E-Purchasing",
                "barang",
            )
        )
    return hasil


def susun_swakelola() -> list[dict[str, Any]]:
    """Self-managed plans: what travels, meets and pays fees."""
    hasil = []
    tetap: dict[int, dict[str, Any]] = baca_yaml("rencana.yml")["swakelola"]
    for skpd in SKPD:
        for urut in range(1, 9 + skpd.no % 4):
            kd = int(f"40{skpd.no:02d}{urut:04d}")
            rng = acak("swakelola", kd)
            nama = f"{PERJALANAN[(urut + skpd.no) % len(PERJALANAN)]} Triwulan {rng.randint(1, 4)}"
            isi = tetap.get(kd, {})
            umum = pukul(
                hari_kerja(date(2024, 1, 9) + timedelta(days=rng.randint(0, 40))),
                10,
                rng.randint(0, 59),
            )
            hasil.append({
                "kd": kd, "skpd": skpd, "nama": nama,
                "pagu": 0 if rng.random() < 0.03 else rng.randint(8, 360) * 125_000,
                "tipe": isi.get("tipe", 1), "umum": umum,
                "buat": (umum - timedelta(days=rng.randint(1, 20))).date(),
                "uraian": isi.get("uraian",
                f"{nama} dalam rangka kegiatan {skpd.nama}; \r\nkoefisien = pagu / harga satuan"),
                "awal": date(2024, rng.choice([1, 1, 1, 2, 3]), 1), "akhir": date(2024,
                rng.choice([12, 12, 11, 9]), 1),
                "volume": rng.choice(["1 Paket", "1 paket", "12 Bulan", "1 Kegiatan"]),
            })  # fmt: skip
    return hasil
