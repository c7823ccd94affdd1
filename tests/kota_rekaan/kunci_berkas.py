"""Rows and exact totals of every file, summed from the city's own facts with int and Decimal."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from tests.kota_rekaan import berkas_rup, isb_kontrak, isb_langsung, isb_tender, rekap
from tests.kota_rekaan.csv_isb import angka
from tests.kota_rekaan.daftar_hitam import baris_daftar_hitam
from tests.kota_rekaan.dunia import Dunia
from tests.kota_rekaan.kota import TARIK, kepala
from tests.kota_rekaan.lra import BarisLra, susun_lra
from tests.kota_rekaan.lra_dinkes import susun_dinkes

NILAI = {"paket.pagu": "pagu", "paket.hps": "hps"}
KONTRAK = {"kontrak.nilai_kontrak": "nilai_kontrak"}


def berkas_kunci(dunia: Dunia) -> dict[str, dict[str, Any]]:
    """What each file holds, by its path under data/raw."""
    return _pengadaan(dunia) | _anggaran(dunia) | _realisasi(dunia)


def _jumlah(nilai: Iterable[Decimal | int]) -> str:
    return angka(sum((Decimal(n) for n in nilai), Decimal(0)))


def _isb(jenis: str, baris: Sequence[Sequence[object]], total: dict[str, str]) -> dict[str, Any]:
    """One download: nothing, null and zero add nothing to a column's sum."""
    kolom = kepala(jenis)
    jumlah = {}
    for nama, asal in total.items():
        k = kolom.index(asal)
        jumlah[nama] = _jumlah(n for b in baris if isinstance(n := b[k], int | Decimal))
    return {"isi": jenis, "baris": len(baris), "total": jumlah}


def _pengadaan(dunia: Dunia) -> dict[str, dict[str, Any]]:
    t, isb = dunia.tender, "2024/pengadaan"
    katalog = {"kontrak.nilai_kontrak": "total_harga"}
    bast = {"bast.besar_pembayaran": "besar_pembayaran"}
    tawar = {"peserta.nilai_penawaran": "nilai_penawaran"}
    daftar = [
        ("TENDER", "SPSE-TenderSelesaiNilai", isb_tender.baris_nilai(t), NILAI | KONTRAK),
        ("TENDER 2", "SPSE-TenderSelesai", isb_tender.baris_selesai(t), NILAI),
        ("TENDER 3", "SPSE-TenderPengumuman", isb_tender.baris_pengumuman(t), NILAI),
        ("TENDER 5", "SPSE-TenderEkontrak-Kontrak", isb_kontrak.baris_kontrak(t), KONTRAK),
        ("TENDER 6", "SPSE-TenderEkontrak-BAPBAST", isb_kontrak.baris_bapbast(t), bast),
        ("TENDER 7", "SPSE-PesertaTender", isb_tender.baris_peserta(t), tawar),
        ("TENDER 8", "SPSE-JadwalTahapanTender", isb_tender.baris_jadwal(t), {}),
        ("V6", "Ecat-PaketEPurchasingV6", isb_langsung.baris_v6(dunia.pesanan), katalog),
        ("SATKER LIST", "Satker", isb_langsung.baris_satker(), {}),
    ]
    hasil = {f"{isb}/{nama}.csv": _isb(jenis, b, total) for nama, jenis, b, total in daftar}
    hasil[f"{isb}/TENDER 7.csv"]["penawar"] = sum(p.nilai is not None for x in t for p in x.peserta)
    for tahun in (2024, 2025):
        milik = dunia.langsung_tahun(tahun)
        hasil[f"{tahun}/pengadaan/NON TENDER 3.csv"] = _isb(
            "SPSE-NonTenderSelesai", isb_langsung.baris_selesai(milik), NILAI | KONTRAK
        )
        hasil[f"{tahun}/pengadaan/NON TENDER 4.csv"] = _isb(
            "SPSE-NonTenderPengumuman", isb_langsung.baris_pengumuman(milik), NILAI
        )
        hasil[f"{tahun}/rup/rup_penyedia_terumumkan_{tahun}.xlsx"] = _isb(
            "RUP-PaketPenyedia-Terumumkan",
            berkas_rup.baris_penyedia(dunia.rup_tahun(tahun), TARIK[tahun]),
            {"rup.pagu": "pagu"},
        )
    hasil["2024/rup/SWAKELOLA 3.csv"] = _isb(
        "RUP-PaketSwakelola-Terumumkan",
        berkas_rup.baris_swakelola(dunia.swakelola),
        {"rup.pagu": "pagu"},
    )
    hasil["2024/daftar-hitam/daftar_hitam.xlsx"] = _isb("daftar-hitam", baris_daftar_hitam(), {})
    return hasil


