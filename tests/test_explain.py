"""An indicator is told from its own words and the figures of the release at hand."""

import sqlite3
from pathlib import Path

import pytest

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.explain import as_lines, explain
from tests.indicator_cases import judged

CATALOG = load_catalog()
TENDERS = {
    "paket": [{"ulang": 4, "id_paket": "P{i}", "metode": "Tender", "status": "selesai"}],
    "peserta": [
        {"ulang": 3, "id_paket": "P{i}", "nilai_penawaran": 100},
        {"ulang": 2, "id_paket": "P{i}", "nilai_penawaran": 110},
    ],
}
OWN = {"kode": "KOM-01", "parameter": "paket_minimal", "nilai": 30, "alasan": "Pasar kecil"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "data.db"
    connection = judged(TENDERS, {"KOM-01"}, ambang=[OWN])
    with sqlite3.connect(path) as copy:
        connection.backup(copy)
    return path


def test_the_base_rate_is_flagged_over_computable(database: Path) -> None:
    (rate,) = explain(CATALOG, "KOM-01", database, "id")["tingkat_terpicu"]
    assert rate == {
        "tahun": 2024,
        "populasi": 4,
        "dapat_dihitung": 3,
        "terpicu": 1,
        "tingkat": pytest.approx(1 / 3),
    }


def test_a_value_of_the_municipality_stands_beside_the_default(database: Path) -> None:
    facts = explain(CATALOG, "KOM-01", database, "id")
    values = [row for row in facts["ambang"] if row["parameter"] == "paket_minimal"]
    assert [(row["nilai"], row["pengganti"]) for row in values] == [
        (20, None),
        (30, "Pasar kecil"),
    ]
    assert any("Pasar kecil" in line for line in as_lines(facts, "id"))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("kode", list(CATALOG.indicators))
def test_what_is_told_is_what_the_front_matter_says(kode: str, lang: str) -> None:
    item = CATALOG.indicator(kode)
    text = "\n".join(as_lines(explain(CATALOG, kode, None, lang), lang))
    for words in (item.judul, item.pertanyaan, item.penjelasan_wajar, item.yang_diperiksa):
        assert words.in_language(lang) in text
    for exclusion in item.pengecualian:
        assert exclusion.in_language(lang) in text
    assert all(change in text for change in item.riwayat)
    assert all(code in text for code in item.rujukan.ocp) or not item.rujukan.ocp
    if not item.rujukan.ocp:
        assert ("no equivalent" if lang == "en" else "tidak ada padanan") in text
    assert all(field in text for field in item.butuh)
