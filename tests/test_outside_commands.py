"""The commands for other people's data and for samples: output, exit codes, one-line errors."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from budget_pipeline.cli import main
from budget_pipeline.load.database import create_database, insert_rows
from budget_pipeline.schema.read import load_schema

SINGLE = {"ocid": "satu", "tender": {"numberOfTenderers": 1, "procurementMethod": "open"}}
SHORT = {
    "ocid": "pendek",
    "tender": {
        "tenderPeriod": {"startDate": "2025-01-01T00:00:00Z", "endDate": "2025-01-13T00:00:00Z"}
    },
}


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "rilis.jsonl"
    path.write_text(f"{json.dumps(SINGLE)}\nbukan json\n{json.dumps(SHORT)}\n", encoding="utf-8")
    return path


@pytest.fixture
def bids(tmp_path: Path) -> Path:
    path = tmp_path / "penawaran.csv"
    amounts = {"A": "100;110;120;130", "B": "100;101;102;103"}
    rows = [f"{t};{a};{int(t == 'B')}" for t, text in amounts.items() for a in text.split(";")]
    path.write_text("\n".join(["kode;nilai;kartel", *rows, "C;batal;0"]), encoding="utf-8")
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A published folder with one release of five contracts, as `current` finds it."""
    folder = tmp_path / "published" / "releases" / "0123456789ab"
    folder.mkdir(parents=True)
    (folder.parent.parent / "current").symlink_to("releases/0123456789ab")
    connection = create_database(folder / "data.db", load_schema())
    insert_rows(
        connection,
        load_schema().table("kontrak"),
        [
            {
                "id_kontrak": key,
                "id_paket": "p",
                "nomor_kontrak": key,
                "tahun": 2025,
                "nilai_kontrak": Decimal(amount),
                "id_berkas": "0123456789ab",
                "lembar": "Kontrak",
                "baris": 2,
            }
            for key, amount in {"A": 100, "B": 250, "C": 400, "D": 150, "E": 100}.items()
        ],
    )
    connection.close()
    return folder.parent.parent


def test_cardinal_prints_only_its_results_on_stdout(lines: Path) -> None:
    done = call("indicators", "run", "--ocds", lines, "--cardinal", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "OCID": {"satu": {"R018": 1.0}, "pendek": {"R003": 1.0}},
    }
    assert "rilis.jsonl baris 2" in done.stderr


def test_settings_and_single_rules_reach_cardinal(lines: Path) -> None:
    command = ("indicators", "run", "--ocds", lines, "--cardinal", "--format", "json")
    assert json.loads(call(*command, "--only", "R003").stdout) == {
        "OCID": {"pendek": {"R003": 1.0}}
    }
    shorter = call(*command, "--only", "R003", "--set", "R003.threshold=12")
    assert json.loads(shorter.stdout) == {}


def test_several_files_may_follow_ocds(lines: Path, tmp_path: Path) -> None:
    more = tmp_path / "lagi.json"
    more.write_text(json.dumps({**SINGLE, "ocid": "dua"}), encoding="utf-8")
    for words in (["--ocds", lines, more], ["--ocds", lines, "--ocds", more]):
        done = call("indicators", "run", *words, "--cardinal", "--format", "json")
        assert set(json.loads(done.stdout)["OCID"]) == {"satu", "dua", "pendek"}


def test_our_own_indicators_print_the_four_counts(lines: Path) -> None:
    done = call("indicators", "run", "--ocds", lines, "--format", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["processes"] == 2
    assert (
        sum(
            found["indikator"]["KOM-01"][status]
            for status in ("terpicu", "tidak_terpicu", "tidak_berlaku", "tidak_dapat_dihitung")
        )
        == 2
    )


def test_text_is_for_people(lines: Path) -> None:
    cardinal = call("indicators", "run", "--ocds", lines, "--cardinal")
    assert cardinal.stdout.splitlines() == ["OCID satu: R018=1", "OCID pendek: R003=1"]
    own = call("indicators", "run", "--ocds", lines, "--lang", "en")
    assert "2 contracting processes" in own.stdout
    assert "KOM-01" in own.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cardinal", "--set", "R003.treshold=1"], "R003.treshold"),
        (["--cardinal", "--only", "R001"], "R001"),
        (["--set", "KOM-01.penawar=dua"], "KOM-01.penawar=dua"),
    ],
)
def test_a_wrong_option_is_one_line_and_exit_two(lines: Path, words: list[str], said: str) -> None:
    done = call("indicators", "run", "--ocds", lines, *words)
    assert done.exit_code == 2
    assert done.stdout == ""
    errors = [line for line in done.stderr.splitlines() if line.startswith("budget-pipeline:")]
    assert len(errors) == 1
    assert said in errors[0]


