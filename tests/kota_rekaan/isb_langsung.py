"""Rows of the LKPP ISB endpoints for direct awards, catalogue orders and agencies."""

from collections.abc import Iterable
from datetime import timedelta

from tests.kota_rekaan.csv_isb import Sel
from tests.kota_rekaan.isb_tender import KLPD, LPSE
from tests.kota_rekaan.kota import KOTA, SKPD, TARIK
from tests.kota_rekaan.paket import BAYAR, JENIS_SPSE, Langsung, Pesanan
from tests.kota_rekaan.penyedia import pejabat


def baris_pengumuman(langsung: Iterable[Langsung]) -> list[tuple[Sel, ...]]:
    hasil: list[tuple[Sel, ...]] = []
    for p in langsung:
        dce = int("101" + str(p.kd)[3:])
        hasil.append((
            p.tgl_umum.year, *KLPD, p.skpd.kd_satker_spse, p.skpd.kode, p.skpd.nama_besar, p.kd,
            *LPSE,
            p.kd, dce, p.kd_rup, p.nama, p.pagu, p.hps, p.sumber_dana, p.mak, "Kecil",
            JENIS_SPSE[p.jenis], p.metode, BAYAR[p.jenis], p.status, 1, None, p.ket_ditutup or None,
            p.tgl_buat, p.tgl_umum - timedelta(minutes=30), f"{p.tgl_umum}.000000Z",
            " - ".join(pejabat("ppk", p.skpd.no, p.kd % 2)), None,
            " - ".join(pejabat("pp", p.skpd.no % 7)), KOTA["url_lpse"], "Tidak",
        ))  # fmt: skip
    return hasil


def baris_selesai(langsung: Iterable[Langsung]) -> list[tuple[Sel, ...]]:
    """nilai_kontrak is 0, not empty, until a contract is made."""
    hasil: list[tuple[Sel, ...]] = []
    for p in langsung:
        if p.status == "Gagal/Batal":
            continue
        assert p.penyedia is not None
        kontrak = p.kontrak or 0
        hasil.append((
            p.tgl_umum.year, KOTA["kd_lpse"], *KLPD, p.skpd.kd_satker_spse, p.skpd.kode,
            p.skpd.nama_besar,
            *LPSE, p.kd, int("101" + str(p.kd)[3:]), p.kd_rup, p.nama, p.pagu, p.hps, p.penawaran,
            p.penawaran, p.negosiasi, kontrak, kontrak if p.kd // 1000 % 2 else 0, kontrak,
            p.sumber_dana,
            p.mak, "Kecil", JENIS_SPSE[p.jenis], p.metode, BAYAR[p.jenis], p.status, p.tgl_umum,
            p.tgl_selesai, p.penyedia.kd, p.nama_penyedia,
            "" if p.npwp15_kosong else p.penyedia.npwp,
            p.penyedia.npwp16 or None, KOTA["url_lpse"], TARIK[p.tgl_umum.year],
        ))  # fmt: skip
    return hasil


def baris_v6(pesanan: Iterable[Pesanan]) -> list[tuple[Sel, ...]]:
    return [
        (2024, "KOTA", KOTA["nama_klpd"], p.skpd.nama_besar, KOTA["kd_klpd"], p.skpd.kode, p.kd,
        p.kd_rup,
         p.nama, p.produk, "APBD", f"{p.sub}.{p.rek}.1.1.1.20.10.30.001.00135", p.penyedia_v6,
         p.penyedia_sikap, p.jenis_produk, p.jumlah, p.ongkir, p.total, p.tgl, p.status, p.kirim)
        for p in pesanan
    ]  # fmt: skip


def baris_satker() -> list[tuple[Sel, ...]]:
    """The agencies, and a few dead codes of older schemes as such a list always carries."""
    mati: list[tuple[Sel, ...]] = [
        (*KLPD, 59771, "1. 20. 03", "SEKRETARIAT DAERAH"),
        (*KLPD, 60011, "99.71.20.03", "SEKRETARIAT DAERAH"),
        (*KLPD, 60012, None, "DINAS PENDIDIKAN"),
    ]
    return mati + [(*KLPD, s.kd_satker, s.kode, s.nama_besar) for s in SKPD]
