"""Profiles that staff write: what they can say, and how a broken one is told."""

from pathlib import Path

import pytest

from budget_pipeline.errors import SourceError
from budget_pipeline.extract.profiles import load_layouts
from budget_pipeline.schema.read import load_schema
from tests.small_files import check, codes, write_csv

BROKEN = {
    "bukan YAML": "name: [",
    "kunci salah": "name: a\ntitle: {id: A, en: A}\nfeeds: []\nreqire: [x]\n",
    "tabel salah": "name: a\ntitle: {id: A, en: A}\nrequire: [x]\nfeeds: [{table: tidak_ada}]\n",
    "bentuk salah": "name: a\ntitle: A\nrequire: [x]\nfeeds: [{table: rup}]\n",
    "pola salah": "name: a\ntitle: {id: A, en: A}\nrequire: [x]\ntitle_pattern: '('\nfeeds: [{table: rup}]\n",
    "posisi salah": "name: a\ntitle: {id: A, en: A}\npositions: [{at: 0}]\nfeeds: [{table: rup}]\n",
    "sebar salah": "name: a\ntitle: {id: A, en: A}\nspread: {tabel: rup}\nfeeds: [{table: rup}]\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_profile_is_named_and_not_the_program(tmp_path: Path, text: str) -> None:
    profile = tmp_path / "profil-daftar.yml"
    profile.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"^profil-daftar\.yml: .*docs/profil\.md"):
        load_layouts(load_schema(), (profile,))


def own(folder: Path, text: str) -> tuple[Path, ...]:
    """Write a profile for a list of packages and return it."""
    profile = folder / "profil-daftar.yml"
    profile.write_text("name: daftar\ntitle: {id: Daftar, en: List}\n" + text, encoding="utf-8")
    return (profile,)


def test_an_ignored_header_feeds_no_column(tmp_path: Path) -> None:
    rows = [["Kode RUP", "Nama Paket", "Pagu", "Lokasi"], ["1", "Meja", "5", "catatan pribadi"]]
    text = "require: [kode rup, lokasi]\nfeeds:\n  - {table: rup, ignore: [lokasi]}\n"
    result = check(write_csv(tmp_path / "a.csv", rows), own(tmp_path, text), tahun=2024)
    assert "lokasi" not in result.frames["rup"][0]
    assert result.sheets[0].left_out == ["Lokasi"]


def test_a_number_above_its_maximum_is_held_back(tmp_path: Path) -> None:
    rows = [["Kegiatan", "Bulan", "Nilai"], ["A", "12", "5"], ["B", "13", "5"]]
    text = (
        "require: [kegiatan, bulan]\nfeeds:\n  - table: rencana_kas\n"
        "    columns: {nama_kegiatan: kegiatan, bulan: bulan, nilai: nilai}\n"
    )
    result = check(write_csv(tmp_path / "a.csv", rows), own(tmp_path, text), tahun=2024)
    assert result.sheets[0].fates["karantina"] == 1
    assert "di_atas_batas" in codes(result)
