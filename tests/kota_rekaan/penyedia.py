"""Invented suppliers: fixed numbers, several spellings, tax numbers no office has issued."""

from dataclasses import dataclass
from random import Random

from tests.kota_rekaan.kota import KOTA, acak, baca_yaml

KATA: dict[str, list[str]] = KOTA["kata"]


@dataclass(frozen=True)
class Penyedia:
    """One supplier; `npwp` is its 15 digits with dots, empty for a person."""

    kd: int
    bentuk: str
    inti: str
    npwp: str
    npwp16: str
    cabang: str = ""

    @property
    def nama(self) -> str:
        pokok = f"{self.bentuk}. {self.inti}" if self.bentuk else self.inti
        return f"{pokok} {self.cabang}".strip()


def npwp15(urut: int) -> str:
    """Digits 7-8 of the 16-digit form are never a day, so no reader takes it for a NIK."""
    return f"90.{urut // 90 + 1:03d}.8{urut % 90 + 10}.{urut % 10}-991.000"


def npwp16(npwp: str) -> str:
    return "0" + "".join(filter(str.isdigit, npwp))


def _kumpulan(mulai: int, banyak: int, bentuk: tuple[str, ...]) -> tuple[Penyedia, ...]:
    hasil = []
    for urut in range(mulai, mulai + banyak):
        awal, akhir = KATA["awal"][urut % 12], KATA["akhir"][urut % 14]
        # 12 and 14 are not coprime: a third word keeps every core name apart.
        ketiga = ("", " Bersama", " Utama")[urut // 84 % 3]
        npwp = npwp15(urut)
        hasil.append(
            Penyedia(
                kd=300_000_971 + urut * 1000,
                bentuk=bentuk[urut % len(bentuk)],
                inti=f"{awal} {akhir}{ketiga}",
                npwp=npwp,
                npwp16=npwp16(npwp),
            )
        )
    return tuple(hasil)


BESAR = _kumpulan(0, 132, ("CV", "PT", "CV"))
"""Those who bid in tenders."""
KECIL = _kumpulan(140, 64, ("CV", "CV", "UD", "CV", "PT"))
"""Those who get direct awards."""


def _khusus() -> dict[str, Penyedia]:
    """Suppliers that the plan names, by their name in it."""
    hasil = {}
    for nama, isi in baca_yaml("rencana.yml")["penyedia"].items():
        npwp = isi.get("npwp", "")
        hasil[nama] = Penyedia(
            kd=isi["kd"],
            bentuk=isi.get("bentuk", ""),
            inti=isi["inti"],
            npwp=npwp,
            npwp16=str(isi.get("npwp16") or (npwp16(npwp) if npwp else "")),
            cabang=isi.get("cabang", ""),
        )
    return hasil


KHUSUS = _khusus()


def ejaan(penyedia: Penyedia, rng: Random) -> str:
    """Its name as somebody typed it: mostly right, sometimes not."""
    if not penyedia.bentuk or rng.random() < 0.72:
        return penyedia.nama
    bentuk, inti = penyedia.bentuk, f"{penyedia.inti} {penyedia.cabang}".strip()
    return rng.choice(
        [f"{bentuk} {inti}", f"{bentuk}.{inti}", f"{inti}, {bentuk}", f"{bentuk}. {inti.upper()}"]
    )


def pejabat(*kunci: object) -> tuple[str, str]:
    """An official: masked NIP and an invented name."""
    rng = acak("pejabat", *kunci)
    nip = f"***************{rng.randint(1, 19):03d}"
    depan, gelar = rng.choice(KATA["depan"]), rng.choice(KATA["gelar"])
    return nip, f"{depan} Rekaan, {gelar}"
