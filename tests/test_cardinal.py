"""The eleven rules of Cardinal: its own fixture pairs, and processes worked out by hand."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.indicators.cardinal import run
from budget_pipeline.indicators.cardinal.settings import cardinal_settings
from budget_pipeline.indicators.remarks import AnalysisError, Remark

# Settings stand in the file name; every run has these two as well.
ALWAYS = [
    "no_price_comparison_procurement_methods=NPC",
    "exclusions.procurement_method_details=EXC",
]
FIXTURES = {
    "R003": [],
    "R003-procurement_method_details-x-5-y-10": [
        "R003.procurement_method_details.x=5",
        "R003.procurement_method_details.y=10",
    ],
    "R003-procurement_methods-open+selective": ["R003.procurement_methods=open|selective"],
    "R003-threshold-10": ["R003.threshold=10"],
    "R018": [],
    "R024": [],
    "R025": [],
    "R028": [],
    "R030": [],
    "R035": [],
    "R036": [],
    "R038": [],
    "R038-tenderer": [],
    "R048-minimum_contracting_processes-1": ["R048.minimum_contracting_processes=1"],
    "R058": [],
}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "redflags" / "cardinal" / "tests" / "fixtures" / "indicators"


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_pair_is_reproduced_exactly(folder: Path, name: str) -> None:
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        found = flags(map(json.loads, lines), *FIXTURES[name], *ALWAYS, only=name[:4])
    assert found == json.loads((folder / f"{name}.expected").read_text(encoding="utf-8"))


def test_no_fixture_pair_is_forgotten(folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.expected")} == set(FIXTURES)


def flags(lines: Iterable[Any], *options: str, only: str) -> dict[str, Any]:
    return run(lines, cardinal_settings(options, only=[only]))


def bid(tenderer: str, amount: Any = None, status: str = "valid", **more: Any) -> dict[str, Any]:
    value = {} if amount is None else {"value": {"amount": amount, "currency": "IDR"}}
    return {"status": status, "tenderers": [{"id": tenderer}], **value, **more}


def process(
    ocid: str, *bids: dict[str, Any], winner: str | None = None, **more: Any
) -> dict[str, Any]:
    awards = [{"status": "active", "suppliers": [{"id": winner}]}] if winner else []
    return {"ocid": ocid, "bids": {"details": list(bids)}, "awards": awards, **more}


def period(start: str, end: str) -> dict[str, Any]:
    return {"ocid": "p", "tender": {"tenderPeriod": {"startDate": start, "endDate": end}}}


@pytest.mark.parametrize(
    ("start", "end", "flagged"),
    [
        # 14 days and 23 hours are 14 whole days; an offset moves the end across midnight.
        ("2025-01-01T08:00:00+07:00", "2025-01-16T07:00:00+07:00", True),
        ("2025-01-01T08:00:00+07:00", "2025-01-16T08:00:00+07:00", False),
        ("2025-01-01T08:00:00+07:00", "2025-01-16T01:00:00Z", False),
        ("2025-01-01T08:00:00+07:00", "2025-01-16T00:59:59Z", True),
        # A period that ends before it starts is shorter than any threshold.
        ("2025-01-16T08:00:00Z", "2025-01-01T08:00:00Z", True),
        # A date alone is no RFC 3339 timestamp and is skipped.
        ("2025-01-01", "2025-01-02", False),
    ],
)
def test_r003_counts_whole_days_between_timestamps(start: str, end: str, flagged: bool) -> None:
    found = flags([period(start, end)], only="R003")
    assert found == ({"OCID": {"p": {"R003": 1.0}}} if flagged else {})


def test_r003_reads_a_method_name_with_dots_and_equal_signs() -> None:
    line = period("2025-01-01T00:00:00Z", "2025-01-09T00:00:00Z")
    line["tender"]["procurementMethodDetails"] = "Pasal 38 ayat 1.a=b"
    assert flags([line], only="R003") != {}
    assert flags([line], "R003.procurement_method_details.Pasal 38 ayat 1.a=b=8", only="R003") == {}


def test_r018_reads_only_the_published_count() -> None:
    tender = {"procurementMethod": "limited", "numberOfTenderers": 1}
    one_bid = process("bids", bid("A", 5), tender={"procurementMethod": "open"})
    assert flags([one_bid, {"ocid": "count", "tender": tender}], only="R018") == {}
    widened = flags([{"ocid": "c", "tender": tender}], "R018.procurement_methods=", only="R018")
    assert widened == {"OCID": {"c": {"R018": 1.0}}}


def test_r024_with_a_fixed_threshold_flags_up_to_and_including_it() -> None:
    lines = [
        process("on", bid("W", 100), bid("L", 105), winner="W"),
        process("above", bid("W", 100), bid("L", 106), winner="W"),
    ]
    assert flags(lines, "R024.threshold=0.05", only="R024") == {
        "OCID": {"on": {"R024": 0.05}},
        "Tenderer": {"L": {"R024": 0.0}, "W": {"R024": 0.0}},
    }
    assert flags(lines, "R024.threshold=0", only="R024") == {}


def test_r024_flags_nobody_when_the_fence_is_not_above_zero() -> None:
    # Margins 0.01, 0.5, 0.9, 1.4: the lower fence is far below zero.
    lines = [
        process(f"p{n}", bid("W", 100), bid("L", amount), winner="W")
        for n, amount in enumerate([101, 150, 190, 240])
    ]
    assert flags(lines, only="R024") == {}


def test_prices_compare_only_in_the_main_currency() -> None:
    dollar = {"value": {"amount": 1, "currency": "USD"}}
    lines = [process("p", bid("W", 100), bid("L", **dollar), bid("M", 150), winner="W")]
    assert flags(lines, "R058.threshold=0.5", only="R058") == {
        "OCID": {"p": {"R058": 0.5}},
        "Tenderer": {"W": {"R058": 0.0}},
    }
    assert flags(lines, "R058.threshold=0.5", "currency=USD", only="R058") == {}


def test_the_allow_list_of_price_methods_wins_over_the_deny_list() -> None:
    def line(details: str | None) -> dict[str, Any]:
        bids = (bid("A", 5), bid("B", 5))
        return process(str(details), *bids, tender={"procurementMethodDetails": details})

    lines = [line("Lelang"), line("Sayembara"), line(None)]
    deny = "no_price_comparison_procurement_methods=Lelang"
    allow = "price_comparison_procurement_methods=Lelang"
    assert set(flags(lines, deny, only="R028")["OCID"]) == {"Sayembara", "None"}
    assert set(flags(lines, deny, allow, only="R028")["OCID"]) == {"Lelang"}


def test_a_winning_bid_of_zero_is_reported_and_never_becomes_infinity() -> None:
    remarks: list[Remark] = []
    lines = [process("zero", bid("W", 0), bid("L", 5), winner="W")]
    assert run(lines, cardinal_settings([], only=["R058"]), remarks=remarks) == {}
    assert [remark.issue.params["ocid"] for remark in remarks] == ["zero"]


def test_r025_flags_frequent_losers_by_a_fixed_threshold() -> None:
    # L takes part in 4 processes and wins none; W wins all 4. Both are at the 75th percentile.
    lines = [process(f"p{n}", bid("L"), bid("W"), winner="W") for n in range(4)]
    assert flags(lines, "R025.threshold=0.05", only="R025") == {"Tenderer": {"L": {"R025": 0.0}}}


def test_r025_leaves_rare_tenderers_alone() -> None:
    lines = [process(f"p{n}", bid("W"), winner="W") for n in range(4)]
    lines.append(process("p4", bid("W"), bid("rare"), winner="W"))
    assert flags(lines, "R025.threshold=0.05", "R025.percentile=100", only="R025") == {}


def test_r030_needs_the_late_bidder_to_be_an_active_supplier() -> None:
    late = bid("W", date="2025-02-02T00:00:00Z")
    tender = {"tenderPeriod": {"endDate": "2025-02-01T00:00:00Z"}}
    on_time = {**late, "date": "2025-02-01T00:00:00Z"}
    assert flags([process("on time", on_time, winner="W", tender=tender)], only="R030") == {}
    assert flags([process("late", late, winner="W", tender=tender)], only="R030") == {
        "OCID": {"late": {"R030": 1.0}},
        "Tenderer": {"W": {"R030": 1.0}},
    }


def test_r035_minimum_counts_tenderers_and_never_falls_below_one() -> None:
    out = [bid("X", status="disqualified"), bid("Y", status="disqualified")]
    lines = [process("two out", bid("W"), *out, winner="W"), process("none", bid("W"), winner="W")]
    assert flags(lines, "R035.threshold=0", only="R035")["OCID"] == {"two out": {"R035": 2.0}}
    assert flags(lines, "R035.threshold=3", only="R035") == {}


def test_r036_takes_the_first_of_equal_lowest_bids() -> None:
    valid, out = bid("V", 5), bid("D", 5, status="disqualified")
    lines = [process("valid first", valid, out, winner="V")]
    lines += [process("disqualified first", out, valid, winner="V")]
    assert flags(lines, only="R036") == {"OCID": {"disqualified first": {"R036": 1.0}}}


def test_r038_counts_bids_per_group_and_flags_nobody_at_a_fence_of_zero() -> None:
    lines = [
        process("p", bid("A", status="disqualified"), bid("B"), buyer={"id": "D"}),
        process("q", bid("A"), bid("B"), buyer={"id": "E"}),
    ]
    found = flags(lines, "R038.threshold=0.5", only="R038")
    assert found == {"Buyer": {"D": {"R038": 0.5}}, "Tenderer": {"A": {"R038": 0.5}}}
    alone = flags(lines, "R038.threshold=0.5", "R038.minimum_submitted_bids=3", only="R038")
    assert alone == {"Buyer": {"D": {"R038": 0.5}}}
    assert flags(lines, "R038.threshold=0", only="R038") == {}


def test_r048_needs_twenty_processes_and_reads_two_digits() -> None:
    def award(number: int, supplier: str, *classes: str) -> dict[str, Any]:
        items = [{"classification": {"id": name}} for name in classes]
        suppliers = [{"id": supplier}]
        return {
            "ocid": f"{supplier}{number}",
            "awards": [{"status": "active", "suppliers": suppliers, "items": items}],
        }

    lines = [award(n, "twenty", "10100000", "1020", "11") for n in range(20)]
    lines += [award(n, "nineteen", "10", "11", "12") for n in range(19)]
    assert flags(lines, "R048.threshold=2", only="R048") == {"Tenderer": {"twenty": {"R048": 2.0}}}
    deeper = flags(lines, "R048.threshold=2", "R048.digits=3", only="R048")
    assert deeper == {"Tenderer": {"twenty": {"R048": 3.0}}}


def test_a_cancelled_or_excluded_process_counts_nowhere() -> None:
    bids = (bid("A", 5), bid("B", 5))
    lines = [
        process("cancelled", *bids, tender={"status": "cancelled"}),
        process("excluded", *bids, tender={"procurementMethodDetails": "EXC"}),
    ]
    assert run(lines, cardinal_settings(ALWAYS)) == {}


def test_all_eleven_run_unless_some_are_named() -> None:
    lines = [
        process("p", bid("A", 5), bid("B", 5, status="disqualified"), winner="A"),
    ]
    # Equal prices (R028), everybody but the winner out (R035); the first lowest is valid (no R036).
    # R025: A is the whole population, so its share of wins, 1, is also the lower fence.
    assert run(lines) == {
        "OCID": {"p": {"R028": 1.0, "R035": 1.0}},
        "Tenderer": {
            "A": {"R025": 1.0, "R028": 1.0, "R035": 0.0},
            "B": {"R028": 1.0},
        },
    }


@pytest.mark.parametrize(
    "odd",
    [
        7,
        None,
        [],
        "text",
        {},
        {"ocid": 5},
        {"ocid": None, "bids": []},
    ],
)
def test_a_line_that_is_no_process_is_reported(odd: Any) -> None:
    remarks: list[Remark] = []
    assert run([odd], remarks=remarks, file="a.jsonl") == {}
    assert remarks[0].text().startswith("a.jsonl · baris 1:")


@pytest.mark.parametrize(
    "odd",
    [
        {"bids": [], "awards": {}, "tender": [], "buyer": "x"},
        {"bids": {"details": {}}, "awards": [None, 5, {"suppliers": {}}]},
        {"bids": {"details": [None, 5, {"status": 1, "tenderers": {}, "value": []}]}, "awards": []},
        {"bids": {"details": [{"status": "valid", "tenderers": [None, 3, {"id": 4}]}]}},
        {"bids": {"details": [bid("A", True), bid("B", "5"), bid("C", 10**400)]}, "awards": []},
        {"tender": {"numberOfTenderers": True, "procurementMethod": "open"}},
        {"tender": {"tenderPeriod": {"startDate": "2025-02-30T00:00:00Z", "endDate": 5}}},
        {"awards": [{"status": "active", "suppliers": [{"id": "S"}], "items": [None, {}, 3]}]},
    ],
)
def test_fields_of_the_wrong_kind_flag_nothing_and_break_nothing(odd: dict[str, Any]) -> None:
    assert run([{"ocid": "odd", **odd}]) == {}


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("R003.treshold=5", "R003.treshold"),
        ("R003.threshold=five", "R003.threshold=five"),
        ("R003.threshold", "R003.threshold"),
        ("R025.percentile=101", "R025.percentile=101"),
        ("R058.threshold=nan", "R058.threshold=nan"),
        ("R035.threshold=-1", "R035.threshold=-1"),
        ("R003.procurement_method_details.=5", "R003.procurement_method_details.=5"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(option: str, named: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        cardinal_settings([option])
    assert named in str(caught.value)
    assert caught.value.exit_code == 2


def test_an_unknown_rule_is_named_with_the_known_ones() -> None:
    with pytest.raises(AnalysisError, match=r"R099.*R003, R018, R024"):
        run([], cardinal_settings([], only=["R099"]))
