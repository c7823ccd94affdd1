"""Declarations that are broken or name nothing are told in one line, and so is every exit code."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from budget_pipeline.cli import main
from budget_pipeline.errors import SchemaError, SourceError
from budget_pipeline.pipeline import declared, findings, report, settings
from budget_pipeline.pipeline.files import find_jobs
from budget_pipeline.pipeline.money import rupiah
from tests.small_files import LINES, lra, write_csv

GOOD = "- {berkas: lra.csv, lembar: lra, sel: C2, lama: '1', baru: '2', alasan: a, penulis: b}\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "2024"
    folder.mkdir(parents=True)
    (folder / "sumber.yml").write_text('kode_wilayah: "99.71"\n')
    write_csv(folder / "lra.csv", lra())
    return tmp_path / "raw"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "- {berkas: [\n", "2024/koreksi.yml: baris 3 "),
        ("berkas: lra.csv\n", "2024/koreksi.yml: harus berupa daftar"),
        ("- lra.csv\n", "2024/koreksi.yml: koreksi 1 harus berisi"),
        (GOOD + "- {berkas: lra.csv, lembar: lra, sel: C2}\n", "koreksi 2: tidak ada"),
        ("\x00", "2024/koreksi.yml: tidak dapat dibaca"),
    ],
)
def test_a_broken_corrections_file_is_one_line_with_its_place(
    raw: Path, text: str, told: str
) -> None:
    (raw / "2024" / "koreksi.yml").write_text(text)
    with pytest.raises(SourceError) as error:
        find_jobs([raw])
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_corrections_are_read_once_per_folder(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "2024" / "koreksi.yml").write_text(GOOD)
    write_csv(raw / "2024" / "lain.csv", lra(LINES[:2]))
    read: list[str] = []

    def count(path: Path, shown: str, error_class: type[SourceError]) -> object:
        read.append(shown)
        return declared.read_yaml(path, shown, error_class)

    monkeypatch.setattr("budget_pipeline.pipeline.corrections_file.read_yaml", count)
    jobs = {source.name: job for source, job in find_jobs([raw]) if job}
    assert read == ["2024/koreksi.yml"]
    assert len(jobs["2024/lra.csv"].corrections) == 1
    assert jobs["2024/lain.csv"].corrections == ()


def test_an_entry_that_names_no_file_is_told(raw: Path) -> None:
    lost = GOOD.replace("lra.csv", "LRA 2024.csv") + GOOD.replace("lra.csv", "0123456789ab")
    (raw / "2024" / "koreksi.yml").write_text(GOOD + lost)
    told = [s for s, _ in find_jobs([raw]) if s.ignored and s.ignored.code.startswith("koreksi_")]
    assert [source.name for source in told] == ["2024/LRA 2024.csv", "2024/0123456789ab"]
    alone = [s.name for s, _ in find_jobs([raw / "2024" / "lra.csv"]) if s.ignored]
    assert not [name for name in alone if "0123456789ab" in name]


def test_an_entry_that_names_no_sheet_is_told(raw: Path) -> None:
    (raw / "2024" / "koreksi.yml").write_text(GOOD.replace("lembar: lra", "lembar: LRA"))
    result = CliRunner().invoke(main, ["check", str(raw), "--lang", "en", "--jobs", "1"])
    assert 'there is no sheet "LRA"' in result.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins: [\n", "metadata.yml: baris 2 "),
        ("- a\n", "metadata.yml: harus berupa"),
        ("plugins: {budget-pipeline: [1]}\n", "metadata.yml: plugins: budget-pipeline: harus"),
    ],
)
def test_a_broken_metadata_file_is_one_line_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    path = tmp_path / "metadata.yml"
    path.write_text(text)
    monkeypatch.setattr(settings, "metadata_path", lambda: path)
    with pytest.raises(SchemaError) as error:
        settings.site_settings()
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_check_says_why_it_fails_in_the_language_asked_for(raw: Path) -> None:
    lines = [*LINES, ("", "JUMLAH", 800_000_001, 550_000_000, "")]
    write_csv(raw / "2024" / "lra.csv", lra(lines))
    said = CliRunner().invoke(main, ["check", str(raw), "--lang", "en", "--jobs", "1"])
    assert said.exit_code == 4
    assert "! stated total differs: 2024/lra.csv/lra" in said.stderr
    assert "4 loaded" in said.stdout
    assert "at jumlah (row 6)" in said.stdout
    for word in ("dimuat", "tahun 20", "total tidak", "baris"):
        assert word not in said.output, word
    said = CliRunner().invoke(main, ["check", str(raw), "--jobs", "1"])
    assert "! total tidak cocok: 2024/lra.csv/lra" in said.stderr
    said = CliRunner().invoke(main, ["check", str(raw), "--format", "json", "--jobs", "1"])
    assert json.loads(said.stdout)["reasons"] == ["total tidak cocok: 2024/lra.csv/lra"]


def test_a_sheet_nobody_knows_is_explained_in_english(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "rapat.csv", [["Catatan", "Rapat"], ["satu", "dua"]])
    said = CliRunner().invoke(main, ["check", str(tmp_path / "raw"), "--lang", "en"])
    assert said.exit_code == 3
    assert "! rejected: rapat.csv" in said.stderr
    assert "Baris pertama" not in said.output
    assert "Paling mirip" not in said.output


def test_a_dry_run_of_nothing_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    where = ["--published", str(tmp_path / "out")]
    said = CliRunner().invoke(main, ["import", str(tmp_path / "raw"), *where, "--dry-run"])
    assert said.exit_code == 3
    assert "tidak ada satu baris pun" in said.stderr


@pytest.mark.parametrize(
    "command",
    [["verify"], ["serve"], ["diff"], ["sample", "--seed", "1"], ["prune", "--keep", "1"]],
)
def test_without_a_release_every_command_says_the_same(tmp_path: Path, command: list[str]) -> None:
    said = CliRunner().invoke(main, [*command, "--published", str(tmp_path)])
    assert said.exit_code == 1
    assert said.stderr.startswith("budget-pipeline: Belum ada rilis di ")


def test_old_releases_are_pruned_by_command(raw: Path, tmp_path: Path) -> None:
    where = ["--published", str(tmp_path / "out")]
    made = []
    for number in (1, 2):
        write_csv(
            raw / "2024" / "lra.csv", lra([*LINES, ("5.1.02.01.01.0099", "L", number, 0, 2024)])
        )
        said = CliRunner().invoke(main, ["import", str(raw), *where, "--lang", "en", "--jobs", "1"])
        assert said.exit_code == 0, said.output
        made.append(said.stdout.split("Release ")[1].split()[0])
    said = CliRunner().invoke(main, ["prune", "--keep", "1", *where])
    assert said.stdout == f"- {made[0]}\n"
    assert [path.name for path in (tmp_path / "out" / "releases").iterdir()] == [made[1]]


def test_a_negative_amount_below_a_rupiah_keeps_its_sign_wherever_it_is_told() -> None:
    assert rupiah(Decimal("-0.50")) == "-0,50"
    assert {findings.rupiah, report.rupiah} == {rupiah}
