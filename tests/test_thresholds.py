"""The threshold in force on a record's date decides; a municipality may set its own, with a reason."""

from typing import Any

import pytest

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.model import CONFIRMED
from budget_pipeline.indicators.thresholds import (
    IN_TRANSITION,
    Override,
    days,
    parse_overrides,
    resolve,
    rules,
    threshold_rows,
)
from budget_pipeline.schema.read import load_schema

CATALOG = load_catalog()
CATEGORIES = load_schema().codelists["jenis_pengadaan"]


def limit(
    jenis: str, day: str, overrides: list[Override] | None = None, region: str = ""
) -> tuple[float | None, str | None]:
    """Return the limit of direct procurement and the remark that hold on `day`."""
    number = days(day, 0)
    for row in rules(CATALOG.indicator("RUP-05"), overrides or [], ["", "99.02"], CATEGORIES):
        if (row["wilayah"], row["jenis"]) == (region, jenis) and row["sejak"] <= number <= row[
            "sampai"
        ]:
            return row["batas"], row["catatan"]
    raise AssertionError(f"no rule for {jenis} on {day}")


@pytest.mark.parametrize(
    ("jenis", "day", "rupiah"),
    [
        ("Barang", "2010-08-05", None),
        ("Barang", "2010-08-06", 100_000_000),
        ("Barang", "2012-08-01", 200_000_000),
        ("Konsultansi", "2018-03-21", 50_000_000),
        ("Konsultansi", "2018-03-22", 100_000_000),
        ("Konsultansi", "2026-01-01", 100_000_000),
        ("Konstruksi", "2024-12-31", 200_000_000),
        ("Konstruksi", "2025-03-31", 200_000_000),
        ("Konstruksi", "2025-07-01", 400_000_000),
        ("Terintegrasi", "2025-07-01", 400_000_000),
        ("Jasa Lainnya", "2025-07-01", 200_000_000),
        ("", "2025-07-01", None),
    ],
)
def test_the_limit_of_direct_procurement_by_category_and_date(
    jenis: str, day: str, rupiah: int | None
) -> None:
    assert limit(jenis, day) == (rupiah, None)


@pytest.mark.parametrize("day", ["2025-04-01", "2025-04-30", "2025-06-30"])
def test_april_to_june_2025_uses_the_more_lenient_limit_and_says_so(day: str) -> None:
    assert limit("Konstruksi", day) == (400_000_000, IN_TRANSITION)
    assert limit("Barang", day) == (200_000_000, None)


@pytest.mark.parametrize(
    ("kode", "jenis", "day", "unconfirmed"),
    [
        ("RUP-05", "Konstruksi", "2025-03-31", False),
        ("RUP-05", "Konstruksi", "2025-05-05", True),
        ("RUP-05", "Konstruksi", "2025-07-01", False),
        ("RUP-05", "Konsultansi", "2026-01-01", True),
        ("RUP-05", "Konstruksi", "2018-03-22", True),
        ("RUP-08", "", "2018-03-22", True),
        ("RUP-08", "", "2021-02-02", False),
        ("ANG-13", "", "2027-01-01", True),
        ("ANG-11", "", "2023-08-07", False),
    ],
)
def test_what_rests_on_an_unconfirmed_value_or_date_says_so(
    kode: str, jenis: str, day: str, unconfirmed: bool
) -> None:
    indicator, number = CATALOG.indicator(kode), days(day, 0)
    (parameter,) = [item for item in indicator.parameter if item.utama]
    value = resolve(parameter.nilai, kode_wilayah="", kelompok={jenis or None}, day=number)
    assert value is not None
    assert (value.status == "belum dikonfirmasi") is unconfirmed
    assert (value.asal_dasar == "hukum") is not unconfirmed


def own(**fields: Any) -> list[Override]:
    return parse_overrides([{"kode": "RUP-05", "parameter": "batas", **fields}], CATALOG)


def test_an_override_holds_in_its_region_and_time_only() -> None:
    papua = own(
        nilai=1_000_000_000,
        alasan="Perpres 17/2019",
        kode_wilayah="99.02",
        jenis_pengadaan="Konstruksi",
        berlaku_sejak="2019-01-01",
    )
    assert limit("Konstruksi", "2024-01-01", papua, "99.02") == (1_000_000_000, None)
    assert limit("Konstruksi", "2018-12-31", papua, "99.02") == (200_000_000, None)
    assert limit("Konstruksi", "2024-01-01", papua) == (200_000_000, None)
    assert limit("Barang", "2024-01-01", papua, "99.02") == (200_000_000, None)


