"""The commands as a clerk or a program calls them: output, exit codes, one line per error."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from budget_pipeline.cli import main
from budget_pipeline.publish import lock
from tests.small_files import LINES, lra, write_csv


def run(*arguments: object) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_check_prints_one_json_object_with_fates_and_totals(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lra.csv", lra())
    result = run("check", "--format", "json", path)
    document = json.loads(result.stdout)
    sheet = document["files"][0]["sheets"][0]
    assert (result.exit_code, document["ok"]) == (0, True)
    assert sheet["rows"]["read"] == sum(v for k, v in sheet["rows"].items() if k != "read")
    assert sheet["totals"]["realisasi.anggaran"] == "800000000"
    assert sheet["header_rows"] == [1]


def test_check_tells_a_clerk_the_cell_and_what_to_do(tmp_path: Path) -> None:
    wrong = [(LINES[0][0], "Gaji", "1.250.000.00", 0, 2024), *LINES[1:]]
    path = write_csv(tmp_path / "lra.csv", lra(wrong))
    text = run("check", path).stdout
    assert 'lra.csv · Lembar "lra" · sel C2' in text
    assert "1.250.000.00" in text
    assert "SEBAGIAN DITAHAN" in text


def test_check_speaks_english_on_request(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lra.csv", lra())
    assert "recognised as" in run("check", "--lang", "en", path).stdout


def test_the_quarantine_workbook_holds_each_row_held_back_as_text(tmp_path: Path) -> None:
    import openpyxl

    wrong = [("=1+1", "Gaji", "banyak", 0, 2024), *LINES[1:]]
    path = write_csv(tmp_path / "lra.csv", lra(wrong))
    book = tmp_path / "karantina.xlsx"
    run("check", path, "--report", book)
    rows = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Berkas", "Lembar", "Baris", "Sel")
    assert any("banyak" in row for row in rows[1:])
    kinds = {cell.data_type for row in openpyxl.load_workbook(book).active for cell in row}
    assert "f" not in kinds


def test_a_missing_folder_is_a_usage_error(tmp_path: Path) -> None:
    result = run("import", tmp_path / "tidak-ada")
    assert result.exit_code == 2
    assert "Tidak ada berkas atau folder" in result.output


def test_a_broken_sumber_yml_is_one_line_with_exit_one(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    (tmp_path / "raw" / "sumber.yml").write_text("tahunn: 2024\n")
    result = run("import", tmp_path / "raw", "--published", tmp_path / "out")
    assert result.exit_code == 1
    assert "sumber.yml" in result.output
    assert "tahunn" in result.output
    assert "Traceback" not in result.output


def test_import_verify_and_a_flipped_byte(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    out = tmp_path / "out"
    assert run("import", tmp_path / "raw", "--published", out).exit_code == 0
    assert run("verify", "--published", out).exit_code == 0
    data = out / "current" / "data.db"
    content = bytearray(data.read_bytes())
    content[len(content) // 2] ^= 1
    data.chmod(0o644)
    data.write_bytes(bytes(content))
    assert run("verify", "--published", out).exit_code == 5


def test_releases_are_listed_compared_and_rolled_back(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_csv(raw / "lra.csv", lra())
    run("import", raw, "--published", out)
    first = (out / "current").resolve().name
    write_csv(raw / "lra.csv", lra([(*LINES[0][:3], 500_000_001, 2024), *LINES[1:]]))
    run("import", raw, "--published", out)
    second = (out / "current").resolve().name
    listed = json.loads(run("releases", "--published", out, "--format", "json").stdout)
    assert {row["id"]: row["current"] for row in listed} == {first: False, second: True}
    changed = json.loads(run("diff", first, "--published", out, "--format", "json").stdout)
    assert (changed["before"], changed["after"]) == (first, second)
    assert list(changed["tables"]) == ["realisasi"]
    assert run("rollback", first[:8], "--published", out).exit_code == 0
    assert (out / "current").resolve().name == first


def test_one_release_cannot_be_compared(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    run("import", tmp_path / "raw", "--published", tmp_path / "out")
    result = run("diff", "--published", tmp_path / "out")
    assert result.exit_code == 1
    assert "Perlu dua rilis" in result.output


def test_serve_prints_the_address_at_which_the_site_answers(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    run("import", tmp_path / "raw", "--published", tmp_path / "out")
    command = [sys.executable, "-m", "budget_pipeline", "serve", "--port", "0", "--published"]
    with subprocess.Popen(
        [*command, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[2]
            with urllib.request.urlopen(address, timeout=60) as answer:
                assert "<h1" in answer.read().decode()
        finally:
            server.terminate()


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    run("import", tmp_path / "raw", "--published", tmp_path / "out")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port, "--published", tmp_path / "out")
    assert result.exit_code == 1
    assert f"port {port} tidak dapat dipakai" in result.output


def test_verify_without_a_release_says_what_to_run(tmp_path: Path) -> None:
    result = run("verify", "--published", tmp_path)
    assert result.exit_code == 1
    assert "budget-pipeline import" in result.output


def test_a_second_import_waits_for_nobody_and_exits_75(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "budget_pipeline", "import", str(tmp_path / "raw")]
    with lock.hold(out):
        done = subprocess.run(
            [*command, "--published", str(out)], capture_output=True, text=True, check=False
        )
    assert done.returncode == 75
    assert str(os.getpid()) in done.stderr


def test_a_dry_run_publishes_nothing(tmp_path: Path) -> None:
    write_csv(tmp_path / "raw" / "lra.csv", lra())
    assert (
        run("import", tmp_path / "raw", "--published", tmp_path / "out", "--dry-run").exit_code == 0
    )
    assert not (tmp_path / "out" / "current").exists()


@pytest.mark.parametrize("code", ["KOM-01", "hrg-01", "ANG-02", "RUP-05", "KON-01"])
def test_an_indicator_is_explained_with_thresholds_and_an_innocent_reading(code: str) -> None:
    facts = json.loads(run("indicators", "show", code, "--format", "json").stdout)
    assert facts["ambang"]
    assert facts["penjelasan_wajar"]
    assert "Tidak ada indikator" not in facts["deskripsi"]


def test_an_unknown_indicator_is_answered_with_those_that_exist() -> None:
    result = run("indicators", "show", "XYZ-99")
    assert result.exit_code == 1
    assert "KOM-01" in result.output


def test_a_proposed_profile_can_be_read_back(tmp_path: Path) -> None:
    from budget_pipeline.extract.profiles import read_layout
    from budget_pipeline.schema.read import load_schema

    header = ["Kode RUP", "Nama Pkt", "Satuan Kerja", "Pagu (Rp)"]
    path = write_csv(
        tmp_path / "daftar.csv", [header, ["50000001", "Kertas", "Dinas A", 5_000_000]]
    )
    text = run("profile", path).stdout
    profile = tmp_path / "profil-daftar.yml"
    profile.write_text(text, encoding="utf-8")
    layout = read_layout(profile, load_schema())
    assert layout.feeds[0].table == "rup"
    assert layout.feeds[0].columns["nama_paket"] == ("nama pkt",)
