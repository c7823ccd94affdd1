"""What lies in data/raw is found in one order, left out for a reason, and described by sumber.yml."""

import hashlib
import os
import random
import socket
import sys
from pathlib import Path

import pytest

from budget_pipeline.errors import RejectedFile, SourceError
from budget_pipeline.extract import sources
from budget_pipeline.extract.settings import AcceptedDifference, Settings
from budget_pipeline.extract.sources import SourceFile, check_unchanged, find_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="file-system cases of POSIX")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def put(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content or f"isi {path.name}", encoding="utf-8")
    return path


def by_name(files: list[SourceFile]) -> dict[str, SourceFile]:
    return {file.name: file for file in files}


def why(file: SourceFile) -> str:
    reason = file.ignored or file.rejected
    return reason.code if reason else ""


def test_files_come_in_byte_order_with_name_size_and_hash(raw: Path) -> None:
    for name in ("b.csv", "a/z.csv", "B.csv", "é.csv", "a.csv"):
        put(raw / name)
    files = find_files(raw)
    assert [file.name for file in files] == ["B.csv", "a.csv", "a/z.csv", "b.csv", "é.csv"]
    expected = hashlib.sha256(b"isi z.csv").hexdigest()
    assert (files[2].sha256, files[2].size, files[2].readable) == (expected, 9, True)


def test_the_order_of_the_directory_listing_does_not_matter(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(20):
        put(raw / f"{n % 3}/{n}.csv")
    expected = find_files(raw)
    scandir = os.scandir

    def shuffled(path: Path) -> list["os.DirEntry[str]"]:
        entries = list(scandir(path))
        random.Random(7).shuffle(entries)
        return entries

    monkeypatch.setattr(sources.os, "scandir", shuffled)
    assert find_files(raw) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$APBD.xlsx", "berkas_kunci"),
        (".~lock.APBD.ods#", "berkas_kunci"),
        ("Thumbs.db", "berkas_sistem"),
        ("desktop.ini", "berkas_sistem"),
        (".DS_Store", "berkas_sistem"),
        ("a.xlsx.part", "unduhan_belum_selesai"),
        ("a.csv.crdownload", "unduhan_belum_selesai"),
        ("a.tmp", "unduhan_belum_selesai"),
        ("koreksi.yml", "berkas_pengaturan"),
        ("profil-lra.yml", "berkas_pengaturan"),
        ("tanggapan.yml", "berkas_pengaturan"),
        ("tanggapan.xlsx", "berkas_pengaturan"),
        ("README.md", "berkas_keterangan"),
        (".gitkeep", "berkas_tersembunyi"),
    ],
)
def test_what_is_no_data_is_left_out_with_its_reason(raw: Path, name: str, code: str) -> None:
    put(raw / name)
    (file,) = find_files(raw)
    assert file.ignored is not None
    assert file.ignored.code == code
    assert file.ignored.message("id") != file.ignored.message("en")


@posix
def test_links_folders_named_like_files_and_pipes_are_not_followed(
    raw: Path, tmp_path: Path
) -> None:
    secret = put(tmp_path / "luar/rahasia.csv")
    put(raw / "asli.csv")
    (raw / "keluar.csv").symlink_to(secret)
    (raw / "folder-keluar").symlink_to(secret.parent)
    (raw / "putar.csv").symlink_to("putar.csv")
    (raw / "hilang.csv").symlink_to("tidak-ada.csv")
    (raw / "sub").mkdir()
    (raw / "sub/atas").symlink_to(raw)
    (raw / "folder.csv").mkdir()
    put(raw / "folder.csv/dalam.csv")
    os.mkfifo(raw / "pipa.csv")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(raw)
        listener.bind("soket.csv")
        os.chdir(here)
        files = by_name(find_files(raw))
    assert {name: why(file) for name, file in files.items()} == {
        "asli.csv": "",
        "folder-keluar": "tautan_keluar",
        "folder.csv": "folder_bernama_berkas",
        "hilang.csv": "tautan_buntu",
        "keluar.csv": "tautan_keluar",
        "pipa.csv": "bukan_berkas_biasa",
        "putar.csv": "tautan_buntu",
        "soket.csv": "bukan_berkas_biasa",
        "sub/atas": "tautan_buntu",
    }
    assert all(file.sha256 == "" for name, file in files.items() if name != "asli.csv")


