"""What a release changes against the one before, row by row, and why."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.publish.diff import Diff, diff
from budget_pipeline.publish.release import publish, workspace
from tests.publish_city import (
    BIDDERS,
    BUDGET,
    CONTRACTS,
    FILE,
    ROWS,
    SHEET,
    SMALL,
    VERDICTS,
    budget_line,
    build_city,
    facts,
    publish_city,
)

OTHER = "bbbbbbbbbbbb"
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_city(tmp_path_factory.mktemp("lama") / "published").folder


@pytest.fixture
def compare(before: Path, tmp_path: Path) -> Callable[..., Diff]:
    def run(rows: Rows | None = None, **more: Any) -> Diff:
        published = tmp_path / "published"
        build = workspace(published)
        build_city(build, **(rows or {}))
        return diff(before, publish(build, published, SMALL, facts(**more)).folder)

    return run


def counts(found: Diff, table: str) -> dict[tuple[str, str], int]:
    return next((dict(t.counts) for t in found.tables if t.table == table), {})


def budget(**changes: Any) -> list[dict[str, Any]]:
    """Return the budget with its first line changed."""
    return [{**BUDGET[0], **changes}, *copy.deepcopy(BUDGET[1:])]


def file(**changes: Any) -> dict[str, Any]:
    return {**ROWS["berkas"][0], **changes}


def test_equal_releases_have_no_difference(compare: Callable[..., Diff]) -> None:
    assert compare().empty


def test_a_row_that_only_moved_down_its_sheet_is_not_a_change(
    compare: Callable[..., Diff],
) -> None:
    assert compare({"anggaran": budget(baris=77)}).tables == []


def test_a_row_of_a_new_file_is_added_by_that_file(compare: Callable[..., Diff]) -> None:
    rows = {
        "berkas": [file(), file(id_berkas=OTHER, jalur="2024/tambahan.xlsx")],
        "anggaran": [*BUDGET, budget_line(99, Decimal(5), id_berkas=OTHER)],
    }
    found = compare(rows)
    assert counts(found, "anggaran") == {("ditambah", "berkas baru"): 1}
    assert found.files["berkas baru"] == ["2024/tambahan.xlsx"]
    (table,) = found.tables
    assert table.rows == (len(BUDGET), len(BUDGET) + 1)
    assert table.totals["pagu"][1] - table.totals["pagu"][0] == 5


def test_a_replaced_file_changes_its_rows(compare: Callable[..., Diff]) -> None:
    lines = [{**line, "id_berkas": OTHER} for line in budget(pagu=Decimal("1295927373.42"))]
    logs = {
        name: [{**row, "id_berkas": OTHER} for row in ROWS[name]]
        for name in ("berkas", "lembar", "nasib_baris", "rekonsiliasi")
    }
    found = compare({**logs, "anggaran": lines})
    assert counts(found, "anggaran") == {("diubah", "berkas diganti"): 1}
    assert found.files["berkas diganti"] == ["2024/rekap.xlsx"]
    (change,) = found.tables[0].examples
    assert change.values["pagu"] == ("1295927372.42", "1295927373.42")


def test_rows_of_a_file_that_is_gone_are_removed_with_it(before: Path, tmp_path: Path) -> None:
    rows = {
        "berkas": [file(), file(id_berkas=OTHER, jalur="2024/tambahan.xlsx")],
        "anggaran": [*BUDGET, budget_line(99, Decimal(5), id_berkas=OTHER)],
    }
    fuller = publish_city(tmp_path / "published", **rows).folder
    found = diff(fuller, before)
    assert counts(found, "anggaran") == {("dihapus", "berkas hilang"): 1}
    assert found.files["berkas hilang"] == ["2024/tambahan.xlsx"]


def test_a_declared_correction_is_the_cause_of_the_row_it_touches(
    compare: Callable[..., Diff],
) -> None:
    correction = {
        "id_berkas": FILE,
        "lembar": SHEET,
        "baris": 5,
        "sel": "H5",
        "lama": "1",
        "baru": "2",
        "diterapkan": True,
    }
    found = compare({"koreksi": [correction], "anggaran": budget(pagu=Decimal(2))})
    assert counts(found, "anggaran") == {("diubah", "koreksi"): 1}


def test_what_sumber_yml_says_anew_is_the_cause(compare: Callable[..., Diff]) -> None:
    rows = {
        "berkas": [file(tahapan="perubahan")],
        "anggaran": [{**line, "tahapan": "perubahan"} for line in BUDGET],
    }
    assert counts(compare(rows), "anggaran") == {
        ("ditambah", "sumber.yml"): len(BUDGET),
        ("dihapus", "sumber.yml"): len(BUDGET),
    }


def test_a_new_program_is_the_cause_where_the_files_are_the_same(
    compare: Callable[..., Diff],
) -> None:
    found = compare({"anggaran": budget(pagu=Decimal(3))}, code_version="2.0.0")
    assert counts(found, "anggaran") == {("diubah", "aturan atau program"): 1}
    assert found.versions == ("1.0.0", "2.0.0")


def test_rows_meet_by_their_key_where_there_is_one(compare: Callable[..., Diff]) -> None:
    contracts = copy.deepcopy(CONTRACTS)
    contracts[0] |= {"nomor_kontrak": "K-9", "nilai_kontrak": Decimal(1)}
    bidders = copy.deepcopy(BIDDERS)
    bidders[1]["alasan"] = "Harga terlalu tinggi"
    found = compare({"kontrak": contracts, "peserta": bidders})
    assert {key for table in found.tables for key in table.counts} == {
        ("diubah", "tidak diketahui")
    }
    values = {t.table: t.examples[0].values for t in found.tables}
    assert values["kontrak"]["nomor_kontrak"] == ("K-1", "K-9")
    assert values["kontrak"]["nilai_kontrak"] == ("950000000.25", "1")
    assert values["peserta"]["kd_peserta"] == ("2", "2")


def test_of_three_equal_rows_against_two_one_is_removed(tmp_path: Path) -> None:
    line = budget_line(5, Decimal(1))
    three = publish_city(tmp_path / "a", anggaran=[line, line, line]).folder
    two = publish_city(tmp_path / "b", anggaran=[line, line]).folder
    assert counts(diff(three, two), "anggaran") == {("dihapus", "tidak diketahui"): 1}
    assert counts(diff(two, three), "anggaran") == {("ditambah", "tidak diketahui"): 1}


def test_unknown_and_zero_are_different(compare: Callable[..., Diff]) -> None:
    lines = copy.deepcopy(BUDGET)
    lines[2]["pagu"] = None
    found = compare({"anggaran": lines})
    (change,) = found.tables[0].examples
    assert change.values["pagu"] == ("0", None)


def test_verdicts_say_whether_data_or_rule_changed_them(compare: Callable[..., Diff]) -> None:
    verdicts = copy.deepcopy(VERDICTS)
    verdicts[0]["status"] = "tidak_terpicu"
    verdicts[1] |= {"status": "terpicu", "versi": "2"}
    found = compare({"hasil_indikator": verdicts})
    assert dict(found.verdicts) == {
        ("KOM-01", "terpicu", "tidak_terpicu", "data"): 1,
        ("KOM-01", "tidak_berlaku", "terpicu", "aturan atau program"): 1,
    }


def test_counts_reconcile_with_both_releases(compare: Callable[..., Diff]) -> None:
    lines = [*budget(pagu=Decimal(7))[:6], *(budget_line(50 + n, Decimal(n)) for n in range(30))]
    (table,) = compare({"anggaran": lines}).tables
    old, new = table.rows
    assert new - old == table.count("ditambah") - table.count("dihapus")
    assert table.count("diubah") == 1


def test_changes_md_and_manifest_tell_the_same(tmp_path: Path) -> None:
    published = tmp_path / "published"
    first = publish_city(published)
    second = publish_city(published, anggaran=budget(pagu=Decimal(7), keterangan="# a\n## b"))
    text = (second.folder / "CHANGES.md").read_text("utf-8")
    manifest = json.loads((second.folder / "manifest.json").read_text("utf-8"))
    assert manifest["previous"] == first.id
    assert manifest["changes"]["tables"]["anggaran"]["ditambah"] == {"tidak diketahui": 1}
    assert f"Dibandingkan rilis `{first.id}`" in text
    assert "| ditambah · added | tidak diketahui · unknown | 1 |" in text
    assert "\n## b" not in text


def test_more_than_twenty_changes_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    published = tmp_path / "published"
    publish_city(published, anggaran=[])
    lines = [budget_line(n, Decimal(n)) for n in range(5, 35)]
    second = publish_city(published, anggaran=lines)
    text = (second.folder / "CHANGES.md").read_text("utf-8")
    assert "### ditambah · added (20 dari · of 30)" in text


def test_a_predecessor_that_cannot_be_read_does_not_stop_the_next_release(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    published = tmp_path / "published"
    first = publish_city(published).folder
    (first / "data.db").chmod(0o644)
    (first / "data.db").write_bytes(b"rusak")
    second = publish_city(published, anggaran=BUDGET[:2])
    assert second.new
    assert "tidak dapat dibandingkan" in caplog.text
    assert first.name in (second.folder / "CHANGES.md").read_text("utf-8")
