"""Budget lines of both stages: what purchases need, salaries, and small running costs."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.kota_rekaan.kota import (
    DARI_NO,
    SKPD,
    Skpd,
    acak,
    baca_yaml,
    bulat,
    pecahan,
    sub_kegiatan,
)

UMUM = ("1.2.01.01.02", "Dana Transfer Umum-Dana Alokasi Umum")
DANA = (
    UMUM, UMUM, ("1.1.01.07", "Pajak Restoran"), ("2.2.01.01.02",
    "Dana Transfer Umum-Dana Alokasi Umum"),
    ("2.2.01.01.02.0006", "DAU yang Ditentukan Penggunaannya Bidang Pekerjaan Umum"),
    ("2.2.01.01.03", "Dana Transfer Khusus-Dana Alokasi Khusus Fisik"),
)  # fmt: skip
# Support programme: sub kegiatan (without its field) -> accounts and rough size in million rupiah.
PENUNJANG = {
    "01.2.01.0001": (("5.1.02.01.01.0024", 9), ("5.1.02.04.01.0001", 45)),
    "01.2.05.0011": (("5.1.02.02.12.0001", 60),),
    "01.2.06.0004": (("5.1.02.01.01.0036", 32), ("5.1.02.01.01.0029", 18)),
    "01.2.06.0005": (("5.1.02.01.01.0026", 24), ("5.1.02.01.01.0025", 21)),
    "01.2.06.0009": (("5.1.02.04.01.0001", 210), ("5.1.02.01.01.0052", 35)),
    "01.2.07.0006": (("5.2.02.10.01.0002", 90),),
    "01.2.08.0002": (("5.1.02.02.01.0061", 130), ("5.1.02.02.01.0063", 66)),
    "01.2.08.0004": (("5.1.02.02.01.0030", 150), ("5.1.02.02.01.0026", 180)),
    "01.2.09.0002": (("5.1.02.03.02.0035", 75), ("5.1.02.01.01.0004", 85)),
}  # fmt: skip
TEKNIS = (
    ("5.1.02.01.01.0024", 8), ("5.1.02.04.01.0001", 55), ("5.1.02.02.01.0003", 30),
    ("5.1.02.01.01.0052", 15),
    ("5.1.02.04.01.0003", 25), ("5.1.02.01.01.0026", 9), ("5.1.02.05.02.0001", 70),
)  # fmt: skip
GAJI = (("5.1.01.01.01.0001", Decimal("0.72")), ("5.1.01.02.01.0001", Decimal("0.28")))


@dataclass
class Paketan:
    """A part of a line in the amended budget, named as a package or group."""

    jenis: str
    nama: str | None
    pagu: Decimal


@dataclass
class Baris:
    """One budget key with its amount in each stage; None where the stage does not have it."""

    skpd: Skpd
    sub: str
    rek: str
    dana: tuple[str, str]
    murni: Decimal | None
    perubahan: Decimal | None
    paket: list[Paketan] = field(default_factory=list)
    sub_unit: bool = False
    skpd_murni: Skpd | None = None
    nama_sub_baru: str = ""
    rek_murni: str = ""
    isi: dict[str, Any] = field(default_factory=dict)

    @property
    def kunci(self) -> tuple[str, str, str]:
        return self.skpd.kode, self.sub, self.rek


def susun_anggaran(perlu: dict[tuple[str, str, str], Decimal]) -> list[Baris]:
    """All lines, agency by agency; `perlu` is what packages take from (agency, sub, account)."""
    hasil = []
    for skpd in SKPD:
        semua = _dasar(skpd)
        for (kode, sub, rek), nilai in perlu.items():
            if kode == skpd.kode:
                semua[sub, rek] = semua.get((sub, rek), Decimal(0)) + nilai
        for isi in baca_yaml("rencana.yml")["anggaran"]:
            if isi["skpd"] == skpd.no:
                semua.pop((isi["sub"], isi["rek"]), None)
        dipakai: set[Decimal] = set()
        for (sub, rek), nilai in sorted(semua.items()):
            hasil.append(_baris(skpd, sub, rek, nilai, dipakai))
        hasil += [
            _tetap(isi) for isi in baca_yaml("rencana.yml")["anggaran"] if isi["skpd"] == skpd.no
        ]
    hasil.sort(key=lambda b: (b.skpd.no, b.sub, b.rek))
    return hasil


def _dasar(skpd: Skpd) -> dict[tuple[str, str], Decimal]:
    """Salaries and running costs, sized by the agency."""
    rng = acak("anggaran", skpd.no)
    besar = Decimal(skpd.gaji) / 1500
    hasil = {
        (f"{skpd.bidang}.01.2.02.0001", rek): Decimal(skpd.gaji) * 1_000_000 * bagian
        for rek, bagian in GAJI
    }
    kecil = skpd.gaji < 1000
    for sub, akun in PENUNJANG.items():
        for rek, juta in akun[: 1 if kecil else None]:
            skala = max(Decimal("0.3"), min(besar, Decimal("1.6")))
            hasil[f"{skpd.bidang}.{sub}", rek] = (
                juta * 1_000_000 * skala * pecahan(rng, "0.85", "1.2")
            )
    for urut, sub in enumerate(sub_kegiatan(skpd.bidang, penunjang=False)[: 3 if kecil else 6]):
        for n in range(1 + (urut + skpd.no) % 2):
            rek, juta = TEKNIS[(urut * 2 + n * 3 + skpd.no) % len(TEKNIS)]
            hasil[sub, rek] = juta * 1_000_000 * pecahan(rng, "0.7", "1.5")
    return hasil


def unik(nilai: Decimal, dipakai: set[Decimal]) -> Decimal:
    """Move an amount until no other line of the agency has it."""
    while nilai in dipakai:
        nilai += 1500
    dipakai.add(nilai)
    return nilai


def _baris(skpd: Skpd, sub: str, rek: str, nilai: Decimal, dipakai: set[Decimal]) -> Baris:
    rng = acak("baris", skpd.no, sub, rek)
    murni = unik(bulat(nilai * pecahan(rng, "1.02", "1.12"), 500), dipakai)
    gaji = rek.startswith("5.1.01")
    perubahan: Decimal | None = murni
    undian = rng.random()
    if undian < 0.22:
        perubahan = unik(bulat(murni * pecahan(rng, "1.03", "1.16"), 500), dipakai)
    elif undian < 0.36:
        perubahan = unik(bulat(murni * pecahan(rng, "0.88", "0.97"), 500), dipakai)
    elif undian < 0.40 and murni < 60_000_000 and not gaji:
        perubahan = None
    baris = Baris(skpd, sub, rek, UMUM if gaji else rng.choice(DANA), murni, perubahan)
    if undian > 0.97 and murni < 90_000_000 and not gaji:
        baris.murni = None
    baris.sub_unit = skpd.sub_unit is not None and sub[5:7] == "02"
    if baris.perubahan is not None:
        baris.paket = _pecah(baris.perubahan, rek, rng, dipakai)
    return baris


def _pecah(pagu: Decimal, rek: str, rng: Random, dipakai: set[Decimal]) -> list[Paketan]:
    """Split an amended line into named packages; salaries and small lines stay whole."""
    if rek.startswith("5.1.01") or pagu < 15_000_000 or rng.random() < 0.72:
        return [Paketan("Kelompok", None, pagu)]
    satu = unik(bulat(pagu * pecahan(rng, "0.32", "0.61"), 500), dipakai)
    while (pagu - satu) in dipakai or pagu - satu == satu:
        satu = unik(satu + 500, dipakai)
    dipakai.add(pagu - satu)
    nama = rng.choice(
        ["Belanja Rutin", "Kegiatan Kelurahan", "Dukungan Lapangan", "Pengadaan Bertahap"]
    )
    return [Paketan("Kelompok", f"{nama} I", satu), Paketan("Paket", f"{nama} II", pagu - satu)]


def _tetap(isi: dict[str, Any]) -> Baris:
    """A line exactly as the plan says."""
    perubahan = Decimal(isi["perubahan"]) if isi.get("perubahan") is not None else None
    murni = Decimal(isi["murni"]) if isi.get("murni") is not None else None
    baris = Baris(
        DARI_NO[isi["skpd"]], isi["sub"], isi["rek"], UMUM, murni, perubahan,
        skpd_murni=DARI_NO.get(isi.get("skpd_murni", -1)), rek_murni=isi.get("rek_murni", ""),
        nama_sub_baru=isi.get("nama_sub_baru", ""), isi=isi,
    )  # fmt: skip
    if perubahan is not None:
        baris.paket = [
            Paketan(p.get("jenis", "Kelompok"), p.get("nama"), Decimal(p["pagu"]))
            for p in isi.get("paket", [{"pagu": perubahan}])
        ]
        assert sum(p.pagu for p in baris.paket) == perubahan, isi
    return baris
