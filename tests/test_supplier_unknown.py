"""A supplier id of 0 means that nobody is known: such rows are no one supplier and no winner."""

import sqlite3
from pathlib import Path

from tests.small_files import run_import, write_csv

V6 = """tahun_anggaran kd_klpd nama_satker kd_satker_str kd_paket kd_rup rup_nama_pkt
kd_penyedia_v6 kd_penyedia_sikap total_harga tgl_order status_pkt"""
FINISHED = """tahun_anggaran kd_klpd nama_klpd kd_satker nama_satker kd_lpse kd_tender pagu hps
nilai_penawaran nilai_kontrak tgl_pengumuman_tender tgl_penetapan_pemenang kd_penyedia
nama_penyedia npwp_penyedia"""
AGENCY = "1.01.0.00.0.00.01.0000"


def imported(folder: Path, name: str, rows: list[list[object]]) -> sqlite3.Connection:
    raw = folder / "raw"
    raw.mkdir()
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\nnama_daerah: Kota Contoh\n')
    write_csv(raw / name, rows)
    assert run_import(raw, folder / "out").exit == 0
    return sqlite3.connect(folder / "out" / "current" / "data.db")


def test_catalogue_suppliers_outside_sikap_are_told_apart_by_their_catalogue_id(
    tmp_path: Path,
) -> None:
    orders = [
        [2025, "D999", "Dinas Contoh", AGENCY, f"01K{n}", 100 + n, f"Belanja alat {n}",
         f"01PENYEDIA{n}", 0, 90_000_000, "2025-08-20", "COMPLETED"]
        for n in range(4)
    ]  # fmt: skip
    connection = imported(tmp_path, "V6.csv", [V6.split(), *orders])
    (suppliers,) = connection.execute("SELECT COUNT(DISTINCT id_penyedia) FROM kontrak").fetchone()
    assert suppliers == 4
    flagged = "SELECT COUNT(*) FROM hasil_indikator WHERE kode = 'KON-11' AND status = 'terpicu'"
    assert connection.execute(flagged).fetchone() == (0,)


def test_tenders_listed_before_they_have_a_winner_have_none(tmp_path: Path) -> None:
    tenders = [
        [2025, "D999", "Kota Contoh", AGENCY, "Dinas Contoh", 9, 7000 + n, 900_000_000, 890_000_000,
         "null", "null", "2025-09-01", "2025-10-20", 0, "", ""]
        for n in range(3)
    ]  # fmt: skip
    tenders.append([*tenders[0]])
    tenders[-1][6:] = [
        7009, 900_000_000, 890_000_000, 850_000_000, 850_000_000, "2025-09-01", "2025-10-20",
        44, "CV Contoh", "01.234.567.8-901.000",
    ]  # fmt: skip
    connection = imported(tmp_path, "TENDER.csv", [FINISHED.split(), *tenders])
    assert connection.execute(
        "SELECT COUNT(DISTINCT id_penyedia), COUNT(id_penyedia) FROM kontrak"
    ).fetchone() == (1, 1)
    # Three tenders without a winner are nobody's three wins.
    verdicts = "SELECT subjek_label, status, nilai FROM hasil_indikator WHERE kode = 'KON-10'"
    assert connection.execute(verdicts).fetchall() == [
        ("CV Contoh di Dinas Contoh", "tidak_terpicu", 1.0)
    ]
