"""Every indicator gives the verdict its cases state, with evidence that proves it."""

import re
import sqlite3
from pathlib import Path

import pytest
import sqlglot

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.catalog import load_catalog, read_indicator
from budget_pipeline.indicators.model import STATUSES
from budget_pipeline.indicators.thresholds import with_constants
from budget_pipeline.indicators.verdict import Incomplete, disagreements, holds, parse
from budget_pipeline.schema.read import load_schema
from tests.indicator_cases import FOLDER, Case, all_cases, run_case

CASES = all_cases()
CATALOG = load_catalog()
COLUMNS = ("status", "nilai", "ambang", "alasan", "dasar_ambang", "subjek_label", "tahun")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    connection = run_case(case)
    rows = connection.execute(
        f"SELECT subjek_id, {', '.join(COLUMNS)} FROM hasil_indikator ORDER BY subjek_id"
    ).fetchall()
    found = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}
    for wanted in case.expect:
        subject = str(wanted["subjek_id"])
        assert subject in found, f"no verdict on {subject}; there are {sorted(found)[:20]}"
        for key, value in wanted.items():
            if key == "subjek_id":
                continue
            if key == "bukti":
                assert_evidence(connection, subject, value)
                continue
            have = found[subject][key]
            same = pytest.approx(value, rel=2e-5) if isinstance(value, float) else value
            assert have == same, (
                f"{subject}: {key} is {have!r}, expected {value!r}; {found[subject]}"
            )
    named = {str(wanted["subjek_id"]) for wanted in case.expect}
    others = {s for s, row in found.items() if row["status"] == "terpicu" and s not in named}
    assert not others, f"flagged, not expected: {sorted(others)}"
    assert disagreements(connection, CATALOG) == []
    counted = connection.execute(
        "SELECT status, SUM(jumlah) FROM cakupan_indikator WHERE jumlah > 0 GROUP BY status"
    )
    stored = {status: sum(r["status"] == status for r in found.values()) for status in STATUSES}
    assert {**dict.fromkeys(STATUSES, 0), **dict(counted)} == stored
    reasons = {row["alasan"] for row in found.values() if row["alasan"]}
    untranslated = [reason for reason in reasons if CATALOG.reason(reason, "en") == reason]
    assert not untranslated, "a reason without its English in alasan.yml"


def assert_evidence(
    connection: sqlite3.Connection, subject: str, wanted: dict[str, list[object]]
) -> None:
    """Compare rows of evidence by name: an amount, or the table and text of a row."""
    for name, values in wanted.items():
        rows = connection.execute(
            "SELECT nilai, tabel, teks FROM bukti_indikator WHERE subjek_id = ? AND nama = ?"
            " ORDER BY nilai, tabel, teks",
            (subject, name),
        ).fetchall()
        found = [
            row[0] if isinstance(value, int | float) else f"{row[1]}: {row[2]}"
            for row, value in zip(rows, values, strict=True)
        ]
        assert found == values, f"{subject}: evidence {name}"


@pytest.mark.parametrize("kode", [item.kode for item in CATALOG.available])
def test_an_indicator_has_flagged_spared_and_not_computable_cases(kode: str) -> None:
    indicator = CATALOG.indicator(kode)
    cases = [case for case in CASES if case.indikator == kode]
    seen = {row["status"] for case in cases for row in case.expect if "status" in row}
    wanted = {"terpicu", "tidak_terpicu", "tidak_dapat_dihitung"} - set(indicator.tanpa_kasus)
    assert wanted <= seen, f"no case expects {wanted - seen}"
    if indicator.pengecualian:
        assert "tidak_berlaku" in seen, "an exclusion without a case"


def test_each_case_file_belongs_to_an_indicator() -> None:
    codes = {kode.lower().replace("-", "_") for kode in CATALOG.indicators}
    assert {path.stem for path in FOLDER.glob("*.yml")} <= codes


@pytest.mark.parametrize("kode", [item.kode for item in CATALOG.available])
def test_the_sql_is_portable(kode: str) -> None:
    indicator = with_constants(CATALOG.indicator(kode), [])
    for statement in (indicator.hasil, indicator.bukti):
        assert_portable(statement)


@pytest.mark.parametrize("table", CATALOG.shared, ids=lambda table: table.nama)
def test_a_shared_table_is_portable(table) -> None:
    assert_portable(table.sql)


