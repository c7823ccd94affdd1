"""The blacklist as LKPP publishes it: most tax numbers masked, most details N/A."""

from collections.abc import Sequence
from pathlib import Path

from tests.kota_rekaan.kota import acak, baca_yaml, kepala
from tests.kota_rekaan.penyedia import KATA
from tests.kota_rekaan.tulis_xlsx import buku

LARANGAN = (
    "Peraturan LKPP No. 4 Tahun 2021 Lampiran II angka 3.1 huruf g",
    "Penyedia yang tidak melaksanakan kontrak, tidak menyelesaikan pekerjaan",
)
NA = "N/A"


def _samar(npwp: str) -> str:
    """**.***.827.*-*91.***, as the site shows it."""
    return f"**.***.{npwp[7:10]}.*-*{npwp[14:16]}.***"


def baris_daftar_hitam() -> list[list[str]]:
    """The planned sanctions, and old ones that concern nobody here."""
    tetap = baca_yaml("rencana.yml")["daftar_hitam"]
    lama = []
    for n in range(22):
        rng = acak("hitam", n)
        tahun = rng.randint(2014, 2021)
        inti = f"Rekamasa {rng.choice(KATA['akhir'])} Lampau {n + 1}"
        lama.append({
            "nama": f"{rng.choice(['CV', 'PT', 'UD'])} {inti}", "status": "EXPIRED",
            "berlaku": f"{tahun}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            "npwp": f"90.201.{850 + n}.1-991.000", "samar": True,
        })  # fmt: skip
    hasil = []
    for n, isi in enumerate([*tetap, *lama]):
        npwp = _samar(isi["npwp"]) if isi.get("samar") else isi["npwp"]
        ada = "selesai" in isi
        nilai = {
            "url": f"https://daftar-hitam.example/?limit=100&p={n // 7 + 1}",
            "penyedia": isi["nama"],
            "organization/individual": "Organization",
            "dokumen_surat_keputusan": "Bukan Temuan BPK/APIP & PA/KPA tidak merangkap sebagai PPK",
            "tanggal_berlaku": str(isi["berlaku"]), "tanggal_status": str(isi["berlaku"]),
            "durasi_sanksipenyedia": "1 Years" if ada else "0 Years", "status": isi["status"],
            "aski": f"https://daftar-hitam.example/blacklist/reka{n:04d}", "npwp_penyedia": npwp,
            "provinci": "Provinsi Rekaan", "kota/kabupaten": "Kota Rekajaya",
            "nomor_sk": f"600/{n + 11}/SK-DH/REKA", "jenis_pelanggaran": LARANGAN[0] if ada else NA,
            "deskripsi_pelanggaran": LARANGAN[1] if ada else NA,
            "durasi_penayangan": "1 tahun 0 bulan" if ada else NA,
            "tanggal_selesai": str(isi.get("selesai", NA)),
        }  # fmt: skip
        if ada:
            nilai |= {
                "nomor_paket": f"8{n:07d}", "id_rup/tender": f"8{n:07d}",
                "paket": f"Pembangunan Gedung Lama {n + 1}",
                "nama_paket": f"Pembangunan Gedung Lama {n + 1}",
                "jenis_pengadaan": "Pekerjaan Konstruksi", "k/l/pd": "Kota Rekajaya",
                "satuan_kerja_(satker)": "DINAS PEKERJAAN UMUM DAN PENATAAN RUANG",
                "hps": str(800_000_000 + n * 1_000_000), "pagu": str(820_000_000 + n * 1_000_000),
                "tahun_anggaran": "2022",
            }  # fmt: skip
        hasil.append([nilai.get(k, NA) for k in kepala("daftar-hitam")])
    return hasil


def tulis_daftar_hitam(path: Path, baris: Sequence[Sequence[str]]) -> None:
    with buku(path) as wb:
        ws = wb.add_worksheet("Sheet1")
        ws.write_row(0, 0, kepala("daftar-hitam"))
        for n, isi in enumerate(baris, 1):
            ws.write_row(n, 0, isi)
