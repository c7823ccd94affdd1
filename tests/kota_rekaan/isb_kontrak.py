"""Rows of the LKPP ISB e-contract endpoints: contract versions, payment and hand-over records."""

from collections.abc import Iterable
from typing import Any

from tests.kota_rekaan.csv_isb import Sel
from tests.kota_rekaan.isb_tender import tanggal_isb
from tests.kota_rekaan.kota import KOTA, TANGGAL_TARIK, acak, kepala
from tests.kota_rekaan.paket import BAYAR, Tender
from tests.kota_rekaan.penyedia import pejabat

BENTUK = {
    "CV": "Persekutuan Komanditer (CV / Commanditer Venoschaap )",
    "PT": "Perseroan Terbatas (PT)",
}


def _umum(t: Tender) -> dict[str, Any]:
    """Fields that both endpoints share."""
    p = t.penyedia
    assert p is not None
    nip, ppk = pejabat("ppk", t.skpd.no, t.kd % 2)
    wakil = pejabat("wakil", p.kd)[1].split(",")[0]
    return {
        "nama_paket": t.nama, "kd_tender": t.kd, "kd_satker": t.skpd.kd_satker_spse,
        "wakil_sah_penyedia": wakil, "kd_klpd": KOTA["kd_klpd"], "nip_ppk": nip,
        "jabatan_wakil_penyedia": "Direktur",
        "alamat_satker": f"Jalan Balai Kota {t.skpd.no} Rekajaya",
        "nama_penyedia": t.nama_penyedia, "npwp_penyedia": p.npwp, "npwp_16_penyedia": p.npwp16,
        "kd_satker_str": t.skpd.kode, "nama_klpd": KOTA["nama_klpd"], "jenis_klpd": "KOTA",
        "jabatan_ppk": "Pejabat Pembuat Komitmen", "nama_satker": t.skpd.nama_besar,
        "nama_ppk": ppk,
        "tahun_anggaran": 2024, "kd_lpse": KOTA["kd_lpse"],
        "no_sk_ppk": f"800/{t.skpd.no:02d}/SK/2024",
        "no_sppbj": f"SPPBJ/{str(t.kd)[3:8]}/2024",
    }  # fmt: skip


def baris_kontrak(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    """One row per contract and one per amendment."""
    hasil = []
    for t in tender:
        for v in t.versi_kontrak:
            p, isi = t.penyedia, _umum(t)
            assert p is not None
            rng = acak("rekening-bank", p.kd)
            isi |= {
                "bentuk_usaha_penyedia": BENTUK.get(p.bentuk), "kd_penyedia": p.kd,
                "nilai_umk_kontrak": v.nilai, "versi_addendum": v.versi,
                "apakah_addendum": "Ya" if v.versi else "Tidak", "kota_kontrak": "Rekajaya",
                "tgl_kontrak_akhir": tanggal_isb(v.akhir), "tgl_kontrak_awal": tanggal_isb(v.awal),
                "status_kontrak": "Kontrak Selesai" if t.bayar else "Kontrak Sedang Berjalan",
                "alasan_addendum": v.alasan or None,
                "nama_pemilik_rek_bank": isi["wakil_sah_penyedia"],
                "anggota_kso": p.inti[4:] if p.inti.startswith("KSO") else None,
                "jenis_kontrak": BAYAR["barang"],
                "no_rek_bank": f"99{rng.randint(10**9, 10**10 - 1)}",
                "nilai_kontrak": v.nilai, "nilai_pdn_kontrak": v.nilai,
                "nama_rek_bank": "Bank Rekaan Daerah",
                "lingkup_pekerjaan": t.nama, "no_kontrak": v.nomor,
                "alasan_ubah_nilai_kontrak": v.alasan or None,
                "tgl_kontrak": tanggal_isb(v.tanggal),
                "tipe_penyedia": "Penyedia KSO" if p.inti.startswith("KSO") else "Penyedia Tunggal",
            }  # fmt: skip
            hasil.append(tuple(isi.get(k) for k in kepala("SPSE-TenderEkontrak-Kontrak")))
    return hasil


def baris_bapbast(tender: Iterable[Tender]) -> list[tuple[Sel, ...]]:
    hasil = []
    for t in tender:
        for b in t.bayar:
            v, isi = t.versi_kontrak[-1], _umum(t)
            isi |= {
                "progres_pekerjaan": b.progres, "no_bast": b.no_bast or None,
                "tgl_bast": tanggal_isb(b.tgl_bast) if b.tgl_bast else None, "no_bap": b.no_bap,
                "tgl_bap": tanggal_isb(b.tgl_bap), "besar_pembayaran": b.besar,
                "cara_pembayaran_kontrak": "Termin", "versi_addendum": v.versi,
                "apakah_addendum": "Ya" if v.versi else "Tidak",
                "alasan_addendum": v.alasan or None,
                "status_kontrak": "Kontrak Selesai", "jabatan_penandatangan_sk": "Kepala Dinas",
                "alamat_penyedia": f"Jalan Dongeng Raya {t.kd % 97} Rekajaya",
                "lingkup_pekerjaan": t.nama,
                "no_kontrak": v.nomor, "nilai_kontrak": v.nilai,
                "tgl_kontrak": tanggal_isb(v.tanggal),
                "_event_date": TANGGAL_TARIK,
            }  # fmt: skip
            hasil.append(tuple(isi.get(k) for k in kepala("SPSE-TenderEkontrak-BAPBAST")))
    return hasil