def test_an_unreadable_file_is_one_line_in_the_language_asked(tmp_path: Path) -> None:
    done = call("indicators", "run", "--ocds", tmp_path / "none.json", "--lang", "en")
    assert done.exit_code == 1
    assert "none.json cannot be opened" in done.stderr
    assert (
        "none.json tidak dapat dibuka"
        in call("indicators", "run", "--ocds", tmp_path / "none.json").stderr
    )


def test_screens_print_every_tender_and_the_auc(bids: Path) -> None:
    command = ("indicators", "screens", bids, "--tender", "kode", "--bid", "nilai")
    done = call(*command, "--label", "kartel", "--format", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert [(row["tender"], row["n"], row["label"]) for row in found["tenders"]] == [
        ("A", 4, 0),
        ("B", 4, 1),
    ]
    assert found["auc"]["CV"] == 1.0
    assert found["remarks"][0]["lines"] == [10]
    text = call(*command)
    assert "2 tender, 8 penawaran" in text.stdout
    assert "batal" in text.stderr


def test_a_wrong_column_is_one_line_with_the_columns(bids: Path) -> None:
    done = call("indicators", "screens", bids, "--tender", "tender", "--bid", "nilai")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "kode, nilai, kartel" in done.stderr


def test_a_sample_is_csv_on_stdout_and_told_on_stderr(published: Path) -> None:
    done = call("sample", "--published", published, "--size", "4", "--seed", "2025")
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    # The same four as worked out in test_sample.
    assert [row["id_kontrak"] for row in rows] == ["A", "B", "C", "D"]
    assert "interval: 250" in done.stderr


def test_a_sample_is_written_to_a_file(published: Path, tmp_path: Path) -> None:
    target = tmp_path / "sampel.csv"
    words = ("--size", "2", "--seed", "2025", "--method", "random", "--output", target)
    done = call("sample", "--published", published, *words, "--format", "json")
    assert done.exit_code == 0
    with target.open(encoding="utf-8", newline="") as handle:
        assert [row["id_kontrak"] for row in csv.DictReader(handle)] == ["B", "E"]
    assert json.loads(done.stdout)["explanation"]["populasi"] == 5


def test_a_sample_may_be_sized_by_its_error_and_narrowed(published: Path) -> None:
    words = ("--seed", "1", "--tolerable-error", "0.5", "--where", "tahun=2025")
    done = call("sample", "--published", published, *words, "--format", "json")
    # 3.00 / 0.5
    assert json.loads(done.stdout)["explanation"]["ukuran"] == 6
    empty = call(
        "sample", "--published", published, "--seed", "1", "--size", "1", "--where", "tahun=1"
    )
    assert empty.exit_code == 1
    assert empty.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--size", "1", "--where", "tahun"], "tahun"),
        (["--tolerable-error", "5%"], "5%"),
        (["--size", "1", "--table", "tidak_ada"], "tidak_ada"),
        ([], "galat yang ditoleransi"),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_one_line(
    published: Path, words: list[str], said: str
) -> None:
    done = call("sample", "--published", published, "--seed", "1", *words)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_without_a_release_there_is_nothing_to_sample(tmp_path: Path) -> None:
    done = call("sample", "--published", tmp_path, "--seed", "1", "--size", "1")
    assert done.exit_code == 1
    assert "budget-pipeline import" in done.stderr
