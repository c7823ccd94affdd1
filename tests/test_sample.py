"""Audit samples: sizes of published tables, selections worked out by hand, the same each time."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.indicators.remarks import AnalysisError
from budget_pipeline.indicators.sample import Sample, allocate, fraction, sample
from budget_pipeline.indicators.sizes import monetary_unit_size, proportion_size
from budget_pipeline.load.database import create_database, insert_rows
from budget_pipeline.schema.read import load_schema

FIVE = {"A": 100, "B": 250, "C": 400, "D": 150, "E": 100}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = create_database(tmp_path / "data.db", load_schema())
    yield connection
    connection.close()


def fill(connection: sqlite3.Connection, amounts: dict[str, Any], **more: Any) -> None:
    insert_rows(
        connection,
        load_schema().table("kontrak"),
        [
            {
                "id_kontrak": key,
                "id_paket": f"paket-{key}",
                "nilai_kontrak": None if amount is None else Decimal(str(amount)),
                "id_berkas": "0123456789ab",
                "lembar": "Kontrak",
                "baris": 7,
                **more,
            }
            for key, amount in amounts.items()
        ],
    )


def drawn(found: Sample) -> list[str]:
    return [row["id_kontrak"] for row in found.rows]


def test_the_random_number_is_the_digest_of_seed_use_and_key() -> None:
    # printf '2025|mus|' | sha256sum
    digest = 0x45530F45B6D7D919D90588DE84F46E5C6A244E4AF069ED668C81B42FC80CB04E
    assert fraction("2025", "mus") == Fraction(digest, 2**256)


def test_every_interval_selects_the_row_that_holds_its_unit(database: sqlite3.Connection) -> None:
    # Total 1,000 by 4: interval 250; the first unit stands at 0.2707987 x 250 = 67.69.
    # Rows end at 100, 350, 750, 900, 1,000; units at 67, 317, 567, 817 are in A, B, C, D.
    fill(database, FIVE)
    found = sample(database, method="mus", size=4, seed="2025")
    assert drawn(found) == ["A", "B", "C", "D"]
    assert found.explanation["interval"] == "250"
    assert found.explanation["titik_awal"] == "67.69"
    assert [row["titik_terpilih"] for row in found.rows] == ["67.69", "317.69", "567.69", "817.69"]
    assert [row["nilai_kumulatif"] for row in found.rows] == ["100", "350", "750", "900"]
    assert [row["peluang"] for row in found.rows] == ["0.4", "1", "1", "0.6"]


def test_a_large_row_is_certain_and_may_be_hit_more_than_once(
    database: sqlite3.Connection,
) -> None:
    fill(database, {"A": 10, "B": 980, "C": 10})
    found = sample(database, method="mus", size=4, seed="2025")
    assert drawn(found) == ["B"]
    assert found.rows[0]["kali_terpilih"] == 4
    assert found.rows[0]["peluang"] == "1"
    assert "pasti terpilih" in found.rows[0]["alasan_terpilih"]


def test_simple_random_takes_the_smallest_numbers(database: sqlite3.Connection) -> None:
    # Digests of "2025|random|KEY": E 521c, B 60ee, then C 8d79, D a3c2, A c7cb (sha256sum).
    fill(database, FIVE)
    found = sample(database, method="random", size=2, seed="2025")
    assert drawn(found) == ["B", "E"]
    assert {row["peluang"] for row in found.rows} == {"0.4"}


def test_another_seed_draws_another_sample(database: sqlite3.Connection) -> None:
    fill(database, {f"K{n:03}": 100 + n for n in range(200)})
    samples = [drawn(sample(database, method="random", size=10, seed=str(n))) for n in range(5)]
    assert len({tuple(keys) for keys in samples}) == 5
    assert drawn(sample(database, method="random", size=10, seed="0")) == samples[0]


def test_strata_of_risk_share_the_sample(database: sqlite3.Connection) -> None:
    # Without spread allocation is proportional: 10 of 40 rows, with 20, 12, 4 and 4 per stratum.
    fill(database, {f"K{n:02}": 100 for n in range(40)})
    scores = [0] * 20 + [0.25] * 12 + [0.5] * 4
    database.executemany(
        "INSERT INTO skor (subjek_jenis, subjek_id, skor) VALUES ('paket', ?, ?)",
        [(f"paket-K{n:02}", score) for n, score in enumerate(scores)],
    )
    found = sample(database, method="stratified", size=10, seed="1")
    table = {row["strata"]: row for row in found.explanation["strata"]}
    assert {name: row["populasi"] for name, row in table.items()} == {
        "rendah (skor 0)": 20,
        "sedang (skor < 0.5)": 12,
        "tinggi (skor >= 0.5)": 4,
        "tanpa skor": 4,
    }
    # Shares 5, 3, 1, 1; two of each at least, so the two small strata take one from the large.
    assert sum(row["terpilih"] for row in table.values()) == 10
    assert table["tinggi (skor >= 0.5)"]["terpilih"] == 2
    assert table["tanpa skor"]["terpilih"] == 2
    assert len(found.rows) == 10
    low = [row for row in found.rows if row["strata"] == "rendah (skor 0)"]
    assert {row["peluang"] for row in low} == {f"{len(low) / 20:.10g}"}


def test_strata_may_be_any_column(database: sqlite3.Connection) -> None:
    fill(database, {"A": 1, "B": 2, "C": 3}, kode_skpd="1.01")
    fill(database, {"D": 4, "E": 5})
    found = sample(database, method="stratified", size=4, seed="1", strata="kode_skpd")
    assert [row["strata"] for row in found.explanation["strata"]] == ["(kosong)", "1.01"]


def test_allocation_is_neymans_optimum() -> None:
    # 40 rows of standard deviation 4 and 40 of 1: weights 160 and 40.
    rows = {"wide": [1, 9] * 20, "narrow": [1, 3] * 20}
    assert allocate(10, rows) == {"wide": 8, "narrow": 2}
    assert allocate(50, rows) == {"wide": 40, "narrow": 10}
    # The wide stratum is exhausted at 40: the rest goes to the other.
    assert allocate(60, rows) == {"wide": 40, "narrow": 20}
    assert allocate(500, rows) == {"wide": 40, "narrow": 40}


@given(
    st.integers(1, 60),
    st.dictionaries(
        st.sampled_from("abcde"),
        st.lists(st.integers(1, 10**12), min_size=1, max_size=30),
        min_size=1,
    ),
)
def test_allocation_takes_the_whole_sample_and_no_more_than_there_is(
    n: int, strata: dict[str, list[int]]
) -> None:
    sizes = allocate(n, strata)
    least = sum(min(2, len(values)) for values in strata.values())
    most = sum(map(len, strata.values()))
    assert sum(sizes.values()) == min(max(n, least), most)
    assert all(sizes[name] <= len(values) for name, values in strata.items())


def test_rows_without_a_positive_amount_are_counted_outside(database: sqlite3.Connection) -> None:
    fill(database, {"A": 5, "B": None, "C": 0, "D": -3})
    found = sample(database, method="random", size=9, seed="1")
    assert drawn(found) == ["A"]
    assert found.explanation["populasi"] == 1
    assert found.explanation["di_luar_kerangka"] == {
        "nilai kosong": 1,
        "nilai nol atau negatif": 2,
        "digantikan adendum atau kontrak": 0,
    }


def test_sen_are_kept_to_the_last(database: sqlite3.Connection) -> None:
    fill(database, {"A": "9007199254740993.01", "B": "0.99"})
    found = sample(database, method="random", size=2, seed="1")
    assert found.explanation["nilai_populasi"] == "9007199254740994"
    assert found.rows[0]["nilai_diaudit"] == "9007199254740993.01"


def test_only_the_version_of_a_contract_in_force_is_drawn(database: sqlite3.Connection) -> None:
    contract = {"id_paket": "p", "id_penyedia": "s", "nomor_kontrak": "01/SPK"}
    fill(database, {"first": 100}, **contract, versi_addendum=0)
    fill(database, {"award": 100}, **{**contract, "nomor_kontrak": None})
    # Addenda often carry a number of their own.
    addendum = {**contract, "nomor_kontrak": "01/SPK/ADD-01"}
    fill(database, {"second": 130}, **addendum, versi_addendum=1)
    fill(database, {"third": None}, **addendum, versi_addendum=2)
    fill(database, {"other": 7}, id_paket="p", id_penyedia="t", nomor_kontrak="01/SPK")
    found = sample(database, method="random", size=9, seed="1")
    assert drawn(found) == ["other", "second"]
    assert found.explanation["di_luar_kerangka"] == {
        "nilai kosong": 1,
        "nilai nol atau negatif": 0,
        "digantikan adendum atau kontrak": 2,
    }


def test_of_several_first_contracts_the_addendum_is_left_out(
    database: sqlite3.Connection,
) -> None:
    contract = {"id_paket": "p", "id_penyedia": "s"}
    fill(database, {"a": 100}, **contract, nomor_kontrak="01", versi_addendum=0)
    fill(database, {"b": 200}, **contract, nomor_kontrak="02", versi_addendum=0)
    fill(database, {"c": 220}, **contract, nomor_kontrak="03", versi_addendum=1)
    assert drawn(sample(database, method="random", size=9, seed="1")) == ["a", "b"]


def test_a_filter_narrows_the_population(database: sqlite3.Connection) -> None:
    fill(database, {"A": 5}, tahun=2024)
    fill(database, {"B": 5}, tahun=2025)
    found = sample(database, method="random", size=9, seed="1", where={"tahun": 2025})
    assert drawn(found) == ["B"]
    assert found.explanation["saringan"] == {"tahun": "2025"}


def test_the_csv_explains_each_row_and_leads_to_its_source(database: sqlite3.Connection) -> None:
    fill(database, {"A": 5}, nama_penyedia='CV "Maju", Jaya')
    handle = io.StringIO(newline="")
    sample(database, method="mus", size=1, seed="1").write_csv(handle)
    assert "\r\n" in handle.getvalue()
    (row,) = csv.DictReader(io.StringIO(handle.getvalue(), newline=""))
    assert row["nama_penyedia"] == 'CV "Maju", Jaya'
    assert (row["lembar"], row["baris"]) == ("Kontrak", "7")
    assert row["nilai_kontrak"] == "5"
    assert not [name for name in row if name.endswith(("_rp", "_sen", "_hari"))]


@pytest.mark.parametrize(
    ("confidence", "tolerable", "expected", "size"),
    [
        # RF x BV / TM: 3.00 / 0.05, 2.31 / 0.05, 4.61 / 0.01, rounded up.
        (0.95, "0.05", None, 60),
        (0.90, "0.05", None, 47),
        (0.99, "0.01", None, 461),
        # 3.00 x 1,000,000 / (50,000 - 10,000 x 1.6) = 88.2
        (0.95, "0.05", "0.01", 89),
        # Rupiah: 3.00 x 1,000,000 / 40,000
        (0.95, "40000", None, 75),
    ],
)
def test_a_monetary_unit_sample_has_the_size_of_the_audit_guide(
    confidence: float, tolerable: str, expected: str | None, size: int
) -> None:
    found = monetary_unit_size(
        1_000_000_00,
        confidence=confidence,
        tolerable=Decimal(tolerable),
        expected=None if expected is None else Decimal(expected),
    )
    assert found.n == size
    assert "AICPA" in found.source


@pytest.mark.parametrize(
    ("population", "confidence", "tolerable", "expected", "size"),
    [
        # Cochran: 1.96^2 x 0.25 / 0.05^2 = 384.15; for 1,000 rows 277.7.
        (10**9, 0.95, "0.05", None, 385),
        (1000, 0.95, "0.05", None, 278),
        # 1.96^2 x 0.1 x 0.9 / 0.05^2 = 138.3
        (10**9, 0.95, "0.05", "0.1", 139),
        # No error expected: ln(0.05) / ln(0.95) = 58.4
        (10**9, 0.95, "0.05", "0", 59),
        (20, 0.95, "0.05", "0", 20),
    ],
)
def test_a_simple_random_sample_has_the_size_of_cochran(
    population: int, confidence: float, tolerable: str, expected: str | None, size: int
) -> None:
    found = proportion_size(
        population,
        confidence=confidence,
        tolerable=Decimal(tolerable),
        expected=None if expected is None else Decimal(expected),
    )
    assert found.n == size


def test_a_computed_size_is_explained(database: sqlite3.Connection) -> None:
    fill(database, {f"K{n:03}": 1000 for n in range(100)})
    found = sample(database, method="mus", seed="1", tolerable_error=Decimal("0.05"))
    assert found.explanation["ukuran"] == 60
    assert "3.00 x 100000 / (5000" in found.explanation["dasar_ukuran"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"method": "feeling", "size": 1}, "feeling"),
        ({"method": "mus"}, "galat yang ditoleransi"),
        ({"method": "mus", "size": 0}, "0"),
        ({"method": "mus", "size": 1, "table": "tidak_ada"}, "kontrak, "),
        ({"method": "mus", "size": 1, "amount": "nilai; DROP"}, "nilai_kontrak"),
        ({"method": "mus", "size": 1, "where": {"warna": 1}}, "warna"),
        (
            {"method": "stratified", "size": 1, "table": "realisasi", "amount": "realisasi"},
            "id_paket",
        ),
        (
            {
                "method": "mus",
                "tolerable_error": Decimal("0.01"),
                "expected_error": Decimal("0.01"),
            },
            "0.01",
        ),
        ({"method": "random", "tolerable_error": Decimal("5")}, "5"),
        ({"method": "mus", "size": 99_999_999}, "99999999"),
        ({"method": "mus", "tolerable_error": Decimal("0.0000001")}, "5 baris"),
        ({"method": "random", "tolerable_error": Decimal("0.1"), "confidence": 95}, "95"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    database: sqlite3.Connection, options: dict[str, Any], named: str
) -> None:
    fill(database, FIVE)
    with pytest.raises(AnalysisError) as caught:
        sample(database, seed="1", **options)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_population_is_one_line(database: sqlite3.Connection) -> None:
    with pytest.raises(AnalysisError, match="nilai_kontrak lebih dari nol"):
        sample(database, method="mus", size=1, seed="1")
