"""A lake: cleaned tables by municipality and year, resumable, the same bytes, judged like a release."""

import shutil
import sqlite3
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from budget_pipeline.cli import main
from budget_pipeline.indicators.run import compute
from budget_pipeline.load.database import create_database
from budget_pipeline.pipeline.assemble import assemble
from budget_pipeline.pipeline.files import find_jobs, read_files
from budget_pipeline.pipeline.loading import load
from budget_pipeline.schema.read import load_schema

SCHEMA = load_schema()
HEAD = "kd_tender,nama_paket,nilai_pagu_paket,nilai_hps_paket,status_tender,mtd_pemilihan,tanggal_buat_paket\n"
BIDS = "kd_tender,kd_peserta,nama_penyedia,nilai_penawaran,pemenang\n"
TOWNS = {"99.01": "11", "99.02": "22"}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two municipalities with two tenders each; in one folder a file that is no spreadsheet."""
    folder = tmp_path / "kiriman"
    for code, number in TOWNS.items():
        town = folder / code
        town.mkdir(parents=True)
        (town / "sumber.yml").write_text(f'kode_wilayah: "{code}"\ntahun: 2024\n')
        rows = [
            f"{number}{i},Pekerjaan {i},1000000{i},900000{i},Selesai,Tender,2024-03-0{i}\n"
            for i in (1, 2)
        ]
        (town / "TENDER.csv").write_text(HEAD + "".join(rows))
        bids = [
            f"{number}{i},{number}{i}{j},CV {'Maju' if j == 1 else 'Jaya'},80000{i}{j},{2 - j}\n"
            for i in (1, 2)
            for j in (1, 2)
        ]
        (town / "TENDER 2.csv").write_text(BIDS + "".join(bids))
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def content(lake: Path) -> dict[str, bytes]:
    """Every Parquet file and the manifest, by path."""
    files = [*lake.glob("*/*/*/*.parquet"), lake / "danau.json"]
    return {file.relative_to(lake).as_posix(): file.read_bytes() for file in sorted(files)}


def test_tables_lie_by_municipality_and_year_with_their_provenance(
    raw: Path, tmp_path: Path
) -> None:
    assert run("lake", raw, "--out", tmp_path / "danau", "--jobs", 1).exit_code == 0
    for code in TOWNS:
        part = tmp_path / "danau" / "paket" / f"kode_wilayah={code}" / "tahun=2024"
        rows = duckdb.sql(
            f"SELECT nama_paket, pagu::VARCHAR, lembar, baris, LENGTH(id_berkas)"
            f" FROM '{part}/*.parquet' ORDER BY 1"
        ).fetchall()
        assert [(name, pagu, row) for name, pagu, _, row, _ in rows] == [
            ("Pekerjaan 1", "10000001.00", 2),
            ("Pekerjaan 2", "10000002.00", 3),
        ]
        assert all(length == 12 for *_, length in rows)


def test_a_second_lake_and_a_second_run_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    run("lake", raw, "--out", first, "--jobs", 1)
    before = content(first)
    run("lake", raw, "--out", second, "--jobs", 2)
    run("lake", raw, "--out", first, "--jobs", 2)
    assert content(second) == before
    assert content(first) == before
    assert len(before) > 10


def test_only_the_municipality_whose_file_changed_is_written_again(
    raw: Path, tmp_path: Path
) -> None:
    lake = tmp_path / "danau"
    run("lake", raw, "--out", lake, "--jobs", 1)
    times = {path: path.stat().st_mtime_ns for path in lake.glob("*/*/*/*.parquet")}
    tender = raw / "99.02" / "TENDER.csv"
    tender.write_text(tender.read_text() + "223,Baru,1,1,Selesai,Tender,2024-04-01\n")
    run("lake", raw, "--out", lake, "--jobs", 1)
    rewritten = {path.parts[-3] for path, then in times.items() if path.stat().st_mtime_ns != then}
    assert rewritten == {"kode_wilayah=99.02"}
    counted = duckdb.sql(f"SELECT COUNT(*) FROM '{lake}/paket/*/*/*.parquet'").fetchall()
    assert counted == [(5,)]


def test_a_run_that_was_cut_off_is_made_good(raw: Path, tmp_path: Path) -> None:
    lake = tmp_path / "danau"
    run("lake", raw, "--out", lake, "--jobs", 1)
    whole = content(lake)
    (lake / ".selesai" / "99.01.json").unlink()
    shutil.rmtree(lake / "peserta" / "kode_wilayah=99.01")
    (lake / ".kerja-sisa").mkdir()
    run("lake", raw, "--out", lake, "--jobs", 1)
    assert content(lake) == whole
    assert not (lake / ".kerja-sisa").exists()


def test_a_municipality_that_is_no_longer_sent_leaves_the_lake(raw: Path, tmp_path: Path) -> None:
    lake = tmp_path / "danau"
    run("lake", raw, "--out", lake, "--jobs", 1)
    shutil.rmtree(raw / "99.02")
    run("lake", raw, "--out", lake, "--jobs", 1)
    assert {path.name for path in lake.glob("paket/*")} == {"kode_wilayah=99.01"}


def test_a_rejected_file_is_told_with_the_code_of_import_and_the_rest_is_written(
    raw: Path, tmp_path: Path
) -> None:
    (raw / "99.01" / "rusak.xlsx").write_bytes(b"PK\x03\x04 tidak utuh")
    result = run("lake", raw, "--out", tmp_path / "danau", "--jobs", 1)
    imported = run("import", raw, "--published", tmp_path / "terbit", "--jobs", 1)
    assert result.exit_code == imported.exit_code == 3
    assert "rusak.xlsx" in result.stderr
    assert (tmp_path / "danau" / "paket" / "kode_wilayah=99.01").is_dir()


def test_personal_numbers_do_not_reach_the_lake(raw: Path, tmp_path: Path) -> None:
    nik = "3201011203850007"
    (raw / "99.01" / "TENDER.csv").write_text(
        HEAD + f"111,Honor NIK {nik},100,90,Selesai,Tender,2024-03-01\n"
    )
    lake = tmp_path / "danau"
    run("lake", raw, "--out", lake, "--jobs", 1)
    names = duckdb.sql(f"SELECT nama_paket FROM '{lake}/paket/*/*/*.parquet'").fetchall()
    assert any("Honor" in name for (name,) in names)
    assert not any(nik.encode() in data for data in content(lake).values())
    columns = duckdb.sql(f"SELECT * FROM '{lake}/peserta/*/*/*.parquet'").columns
    assert [name for name in columns if name.startswith("_") or "npwp" in name] == []


def test_a_folder_with_other_files_is_left_alone(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "rumah").mkdir()
    (tmp_path / "rumah" / "surat.txt").write_text("milik orang lain")
    result = run("lake", raw, "--out", tmp_path / "rumah")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert [path.name for path in (tmp_path / "rumah").iterdir()] == ["surat.txt"]


def test_a_lake_is_judged_as_the_same_files_imported_are(raw: Path, tmp_path: Path) -> None:
    shutil.rmtree(raw / "99.02")
    lake, out = tmp_path / "danau", tmp_path / "nasional"
    run("lake", raw, "--out", lake, "--jobs", 1)
    judged = run("indicators", "run", "--lake", lake, "--engine", "duckdb", "--out", out)
    assert judged.exit_code == 0, judged.output
    files = list(read_files(find_jobs([raw])))
    connection = create_database(tmp_path / "data.db", SCHEMA)
    load(connection, SCHEMA, assemble(files, SCHEMA), files, [raw], {})
    compute(connection, SCHEMA)
    columns = "kode, subjek_id, kode_wilayah, tahun, status, alasan, ambang, ROUND(nilai, 6)"
    wanted = connection.execute(f"SELECT {columns} FROM hasil_indikator ORDER BY 1, 2").fetchall()
    connection.close()
    found = duckdb.sql(f"SELECT {columns} FROM '{out}/hasil_indikator.parquet' ORDER BY 1, 2")
    assert found.fetchall() == wanted
    assert len(wanted) > 20


def test_municipalities_stand_side_by_side_with_their_coverage_and_no_rank(
    raw: Path, tmp_path: Path
) -> None:
    lake, out = tmp_path / "danau", tmp_path / "nasional"
    (raw / "99.02" / "TENDER 2.csv").unlink()
    run("lake", raw, "--out", lake, "--jobs", 1)
    run("indicators", "run", "--lake", lake, "--engine", "duckdb", "--out", out)
    connection = sqlite3.connect(out / "nasional.db")
    rows = connection.execute(
        "SELECT kode_wilayah, populasi, dihitung, tidak_dapat_dihitung, terpicu, cakupan,"
        " bagian_terpicu, golongan_cakupan FROM perbandingan_kom_01 ORDER BY 1"
    ).fetchall()
    names = [row[1] for row in connection.execute("PRAGMA table_info(perbandingan)")]
    connection.close()
    assert rows == [
        ("99.01", 2, 2, 0, 0, 1.0, 0.0, "cakupan 90 % atau lebih"),
        ("99.02", 2, 0, 2, 0, 0.0, None, "cakupan di bawah 50 %"),
    ]
    assert not {"peringkat", "rank", "urutan"} & set(names)


def test_what_a_lake_needs_is_said_in_one_line(tmp_path: Path) -> None:
    result = run("indicators", "run", "--lake", tmp_path, "--engine", "duckdb", "--out", "x")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "budget-pipeline lake" in result.stderr
    assert run("indicators", "run", "--lake", tmp_path, "--out", "x").exit_code == 2
    assert run("indicators", "run").exit_code == 2