def test_both_the_default_and_the_override_are_published() -> None:
    override = own(nilai=150_000_000, alasan="Perwali 5/2024", jenis_pengadaan="Barang")
    rows = [row for row in threshold_rows(CATALOG, override) if row["kode"] == "RUP-05"]
    defaults = len(CATALOG.indicator("RUP-05").parameter[0].nilai)
    assert len(rows) == defaults + 1
    assert rows[-1]["pengganti"] == "Perwali 5/2024"
    assert (rows[-1]["nilai"], rows[-1]["nilai_baku"]) == (150_000_000, 200_000_000)


def test_rules_that_share_a_limit_follow_its_override() -> None:
    override = own(nilai=150_000_000, alasan="Perwali 5/2024", jenis_pengadaan="Barang")
    rows = threshold_rows(CATALOG, override)
    followers = {row["kode"] for row in rows if row["pengganti"] == "Perwali 5/2024"}
    assert {"RUP-03", "RUP-04", "RUP-05", "RUP-09", "KON-03", "STA-03"} == followers


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"kode": "XYZ-99", "parameter": "a", "nilai": 1, "alasan": "x"}, "tidak ada indikator"),
        ({"kode": "KOM-01", "parameter": "a", "nilai": 1, "alasan": "x"}, "yang ada: penawar"),
        ({"kode": "KOM-01", "parameter": "penawar", "nilai": 1}, "alasan belum diisi"),
        (
            {"kode": "KOM-01", "parameter": "penawar", "nilai": "dua", "alasan": "x"},
            "'dua' bukan angka",
        ),
        (
            {"kode": "KOM-01", "parameter": "penawar", "nilai": True, "alasan": "x"},
            "bukan angka",
        ),
        (
            {"kode": "KOM-01", "parameter": "penawar", "nilai": 1, "alasan": "x", "ulang": 1},
            "kunci tidak dikenal ulang",
        ),
        (
            {
                "kode": "KOM-01",
                "parameter": "penawar",
                "nilai": 1,
                "alasan": "x",
                "berlaku_sejak": "2024-01-01",
            },
            "tidak bergantung tanggal",
        ),
        (
            {
                "kode": "RUP-05",
                "parameter": "batas",
                "nilai": 1,
                "alasan": "x",
                "berlaku_sejak": "kemarin",
            },
            "bukan tanggal",
        ),
        (
            {"kode": "RUP-03", "parameter": "batas", "nilai": 1, "alasan": "x"},
            "mengikuti RUP-05.batas",
        ),
        (
            {
                "kode": "RUP-03",
                "parameter": "jendela",
                "nilai": 1,
                "alasan": "x",
                "kode_wilayah": "99.01",
            },
            "satu nilai untuk semua",
        ),
        ("KOM-01", "harus berisi kode"),
    ],
)
def test_an_override_that_cannot_be_used_says_why(entry: Any, named: str) -> None:
    with pytest.raises(SchemaError, match="metadata.yml: ambang butir ke-1") as caught:
        parse_overrides([entry], CATALOG)
    assert named in str(caught.value)


def test_overrides_must_be_a_list() -> None:
    with pytest.raises(SchemaError, match="harus berupa daftar"):
        parse_overrides({"KOM-01": 2}, CATALOG)


def test_no_overrides_are_fine() -> None:
    assert parse_overrides(None, CATALOG) == []


def test_what_is_not_confirmed_is_called_usual_practice_never_law() -> None:
    unconfirmed = [
        value
        for indicator in CATALOG.indicators.values()
        for parameter in indicator.parameter
        for value in parameter.nilai
        if value.status != CONFIRMED
    ]
    assert len(unconfirmed) > 50
    assert {value.asal_dasar for value in unconfirmed} == {"kebiasaan"}


def test_every_span_of_a_rule_follows_the_one_before() -> None:
    rows = rules(CATALOG.indicator("RUP-05"), [], [""], CATEGORIES)
    spans = [(row["sejak"], row["sampai"]) for row in rows if row["jenis"] == "Konstruksi"]
    assert all(after[0] == before[1] + 1 for before, after in zip(spans, spans[1:], strict=False))
