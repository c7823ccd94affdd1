"""The invented city: agencies, code lists and seeded chance that every file of it shares."""

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DI_SINI = Path(__file__).resolve().parent
TAHUN = 2024


@dataclass(frozen=True)
class Skpd:
    """An agency and how much of everything it gets."""

    no: int
    kode: str
    nama: str
    gaji: int
    tender: int
    langsung: int
    epurchasing: int
    dasar: int
    sub_unit: str | None = None

    @property
    def bidang(self) -> str:
        """The field of affairs that leads its code: 1.01."""
        return self.kode[:4]

    @property
    def kd_satker(self) -> int:
        """The number SIRUP knows it by; SPSE appends the LPSE's number to it."""
        return 250100 + self.no * 7

    @property
    def kd_satker_spse(self) -> str:
        return f"{self.kd_satker}{KOTA['kd_lpse']}"

    @property
    def nama_besar(self) -> str:
        """LKPP writes agencies in capitals, SIPD does not."""
        return self.nama.upper()


def acak(*kunci: object) -> random.Random:
    """Chance that depends on what it is for, so that one change does not move everything else."""
    return random.Random("rekajaya/" + "/".join(map(str, kunci)))


def bulat(nilai: Decimal | int | str, kelipatan: int | str = 1) -> Decimal:
    """Round to a multiple, half up; `kelipatan="0.01"` keeps the sen."""
    langkah = Decimal(kelipatan)
    return (Decimal(nilai) / langkah).quantize(Decimal(1), ROUND_HALF_UP) * langkah


def pecahan(rng: random.Random, bawah: str, atas: str) -> Decimal:
    """An exact four-digit fraction between two bounds."""
    a, b = int(Decimal(bawah) * 10_000), int(Decimal(atas) * 10_000)
    return Decimal(rng.randint(a, b)) / 10_000


def hari_kerja(hari: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return hari + timedelta(days={5: 2, 6: 1}.get(hari.weekday(), 0))


def pukul(hari: date, jam: int, menit: int = 0) -> datetime:
    return datetime(hari.year, hari.month, hari.day, jam, menit)


@cache
def baca_yaml(nama: str) -> Any:
    return yaml.safe_load((DI_SINI / nama).read_text(encoding="utf-8"))


def kepala(nama: str) -> tuple[str, ...]:
    """The column names of one kind of file, in the order of the real one."""
    return tuple(baca_yaml("kepala.yml")[nama].split(" | "))


@cache
def acuan(nama: str) -> dict[str, str]:
    """A code list of acuan/: code -> name."""
    lines = (DI_SINI / "acuan" / nama).read_text(encoding="utf-8").splitlines()
    return {r["kode"]: r["nama"] for r in csv.DictReader(lines[1:])}


def nama_rekening(kode: str) -> str:
    return acuan("rekening.csv")[kode]


def nama_nomenklatur(kode: str) -> str:
    """Name of an urusan, bidang, program, kegiatan or sub kegiatan; X.XX stands for any bidang."""
    daftar = acuan("nomenklatur.csv")
    return daftar.get(kode) or daftar["X.XX" + kode[4:]]


@cache
def sub_kegiatan(bidang: str, penunjang: bool) -> tuple[str, ...]:
    """Sub kegiatan codes of a field: those of the support programme, or its own."""
    semua = [k for k in acuan("nomenklatur.csv") if len(k) == 17]
    if penunjang:
        return tuple(bidang + k[4:] for k in semua if k.startswith("X.XX"))
    return tuple(k for k in semua if k.startswith(bidang + "."))


KOTA: dict[str, Any] = baca_yaml("kota.yml")
SKPD: tuple[Skpd, ...] = tuple(
    Skpd(no=s["nomor"], **{k: v for k, v in s.items() if k != "nomor"}) for s in KOTA["skpd"]
)
DARI_NO = {s.no: s for s in SKPD}
TANGGAL_TARIK: date = KOTA["tanggal_tarik"]
TARIK = {2024: TANGGAL_TARIK, 2025: date(2025, 12, 20)}
