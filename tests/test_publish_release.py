"""A release is the same wherever it is made, named after its content, and checked first."""

import json
import os
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.clean.personal_numbers import find_personal
from budget_pipeline.errors import BudgetPipelineError, ReleaseError
from budget_pipeline.load.database import open_read_only
from budget_pipeline.publish import checks
from budget_pipeline.publish import release as steps
from budget_pipeline.publish.facts import InputFile
from budget_pipeline.publish.release import Release, current_release, publish, workspace
from tests.conftest import ROOT
from tests.publish_city import (
    BUDGET,
    FILE,
    ROWS,
    SHEET,
    SMALL,
    budget_line,
    build_city,
    facts,
    publish_city,
)

NIK = "3201011203850001"


def publish_with(published: Path, rows: dict[str, Any] | None = None, **more: Any) -> Release:
    build = workspace(published)
    build_city(build, **(rows or {}))
    return publish(build, published, SMALL, facts(**more))


def bytes_of(release: Path) -> dict[str, bytes]:
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in release.rglob("*")
        if path.is_file()
    }


def run(published: Path, umask: int, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.publish_once", str(published)],
        cwd=ROOT,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=True,
    )


def test_two_builds_elsewhere_give_the_same_bytes_for_every_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "panjang sekali" / "b é"
    run(first, 0o022, TZ="Asia/Jayapura", LC_ALL="C", PYTHONHASHSEED="1")
    run(second, 0o077, TZ="America/New_York", LC_ALL="C.utf8", PYTHONHASHSEED="77", LANG="id_ID")
    one, two = (current_release(folder) for folder in (first, second))
    assert one is not None and two is not None
    assert one.name == two.name
    here, there = bytes_of(one), bytes_of(two)
    assert len(here) > 100
    assert {name for name in here if here[name] != there.get(name)} == set()
    assert here.keys() == there.keys()


def test_rows_inserted_in_another_order_give_the_same_release(tmp_path: Path) -> None:
    supplier = ROWS["penyedia"]
    one = publish_city(tmp_path / "a", penyedia=supplier)
    two = publish_city(tmp_path / "b", penyedia=supplier[::-1])
    assert (one.folder / "unduhan/csv/penyedia.csv").read_bytes() == (
        two.folder / "unduhan/csv/penyedia.csv"
    ).read_bytes()


def test_published_files_are_readable_by_all_and_writable_by_none(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        release = publish_city(tmp_path / "published").folder
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(p.stat().st_mode) for p in release.rglob("*") if p.is_file()}
    folders = {stat.S_IMODE(p.stat().st_mode) for p in [release, *release.rglob("*")] if p.is_dir()}
    assert modes == {0o444}
    assert folders == {0o755}
    assert stat.S_IMODE(release.parent.stat().st_mode) == 0o755


def test_the_same_content_published_again_changes_nothing(tmp_path: Path) -> None:
    published = tmp_path / "published"
    first = publish_city(published)
    before = {p: p.stat().st_mtime_ns for p in [*published.rglob("*")] if p.name != ".kunci"}
    again = publish_city(published)
    assert (first.new, again.new, again.id) == (True, False, first.id)
    after = {p: p.stat().st_mtime_ns for p in [*published.rglob("*")] if p.name != ".kunci"}
    assert after == before


def test_an_older_content_published_again_becomes_current_again(tmp_path: Path) -> None:
    published = tmp_path / "published"
    first = publish_city(published)
    publish_city(published, anggaran=BUDGET[:2])
    assert publish_city(published).new is False
    assert current_release(published) == first.folder.resolve()


def test_a_damaged_release_of_the_same_content_is_mended(tmp_path: Path) -> None:
    published = tmp_path / "published"
    release = publish_city(published).folder
    whole = bytes_of(release)
    for path in (release / "data.db", release / "unduhan/csv/paket.csv"):
        path.chmod(0o644)
        path.write_bytes(b"rusak")
    (release / "selundupan.txt").write_text("x")
    assert publish_city(published).new is True
    assert bytes_of(release) == whole


