"""The answer key: what the plan says must and must not fire, and every file's exact totals."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.kota_rekaan.anggaran import Baris
from tests.kota_rekaan.csv_isb import angka
from tests.kota_rekaan.dunia import Dunia
from tests.kota_rekaan.kota import DARI_NO, KOTA, baca_yaml
from tests.kota_rekaan.kunci_berkas import berkas_kunci
from tests.kota_rekaan.paket import JENIS_SPSE
from tests.kota_rekaan.penyedia import KHUSUS

KEPALA = """\
# Kunci jawaban kota rekaan. Bagian indikator berasal dari rencana.yml (ditulis tangan), bagian
# berkas dari hitungan pembangkit sendiri; tidak satu angka pun dari program yang diuji.
# Jangan disunting: ubah rencana.yml lalu jalankan python -m tests.kota_rekaan.
#
# subjek: tender:KD, nontender:KD, epurchasing:KD, rup:KD, skpd:KODE,
# penyedia:KODE_SKPD:sepuluh angka awal NPWP-16, pasangan:NPWP-16 pemenang:NPWP-16 yang kalah,
# kelompok:KODE_SKPD:jenis:rekening, anggaran:KODE_SKPD:sub kegiatan:rekening,
# rekening:KODE (tingkat kota). dari: berkas yang memperlihatkannya, bila hanya satu.
"""


def _indikator(dunia: Dunia) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Cases by indicator and outcome, in the order of the plan."""
    hasil: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    for kode, nasib, isi in [*_dari_paket(dunia), *_dari_baris(dunia.anggaran), *_dari_kelompok()]:
        hasil[kode].setdefault(nasib, []).append(isi)
    return {kode: dict(sorted(hasil[kode].items(), reverse=True)) for kode in sorted(hasil)}


Kasus = tuple[str, str, dict[str, Any]]


def _nasib(isi: dict[str, Any], subjek: dict[str, Any]) -> Iterator[Kasus]:
    for nasib in ("terpicu", "luput", "tak_terhitung"):
        for kode, sebab in isi.get(nasib, {}).items():
            yield kode, nasib, {**subjek, "sebab": sebab}


def _dari_paket(dunia: Dunia) -> Iterator[Kasus]:
    rencana = baca_yaml("rencana.yml")
    paket = {p.kd: p for p in [*dunia.tender, *dunia.langsung]}
    for bagian, jenis in (("tender", "tender"), ("langsung", "nontender")):
        for kd, isi in rencana[bagian].items():
            yield from _nasib(isi, {"subjek": f"{jenis}:{kd}", "kd_rup": paket[kd].kd_rup})
    for kunci, isi in rencana["pesanan"].items():
        pesanan = next(o for o in dunia.pesanan if o.kd_rup == isi["kd_rup"])
        yield from _nasib(isi, {"subjek": f"epurchasing:{pesanan.kd}", "kd_rup": isi["kd_rup"]})
        assert kunci.startswith(str(pesanan.skpd.no))
    for kd, isi in rencana["rup"].items():
        yield from _nasib(isi, {"subjek": f"rup:{kd}"})
    # A short title is short in the plan as well as in the package.
    for kd, isi in rencana["langsung"].items():
        if "RUP-06" in isi.get("terpicu", {}):
            sebab = "Judul RUP paket itu sama pendeknya."
            yield "RUP-06", "terpicu", {"subjek": f"rup:{paket[kd].kd_rup}", "sebab": sebab}


def _dari_baris(anggaran: Sequence[Baris]) -> Iterator[Kasus]:
    for b in anggaran:
        subjek = f"anggaran:{b.skpd.kode}:{b.sub}:{b.rek}"
        asal = {"dari": "transaksi"} if "realisasi" in b.isi else {}
        yield from _nasib(b.isi, {"subjek": subjek, **asal})
        if "ANG-02" in b.isi.get("terpicu", {}) and not b.isi.get("hanya_baris"):
            sebab = (
                "Hanya SKPD itu yang memakai rekening ini, maka LRA kota pun melampaui anggaran."
            )
            yield (
                "ANG-02",
                "terpicu",
                {"subjek": f"rekening:{b.rek}", "dari": "LRA", "sebab": sebab},
            )
    for no, isi in baca_yaml("rencana.yml")["realisasi"].items():
        yield from _nasib(isi, {"subjek": f"skpd:{DARI_NO[no].kode}"})


def _dari_kelompok() -> Iterator[Kasus]:
    for isi in baca_yaml("rencana.yml")["kelompok"]:
        skpd = DARI_NO[isi["skpd"]].kode if "skpd" in isi else ""
        subjek = f"skpd:{skpd}"
        if "penyedia" in isi:
            subjek = f"penyedia:{skpd}:{KHUSUS[isi['penyedia']].npwp16[:10]}"
        elif "jenis" in isi:
            subjek = f"kelompok:{skpd}:{JENIS_SPSE[isi['jenis']]}:{isi['rek']}"
        elif "pasangan" in isi:
            subjek = "pasangan:" + ":".join(KHUSUS[n].npwp16 for n in isi["pasangan"])
        rinci: dict[str, Any] = {"subjek": subjek}
        if "penyedia" in isi:
            rinci["nama_penyedia"] = KHUSUS[isi["penyedia"]].nama
        if "paket" in isi:
            rinci["paket"] = [str(kd) for kd in isi["paket"]]
        yield isi["kode"], isi["hasil"], {**rinci, "sebab": isi["sebab"]}


def _perubahan(anggaran: Sequence[Baris]) -> list[dict[str, Any]]:
    """Planned changes between the stages that a comparison must name."""
    hasil = []
    for b in anggaran:
        if "golongan" in b.isi and b.isi["golongan"] != "tetap":
            hasil.append({
                "golongan": b.isi["golongan"], "kode_skpd": b.skpd.kode,
                **({"kode_skpd_lama": b.skpd_murni.kode} if b.skpd_murni else {}),
                "kode_sub_kegiatan": b.sub, "kode_rekening": b.rek,
                **({"kode_rekening_lama": b.rek_murni} if b.rek_murni else {}),
                "sebelum": angka(b.murni) if b.murni is not None else None,
                "sesudah": angka(b.perubahan) if b.perubahan is not None else None,
            })  # fmt: skip
    return hasil


def tulis_kunci(path: Path, dunia: Dunia) -> None:
    """Write kunci.yml; the file says of itself where its parts come from."""
    isi = {
        "kode_wilayah": KOTA["kode_wilayah"], "tahun": 2024,
        "indikator": _indikator(dunia), "data_pribadi": baca_yaml("rencana.yml")["data_pribadi"],
        "perubahan": _perubahan(dunia.anggaran),
        "berkas": dict(sorted(berkas_kunci(dunia).items())),
    }  # fmt: skip
    teks = yaml.safe_dump(isi, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(KEPALA + teks, encoding="utf-8", newline="\n")
