"""Payments of the year: every budget line is spent in SP2D lines that add up to the LRA."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.kota_rekaan.anggaran import Baris
from tests.kota_rekaan.kota import acak, baca_yaml, bulat, hari_kerja, pecahan


@dataclass
class Bayaran:
    """One payment of one budget line; `dokumen` groups the lines of one SPP."""

    baris: Baris
    bulan: int
    nilai: int
    gaji: bool
    tanggal: date = date.min
    dokumen: int = 0


def susun_bayaran(anggaran: list[Baris]) -> list[Bayaran]:
    """All payments, by agency and date."""
    rencana: dict[int, dict[str, Any]] = baca_yaml("rencana.yml")["realisasi"]
    per_skpd: dict[int, list[Baris]] = defaultdict(list)
    for baris in anggaran:
        if baris.perubahan is not None:
            per_skpd[baris.skpd.no].append(baris)
    hasil = []
    for no, milik in sorted(per_skpd.items()):
        isi = rencana.get(no, {})
        total = _serapan(no, milik, isi)
        bayaran = [b for baris, nilai in total for b in _jadwal(baris, nilai)]
        if "bagian_desember" in isi:
            bayaran = _pindah_ke_desember(bayaran, Decimal(isi["bagian_desember"]))
        else:
            _redam_desember(bayaran)
        hasil += _beri_dokumen(no, [b for b in bayaran if b.nilai])
    return hasil


def _serapan(no: int, milik: list[Baris], isi: dict[str, Any]) -> list[tuple[Baris, int]]:
    """How much of each line is spent in the year."""
    rng = acak("serapan", no)
    dasar = Decimal(isi.get("serapan", isi.get("serapan_tepat", pecahan(rng, "0.9250", "0.9650"))))
    hasil = []
    for b in milik:
        assert b.perubahan is not None
        geser = pecahan(acak("serapan", no, b.sub, b.rek), "0.0000", "0.0300") - Decimal("0.015")
        nilai = int(bulat(b.perubahan * (dasar + geser)))
        hasil.append((b, int(b.isi.get("realisasi", nilai))))
    if "serapan_tepat" in isi:
        kurang = sum(b.perubahan or 0 for b in milik) * dasar - sum(n for _, n in hasil)
        urut = max(range(len(hasil)), key=lambda i: hasil[i][1])
        hasil[urut] = (hasil[urut][0], hasil[urut][1] + int(kurang))
    return hasil


def _jadwal(baris: Baris, nilai: int) -> list[Bayaran]:
    """Spread one line over the months: salaries evenly, the rest in one to three payments."""
    gaji = baris.rek.startswith("5.1.01")
    rng = acak("bayar", baris.skpd.no, baris.sub, baris.rek)
    if gaji:
        bulan = list(range(1, 13))
    else:
        kali = 1 if nilai < 150_000_000 else 2 if nilai < 600_000_000 else 3
        bulan = sorted(rng.sample(range(2, 12), kali))
        if rng.random() < 0.16:
            bulan[-1] = 12
    bagian = nilai // len(bulan)
    return [
        Bayaran(baris, b, bagian if i else nilai - bagian * (len(bulan) - 1), gaji)
        for i, b in enumerate(bulan)
    ]


def _redam_desember(bayaran: list[Bayaran]) -> None:
    """Keep an ordinary December below 15 % of the year."""
    batas = sum(b.nilai for b in bayaran) * 15 // 100
    for b in sorted((b for b in bayaran if b.bulan == 12 and not b.gaji), key=lambda b: -b.nilai):
        if sum(x.nilai for x in bayaran if x.bulan == 12) <= batas:
            return
        b.bulan = 10


def _pindah_ke_desember(bayaran: list[Bayaran], bagian: Decimal) -> list[Bayaran]:
    """Move payments until December holds its share to the rupiah, splitting the last one."""
    sasaran = int(bulat(sum(b.nilai for b in bayaran) * bagian))
    ada = sum(b.nilai for b in bayaran if b.bulan == 12)
    for b in sorted((b for b in bayaran if b.bulan < 12 and not b.gaji), key=lambda b: -b.nilai):
        if ada + b.nilai <= sasaran:
            b.bulan, ada = 12, ada + b.nilai
        elif sasaran - ada > 0 and b.nilai > sasaran - ada:
            sisa = sasaran - ada
            b.nilai -= sisa
            bayaran.append(Bayaran(b.baris, 12, sisa, gaji=False))
            ada = sasaran
    assert ada == sasaran
    return bayaran


def _beri_dokumen(no: int, bayaran: list[Bayaran]) -> list[Bayaran]:
    """Number the documents: a month's salaries in one, other lines of a sub kegiatan in one."""
    urutan: dict[tuple[int, str], int] = {}
    bayaran.sort(key=lambda b: (b.bulan, not b.gaji, b.baris.sub, b.baris.rek))
    for b in bayaran:
        kunci = (b.bulan, b.baris.sub)
        b.dokumen = urutan.setdefault(kunci, len(urutan) + 1)
        hari = 4 if b.gaji else 8 + acak("hari", no, *kunci).randint(0, 15)
        b.tanggal = hari_kerja(date(2024, b.bulan, hari))
    return bayaran
