"""A whole import of a small folder: releases, exit codes, what stops it and what does not."""

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from budget_pipeline.pipeline.files import find_jobs, read_files
from budget_pipeline.publish.release import current_release
from budget_pipeline.publish.verify import verify
from tests.small_files import LINES, lra, run_import, write_csv, write_xlsx

NIK = "3599014101900001"
PHONE = "081234560001"
EMAIL = "orang1@contoh.invalid"
NIP = "196308221983032007"
LOOKALIKE = "2024000000000001"


def town(raw: Path, **files: list[object]) -> Path:
    """Write data/raw of a town with the settings every file shares."""
    raw.mkdir(parents=True, exist_ok=True)
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\nnama_daerah: Kota Contoh\n')
    for name, rows in files.items():
        write_csv(raw / f"{name}.csv", rows)  # type: ignore[arg-type]
    return raw


def one(folder: Path, query: str) -> object:
    """Return the single value of a query on the current release."""
    connection = sqlite3.connect(f"file:{folder / 'current' / 'data.db'}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchone()[0]
    finally:
        connection.close()


def test_an_import_publishes_a_release_that_verifies(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw", lra=lra()), tmp_path / "out"
    outcome = run_import(raw, published)
    assert outcome.exit == 0
    assert one(published, "SELECT sum(anggaran) FROM realisasi") == 800_000_000
    assert one(published, "SELECT nama FROM wilayah WHERE kode_wilayah = '99.71'") == "Kota Contoh"
    release = current_release(published)
    assert release is not None
    assert release.resolve().name == outcome.release
    assert verify(release).problems == []


def test_a_wrong_value_is_named_by_cell_and_the_rest_is_published(tmp_path: Path) -> None:
    lines = [*LINES] * 10
    lines = [(f"5.1.02.01.01.{n:04d}", *line[1:]) for n, line in enumerate(lines, start=1)]
    lines[20] = (lines[20][0], lines[20][1], "lima puluh juta", 0, 2024)
    raw, published = town(tmp_path / "raw", lra=lra(lines)), tmp_path / "out"
    outcome = run_import(raw, published)
    assert outcome.exit == 0
    assert one(published, "SELECT count(*) FROM realisasi") == 39
    row = "SELECT lembar || '!' || sel || '=' || nilai FROM masalah WHERE tingkat = 'karantina'"
    assert one(published, row) == "lra!C22=lima puluh juta"


def test_too_many_rows_held_back_stop_the_release_and_keep_the_old_one(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw", lra=lra()), tmp_path / "out"
    first = run_import(raw, published).release
    wrong = [(LINES[0][0], "Gaji", "banyak", 1, 2024), *LINES[1:]]
    town(raw, lra=lra(wrong))
    second = run_import(raw, published)
    assert (second.exit, second.release) == (3, None)
    assert (published / "current").resolve().name == first


def test_a_total_that_differs_stops_with_four_until_it_is_accepted(tmp_path: Path) -> None:
    lines = [*LINES, ("", "JUMLAH", 800_000_001, 550_000_000, "")]
    raw, published = town(tmp_path / "raw", lra=lra(lines)), tmp_path / "out"
    assert run_import(raw, published).exit == 4
    with (raw / "sumber.yml").open("a") as settings:
        settings.write(
            'berkas:\n  "lra.csv": {terima_selisih: [{kolom: anggaran, selisih: "1",'
            ' alasan: "pembulatan di Perda"}]}\n'
        )
    accepted = run_import(raw, published)
    assert accepted.exit == 0
    note = "SELECT catatan FROM rekonsiliasi WHERE kolom = 'realisasi.anggaran'"
    assert one(published, note) == "selisih diterima: pembulatan di Perda"


def test_a_declared_correction_mends_the_cell_and_stays_visible(tmp_path: Path) -> None:
    lines = [(LINES[0][0], "Gaji", "600 jutaan", 0, 2024), *LINES[1:]]
    raw, published = town(tmp_path / "raw", lra=lra(lines)), tmp_path / "out"
    (raw / "koreksi.yml").write_text(
        "- {berkas: lra.csv, lembar: lra, sel: C2, lama: '600 jutaan', baru: '600000000',"
        " alasan: salah ketik, penulis: BPKAD}\n"
        "- {berkas: lra.csv, lembar: lra, sel: C3, lama: 'lain', baru: '1',"
        " alasan: basi, penulis: BPKAD}\n"
    )
    outcome = run_import(raw, published)
    assert outcome.exit == 0
    assert one(published, "SELECT sum(anggaran) FROM realisasi") == 800_000_000
    assert one(published, "SELECT group_concat(diterapkan) FROM koreksi") == "1,0"
    assert one(published, "SELECT count(*) FROM masalah WHERE kode = 'koreksi_tidak_cocok'") == 1


def test_the_same_file_twice_is_loaded_once(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw", a=lra(), b=lra()), tmp_path / "out"
    outcome = run_import(raw, published)
    assert sorted(file.status for file in outcome.files if file.path.endswith(".csv")) == [
        "diabaikan",
        "dimuat",
    ]
    assert one(published, "SELECT sum(anggaran) FROM realisasi") == 800_000_000


def test_the_order_in_which_files_are_found_does_not_matter(tmp_path: Path) -> None:
    more = [("5.1.02.01.01.0099", "Lain", 7, 0, 2024)]
    digests = []
    for names in (("a", "z"), ("z", "a")):
        base = tmp_path / "".join(names)
        raw = base / "raw"
        town(raw)
        write_csv(raw / names[0] / "lra.csv", lra())
        write_csv(raw / names[1] / "lra.csv", lra(more))
        run_import(raw, base / "out")
        digests.append(
            sorted(
                connection.execute("SELECT kode_rekening, anggaran FROM realisasi").fetchall()
                for connection in [sqlite3.connect(base / "out" / "current" / "data.db")]
            )
        )
    assert {tuple(sorted(rows[0])) for rows in digests} == {tuple(sorted(digests[0][0]))}


def test_two_imports_in_different_folders_make_the_same_bytes(tmp_path: Path) -> None:
    hashes = []
    for name in ("satu", "dua"):
        raw, published = town(tmp_path / name / "raw", lra=lra()), tmp_path / name / "out"
        outcome = run_import(raw, published)
        data = (published / "current" / "data.db").read_bytes()
        hashes.append((outcome.release, hashlib.sha256(data).hexdigest()))
    assert hashes[0] == hashes[1]


def test_an_unchanged_import_gives_the_same_release_without_reading_again(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw", lra=lra()), tmp_path / "out"
    first = run_import(raw, published)
    read: list[str] = []
    second = run_import(raw, published, on_file=lambda name, n, total: read.append(name))
    assert second.release == first.release
    assert read == []


def test_a_fall_of_a_fifth_needs_force(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw", lra=lra()), tmp_path / "out"
    run_import(raw, published)
    town(raw, lra=lra(LINES[1:]))
    assert run_import(raw, published).exit == 5
    forced = run_import(raw, published, force=True)
    assert forced.release is not None
    assert one(published, "SELECT count(*) FROM realisasi") == 3
    facts = json.loads((published / "current" / "manifest.json").read_text("utf-8"))
    assert facts["forced"] is True


def test_a_file_written_to_while_it_is_read_is_rejected_and_read_anew(tmp_path: Path) -> None:
    raw = town(tmp_path / "raw", lra=lra())
    found = find_jobs([raw])
    with (raw / "lra.csv").open("a", encoding="utf-8") as handle:
        handle.write("5.2.02.05.01.0006,Belanja Modal Lain,1,1,2024\n")
    result = next(iter(read_files(found, cache_dir=tmp_path / "cache")))
    assert (result.status, result.reason_code) == ("ditolak", "masih_ditulis")
    again = next(iter(read_files(find_jobs([raw]), cache_dir=tmp_path / "cache")))
    assert again.status == "dimuat"


def test_several_files_about_one_tender_become_one_process(tmp_path: Path) -> None:
    announced = [
        [
            "kd_lpse",
            "kd_tender",
            "nama_paket",
            "pagu",
            "hps",
            "mtd_pemilihan",
            "status_tender",
            "versi_tender",
        ],
        ["9", "1000", "Jalan Mawar", 900, 850, "Tender", "Selesai", 1],
    ]
    awarded = [
        [
            "kd_lpse",
            "kd_tender",
            "pagu",
            "hps",
            "nilai_kontrak",
            "nama_penyedia",
            "tgl_penetapan_pemenang",
        ],
        ["9", "1000", 900, 850, 800, "CV. Contoh", "2024-03-01"],
    ]
    bidders = [
        ["kd_lpse", "kd_tender", "kd_peserta", "nama_penyedia", "nilai_penawaran", "pemenang"],
        ["9", "1000", "1", "CV Contoh", 800, 1],
        ["9", "1000", "2", "PT Lain", 0, 0],
    ]
    raw = town(tmp_path / "raw", tender=announced, nilai=awarded, peserta=bidders)
    published = tmp_path / "out"
    assert run_import(raw, published).exit == 0
    assert one(published, "SELECT count(*) FROM paket") == 1
    assert one(published, "SELECT nama_paket FROM paket") == "Jalan Mawar"
    assert one(published, "SELECT jumlah_pendaftar || '/' || jumlah_penawar FROM paket") == "2/1"
    assert one(published, "SELECT count(DISTINCT id_penyedia) FROM peserta") == 2
    winner = "SELECT count(*) FROM kontrak JOIN peserta USING (id_penyedia)"
    assert one(published, winner) == 1


def test_stages_are_kept_apart_and_their_changes_add_up(tmp_path: Path) -> None:
    header = ["Kode SKPD", "Nama SKPD", "Kode Rekening", "Nama Rekening", "Pagu", "Tahun"]
    agency = ["1.01.0.00.0.00.01.0000", "Dinas A"]
    before = [header, [*agency, "5.1.02.01.01.0024", "ATK", 100, 2024]]
    before.append([*agency, "5.1.02.01.01.0025", "Kertas", 50, 2024])
    after = [header, [*agency, "5.1.02.01.01.0024", "ATK", 130, 2024]]
    after.append([*agency, "5.1.02.01.01.0026", "Tinta", 10, 2024])
    raw, published = town(tmp_path / "raw", murni=before, perubahan=after), tmp_path / "out"
    assert run_import(raw, published).exit == 0
    classes = (
        "SELECT group_concat(golongan) FROM (SELECT golongan FROM perubahan_anggaran ORDER BY 1)"
    )
    assert one(published, classes) == "baru,hapus,naik"
    assert one(published, "SELECT sum(selisih) FROM perubahan_anggaran") == -10


@pytest.mark.parametrize("column", ["NIK", "Catatan Petugas"])
def test_planted_personal_data_reach_no_published_byte(tmp_path: Path, column: str) -> None:
    header = ["Kode RUP", "Nama Paket", "Satuan Kerja", "Metode", "Pagu", "No Kontrak", column]
    text = f"a.n. Budi {NIK} hp {PHONE} {EMAIL} NIP {NIP}"
    rows = [
        header,
        ["50000001", f"Sewa tenda {text}; {LOOKALIKE}", "Dinas A", "Tender", 5, LOOKALIKE, NIK],
    ]
    raw, published = town(tmp_path / "raw"), tmp_path / "out"
    write_xlsx(raw / "rup.xlsx", {"RUP": rows})
    assert run_import(raw, published).exit == 0
    written = {path: unpacked(path) for path in published.rglob("*") if path.is_file()}
    for secret in (NIK, PHONE, EMAIL, NIP):
        assert [path.name for path, held in written.items() if secret.encode() in held] == []
    kept = {path.suffix for path, held in written.items() if LOOKALIKE.encode() in held}
    assert {".db", ".csv", ".zip", ".xlsx", ".parquet", ".jsonl", ".pickle"} <= kept


def unpacked(path: Path) -> bytes:
    """Return everything a file holds, taken out of its compression, archives in archives too."""
    if path.suffix == ".parquet":
        return str(parquet.read_table(path).to_pylist()).encode()
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    held = []
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        for name in archive.namelist():
            held += [name.encode(), unpacked(Path(archive.extract(name, folder)))]
    return b"\n".join(held)


@pytest.mark.parametrize(
    ("setting", "shown"),
    [("", "01.999.***.*-***.000"), ("npwp_badan: tampil\n", "01.999.888.7-999.000")],
)
def test_tax_numbers_of_companies_are_shown_whole_only_where_set(
    tmp_path: Path, setting: str, shown: str
) -> None:
    header = ["kd_lpse", "kd_tender", "pagu", "hps", "nilai_kontrak", "tgl_penetapan_pemenang"]
    rows = [[*header, "nama_penyedia", "npwp_penyedia"]]
    rows.append(["9", "1", 100, 99, 90, "2024-05-01", "PT Satu", "01.999.888.7-999.000"])
    rows.append(["9", "2", 100, 99, 80, "2024-05-01", "Budi", NIK])
    raw, published = town(tmp_path / "raw", nilai=rows), tmp_path / "out"
    with (raw / "sumber.yml").open("a") as settings:
        settings.write(setting)
    assert run_import(raw, published).exit == 0
    assert one(published, "SELECT npwp FROM penyedia WHERE nama = 'PT Satu'") == shown
    everything = b"".join(unpacked(path) for path in published.rglob("*") if path.is_file())
    assert (b"888.7-999" in everything) is bool(setting)
    assert NIK.encode() not in everything
    assert verify(current_release(published)).ok


def test_a_payload_in_a_cell_is_kept_as_text(tmp_path: Path) -> None:
    payload = "<script>alert(1)</script>"
    header = ["Kode RUP", "Nama Paket", "Satuan Kerja", "Metode", "Pagu"]
    rows = [header, ["50000001", payload, "Dinas A", "Tender", 5]]
    raw, published = town(tmp_path / "raw", rup=rows), tmp_path / "out"
    run_import(raw, published)
    assert one(published, "SELECT nama_paket FROM rup") == payload
