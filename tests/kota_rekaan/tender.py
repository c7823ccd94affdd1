"""Tenders: ordinary ones by chance within healthy bounds, planted ones as rencana.yml says."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from statistics import mean, stdev
from typing import Any

from tests.kota_rekaan.judul import akun, judul
from tests.kota_rekaan.kontrak import susun_kontrak
from tests.kota_rekaan.kota import (
    DARI_NO,
    SKPD,
    Skpd,
    acak,
    baca_yaml,
    bulat,
    hari_kerja,
    pecahan,
    pukul,
)
from tests.kota_rekaan.paket import Peserta, Tender
from tests.kota_rekaan.penyedia import BESAR, KHUSUS, Penyedia, ejaan

POLA = ("konstruksi", "barang", "konstruksi", "jasa", "konsultansi", "barang")
MULAI = date(2024, 2, 27)


def wajar(rasio: Sequence[float]) -> bool:
    """Spread that no collusion screen finds remarkable, with room to spare."""
    rugi = rasio[1:]
    if len(rasio) >= 3 and (rasio[1] - rasio[0]) / stdev(rugi) > 0.85:
        return False
    return len(rasio) < 4 or stdev(rasio) / mean(rasio) >= 0.075


def rasio_wajar(rng: Random, banyak: int, gugur: int | None) -> list[Decimal]:
    """Bids over HPS, ascending; the winner 6-13 % below, the runner-up 3.4-5 % above it."""
    while True:
        satu = pecahan(rng, "0.8700", "0.9350")
        rasio = [satu, bulat(satu * (1 + pecahan(rng, "0.0350", "0.0490")), "0.0001")]
        while len(rasio) < banyak:
            rasio.append(bulat(rasio[-1] * (1 + pecahan(rng, "0.0300", "0.1000")), "0.0001"))
        semua = [float(r) for r in rasio]
        sah = [r for i, r in enumerate(semua) if i != gugur]
        if rasio[-1] <= Decimal("1.22") and wajar(semua) and wajar(sah):
            return rasio


def susun_tender() -> list[Tender]:
    """All tenders of the year, in the order of their codes."""
    rencana = baca_yaml("rencana.yml")
    khusus = {int(k): v for k, v in rencana["tender"].items()}
    kode = {kd_tender(s.no, i) for s in SKPD for i in range(1, s.tender + 1)} | set(khusus)
    return [_tender(kd, khusus.get(kd, {}), giliran) for giliran, kd in enumerate(sorted(kode))]


def kd_tender(no: int, urut: int) -> int:
    return int(f"102{no:02d}{urut:03d}000")


def _tender(kd: int, isi: dict[str, Any], giliran: int) -> Tender:
    rng = acak("tender", kd)
    teks = str(kd)
    skpd, urut = DARI_NO[int(teks[3:5])], int(teks[5:8])
    jenis = isi.get("jenis", POLA[(urut + skpd.no) % len(POLA)])
    metode = isi.get("metode", "Seleksi" if jenis == "konsultansi" else "Tender")
    pagu, hps = _pagu_hps(isi, skpd, jenis, rng)
    sub, rek = akun(jenis, urut, skpd)
    umum, batas, tetap = _tanggal(isi, rng, metode, skpd.no * 11 + urut * 23)
    asal = int(isi.get("ulangan_dari", kd))
    paket = Tender(
        kd=kd, skpd=skpd, jenis=jenis, metode=metode, pagu=pagu, hps=hps, sub=sub, rek=rek,
        nama=isi.get("nama", judul(jenis, urut, skpd)),
        kd_rup=str(isi.get("kd_rup", f"50{skpd.no:02d}0{str(asal)[5:8]}")),
        tgl_umum=umum, tgl_buat=umum - timedelta(days=rng.randint(5, 20), minutes=rng.randint(3,
        300)),
        kd_pkt_dce=int("101" + str(asal)[3:]),
        status=isi.get("status", "Selesai"), versi=isi.get("versi", 1),
        ket_ditutup=isi.get("ket_ditutup", ""), batas=batas,
        nilai_kosong=isi.get("nilai_kosong", False),
    )  # fmt: skip
    pemenang = _isi_peserta(paket, isi, rng, giliran)
    if paket.status != "Selesai":
        return paket
    paket.tgl_tetap = tetap
    _isi_nilai(paket, isi, rng, pemenang)
    if isi.get("ekontrak", rng.random() < 0.6) and paket.kontrak is not None:
        susun_kontrak(paket, isi, acak("kontrak", kd))
    return paket


def _pagu_hps(isi: dict[str, Any], skpd: Skpd, jenis: str, rng: Random) -> tuple[Decimal, Decimal]:
    besar = Decimal("0.7") if jenis == "konsultansi" and "pagu" not in isi else Decimal(1)
    pagu = bulat(besar * skpd.dasar * 1_000_000 * pecahan(rng, "0.88", "1.12"), 500_000)
    pagu = Decimal(isi.get("pagu", pagu))
    sen = "0.01" if rng.random() < 0.4 else "1000"
    return pagu, Decimal(isi.get("hps", bulat(pagu * pecahan(rng, "0.9550", "0.9850"), sen)))


def _tanggal(isi: dict[str, Any], rng: Random, metode: str, geser: int) -> tuple[Any, Any, Any]:
    """Announcement, bid deadline, award: hours ascend, so days agree however counted."""
    hari = isi.get("umum") or hari_kerja(MULAI + timedelta(days=geser % 150))
    lama = {"Seleksi": rng.randint(30, 36), "Tender Cepat": 4}.get(metode, rng.randint(16, 22))
    nilai = {"Tender Cepat": 10}.get(metode, rng.randint(11, 20))
    batas = hari + timedelta(days=isi.get("hari_penawaran", lama))
    tetap = batas + timedelta(days=isi.get("hari_evaluasi", nilai))
    return pukul(hari, 9), pukul(batas, 10), pukul(tetap, 16)


def _isi_peserta(
    paket: Tender, isi: dict[str, Any], rng: Random, giliran: int
) -> tuple[Peserta | None, Decimal | None]:
    """Fill the registrants; return the winner and its offer, also where no bid is recorded."""
    banyak = rng.choice([3, 4, 4, 4, 5, 5, 6])
    # Every other tender with four bids or more throws one out, never one of the two lowest.
    pilah = banyak >= 4 and (paket.kd // 1000 % 2 == 0 or rng.random() < 0.25)
    lolos = rng.randint(2, banyak - 1) if pilah else None
    if "penawaran" in isi:
        rasio = [Decimal(r) for r in isi["penawaran"]]
        gugur = dict(isi.get("gugur", {}))
    else:
        rasio = rasio_wajar(rng, banyak, lolos)
        gugur = {lolos: "Tidak lulus evaluasi teknis"} if lolos is not None else {}
    tetap: list[str | None] = isi.get("peserta", [])
    nama_tetap = dict(enumerate(tetap))
    jumlah = isi.get("pendaftar", max(len(rasio) + 3, round(len(rasio) / rng.uniform(0.38, 0.52))))
    dipakai: set[int] = {KHUSUS[n].kd for n in tetap if n}
    juara = isi.get("pemenang", 0)
    for urut in range(jumlah):
        if nama := nama_tetap.get(urut):
            penyedia = KHUSUS[nama]
        elif urut == juara:
            penyedia = BESAR[giliran % len(BESAR)]
        else:
            penyedia = _lain(rng, dipakai | {BESAR[giliran % len(BESAR)].kd})
        dipakai.add(penyedia.kd)
        nilai = bulat(rasio[urut] * paket.hps, "0.01") if urut < len(rasio) else None
        if nilai is not None and "penawaran" not in isi and rng.random() < 0.6:
            nilai = bulat(nilai, 1000)
        paket.peserta.append(
            Peserta(
                kd=paket.kd + urut + 1,
                penyedia=penyedia,
                nama=isi.get("ejaan", {}).get(urut) or ejaan(penyedia, rng),
                nilai=nilai,
                gugur=gugur.get(urut, ""),
            )
        )
    if not paket.peserta:
        return None, None
    pemenang = paket.peserta[juara]
    tawaran = pemenang.nilai
    if isi.get("tanpa_penawaran"):
        for peserta in paket.peserta:
            peserta.nilai = None
    return pemenang, tawaran


def _lain(rng: Random, dipakai: set[int]) -> Penyedia:
    while (calon := rng.choice(BESAR)).kd in dipakai:
        pass
    return calon


def _isi_nilai(
    paket: Tender,
    isi: dict[str, Any],
    rng: Random,
    pemenang: tuple[Peserta | None, Decimal | None],
) -> None:
    peserta, tawaran = pemenang
    if paket.nilai_kosong or peserta is None or tawaran is None:
        return
    paket.penyedia, paket.nama_penyedia, paket.penawaran = peserta.penyedia, peserta.nama, tawaran
    turun = pecahan(rng, "0.0030", "0.0120") if paket.metode == "Seleksi" else Decimal(0)
    if "penawaran" in isi:
        turun = Decimal(0)
    paket.negosiasi = bulat(tawaran * (1 - turun), "0.01")
    paket.kontrak = bulat(paket.negosiasi * Decimal(isi.get("kontrak_per_penetapan", "1")), "0.01")
