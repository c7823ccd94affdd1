"""An agency's mid-year report, hand-edited: four code columns, three header rows, zeros as text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.kota_rekaan.anggaran import Baris
from tests.kota_rekaan.kota import KOTA, acak, bulat, nama_nomenklatur, nama_rekening, pecahan
from tests.kota_rekaan.tulis_xlsx import buku

Empat = tuple[str | None, str | None, str | None, str | None]
NOL = "0,00"


@dataclass
class BarisDinkes:
    """One printed row: up to four codes, a text, budget and realisation of two kinds."""

    kode: Empat
    uraian: str
    operasi: list[int]
    modal: list[int]
    daun: bool
    seksi: str


def susun_dinkes(anggaran: Sequence[Baris]) -> list[BarisDinkes]:
    """Rows of the Dinas Kesehatan for 2025: last year's lines, grown a little, half spent."""
    milik = [b for b in anggaran if b.skpd.no == 2 and b.murni is not None]
    jumlah: dict[Empat, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    nama: dict[Empat, str] = {}
    skpd = milik[0].skpd
    for b in milik:
        rng = acak("dinkes", b.sub, b.rek)
        pagu = int(bulat((b.murni or 0) * Decimal("1.04"), 1000))
        pakai = 0 if rng.random() < 0.12 else int(pagu * pecahan(rng, "0.38", "0.52"))
        modal = b.rek.startswith("5.2")
        for kunci, teks in _jalur(b):
            nama[kunci] = teks
            kolom = jumlah[kunci]
            kolom[2 if modal else 0] += pagu
            kolom[3 if modal else 1] += pakai
    hasil = []
    for kunci in sorted(nama, key=lambda k: tuple(t or "" for t in k)):
        j = jumlah[kunci]
        daun = kunci[3] is not None and kunci[3].count(".") == 5
        seksi = "SEKRETARIAT" if (kunci[2] or "")[5:7] == "01" else "YANKES"
        hasil.append(BarisDinkes(kunci, nama[kunci], j[:2], j[2:], daun, seksi if kunci[2] else ""))
    assert hasil[0].kode[0] == skpd.kode[0]
    return hasil


def _jalur(b: Baris) -> list[tuple[Empat, str]]:
    """Every row a budget line adds to, from urusan down to its account."""
    bidang, skpd, sub = b.sub[:4], b.skpd, b.sub
    jalur: list[tuple[Empat, str]] = [
        ((sub[0], None, None, None), nama_nomenklatur(sub[0])),
        ((bidang, None, None, None), nama_nomenklatur(bidang)),
        ((bidang, skpd.kode, None, None), skpd.nama),
    ]
    for kode in (sub[:7], sub[:12], sub):
        jalur.append(((bidang, skpd.kode, kode, None), nama_nomenklatur(kode)))
    bagian = b.rek.split(".")
    for n in range(3, 7):
        rek = ".".join(bagian[:n])
        jalur.append(((bidang, skpd.kode, sub, rek), nama_rekening(rek)))
    return jalur


def tulis_dinkes(path: Path, baris: Sequence[BarisDinkes]) -> None:
    """The full sheet, and one filtered copy of it as staff keep them."""
    with buku(path) as wb:
        _lembar(wb, "DINKES INDUK", baris, jumlah=True)
        _lembar(wb, "SEKRETARIAT", [b for b in baris if b.seksi == "SEKRETARIAT"], jumlah=False)


def _lembar(wb: Any, nama: str, baris: Sequence[BarisDinkes], *, jumlah: bool) -> None:
    ws = wb.add_worksheet(nama)
    tengah = wb.add_format({"bold": True, "align": "center", "border": 1})
    uang = wb.add_format({"num_format": '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-'})
    persen = wb.add_format({"num_format": "0%"})
    ws.set_column(4, 4, 70)
    ws.set_column(5, 10, 20)
    for n, teks in enumerate((
        KOTA["nama"].upper(),
        "REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAH DAERAH, ORGANISASI, PROGRAM, KEGIATAN",
        "BESERTA HASIL DAN SUB KEGIATAN BESERTA KELUARAN",
        "TAHUN ANGGARAN 2025",
    )):  # fmt: skip
        ws.merge_range(n, 0, n, 8, teks, tengah)
    ws.merge_range("A6:D8", "Kode", tengah)
    ws.merge_range("E6:E8", "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan", tengah)
    ws.merge_range("F6:I6", "Kelompok Belanja", tengah)
    for rentang, teks in (("F7:G7", "Operasi"), ("H7:I7", "Modal"), ("J7:L7", "Total")):
        ws.merge_range(rentang, teks, tengah)
    ws.write_row("M7", ("PAGU AKAS", "% AKAS"), tengah)
    ws.write_row("F8", ("Anggaran", "Realisasi") * 3 + ("%", "SD JUNI", "SD JUNI"), tengah)
    for kolom, angka in zip("AEFGHI", "123456", strict=True):
        ws.write_string(f"{kolom}9", angka)
    for n, b in enumerate(baris, 9):
        for k, kode in enumerate(b.kode):
            if kode:
                ws.write_string(n, k, kode)
        ws.write_string(n, 4, b.uraian)
        _angka(ws, n, b, uang, persen)
        if b.seksi:
            ws.write_string(n, 15, b.seksi)
    if jumlah:
        atas = [b for b in baris if b.kode[1] is None and b.kode[0] and len(b.kode[0]) == 1]
        n = len(baris) + 9
        ws.write_string(n, 4, "Jumlah")
        total = BarisDinkes((None,) * 4, "Jumlah", [0, 0], [0, 0], daun=False, seksi="")
        for b in atas:
            total.operasi = [x + y for x, y in zip(total.operasi, b.operasi, strict=True)]
            total.modal = [x + y for x, y in zip(total.modal, b.modal, strict=True)]
        _angka(ws, n, total, uang, persen)


def _angka(ws: Any, n: int, b: BarisDinkes, uang: Any, persen: Any) -> None:
    """Amounts as numbers, zeros as the text 0,00; totals as formulas with their cached value."""
    for k, nilai in enumerate((*b.operasi, *b.modal), 5):
        if nilai:
            ws.write_number(n, k, nilai, uang)
        else:
            ws.write_string(n, k, NOL, uang)
    anggaran, realisasi = b.operasi[0] + b.modal[0], b.operasi[1] + b.modal[1]
    ws.write_formula(n, 9, f"=F{n + 1}+H{n + 1}", uang, anggaran)
    ws.write_formula(n, 10, f"=G{n + 1}+I{n + 1}", uang, realisasi)
    ws.write_formula(n, 11, f"=K{n + 1}/J{n + 1}", persen, realisasi / anggaran)
    if b.kode[2] and len(b.kode[2]) == 17 and b.kode[3] is None:
        akas = int(bulat(anggaran * Decimal("0.55")))
        ws.write_number(n, 12, akas, uang)
        ws.write_formula(n, 13, f"=K{n + 1}/M{n + 1}", persen, realisasi / akas)
