"""SIPD's budget recapitulation: codes as text, zero-budget sub kegiatan as blank rows."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from tests.kota_rekaan.anggaran import Baris
from tests.kota_rekaan.kota import SKPD, TAHUN, Skpd, nama_nomenklatur, nama_rekening, sub_kegiatan
from tests.kota_rekaan.tulis_xlsx import buku

NOL = ("01.2.02.0005", "01.2.06.0001", "01.2.07.0005")

Isi = tuple[str | None, ...]
Kunci = tuple[int, str, str, int]


def _awal(skpd: Skpd, sub: str, nama_sub: str, sub_unit: bool) -> Isi:
    """Columns C to P: urusan, agency, sub-unit, field, programme, activity, sub kegiatan."""
    unit = (skpd.kode, skpd.nama)
    if sub_unit and skpd.sub_unit:
        unit = (skpd.kode[:-4] + "0001", skpd.sub_unit)
    turun = [
        teks for kode in (sub[:4], sub[:7], sub[:12]) for teks in (kode, nama_nomenklatur(kode))
    ]
    urusan = (sub[0], nama_nomenklatur(sub[0]))
    return (*urusan, skpd.kode, skpd.nama, *unit, *turun, sub, nama_sub)


def sub_tanpa_anggaran(skpd: Skpd) -> list[str]:
    """Sub kegiatan that SIPD lists although nothing is budgeted."""
    return [f"{skpd.bidang}.{k}" for k in NOL] + list(
        sub_kegiatan(skpd.bidang, penunjang=False)[6:8]
    )


def baris_rekap(anggaran: Sequence[Baris], tahapan: str) -> list[tuple[Isi, Decimal | None]]:
    """Columns C.. without the amount, and the amount; sorted as SIPD prints them."""
    hasil: list[tuple[Kunci, Isi, Decimal | None]] = []
    berisi: set[tuple[int, str]] = set()
    for b in anggaran:
        murni = tahapan == "murni"
        skpd = (b.skpd_murni or b.skpd) if murni else b.skpd
        rek = b.rek_murni if murni and b.rek_murni else b.rek
        nama_sub = (b.nama_sub_baru if not murni else "") or nama_nomenklatur(b.sub)
        awal = (*_awal(skpd, b.sub, nama_sub, b.sub_unit), *b.dana, rek, nama_rekening(rek))
        nilai = b.murni if murni else b.perubahan
        if nilai is None:
            continue
        berisi.add((skpd.no, b.sub))
        if murni:
            hasil.append(((skpd.no, b.sub, rek, 0), awal, nilai))
        else:
            hasil += [
                ((skpd.no, b.sub, rek, n), (*awal, p.jenis, p.nama), p.pagu)
                for n, p in enumerate(b.paket)
            ]
    for skpd in SKPD:
        for sub in sub_tanpa_anggaran(skpd):
            if (skpd.no, sub) not in berisi:
                kosong: Isi = (None,) * 4 + (() if tahapan == "murni" else ("Kelompok", None))
                awal = _awal(skpd, sub, nama_nomenklatur(sub), sub_unit=False)
                hasil.append(((skpd.no, sub, "", 0), (*awal, *kosong), None))
    hasil.sort(key=lambda h: h[0])
    return [(isi, nilai) for _, isi, nilai in hasil]


def tulis_rekap(
    path: Path, baris: Sequence[tuple[Isi, Decimal | None]], kepala: Sequence[str]
) -> None:
    with buku(path) as wb:
        ws = wb.add_worksheet("Sheet 1")
        tebal, biasa = wb.add_format({"bold": True}), wb.add_format({"border": 1})
        ws.set_column(0, 1, 5)
        ws.set_column(2, len(kepala) - 1, 25)
        ws.write_row(0, 0, kepala, tebal)
        for nomor, (isi, nilai) in enumerate(baris, 1):
            ws.write_number(nomor, 0, nomor, biasa)
            ws.write_number(nomor, 1, TAHUN, biasa)
            for kolom, teks in enumerate(isi, 2):
                if teks is None:
                    ws.write_blank(nomor, kolom, None, biasa)
                else:
                    ws.write_string(nomor, kolom, teks, biasa)
            if nilai is None:
                ws.write_blank(nomor, len(kepala) - 1, None, biasa)
            else:
                ws.write_number(nomor, len(kepala) - 1, float(nilai), biasa)