def _anggaran(dunia: Dunia) -> dict[str, dict[str, Any]]:
    hasil: dict[str, dict[str, Any]] = {}
    for tahapan, nama in (("murni", "rekap_apbd_murni.xlsx"), ("perubahan", "rekap5.xlsx")):
        folder = f"2024/apbd-{tahapan}"
        baris = rekap.baris_rekap(dunia.anggaran, tahapan)
        pagu = [n for _, n in baris if n is not None]
        hasil[f"{folder}/{nama}"] = {
            "isi": f"SIPD-rekap-{tahapan}",
            "baris": len(baris),
            "berpagu": len(pagu),
            "tanpa_pagu": len(baris) - len(pagu),
            "total": {"anggaran.pagu": _jumlah(pagu)},
        }
        for akun, jenis in (("4", "pendapatan"), ("6", "pembiayaan")):
            terima = [getattr(t, tahapan) for t in dunia.pendapatan if t.rek.startswith(akun)]
            hasil[f"{folder}/{jenis}_{tahapan}.xlsx"] = {
                "isi": "SIPD-pendapatan",
                "baris": len(terima),
                "total": {"anggaran.pagu": _jumlah(terima)},
            }
    return hasil


def _realisasi(dunia: Dunia) -> dict[str, dict[str, Any]]:
    lra = susun_lra(dunia.daun_lra())
    daun = [b for b in lra if b.daun]
    dinkes = susun_dinkes(dunia.anggaran)
    bawah = [b for b in dinkes if b.daun]
    return {
        "2024/sp2d/Laporan Realisasi Per Dokumen.xlsx": {
            "isi": "SIPD-realisasi-per-dokumen",
            "baris": len(dunia.bayaran),
            "subtotal": 1,
            "total": {"transaksi.nilai": _jumlah(b.nilai for b in dunia.bayaran)},
        },
        "2024/realisasi/LRA 2024.xlsx": {
            "isi": "LRA kota",
            "baris": len(daun),
            "subtotal": len(lra) - len(daun),
            "total": _pasangan(daun),
            "per_akun": {a: _pasangan([b for b in daun if b.kode[0] == a]) for a in "456"},
        },
        "2025/realisasi/LRA DINKES.xlsx": {
            "isi": "LRA dinas, kode empat kolom",
            "lembar": "DINKES INDUK",
            "baris": len(bawah),
            "subtotal": len(dinkes) - len(bawah) + 1,
            "salinan": {
                "lembar": "SEKRETARIAT",
                "baris": sum(b.seksi == "SEKRETARIAT" for b in dinkes),
            },
            "total": {
                "realisasi.anggaran": _jumlah(b.operasi[0] + b.modal[0] for b in bawah),
                "realisasi.realisasi": _jumlah(b.operasi[1] + b.modal[1] for b in bawah),
            },
        },
    }


def _pasangan(baris: Sequence[BarisLra]) -> dict[str, str]:
    return {
        "realisasi.anggaran": _jumlah(b.anggaran for b in baris),
        "realisasi.realisasi": _jumlah(b.realisasi for b in baris),
    }
