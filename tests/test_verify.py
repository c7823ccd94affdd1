"""`verify` sees every changed byte, and what no checksum can see."""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.publish import manifest
from budget_pipeline.publish.verify import verify
from tests.publish_city import FILE, ROWS, SHEET, publish_city


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_city(tmp_path_factory.mktemp("terbit") / "published").folder


@pytest.fixture
def release(published: Path, tmp_path: Path) -> Path:
    """Return a copy that a test may damage."""
    folder = tmp_path / "releases" / published.name
    shutil.copytree(published, folder)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def reseal(release: Path) -> None:
    """Write checksums that fit, as a forger would."""
    hashes = {
        name: manifest.sha256(release / name)
        for name in manifest.files_of(release)
        if name != manifest.SUMS
    }
    (release / manifest.SUMS).write_text(manifest.sums_text(hashes), encoding="utf-8")


def alter(release: Path, sql: str) -> None:
    connection = sqlite3.connect(release / "data.db")
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_fresh_release_is_right_in_every_respect(published: Path) -> None:
    report = verify(published)
    assert report.problems == []
    assert report.ok
    assert report.checked["berkas"] > 100
    assert report.checked["rekonsiliasi"] == 1
    assert report.checked["bukti"] == 1


def test_fifty_of_fifty_flipped_bits_are_found(release: Path) -> None:
    chance = random.Random(20240131)
    names = [n for n in manifest.files_of(release) if (release / n).stat().st_size]
    weights = [(release / name).stat().st_size for name in names]
    # Drawn by size, and each name once in turn, so that small papers are tried as well.
    drawn = chance.choices(names, weights, k=25) + chance.sample(names, 25)
    missed = []
    for name in drawn:
        path = release / name
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        flipped = whole[place] ^ (1 << chance.randrange(8))
        path.write_bytes(whole[:place] + bytes([flipped]) + whole[place + 1 :])
        if verify(release).ok:
            missed.append((name, place))
        path.write_bytes(whole)
    assert missed == []
    assert verify(release).ok


def test_every_bit_of_the_checksum_file_counts(release: Path) -> None:
    path = release / manifest.SUMS
    whole = path.read_bytes()
    for place in (0, 63, 64, 65, 66, whole.index(b"\n"), len(whole) - 1):
        for bit in range(8):
            path.write_bytes(
                whole[:place] + bytes([whole[place] ^ (1 << bit)]) + whole[place + 1 :]
            )
            assert not verify(release).ok, (place, bit)


def test_a_missing_and_an_extra_file_are_named(release: Path) -> None:
    (release / "unduhan/csv/paket.csv").unlink()
    (release / "unduhan/csv/selundupan.txt").write_text("x")
    problems = verify(release).problems
    assert "unduhan/csv/paket.csv: tidak ada" in problems
    assert "unduhan/csv/selundupan.txt: tidak disebut di SHA256SUMS" in problems


def test_a_forged_figure_with_new_checksums_no_longer_fits_the_release_id(release: Path) -> None:
    alter(release, "UPDATE kontrak SET nilai_kontrak_rp = 1")
    reseal(release)
    problems = verify(release).problems
    assert any(problem.startswith("manifest.json: data.db berbeda") for problem in problems)
    assert any("bukan id isinya" in problem for problem in problems)


def test_a_forged_statement_about_the_release_no_longer_fits_its_id(release: Path) -> None:
    path = release / "manifest.json"
    value = json.loads(path.read_text("utf-8"))
    value["inputs"][0]["sha256"] = "b" * 64
    manifest.write_json(path, value)
    reseal(release)
    (problem,) = verify(release).problems
    assert "bukan id isinya" in problem


def test_a_release_under_another_name_is_noticed(release: Path) -> None:
    renamed = release.rename(release.with_name("0" * 12))
    (problem,) = verify(renamed).problems
    assert problem.startswith("Id rilis 000000000000 bukan id isinya")


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE nasib_baris SET jumlah = 11 WHERE nasib = 'dimuat'", "16 baris dibaca, 15 punya"),
        ("UPDATE rekonsiliasi SET dihitung_rp = 999", "selisih bukan tertulis - dihitung"),
        ("UPDATE rekonsiliasi SET cocok = 0", "sama tetapi ditandai tidak cocok"),
        ("DELETE FROM bukti_indikator", "KOM-01 tender-99-7001: terpicu tanpa bukti"),
        ("DELETE FROM paket WHERE id_paket = 'tender-99-7001'", "yang tidak ada"),
        ("UPDATE anggaran SET pagu_sen = 41 WHERE id = 1", "anggaran.csv: jumlah pagu"),
        ("DROP TABLE lembar", "tidak dapat diperiksa"),
    ],
)
def test_what_checksums_cannot_see_is_recomputed(release: Path, sql: str, expected: str) -> None:
    alter(release, sql)
    reseal(release)
    assert any(expected in problem for problem in verify(release).problems)


def rule(putusan: str) -> dict[str, Any]:
    return {**ROWS["indikator"][0], "metadata": json.dumps({"putusan": putusan})}


def test_a_verdict_is_recomputed_from_its_evidence_alone(tmp_path: Path) -> None:
    release = publish_city(tmp_path / "a", indikator=[rule("jumlah_penawar = 1")]).folder
    assert verify(release).ok


@pytest.mark.parametrize("putusan", ["jumlah_penawar > 1", "banyak_penawar = 1"])
def test_a_verdict_that_its_evidence_does_not_give_is_named(tmp_path: Path, putusan: str) -> None:
    release = publish_city(tmp_path / "a", indikator=[rule(putusan)]).folder
    assert verify(release).problems == [
        "KOM-01 tender-99-7001: bukti tidak menghasilkan putusan terpicu"
    ]


def test_a_difference_that_is_stated_honestly_is_no_damage(tmp_path: Path) -> None:
    row = {
        "id_berkas": FILE,
        "lembar": SHEET,
        "kolom": "anggaran.pagu",
        "tertulis": Decimal("1000.50"),
        "dihitung": Decimal("900.75"),
        "selisih": Decimal("99.75"),
        "cocok": False,
    }
    assert verify(publish_city(tmp_path / "a", rekonsiliasi=[row]).folder).ok


@pytest.mark.parametrize(
    "damage",
    [
        lambda release: (release / "data.db").write_bytes(b""),
        lambda release: (release / "data.db").unlink(),
        lambda release: (release / "manifest.json").write_bytes(b"{"),
        lambda release: (release / "manifest.json").write_bytes(b"[]"),
        lambda release: (release / "SHA256SUMS").unlink(),
        lambda release: (release / "SHA256SUMS").write_bytes(b"\xff\xfe"),
        lambda release: (release / "unduhan/csv/paket.csv").write_bytes(b"\xff\n"),
        lambda release: (release / "unduhan/csv/paket.csv").write_bytes(b""),
        shutil.rmtree,
    ],
)
def test_a_wreck_is_a_finding_and_not_a_crash(
    release: Path, damage: Callable[[Path], object]
) -> None:
    damage(release)
    assert not verify(release).ok
