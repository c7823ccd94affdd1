"""What lies beside the releases: nothing personal, nothing others can read, nothing stale."""

import pickle
import shutil
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.load.database import open_read_only
from budget_pipeline.pipeline import cache
from budget_pipeline.pipeline.build import CACHE
from budget_pipeline.pipeline.quarantine import write_workbook
from budget_pipeline.pipeline.unchanged import RECORD
from budget_pipeline.publish.rows import fact_tables
from budget_pipeline.publish.verify import verify
from budget_pipeline.site.summaries import has_summaries
from tests.small_files import check, lra, run_import, write_csv, write_xlsx

NIK = "3599014101900001"
PHONE = "081234560001"
EMAIL = "orang1@contoh.invalid"
HOUSE = "Jalan Mawar Nomor Tujuh Belas"
HEADER = ["Kode RUP", "Nama Paket", "Satuan Kerja", "Metode", "Pagu", "Alamat Rumah", "NIK"]


def planted(raw: Path) -> Path:
    """Write a plan in which personal data stand in loaded rows, held-back rows and their issues."""
    text = f"Sewa tenda a.n. Budi {NIK} hp {PHONE}"
    rows: list[list[Any]] = [HEADER]
    rows += [[f"5000{n:04d}", text, "Dinas A", "Tender", 5, HOUSE, NIK] for n in range(1, 60)]
    rows.append(["50009999", text, "Dinas A", "Tender", f"lima juta, {EMAIL}", HOUSE, NIK])
    raw.mkdir(parents=True)
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\ntahun: 2024\n')
    (raw / "koreksi.yml").write_text(
        "- {berkas: rup.xlsx, lembar: RUP, sel: B3, lama: 'lain', baru: 'x', alasan: a, penulis: b}\n"
    )
    return write_xlsx(raw / "rup.xlsx", {"RUP": rows})


def contents(folder: Path) -> bytes:
    """Return every byte under `folder`, dotfiles included, packed files unpacked."""
    parts = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        parts.append(path.read_bytes())
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
    return b"".join(parts)


def test_personal_data_reach_no_byte_beside_the_releases_either(tmp_path: Path) -> None:
    planted(tmp_path / "raw")
    published = tmp_path / "out"
    outcome = run_import(tmp_path / "raw", published)
    assert outcome.exit == 0
    assert sum(sheet.fates["karantina"] for file in outcome.files for sheet in file.sheets) == 1
    assert len(list((published / CACHE).glob("*.pickle"))) == 2
    everything = contents(published)
    assert b"Sewa tenda" in everything
    for secret in (NIK, PHONE, EMAIL, HOUSE):
        assert secret.encode() not in everything, secret


def test_the_workbook_and_the_example_of_a_check_are_masked(tmp_path: Path) -> None:
    result = check(planted(tmp_path / "raw"), tahun=2024)
    held = tmp_path / "karantina.xlsx"
    assert write_workbook(held, [result], "id") == 1
    with zipfile.ZipFile(held) as archive:
        told = "".join(archive.read(name).decode() for name in archive.namelist())
    told += repr(result.sheets)
    assert "lima juta" in told
    assert result.sheets[0].sample["Satuan Kerja"] == "Dinas A"
    for secret in (NIK, PHONE, EMAIL, HOUSE):
        assert secret not in told, secret


def test_only_the_owner_can_read_the_cache(tmp_path: Path) -> None:
    town(tmp_path / "raw")
    run_import(tmp_path / "raw", tmp_path / "out")
    folder = tmp_path / "out" / CACHE
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_what_is_not_of_this_run_leaves_the_cache(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw"), tmp_path / "out"
    run_import(raw, published)
    first = stems(published / CACHE)
    (published / CACHE / "lama.pickle.part").write_bytes(b"x")
    with (raw / "lra.csv").open("a") as file:
        file.write("5.1.02.01.01.0099,Lain,7,0,2024\n")
    run_import(raw, published)
    second = stems(published / CACHE)
    assert len(first) == len(second) == 2
    assert len(first & second) == 1  # the record of the last run


def stems(folder: Path) -> set[str]:
    """Return what the files in `folder` are called before their first dot."""
    return {path.name.partition(".")[0] for path in folder.iterdir()}


def test_rows_that_were_kept_and_cut_short_are_read_again(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw"), tmp_path / "out"
    first = run_import(raw, published).release
    (published / CACHE / f"{RECORD}.pickle").unlink()
    kept = list((published / CACHE).glob("*.arrow"))
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:-1])
    assert run_import(raw, published).release == first


class Stubborn:
    def __reduce__(self) -> tuple[Any, ...]:
        return (int, ("bukan angka",))


@pytest.mark.parametrize("content", [b"", b"sampah", pickle.dumps(Stubborn())])
def test_a_cache_that_cannot_be_read_is_a_miss(tmp_path: Path, content: bytes) -> None:
    raw, published = town(tmp_path / "raw"), tmp_path / "out"
    first = run_import(raw, published).release
    for path in (published / CACHE).iterdir():
        path.write_bytes(content)
    assert run_import(raw, published).release == first


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    raw, published = town(tmp_path / "raw"), tmp_path / "out"
    published.mkdir()
    (published / CACHE).write_text("in the way")
    assert run_import(raw, published).release


def test_the_digest_of_the_steps_covers_the_modules_every_room_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "paket"
    shutil.copytree(cache.PACKAGE / "clean", package / "clean")
    shutil.copytree(cache.PACKAGE / "publish", package / "publish")
    for name in ("issues.py", "errors.py", "layout.py"):
        shutil.copy(cache.PACKAGE / name, package / name)
    monkeypatch.setattr(cache, "PACKAGE", package)

    def digest() -> str:
        cache.code_digest.cache_clear()
        return cache.code_digest("clean")

    seen = {digest()}
    for name in ("issues.py", "errors.py", "layout.py", "clean/text.py"):
        (package / name).write_text("# lain\n")
        seen.add(digest())
    assert len(seen) == 5
    (package / "publish" / "rows.py").write_text("# lain\n")
    assert digest() in seen
    cache.code_digest.cache_clear()


def town(raw: Path) -> Path:
    raw.mkdir(parents=True)
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\n')
    write_csv(raw / "lra.csv", lra())
    return raw


def test_a_release_carries_the_summaries_of_the_site_and_two_builds_are_one_release(
    tmp_path: Path,
) -> None:
    raw = town(tmp_path / "raw")
    one, two = (run_import(raw, tmp_path / name).release for name in ("a", "b"))
    assert one == two
    folder = tmp_path / "a" / "releases" / str(one)
    again = tmp_path / "b" / "releases" / str(two)
    assert (folder / "data.db").read_bytes() == (again / "data.db").read_bytes()
    connection = open_read_only(folder / "data.db")
    try:
        assert has_summaries(connection)
        assert not [name for name in fact_tables(connection) if name.startswith("ringkas_")]
    finally:
        connection.close()
    assert verify(folder).problems == []
    assert not list((folder / "unduhan").rglob("ringkas_*"))
