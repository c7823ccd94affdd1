"""Direct awards and catalogue orders."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.kota_rekaan.judul import akun, judul
from tests.kota_rekaan.kota import DARI_NO, SKPD, acak, baca_yaml, bulat, hari_kerja, pecahan, pukul
from tests.kota_rekaan.paket import Langsung, Pesanan
from tests.kota_rekaan.penyedia import KECIL, KHUSUS, ejaan

POLA = ("barang", "jasa", "konsultansi", "konstruksi")
ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def susun_langsung() -> list[Langsung]:
    """All direct awards of 2024 and the few of 2025, in the order of their codes."""
    rencana = {int(k): v for k, v in baca_yaml("rencana.yml")["langsung"].items()}
    kode = {int(f"105{s.no:02d}{i:03d}000") for s in SKPD for i in range(1, s.langsung + 1)}
    return [_langsung(kd, rencana.get(kd, {})) for kd in sorted(kode | set(rencana))]


def _langsung(kd: int, isi: dict[str, Any]) -> Langsung:
    rng = acak("langsung", kd)
    teks = str(kd)
    skpd, urut = DARI_NO[int(teks[3:5])], int(teks[5:8])
    jenis = isi.get("jenis", POLA[(urut + skpd.no) % 4])
    sempit = jenis in ("konsultansi", "perorangan")
    pagu = (
        bulat(rng.randint(28, 82 if sempit else 150) * 1_000_000, 1_000_000)
        + rng.randint(0, 1) * 500_000
    )
    pagu = Decimal(isi.get("pagu", pagu))
    hps = Decimal(isi.get("hps", bulat(pagu * pecahan(rng, "0.9550", "0.9850"), 100)))
    tahun = "60" if teks.startswith("115") else "50"
    sub, rek = akun(jenis, urut // 4 + urut % 4 * 2, skpd)
    sub, rek = isi.get("sub", sub), isi.get("rek", rek)
    umum = isi.get("umum") or hari_kerja(
        date(2024, 2, 27) + timedelta(days=(skpd.no * 17 + urut * 31) % 220)
    )
    # Steps of five through 64 suppliers: nobody gets two awards of one agency by chance.
    giliran = skpd.no * 7 + (urut if urut < 900 else urut - 886) * 5
    penyedia = KHUSUS[isi["penyedia"]] if "penyedia" in isi else KECIL[giliran % len(KECIL)]
    paket = Langsung(
        kd=kd, skpd=skpd, jenis=jenis, metode="Pengadaan Langsung", pagu=pagu, hps=hps, sub=sub,
        rek=rek, nama=isi.get("nama", judul(jenis, urut // 4 * 2 + urut % 4, skpd)),
        kd_rup=str(isi.get("kd_rup", f"{tahun}{skpd.no:02d}1{urut:03d}")),
        tgl_umum=pukul(umum, rng.choice([9, 10, 13, 14])),
        tgl_buat=pukul(umum - timedelta(days=rng.randint(3, 9)), 10, rng.randint(0, 59)),
        status=isi.get("status", "Selesai"), penyedia=penyedia,
        nama_penyedia=isi.get("ejaan") or ejaan(penyedia, rng),
        npwp15_kosong=isi.get("npwp15_kosong", rng.random() < 0.06),
        ket_ditutup=isi.get("ket_ditutup", ""),
    )  # fmt: skip
    paket.tgl_selesai = pukul(umum + timedelta(days=rng.randint(8, 13)), 16)
    paket.penawaran = bulat(
        hps * pecahan(rng, "0.9700", "0.9930"), rng.choice([1, 1, 1000, "0.01"])
    )
    paket.negosiasi = bulat(
        paket.penawaran * pecahan(rng, "0.9800", "0.9960"), rng.choice([1, 1000])
    )
    if "kontrak" in isi:
        paket.penawaran = paket.negosiasi = Decimal(isi["kontrak"])
    if not isi.get("tanpa_kontrak", paket.status == "Berlangsung"):
        paket.kontrak = paket.negosiasi
    return paket


def susun_pesanan() -> list[Pesanan]:
    """Catalogue orders, several small ones per agency."""
    hasil = []
    rencana = baca_yaml("rencana.yml").get("pesanan", {})
    for skpd in SKPD:
        for urut in range(1, skpd.epurchasing + 1):
            rng = acak("pesanan", skpd.no, urut)
            kd = f"01HZREKA{skpd.no:02d}{urut:02d}" + "".join(rng.choice(ULID) for _ in range(14))
            isi = rencana.get(f"{skpd.no}-{urut}", {})
            jenis = ("barang", "barang", "jasa")[urut % 3]
            sub, rek = akun(jenis, urut + 5, skpd)
            penjual = (skpd.no * 5 + urut * 3) % 40
            jumlah = rng.randint(1, 60)
            hasil.append(
                Pesanan(
                    kd=kd, skpd=skpd, kd_rup=str(isi.get("kd_rup", f"50{skpd.no:02d}2{urut:03d}")),
                    nama=judul(jenis, urut + 4, skpd), sub=sub, rek=rek,
                    penyedia_v6=f"01HREKAJAYA{penjual:02d}KATALOG00000X",
                    penyedia_sikap=7_100_009 + penjual * 1000 if penjual % 3 else 0,
                    jenis_produk=rng.randint(1, 4), jumlah=jumlah, ongkir=rng.choice([0, 0, 0,
                    150_000]),
                    total=jumlah * rng.randint(2, 12) * 75_000 + 1_875_000,
                    tgl=hari_kerja(date(2024, 3,
                    4) + timedelta(days=(skpd.no * 13 + urut * 29) % 250)),
                    status=rng.choice(["ON_PROCESS", "COMPLETED", "COMPLETED",
                    "PAYMENT_OUTSIDE_SYSTEM"]),
                    kirim=rng.choice(["COMPLETED", "COMPLETED", "DELIVERED", "BUYER_CONFIRMED"]),
                    produk=f"{rng.getrandbits(32):08x}-4e10-4aa0-9b00-0e0f0a0b0c0d",
                )
            )  # fmt: skip
    return hasil