@posix
def test_a_link_to_a_file_inside_is_that_file_again(raw: Path) -> None:
    put(raw / "asli.csv")
    (raw / "tautan.csv").symlink_to("asli.csv")
    files = by_name(find_files(raw))
    assert (why(files["tautan.csv"]), files["tautan.csv"].copy_of) == ("berkas_sama", "asli.csv")


def test_a_file_that_cannot_be_opened_is_refused_and_the_others_go_on(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may open everything, so the system's answer is played."""
    put(raw / "a.csv")
    put(raw / "terkunci.csv")
    real_open = os.open

    def locked(path: Path, flags: int) -> int:
        if Path(path).name == "terkunci.csv":
            raise PermissionError(13, "Permission denied")
        return real_open(path, flags)

    monkeypatch.setattr(sources.os, "open", locked)
    files = by_name(find_files(raw))
    assert files["a.csv"].readable
    rejected = files["terkunci.csv"].rejected
    assert rejected is not None
    assert (rejected.code, rejected.params) == (
        "tidak_dapat_dibuka",
        {"sebab": "Permission denied"},
    )


def test_a_file_that_grows_while_it_is_hashed_is_refused(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(raw / "tumbuh.csv")
    sha256 = hashlib.sha256

    def growing() -> "hashlib._Hash":
        with path.open("a") as stream:
            stream.write("satu baris lagi\n")
        return sha256()

    monkeypatch.setattr(sources.hashlib, "sha256", growing)
    (file,) = find_files(raw)
    assert why(file) == "masih_ditulis"


def test_a_file_that_changes_after_it_was_found_is_noticed(raw: Path) -> None:
    path = put(raw / "a.csv")
    (file,) = find_files(raw)
    check_unchanged(file)
    put(path, "isi lain")
    with pytest.raises(RejectedFile) as refusal:
        check_unchanged(file)
    assert refusal.value.code == "masih_ditulis"


def test_the_same_bytes_are_read_once_and_the_copy_names_the_first(raw: Path) -> None:
    put(raw / "b.csv", "sama")
    put(raw / "a/c.csv", "sama")
    put(raw / "z.csv", "lain")
    files = by_name(find_files(raw))
    assert files["a/c.csv"].readable
    assert files["z.csv"].readable
    copy = files["b.csv"]
    assert copy.ignored is not None
    assert (copy.ignored.code, copy.ignored.params) == ("berkas_sama", {"asli": "a/c.csv"})
    assert copy.copy_of == "a/c.csv"


@posix
@pytest.mark.parametrize(
    "name",
    ["baris\nbaru.csv", "<b>x<b>.csv", "-rf.csv", "a" * 236 + ".csv", "=cmd.csv", "a\tb %41.csv"],
)
def test_any_name_survives(raw: Path, name: str) -> None:
    put(raw / name)
    (file,) = find_files(raw)
    assert (file.name, file.readable) == (name, True)


@posix
def test_a_name_that_is_no_utf8_is_shown_and_read(raw: Path) -> None:
    (raw / os.fsdecode(b"a\xff.csv")).write_text("isi")
    (file,) = find_files(raw)
    assert (file.name, file.readable) == ("a\\xff.csv", True)
    assert file.name.encode().isascii()


def test_files_given_by_name_are_shown_below_their_common_folder(raw: Path) -> None:
    one, two = put(raw / "2024/a.csv"), put(raw / "2025/a.csv")
    assert [file.name for file in find_files([one, two])] == ["2024/a.csv", "2025/a.csv"]
    assert [file.name for file in find_files(two)] == ["a.csv"]


def test_a_path_that_does_not_exist_is_an_error_that_names_it(raw: Path) -> None:
    with pytest.raises(SourceError, match=r"tidak-ada"):
        find_files(raw / "tidak-ada")


def test_the_nearest_sumber_yml_wins_and_a_files_own_entry_before_it(raw: Path) -> None:
    put(
        raw / "sumber.yml",
        'kode_wilayah: "81.04"\ntahun: 2024\ntahapan: murni\n'
        "berkas:\n  sub/b.csv: {tahapan: perubahan}\n",
    )
    put(raw / "sub/sumber.yml", "tahun: 2025\ntahapan: pergeseran-1\nditerima: 2024-02-01\n")
    for name in ("a.csv", "sub/b.csv", "sub/c.csv"):
        put(raw / name)
    files = by_name(find_files(raw))
    region = "81.04"
    assert files["a.csv"].settings == Settings(kode_wilayah=region, tahun=2024, tahapan="murni")
    assert files["sub/b.csv"].settings == Settings(
        kode_wilayah=region, tahun=2025, tahapan="perubahan", diterima="2024-02-01"
    )
    assert files["sub/c.csv"].settings.tahapan == "pergeseran-1"


def test_a_file_given_alone_gets_the_settings_it_gets_in_an_import(raw: Path) -> None:
    put(raw / "sumber.yml", "tahun: 2024\n")
    put(raw / "sub/sumber.yml", "tahapan: murni\n")
    path = put(raw / "sub/a.csv")
    (alone,) = find_files(path)
    assert alone.settings == by_name(find_files(raw))["sub/a.csv"].settings
    assert alone.settings == Settings(tahun=2024, tahapan="murni")


def test_sumber_yml_leaves_files_out_and_accepts_differences(raw: Path) -> None:
    put(
        raw / "sumber.yml",
        'berkas:\n  rapat.xlsx: {abaikan: "bukan data"}\n  LRA.xlsx:\n    terima_selisih:\n'
        '      - {kolom: anggaran, selisih: "-1000.50", alasan: "pembulatan", lembar: Data}\n',
    )
    put(raw / "rapat.xlsx")
    put(raw / "LRA.xlsx")
    files = by_name(find_files(raw))
    ignored = files["rapat.xlsx"].ignored
    assert ignored is not None
    assert "bukan data" in ignored.message()
    assert files["LRA.xlsx"].settings.terima_selisih == (
        AcceptedDifference("anggaran", "-1000.50", "pembulatan", "Data"),
    )


def test_an_entry_for_a_file_that_is_not_there_is_told(raw: Path) -> None:
    put(raw / "sumber.yml", "berkas:\n  rekap-5.xlsx: {tahapan: murni}\n")
    put(raw / "rekap5.xlsx")
    missing = by_name(find_files(raw))["rekap-5.xlsx"]
    assert why(missing) == "sumber_berkas_tidak_ada"


def test_a_name_in_another_unicode_form_is_the_same_name(raw: Path) -> None:
    put(raw / "sumber.yml", "berkas:\n  anggaran-\u00e9.csv: {tahun: 2023}\n")
    put(raw / "anggaran-e\u0301.csv")
    settings = [file.settings for file in find_files(raw) if file.name.endswith(".csv")]
    assert settings == [Settings(tahun=2023)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("tahn: 2024", "tahn"),
        ("kode_wilayah: 81.10", "kode_wilayah"),
        ("tahun: dua ribu", "tahun"),
        ("tahun: 24", "tahun"),
        ("tahun: true", "tahun"),
        ("satuan: lusin", "satuan"),
        ("tahapan: awal", "tahapan"),
        ("diterima: kemarin", "diterima"),
        ("lisensi: [a]", "lisensi"),
        ("berkas: {a.csv: {thun: 2024}}", "berkas.a.csv.thun"),
        ("berkas: [a.csv]", "berkas"),
        ("terima_selisih: [{kolom: a, selisih: 1}]", "terima_selisih"),
        ("terima_selisih: [{kolom: a, selisih: seribu, alasan: b}]", "terima_selisih"),
        ("tahun: 2024\ntahun: 2025", "tahun"),
        ("- tahun", "sumber.yml"),
        ("tahun: [", "baris 1"),
        ("a: &a [x]\n<<: *b", "sumber.yml"),
    ],
)
def test_a_wrong_sumber_yml_is_an_error_that_names_file_and_key(
    raw: Path, content: str, told: str
) -> None:
    put(raw / "sub/sumber.yml", content)
    put(raw / "sub/a.csv")
    with pytest.raises(SourceError) as error:
        find_files(raw)
    assert "sub/sumber.yml" in str(error.value).replace(os.sep, "/")
    assert told in str(error.value)


def test_an_empty_sumber_yml_says_nothing(raw: Path) -> None:
    put(raw / "sumber.yml", "# belum diisi\n")
    put(raw / "a.csv")
    assert by_name(find_files(raw))["a.csv"].settings == Settings()