def assert_portable(statement: str) -> None:
    banned = r"\b(julianday|strftime|group_concat|iif|printf|instr|glob|regexp|rowid|total)\b\s*\("
    assert not re.search(banned, statement, re.IGNORECASE)
    assert "CAST(" not in statement or " AS REAL" not in statement, "REAL is 32 bits elsewhere"
    for dialect in ("duckdb", "spark"):
        assert sqlglot.transpile(statement, read="sqlite", write=dialect)


@pytest.mark.parametrize("kode", [item.kode for item in CATALOG.available])
def test_the_rule_of_a_verdict_can_be_read(kode: str) -> None:
    parse(CATALOG.indicator(kode).putusan)


def test_words_on_flags_accuse_nobody() -> None:
    forbidden = re.compile(r"\b(korup\w*|fraud\w*|curang\w*|pelaku|corrupt\w*|guilty)\b", re.I)
    for indicator in CATALOG.indicators.values():
        for name in ("judul", "pertanyaan", "deskripsi", "alasan", "penjelasan_wajar"):
            words = getattr(indicator, name)
            assert not forbidden.search(words.id + " " + words.en), f"{indicator.kode}: {name}"


@pytest.mark.parametrize(
    ("rule", "evidence", "verdict"),
    [
        ("banyak(x) = 2 dan jumlah(x) > 5", {"x": [2.0, 4.0]}, True),
        ("banyak(x) = 2 dan jumlah(x) > 6", {"x": [2.0, 4.0]}, False),
        ("a < b atau a = 7", {"a": [7.0], "b": [1.0]}, True),
        ("bukan (a = 7)", {"a": [7.0]}, False),
        ("teks = 'Tender'", {"teks": ["Tender"]}, True),
        ("simpangan(x) / rata(x) <= 0.06", {"x": [100.0, 101.0, 102.0]}, True),
        ("0 <= a < 1", {"a": [0.0]}, True),
        ("banyak(x) = 2", {"x": ["tanpa angka", 5.0]}, True),
        ("hhi(x) = 10000", {"x": [7.0]}, True),
        ("hhi(x) = 2500", {"x": [7.0, 7.0, 7.0, 7.0]}, True),
        ("a > 1 atau b > 1", {"b": [2.0]}, True),
        ("0 <= a < 1", {"a": [1.0]}, False),
    ],
)
def test_a_verdict_is_recomputed_from_evidence(rule: str, evidence: dict, verdict: bool) -> None:
    assert holds(rule, evidence) is verdict


@pytest.mark.parametrize(
    ("rule", "evidence"),
    [
        ("a > 1", {}),
        ("a > 1", {"a": [1.0, 2.0]}),
        ("jumlah(a) > 1", {"a": ["teks"]}),
        ("terendah(a) > 1", {}),
        ("a > 1 atau b > 1", {"b": [0.0]}),
    ],
)
def test_evidence_that_lacks_an_input_proves_nothing(rule: str, evidence: dict) -> None:
    with pytest.raises(Incomplete):
        holds(rule, evidence)


@pytest.mark.parametrize(
    "rule", ["__import__('os')", "x.y > 1", "[a for a in b]", "open(x) = 1", "a ** 2 > 1", "a >"]
)
def test_a_rule_that_is_more_than_a_condition_is_refused(rule: str) -> None:
    with pytest.raises(SchemaError):
        parse(rule)


def test_an_unknown_key_is_refused_with_file_and_key(tmp_path: Path) -> None:
    path = rewrite(tmp_path, "tingkat: 1", "tingkat: 1\npenting: ya")
    with pytest.raises(SchemaError, match=r"kom_01\.sql: unknown key penting"):
        read_indicator(path, load_schema())


def test_a_missing_translation_is_refused(tmp_path: Path) -> None:
    path = rewrite(tmp_path, "{id: Penawar tunggal, en: Single bidder}", "{id: Penawar tunggal}")
    with pytest.raises(SchemaError, match=r"kom_01\.sql: judul"):
        read_indicator(path, load_schema())


def test_a_column_that_no_table_declares_is_refused(tmp_path: Path) -> None:
    path = rewrite(tmp_path, "[paket.metode,", "[paket.metoda,")
    with pytest.raises(SchemaError, match=r"kom_01\.sql: kolom_wajib 'paket\.metoda'"):
        read_indicator(path, load_schema())


def rewrite(folder: Path, old: str, new: str) -> Path:
    import budget_pipeline.indicators.catalog as module

    source = Path(module.__file__).parent / "persaingan" / "kom_01.sql"
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = folder / "kom_01.sql"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path
