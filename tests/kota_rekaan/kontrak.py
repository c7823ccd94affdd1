"""Contracts of tenders: versions, payments and hand-over."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.kota_rekaan.kota import bulat
from tests.kota_rekaan.paket import Bayar, Tender, VersiKontrak

BATAS_TAHUN = date(2024, 12, 16)


def susun_kontrak(paket: Tender, isi: dict[str, Any], rng: Random) -> None:
    """Give a tender its contract; a clean one is handed over on time and paid to the rupiah."""
    assert paket.tgl_tetap is not None and paket.kontrak is not None
    tanggal = paket.tgl_tetap.date() + timedelta(
        days=isi.get("kontrak_selisih", rng.randint(9, 13))
    )
    lama = isi.get("lama_kontrak", rng.choice([60, 75, 90, 120]))
    akhir = min(tanggal + timedelta(days=lama), BATAS_TAHUN)
    pokok = f"{rng.randint(100, 899)}/SP-{paket.skpd.no:02d}.{str(paket.kd)[5:8]}/PPK/2024"
    paket.versi_kontrak.append(VersiKontrak(0, pokok, tanggal, tanggal, akhir, paket.kontrak))
    for nomor, kali in enumerate(isi.get("adendum", []), 1):
        akhir = akhir + timedelta(days=isi.get("perpanjangan", 0))
        paket.versi_kontrak.append(
            VersiKontrak(
                nomor, f"{pokok}/ADD-{nomor:02d}", tanggal + timedelta(days=20 * nomor), tanggal,
                akhir, bulat(paket.kontrak * Decimal(kali), "0.01"), "Perubahan volume pekerjaan",
            )
        )  # fmt: skip
    if isi.get("tanpa_bast"):
        return
    nilai = paket.versi_kontrak[-1].nilai
    serah = akhir + timedelta(days=isi.get("bast_selisih", -rng.randint(1, 6)))
    muka = bulat(nilai * Decimal("0.3"), "0.01")
    sisa = nilai - muka + Decimal(isi.get("bayar_lebih", 0))
    paket.bayar = [
        Bayar(f"BAP-1/{pokok}", tanggal + timedelta(days=7), muka, 0),
        Bayar(f"BAP-2/{pokok}", serah, sisa, 100, f"BAST/{pokok}", serah),
    ]