@pytest.mark.parametrize(
    "change",
    [
        {"code_version": "1.0.1"},
        {"settings": {"toleransi": "10"}},
        {"forced": True, "reasons": ["nasib baris"]},
        {"inputs": [InputFile("2024/rekap.xlsx", "b" * 64, 1000, "dimuat")]},
        {"licence": "CC0-1.0"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_release_states_about_itself_is_part_of_its_id(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    one = publish_with(tmp_path / "a")
    two = publish_with(tmp_path / "b", **change)
    assert one.id != two.id


def test_the_release_before_is_no_part_of_the_id(tmp_path: Path) -> None:
    older = publish_with(tmp_path / "a", {"anggaran": BUDGET[:2]})
    one = publish_with(tmp_path / "b")
    two = publish_with(tmp_path / "c", previous=older.folder)
    assert one.id == two.id
    assert older.id in (two.folder / "CHANGES.md").read_text("utf-8")
    assert "Rilis pertama" in (one.folder / "CHANGES.md").read_text("utf-8")


def test_the_manifest_counts_every_table_and_file(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "published").folder
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    assert manifest["release"] == release.name
    assert manifest["rows"]["anggaran"] == len(BUDGET)
    assert manifest["totals"]["kontrak.nilai_kontrak"] == "1905000000.50"
    assert manifest["totals"]["anggaran.pagu"] == str(sum(b["pagu"] or 0 for b in BUDGET))
    files = {f["path"]: f for f in manifest["files"]}
    entry = files["unduhan/csv/anggaran.csv"]
    assert entry["rows"] == len(BUDGET)
    assert entry["bytes"] == (release / "unduhan/csv/anggaran.csv").stat().st_size
    assert manifest["inputs"][0]["path"] == "2024/rekap.xlsx"
    assert manifest["indicators"]["KOM-01"] == {"terpicu": 1, "tidak_berlaku": 1}


def test_checksums_are_what_sha256sum_expects(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "published").folder
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=release,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_published_databases_need_no_journal_and_hold_no_deleted_pages(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "published").folder
    for name in ("data.db", "jejak.db"):
        header = (release / name).read_bytes()[:100]
        assert header[18:20] == b"\x01\x01"
        connection = open_read_only(release / name)
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        connection.close()


def test_no_file_of_a_release_names_the_folder_it_was_built_in(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "tanda-tempat-bangun").folder
    found = [name for name, data in bytes_of(release).items() if b"tanda-tempat-bangun" in data]
    assert found == []


# --- checks that stop a release ---------------------------------------------------------------


def test_fates_that_do_not_add_up_stop_the_release(tmp_path: Path) -> None:
    published = tmp_path / "published"
    good = publish_city(published)
    fates = [{"id_berkas": FILE, "lembar": SHEET, "nasib": "dimuat", "jumlah": 11}]
    with pytest.raises(ReleaseError, match=r'lembar "Lembar1": 16 baris dibaca, 11 punya nasib'):
        publish_city(published, nasib_baris=fates)
    assert current_release(published) == good.folder.resolve()
    assert sorted(p.name for p in published.iterdir()) == [".kunci", "current", "releases"]


def test_open_fates_stop_the_release_even_by_force(tmp_path: Path) -> None:
    fates = [{"id_berkas": FILE, "lembar": SHEET, "nasib": "dimuat", "jumlah": 11}]
    with pytest.raises(ReleaseError, match="16 baris dibaca, 11 punya nasib"):
        publish_with(tmp_path / "published", {"nasib_baris": fates}, forced=True)


def test_a_forced_release_says_so_and_why(tmp_path: Path) -> None:
    more = {"forced": True, "reasons": ["data berkurang"]}
    release = publish_with(tmp_path / "published", {}, **more).folder
    assert json.loads((release / "manifest.json").read_text("utf-8"))["forced"] is True
    assert "data berkurang" in (release / "BACA-SAYA.md").read_text("utf-8")


def test_an_orphan_key_stops_the_release_even_by_force(tmp_path: Path) -> None:
    rows = {"peserta": [{**ROWS["peserta"][0], "id_paket": "tender-0-0"}]}
    with pytest.raises(ReleaseError, match="peserta baris 1 merujuk ke paket"):
        publish_with(tmp_path / "published", rows, forced=True)


@pytest.mark.parametrize(
    "rows",
    [
        {"anggaran": [budget_line(5, Decimal(1), keterangan=f"NIK {NIK}")]},
        {"berkas": [{**ROWS["berkas"][0], "jalur": f"{NIK}.xlsx"}]},
        {"masalah": [{"id_berkas": FILE, "kode": "x", "nilai": NIK}]},
    ],
    ids=["fakta", "nama berkas", "masalah"],
)
def test_personal_data_stops_the_release_even_by_force(
    tmp_path: Path, rows: dict[str, Any]
) -> None:
    published = tmp_path / "published"
    with pytest.raises(ReleaseError, match="data pribadi") as error:
        publish_with(published, rows, forced=True)
    assert NIK not in str(error.value)
    assert current_release(published) is None


def test_personal_data_in_the_name_of_an_input_stops_the_release(tmp_path: Path) -> None:
    inputs = [InputFile(f"{NIK}.xlsx", "a" * 64, 1, "ditolak")]
    with pytest.raises(ReleaseError, match=r"manifest\.json: 1 data pribadi"):
        publish_with(tmp_path / "published", inputs=inputs)


@pytest.mark.parametrize("piece", [1 << 20, 7], ids=["large pieces", "small pieces"])
def test_the_scan_reads_every_format_that_holds_text(
    tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted after publishing, so that each reader is tried and not only the first."""
    monkeypatch.setattr(checks, "CHUNK", piece)
    lines = [budget_line(5, Decimal(1), keterangan=NIK)]
    release = publish_with(
        tmp_path / "published", {"anggaran": lines}, find_personal=lambda text: []
    ).folder
    found = checks.personal_data(release, facts().find_personal)
    names = {problem.split(":")[0] for problem in found}
    assert names == {
        "data.db",
        "unduhan/csv/anggaran.csv",
        "unduhan/csv-excel/anggaran.csv",
        "unduhan/excel/anggaran.xlsx",
        "unduhan/jsonl/anggaran.jsonl",
        "unduhan/parquet/anggaran.parquet",
    }


def test_a_csv_that_lost_a_sen_is_noticed(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "published").folder
    path = release / "unduhan/csv/anggaran.csv"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"1295927372.42", b"1295927372.41"))
    assert checks.csv_problems(release) == [
        "anggaran.csv: jumlah pagu 9007200549169086.17, di basis data 9007200549169086.18"
    ]


def test_a_full_disk_is_told_in_one_sentence_and_leaves_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = tmp_path / "published"
    good = publish_city(published)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(steps, "write_zip", full)
    with pytest.raises(BudgetPipelineError, match="Rilis sebelumnya tetap berlaku") as error:
        publish_city(published, anggaran=BUDGET[:1])
    assert error.value.exit_code == 1
    assert current_release(published) == good.folder.resolve()
    assert not list(published.glob(".bangun-*"))


# --- drop guard -------------------------------------------------------------------------------


def guard(tmp_path: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    release = publish_city(tmp_path / "published", anggaran=old).folder
    build = tmp_path / "bangun"
    build.mkdir()
    build_city(build, anggaran=new)
    return checks.drop_guard(build / "data.db", release)


def lines(amounts: list[int], year: int = 2024) -> list[dict[str, Any]]:
    return [budget_line(n, Decimal(a), tahun=year) for n, a in enumerate(amounts, start=5)]


def test_losing_a_fifth_of_the_rupiah_is_still_accepted(tmp_path: Path) -> None:
    assert guard(tmp_path, lines([50, 50]), lines([50, 30])) == []


def test_losing_more_than_a_fifth_of_the_rupiah_is_refused(tmp_path: Path) -> None:
    (problem,) = guard(tmp_path, lines([50, 50]), lines([50, 29]))
    assert problem.startswith("anggaran tahun 2024: pagu turun dari 100 menjadi 79")


def test_losing_a_whole_year_is_refused_though_another_grew(tmp_path: Path) -> None:
    problems = guard(tmp_path, lines([10], 2023) + lines([10]), lines([10, 10, 10]))
    assert [p.split(" turun")[0] for p in problems] == [
        "anggaran tahun 2023: baris",
        "anggaran tahun 2023: pagu",
    ]


def test_losing_rows_without_rupiah_is_refused_too(tmp_path: Path) -> None:
    (problem,) = guard(tmp_path, lines([0, 0, 0, 0, 9]), lines([9, 0, 0]))
    assert "baris turun dari 5 menjadi 3" in problem


def test_digits_at_the_head_of_a_digest_are_no_telephone_number(tmp_path: Path) -> None:
    number = "0834" + "28138496"
    (tmp_path / "manifest.json").write_text(f'"sha256": "{number}{"a1" * 26}"', encoding="utf-8")
    assert checks.personal_data(tmp_path, find_personal) == []
    (tmp_path / "manifest.json").write_text(f'"telepon": "{number}"', encoding="utf-8")
    assert len(checks.personal_data(tmp_path, find_personal)) == 1
