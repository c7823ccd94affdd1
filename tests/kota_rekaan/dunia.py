"""Everything that is in the city, built once and in order."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.kota_rekaan.anggaran import Baris, susun_anggaran
from tests.kota_rekaan.langsung import susun_langsung, susun_pesanan
from tests.kota_rekaan.paket import Langsung, Pesanan, Rup, Tender
from tests.kota_rekaan.pendapatan import Terima, susun_pendapatan
from tests.kota_rekaan.realisasi import Bayaran, susun_bayaran
from tests.kota_rekaan.rup import susun_rup, susun_swakelola
from tests.kota_rekaan.tender import susun_tender


@dataclass(frozen=True)
class Dunia:
    """The city's facts, before any of them is written to a file."""

    tender: list[Tender]
    langsung: list[Langsung]
    pesanan: list[Pesanan]
    rup: list[Rup]
    swakelola: list[dict[str, Any]]
    anggaran: list[Baris]
    bayaran: list[Bayaran]
    pendapatan: list[Terima]

    def langsung_tahun(self, tahun: int) -> list[Langsung]:
        return [p for p in self.langsung if p.tgl_umum.year == tahun]

    def daun_lra(self) -> list[tuple[str, Decimal, Decimal]]:
        """Account, amended budget, realised: what the city's report is made of."""
        pagu: dict[str, Decimal] = defaultdict(Decimal)
        pakai: dict[str, Decimal] = defaultdict(Decimal)
        for b in self.anggaran:
            if b.perubahan is not None:
                pagu[b.rek] += b.perubahan
        for bayaran in self.bayaran:
            pakai[bayaran.baris.rek] += bayaran.nilai
        belanja = [(rek, pagu[rek], pakai[rek]) for rek in sorted(pagu)]
        return [*((t.rek, t.perubahan, t.realisasi) for t in self.pendapatan), *belanja]

    def rup_tahun(self, tahun: int) -> list[Rup]:
        return [r for r in self.rup if r.tahun == tahun]


def susun_dunia() -> Dunia:
    """Purchases first, then the budget that pays for them, then the payments."""
    tender, langsung, pesanan = susun_tender(), susun_langsung(), susun_pesanan()
    perlu: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for p in [*tender, *langsung]:
        if p.tgl_umum.year == 2024 and p.status != "Gagal/Batal":
            perlu[p.skpd.kode, p.sub, p.rek] += p.pagu
    for o in pesanan:
        perlu[o.skpd.kode, o.sub, o.rek] += o.total
    anggaran = susun_anggaran(perlu)
    pendapatan = susun_pendapatan(
        sum((b.murni for b in anggaran if b.murni is not None), Decimal(0)),
        sum((b.perubahan for b in anggaran if b.perubahan is not None), Decimal(0)),
    )
    rup = susun_rup(tender, langsung, pesanan)
    bayaran = susun_bayaran(anggaran)
    return Dunia(tender, langsung, pesanan, rup, susun_swakelola(), anggaran, bayaran, pendapatan)
