"""OCDS in every packaging that publishers use, whole or damaged, comes out as compiled releases."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.indicators.ocds import read_ocds
from budget_pipeline.indicators.remarks import AnalysisError, Remark

ONE = {"ocid": "ocds-1", "id": "1", "tender": {"title": "Jembatan"}}
TWO = {"ocid": "ocds-2", "id": "2", "tender": {"title": "Jalan"}}
TENDER = {
    "ocid": "ocds-3",
    "id": "a",
    "date": "2025-01-01T08:00:00+07:00",
    "tag": ["tender"],
    "tender": {"id": "t", "status": "active", "title": "Pasar", "items": [{"id": "1", "q": 1}]},
    "parties": [{"id": "B", "name": "Dinas", "roles": ["buyer"]}],
}
AWARD = {
    "ocid": "ocds-3",
    "id": "b",
    "date": "2025-02-01T00:00:00Z",
    "tag": ["award"],
    "tender": {"id": "t", "status": "complete", "title": None, "items": [{"id": "2", "q": 5}]},
    "parties": [{"id": "B", "roles": ["buyer", "procuringEntity"]}, {"id": "S", "name": "CV"}],
    "awards": [{"id": "1", "value": {"amount": 5}}],
}


def write(folder: Path, text: str | bytes, name: str = "data.json") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(*paths: Path) -> tuple[list[dict[str, Any]], list[Remark]]:
    remarks: list[Remark] = []
    return list(read_ocds(paths, remarks=remarks)), remarks


PACKAGINGS = {
    "release package": json.dumps({"version": "1.1", "releases": [ONE, TWO]}),
    "pretty release package": json.dumps({"releases": [ONE, TWO]}, indent=2),
    "list of packages": json.dumps([{"releases": [ONE]}, {"releases": [TWO]}]),
    "list of releases": json.dumps([ONE, TWO], indent=1),
    "JSON lines": f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
    "JSON lines with blanks": f"\n{json.dumps(ONE)}\r\n\r\n  \n{json.dumps(TWO)}",
    "lines of packages": "\n".join(json.dumps({"releases": [one]}) for one in (ONE, TWO)),
    "record package": json.dumps(
        {"records": [{"ocid": one["ocid"], "compiledRelease": one} for one in (ONE, TWO)]}
    ),
    "records on lines": "\n".join(
        json.dumps({"ocid": one["ocid"], "compiledRelease": one}) for one in (ONE, TWO)
    ),
    "records with releases": json.dumps(
        {"records": [{"ocid": one["ocid"], "releases": [one]} for one in (ONE, TWO)]}
    ),
}


@pytest.mark.parametrize("packaging", PACKAGINGS)
@pytest.mark.parametrize("encoding", ["plain", "bom", "gzip"])
def test_every_packaging_gives_the_same_processes(
    tmp_path: Path, packaging: str, encoding: str
) -> None:
    text = PACKAGINGS[packaging].encode()
    text = {"plain": text, "bom": b"\xef\xbb\xbf" + text, "gzip": gzip.compress(text)}[encoding]
    found, remarks = read(write(tmp_path, text))
    assert [release["tender"]["title"] for release in found] == ["Jembatan", "Jalan"]
    assert remarks == []


def test_one_release_is_a_file_too(tmp_path: Path) -> None:
    assert read(write(tmp_path, json.dumps(ONE)))[0] == [ONE]
    assert read(write(tmp_path, json.dumps(ONE, indent=4).encode("utf-16")))[0] == [ONE]


def test_releases_of_one_process_are_compiled_by_date(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, json.dumps({"releases": [AWARD, TENDER]})))
    (release,) = found
    assert release["tag"] == ["compiled"]
    assert release["tender"] == {
        "id": "t",
        "status": "complete",
        "title": "Pasar",
        "items": [{"id": "1", "q": 1}, {"id": "2", "q": 5}],
    }
    assert release["parties"] == [
        {"id": "B", "name": "Dinas", "roles": ["buyer", "procuringEntity"]},
        {"id": "S", "name": "CV"},
    ]
    assert release["awards"] == [{"id": "1", "value": {"amount": 5}}]


def test_releases_of_one_process_may_stand_in_several_files(tmp_path: Path) -> None:
    first = write(tmp_path, json.dumps(TENDER), "1.json")
    second = write(tmp_path, json.dumps({"releases": [AWARD]}), "2.json")
    found, _ = read(first, second)
    assert [(one["ocid"], one["tender"]["status"]) for one in found] == [("ocds-3", "complete")]


def test_a_later_date_in_an_earlier_time_zone_is_later(tmp_path: Path) -> None:
    # 23:30 on 1 January in Jakarta is 16:30 UTC, before 17:00 UTC of the same day.
    jakarta = {**TENDER, "date": "2025-01-01T23:30:00+07:00", "title": "first"}
    london = {**TENDER, "date": "2025-01-01T17:00:00Z", "title": "second"}
    found, _ = read(write(tmp_path, json.dumps([london, jakarta])))
    assert found[0]["title"] == "second"


def test_amounts_keep_every_digit(tmp_path: Path) -> None:
    line = '{"ocid": "a", "value": 9007199254740993.01, "whole": 90071992547409931}'
    (release,), _ = read(write(tmp_path, line))
    assert release["value"] == Decimal("9007199254740993.01")
    assert release["whole"] == 90071992547409931


@pytest.mark.parametrize(
    "line",
    [
        '{"ocid": "x",',
        "not json",
        '{"ocid": "x", "value": NaN}',
        '{"ocid": "\\ud800"}',
        '{"ocid": "x", "value": ' + "9" * 5000 + "}",
        '{"ocid": "x", "a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_damaged_line_is_reported_and_the_others_read(
    tmp_path: Path, line: str, place: int
) -> None:
    lines = [json.dumps(ONE), json.dumps(TWO)]
    lines.insert(place - 1, line)
    found, remarks = read(write(tmp_path, "\n".join(lines), "r.jsonl"))
    assert [release["ocid"] for release in found] == ["ocds-1", "ocds-2"]
    assert [(remark.issue.code, remark.issue.row) for remark in remarks] == [
        ("ocds_baris_rusak", place)
    ]
    assert remarks[0].text().startswith(f"r.jsonl · baris {place}: ")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"ocid": 5}, "ocds_tanpa_ocid"),
        ({"ocid": None, "tender": {}}, "ocds_tanpa_ocid"),
        ({"results": []}, "ocds_bukan_rilis"),
        (7, "ocds_bukan_rilis"),
        ("text", "ocds_bukan_rilis"),
        ({"records": [5]}, "ocds_bukan_rilis"),
        ({"releases": [None]}, "ocds_bukan_rilis"),
        (
            {"records": [{"ocid": "a", "releases": [{"url": "x", "date": "y"}]}]},
            "ocds_rekaman_tertaut",
        ),
    ],
)
def test_what_is_no_release_is_reported(tmp_path: Path, value: Any, code: str) -> None:
    found, remarks = read(write(tmp_path, json.dumps(value)))
    assert found == []
    assert [remark.issue.code for remark in remarks] == [code]


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"<html></html>", b"a,b\n1,2\n", b"\x1f\x8bzip"]
)
def test_a_file_that_is_no_json_is_one_line(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(AnalysisError, match=r"data\.json") as caught:
        read(write(tmp_path, content))
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(AnalysisError, match=path.name):
            read(path)


def test_json_lines_stream(tmp_path: Path) -> None:
    """The first process is there before the rest of the file has been read."""
    path = write(tmp_path, (json.dumps(ONE) + "\n") * 3 + "damaged\n" * 1000)
    remarks: list[Remark] = []
    processes = read_ocds([path], remarks=remarks)
    assert next(processes) == ONE
    assert remarks == []


def test_portugals_hundred_releases_are_read(shared: Path) -> None:
    found, remarks = read(shared / "redflags/ocds/portugal_base/collection_file.json")
    assert len({release["ocid"] for release in found}) == 100
    assert remarks == []


def test_the_fictional_example_compiles_to_its_own_record(shared: Path) -> None:
    folder = shared / "redflags/ocds/sample_fictional/fictional-example/1.1"
    (ours,), _ = read(folder / "ocds-213czf-000-00001.json")
    (theirs,), _ = read(folder / "record/ocds-213czf-000-00001.json")
    for section in ("tender", "awards", "contracts", "buyer", "planning"):
        assert set(
            ours[section][0] if section in ("awards", "contracts") else ours[section]
        ) == set(theirs[section][0] if section in ("awards", "contracts") else theirs[section])
    assert ours["tender"]["value"] == theirs["tender"]["value"]
    assert ours["awards"][0]["suppliers"] == theirs["awards"][0]["suppliers"]
