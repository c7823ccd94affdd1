"""Bid screens: formulae worked out by hand, published columns of three cartels, odd CSV files."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.indicators.remarks import AnalysisError
from budget_pipeline.indicators.screens import auc, run, screen

SETS = {
    "Brazil": ("DB_Collusion_Brazil_processed.csv", 78, 19),
    "Ticino": ("DB_Collusion_Switzerland_Ticino_processed.csv", 213, 175),
    "Japan": ("DB_Collusion_Japan_processed.csv", 1080, 123),
}
COLUMNS = ("CV", "SPD", "DIFFP", "RD", "KURT", "SKEW", "KS")
# redflags.md, Annex C.
AREAS = {
    "Brazil": (0.922, 0.928, 0.331, 0.712, 0.491, 0.657, 0.457),
    "Ticino": (0.822, 0.790, 0.555, 0.685, 0.687, 0.828, 0.699),
    "Japan": (0.739, 0.719, 0.428, 0.620, 0.561, 0.586, 0.512),
}
RULE = {"Brazil": (0.474, 0.017), "Ticino": (0.571, 0.053), "Japan": (0.659, 0.418)}


@pytest.fixture(scope="module", params=SETS)
def cartel(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Path, dict[str, Any]]:
    path = shared / "redflags" / "collusion" / SETS[request.param][0]
    found = run(path, tender="Tender", bid="Bid_value", label="Collusive_competitor")
    return request.param, path, found


def test_published_screens_are_reproduced_for_every_tender_of_four_bids(
    cartel: tuple[str, Path, dict[str, Any]],
) -> None:
    name, path, found = cartel
    with path.open(encoding="utf-8", newline="") as handle:
        published = {row["Tender"]: row for row in csv.DictReader(handle)}
    compared = [row for row in found["tenders"] if row["n"] >= 4]
    assert len(compared) == SETS[name][1]
    for ours, theirs in (("CV",) * 2, ("SPD",) * 2, ("KURT",) * 2, ("SKEW",) * 2, ("KS", "KSTEST")):
        apart = [
            row["tender"]
            for row in compared
            if abs(row[ours] - float(published[row["tender"]][theirs])) > 1e-3
        ]
        assert apart == [], ours


def test_auc_is_that_of_annex_c(cartel: tuple[str, Path, dict[str, Any]]) -> None:
    name, _, found = cartel
    assert tuple(round(found["auc"][column], 3) for column in COLUMNS) == AREAS[name]
    basis = found["auc_basis"]["CV"]
    assert (basis["tenders"], basis["collusive"]) == SETS[name][1:]


def test_the_combined_rule_has_the_published_hit_rates(
    cartel: tuple[str, Path, dict[str, Any]],
) -> None:
    name, _, found = cartel
    rates = found["rule"]["true_positive_rate"], found["rule"]["false_positive_rate"]
    assert tuple(round(rate, 3) for rate in rates) == RULE[name]


def test_nothing_of_the_labelled_sets_is_left_out(
    cartel: tuple[str, Path, dict[str, Any]],
) -> None:
    _, _, found = cartel
    assert found["remarks"] == []
    assert found["bids"]["read"] == found["bids"]["used"]


def test_screens_of_uneven_bids_are_those_worked_out_by_hand() -> None:
    # 1, 2, 2, 5: mean 2.5, squares of deviations 9, so s = sqrt(3); losers 2, 2, 5 also sqrt(3).
    found = screen([5, 2, 1, 2])
    assert found["CV"] == pytest.approx(math.sqrt(3) / 2.5)
    assert found["SPD"] == pytest.approx(4)
    assert found["DIFFP"] == pytest.approx(1)
    assert found["RD"] == pytest.approx(1 / math.sqrt(3))
    assert found["RDNOR"] == pytest.approx(3 / 4)
    assert found["ALTRD"] == pytest.approx(2 / 3)
    # m2 = 2.25, m3 = 3, m4 = 11.0625
    assert found["SKEW"] == pytest.approx(math.sqrt(12) / 2 * 3 / 3.375)
    assert found["KURT"] == pytest.approx(1.5 * (5 * (11.0625 / 5.0625 - 3) + 6))
    # Positions 0, 1/4, 1/4, 1 against steps of 1/4: largest distance 3/4 - 1/4.
    assert found["KS"] == pytest.approx(0.5)


def test_even_bids_have_no_skew() -> None:
    found = screen([100, 110, 120, 130])
    assert found["SKEW"] == pytest.approx(0, abs=1e-12)
    # m2 = 125, m4 = 25625: 1.5 * (5 * (1.64 - 3) + 6) = -1.2
    assert found["KURT"] == pytest.approx(-1.2)
    assert (found["RD"], found["RDNOR"], found["ALTRD"]) == pytest.approx((1, 1, 1))


def test_equal_losers_have_no_relative_distance() -> None:
    # In binary the three losers' deviations are not exactly zero: residue must not become 10^11.
    found = screen([100, 300.1, 300.1, 300.1])
    assert math.isnan(found["RD"])
    assert math.isnan(found["ALTRD"])
    assert found["RDNOR"] == pytest.approx(3)


def test_equal_bids_have_no_spread_and_no_shape() -> None:
    found = screen([0.1 + 0.2, 0.3, 0.3, 0.3])
    assert (found["CV"], found["SPD"], found["DIFFP"]) == (0, 0, 0)
    assert all(math.isnan(found[name]) for name in ("RD", "RDNOR", "KURT", "SKEW", "KS"))


@pytest.mark.parametrize(
    ("bids", "known"),
    [
        ([], set()),
        ([5], set()),
        ([5, 6], {"CV", "SPD", "DIFFP", "RDNOR", "KS"}),
        ([5, 6, 8], {"CV", "SPD", "DIFFP", "RDNOR", "KS", "RD", "ALTRD", "SKEW"}),
    ],
)
def test_too_few_bids_leave_a_screen_unknown(bids: list[float], known: set[str]) -> None:
    assert {name for name, value in screen(bids).items() if not math.isnan(value)} == known


@pytest.mark.parametrize(
    ("values", "labels", "direction", "area"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1], "high", 1.0),
        ([1, 2, 3, 4], [0, 0, 1, 1], "low", 0.0),
        ([7, 7, 7], [0, 1, 1], "high", 0.5),
        # Pairs (2 against 1, 2, 5): above, equal, below: (1 + 0.5 + 0) / 3
        ([1, 2, 5, 2], [0, 0, 0, 1], "high", 0.5),
        # -10/3 computed in two ways is one value.
        ([-10 / 3, -3.33333333333334, -3.3333333333333046], [1, 0, 0], "high", 0.5),
    ],
)
def test_auc_counts_a_tie_as_half(
    values: list[float], labels: list[int], direction: str, area: float
) -> None:
    assert auc(values, [bool(label) for label in labels], direction=direction) == area


def test_auc_of_one_class_is_unknown() -> None:
    assert math.isnan(auc([1, 2], [True, True]))


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "penawaran.csv"
    path.write_bytes(text.encode(encoding))
    return path


BIDS = "tender;nilai\nA;{}\nA;{}\nA;{}\n"


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        (("1.000.000", "1.100.000,50", "1.300.000"), "utf-8"),
        (("Rp 1.000.000,00", "Rp1.100.000,50", "Rp. 1.300.000,-"), "utf-8-sig"),
        (("1,000,000", "1,100,000.50", "1,300,000"), "utf-16"),
        (("1000000", "1100000.5", "1.3e6"), "cp1252"),
        (("1 000 000", "1\u00a0100\u00a0000,50", "1 300 000"), "cp1252"),
        (("1'000'000", "1'100'000.50", "1'300'000"), "utf-8"),
    ],
)
def test_amounts_are_read_as_they_are_written(
    tmp_path: Path, written: tuple[str, str, str], encoding: str
) -> None:
    found = run(table(tmp_path, BIDS.format(*written), encoding), tender="tender", bid="nilai")
    assert found["remarks"] == []
    assert found["tenders"][0]["SPD"] == pytest.approx(0.3)
    assert found["tenders"][0]["DIFFP"] == pytest.approx(0.1000005)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = 'kode,nama,harga\nA,"PT Satu, Dua",5\nA,CV Tiga,6\n'
    rows = [separator.join(row) for row in csv.reader(text.splitlines())]
    if separator == ",":
        rows = text.splitlines()
    found = run(table(tmp_path, "\r\n".join(rows)), tender="kode", bid="harga")
    assert found["separator"] == separator
    assert found["tenders"][0]["n"] == 2


def test_the_separator_that_excel_states_may_stand_above_an_empty_line(tmp_path: Path) -> None:
    text = 'sep=;\n\n"t";"b"\nA;1.000,50\nA;2.001,00\n'
    found = run(table(tmp_path, text), tender="t", bid="b")
    assert (found["separator"], found["tenders"][0]["SPD"]) == (";", 1.0)


def test_bids_that_cannot_be_used_are_counted_with_their_lines(tmp_path: Path) -> None:
    text = "t,b,l\nA,5,1\nA,,1\n,7,1\nA,0,1\nA,-3,1\nA,batal,1\n\nA,6,mungkin\n"
    found = run(table(tmp_path, text), tender="t", bid="b", label="l")
    assert found["bids"] == {"read": 7, "used": 2}
    named = {remark["code"]: (remark["count"], remark["lines"]) for remark in found["remarks"]}
    assert named == {
        "tabel_tanpa_penawaran": (1, [3]),
        "tabel_tanpa_tender": (1, [4]),
        "tabel_tidak_positif": (2, [5, 6]),
        "tabel_bukan_angka": (1, [7]),
        "tabel_label": (1, [9]),
    }
    assert found["tenders"] == [found["tenders"][0]]
    assert found["tenders"][0]["n"] == 2


def test_a_tender_is_collusive_when_one_bid_is(tmp_path: Path) -> None:
    text = "t,b,l\nA,5,0\nA,6,ya\nB,5,tidak\nC,5,\n"
    found = run(table(tmp_path, text), tender="t", bid="b", label="l")
    assert [row["label"] for row in found["tenders"]] == [1, 0, None]
    assert found["auc"]["CV"] is None


def test_tender_names_stay_text_and_in_order(tmp_path: Path) -> None:
    found = run(table(tmp_path, "t,b\n007,5\n12,6\n007,7\n"), tender="t", bid="b")
    assert [(row["tender"], row["n"]) for row in found["tenders"]] == [("007", 2), ("12", 1)]
    assert found["auc"] is None


def test_what_cannot_be_computed_says_why(tmp_path: Path) -> None:
    found = run(table(tmp_path, "t,b\nA,5\nA,5\nA,5\nA,5\n"), tender="t", bid="b", lang="en")
    row = found["tenders"][0]
    assert row["CV"] == 0
    assert row["RD"] is None
    assert row["not_computable"]["RD"] == "all bids are equal"
    few = run(table(tmp_path, "t,b\nA,5\nA,6\nA,9\n"), tender="t", bid="b")
    assert few["tenders"][0]["not_computable"] == {"KURT": "3 penawaran; perlu paling sedikit 4"}


def test_the_result_is_strict_json(tmp_path: Path) -> None:
    found = run(table(tmp_path, "t,b,l\nA,5,1\n"), tender="t", bid="b", label="l")
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_a_wrong_column_name_shows_the_columns(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError) as caught:
        run(table(tmp_path, "kode;nilai;menang\nA;5;1\n"), tender="tender", bid="nilai")
    assert "tender" in str(caught.value)
    assert "kode, nilai, menang" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_column_is_found_whatever_its_case(tmp_path: Path) -> None:
    found = run(table(tmp_path, "Tender, Nilai \nA,5\n"), tender="tender", bid="nilai")
    assert found["tenders"][0]["n"] == 1


@pytest.mark.parametrize("text", ["", "\n\n", "t,t,b\nA,B,5\n", "sep=;", "sep=;\n\n"])
def test_a_table_that_cannot_be_used_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(AnalysisError, match=r"penawaran\.csv"):
        run(table(tmp_path, text), tender="t", bid="b")


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"tidak-ada\.csv"):
        run(tmp_path / "tidak-ada.csv", tender="t", bid="b")


def test_a_heading_without_rows_has_no_tenders(tmp_path: Path) -> None:
    assert run(table(tmp_path, "t,b\n"), tender="t", bid="b")["tenders"] == []
