"""Revenue and financing: SIPD's own form, murni and perubahan, and what came in during the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.kota_rekaan.kota import DARI_NO, TAHUN, acak, bulat, kepala, nama_rekening, pecahan
from tests.kota_rekaan.tulis_xlsx import buku

# Account -> million rupiah; the general allocation (DAU) balances the budget.
POKOK = {
    "4.1.01.06.01.0001": 4200, "4.1.01.07.01.0001": 6100, "4.1.01.08.01.0001": 350,
    "4.1.01.09.01.0001": 900, "4.1.01.15.01.0001": 7800, "4.1.01.16.01.0001": 5200,
    "4.1.02.01.01.0001": 1250, "4.1.02.01.02.0001": 820, "4.1.02.01.05.0001": 260,
    "4.1.02.02.01.0001": 540, "4.1.02.03.01.0001": 1100, "4.1.03.02.01.0001": 3300,
    "4.1.04.05.01.0001": 700, "4.1.04.11.01.0001": 45, "4.1.04.16.01.0001": 9500,
    "4.2.01.01.01.0001": 3900, "4.2.01.01.01.0002": 6400, "4.2.01.01.03.0001": 1800,
    "4.2.01.01.03.0002": 5200, "4.2.01.01.04.0001": 8600, "4.2.01.01.04.0004": 11200,
    "4.2.02.01.01.0001": 5600, "4.2.02.01.01.0002": 3700, "4.2.02.01.01.0003": 4100,
    "4.3.01.01.01.0001": 600,
}  # fmt: skip
DAU = "4.2.01.01.02.0001"
SILPA = "6.1.01.05.01.0001"
MODAL = "6.2.02.02.01.0001"
RSUD = {"4.1.02.01.01.0001", "4.1.04.16.01.0001"}


@dataclass(frozen=True)
class Terima:
    """One revenue or financing line in both stages, and what was realised."""

    rek: str
    murni: Decimal
    perubahan: Decimal
    realisasi: Decimal


def susun_pendapatan(belanja_murni: Decimal, belanja_perubahan: Decimal) -> list[Terima]:
    """Lines that balance the budget in each stage, so that its SiLPA is nil."""
    hasil = []
    for rek, juta in POKOK.items():
        rng = acak("pendapatan", rek)
        murni = bulat(juta * 1_000_000 * pecahan(rng, "0.96", "1.05"), 1000)
        ubah = bulat(murni * pecahan(rng, "0.98", "1.06"), 1000)
        masuk = "1.08" if rek.startswith("4.1") else "1.00"
        hasil.append(Terima(rek, murni, ubah, bulat(ubah * pecahan(rng, "0.93", masuk), "0.01")))
    silpa = Terima(
        SILPA, Decimal(6_500_000_000), Decimal("7125440318.42"), Decimal("7125440318.42")
    )
    modal = Terima(MODAL, Decimal(2_000_000_000), Decimal(2_500_000_000), Decimal(2_500_000_000))
    murni = belanja_murni + modal.murni - silpa.murni - sum(t.murni for t in hasil)
    ubah = belanja_perubahan + modal.perubahan - silpa.perubahan - sum(t.perubahan for t in hasil)
    hasil.append(Terima(DAU, murni, ubah, bulat(ubah * Decimal("0.9991"))))
    return [*sorted(hasil, key=lambda t: t.rek), silpa, modal]


def baris_pendapatan(terima: Sequence[Terima], tahapan: str, akun: str) -> list[tuple[object, ...]]:
    """Rows of SIPD's revenue form for accounts that start with `akun`."""
    hasil: list[tuple[object, ...]] = []
    for t in terima:
        if t.rek.startswith(akun):
            no = 2 if t.rek in RSUD else 23 if t.rek.startswith("4.1") else 22
            nilai = t.murni if tahapan == "murni" else t.perubahan
            hasil.append((
                TAHUN, t.rek, nama_rekening(t.rek), DARI_NO[no].kode, DARI_NO[no].nama,
                f"Target {nama_rekening(t.rek)}", "", nilai,
            ))  # fmt: skip
    return hasil


def tulis_pendapatan(path: Path, baris: Sequence[Sequence[object]]) -> None:
    with buku(path) as wb:
        ws = wb.add_worksheet("Sheet 1")
        ws.write_row(0, 0, kepala("SIPD-pendapatan"), wb.add_format({"bold": True}))
        for n, isi in enumerate(baris, 1):
            for k, nilai in enumerate(isi):
                if isinstance(nilai, int | Decimal):
                    ws.write_number(n, k, float(nilai))
                elif nilai:
                    ws.write_string(n, k, str(nilai))
