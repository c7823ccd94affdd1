"""What a package is worth: addenda replace their contract, also under a number of their own, to the sen."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.load.database import create_database, finish_database, insert_rows
from budget_pipeline.load.search import build_search
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site.questions import questions
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.summaries import add_summaries

CITY = "99.88"
SOURCE = {"kode_wilayah": CITY, "id_berkas": "aaaaaaaaaaaa", "lembar": "kontrak", "baris": 2}


def contract(number: str | None, version: int | None, value: str | None, who: str = "p-1") -> Any:
    return {
        "id_paket": "tender-1",
        "id_kontrak": f"{who}|{number}|{version}",
        "id_penyedia": who,
        "nama_penyedia": f"CV {who}",
        "nomor_kontrak": number,
        "versi_addendum": version,
        "nilai_kontrak": None if value is None else Decimal(value),
        **SOURCE,
    }


def summarised(folder: Path, contracts: list[dict[str, Any]]) -> Reader:
    schema = load_schema()
    connection = create_database(folder / "data.db", schema)
    package = {
        "id_paket": "tender-1",
        "jenis_paket": "tender",
        "kode": "1",
        **SOURCE,
        "tahun": 2024,
        "nama_paket": "Jembatan",
    }
    insert_rows(connection, schema.table("paket"), [package])
    insert_rows(connection, schema.table("kontrak"), contracts)
    build_search(connection)
    finish_database(connection, schema)
    add_summaries(connection)
    return Reader(connection)


@pytest.mark.parametrize(
    ("contracts", "worth"),
    [
        ([contract("K/1", 0, "100")], "100"),
        ([contract("K/1", 0, "100"), contract("K/1", 1, "120.50")], "120.50"),
        ([contract("K/1", 0, "100"), contract("K/1/ADD-01", 1, "120")], "120"),
        (
            [contract("K/1", 0, "9"), contract("K/1/A", 1, "8"), contract("K/1/B", 2, "7")],
            "7",
        ),
        ([contract(None, None, "95"), contract("K/1", 0, "100")], "100"),
        ([contract("K/1", 0, "100"), contract("K/2", 0, "50")], "150"),
        (
            [contract("K/1", 0, "100"), contract("K/2", 0, "50"), contract("K/2", 1, "60")],
            "160",
        ),
        (
            [contract("K/1", 0, "100"), contract("K/2", 0, "50"), contract("ADD", 1, "70")],
            "150",
        ),
        ([contract("K/1", 0, "100"), contract("K/9", 0, "10", "p-2")], "110"),
        ([contract("K/1", 0, None)], None),
    ],
    ids=[
        "one contract",
        "addendum of the same number",
        "addendum of its own number",
        "the last addendum",
        "an award gives way to its contract",
        "two contracts",
        "an addendum of one of two contracts",
        "nobody knows which of two contracts was amended",
        "two suppliers",
        "value unknown",
    ],
)
def test_a_package_is_worth_what_its_contracts_came_to(
    tmp_path: Path, contracts: list[dict[str, Any]], worth: str | None
) -> None:
    reader = summarised(tmp_path, contracts)
    row = next(reader.run("SELECT kontrak_rp, kontrak_sen FROM ringkas_paket", {}))
    assert row["kontrak"] == (None if worth is None else int(Decimal(worth) * 100))
    bought = next(
        reader.run(
            "SELECT sum(kontrak_rp) AS kontrak_rp, sum(kontrak_sen) AS kontrak_sen FROM ringkas_pembelian",
            {},
        )
    )
    assert bought["kontrak"] == row["kontrak"]


def test_growth_by_addenda_is_told_to_the_sen_whatever_their_numbers(tmp_path: Path) -> None:
    reader = summarised(
        tmp_path,
        [
            contract("K/1", 0, "100.25"),
            contract("K/1/ADD", 1, "100.75"),
            contract("K/9", 0, "10", "p-2"),
            contract("K/9", 1, "9", "p-2"),
        ],
    )
    asked = questions()["naik-addendum"]
    rows = list(reader.run(asked.sql, {"wilayah": CITY, "tahun": 2024, "opd": ""}))
    assert [(r["nama_penyedia"], r["awal"], r["akhir"], r["selisih"]) for r in rows] == [
        ("CV p-1", 10025, 10075, 50)
    ]
