"""The planted irregularities of the invented city are found, all and only those of its answer key."""

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.run import compute
from budget_pipeline.indicators.verdict import disagreements
from budget_pipeline.schema.read import load_schema
from tests.conftest import ROOT
from tests.judged import judged_city, opened

RAW = ROOT / "data" / "raw"
KEY: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests/kota_rekaan/kunci.yml").read_text(encoding="utf-8")
)
RULES: dict[str, dict[str, list[dict[str, Any]]]] = KEY["indikator"]
SCHEMA, CATALOG = load_schema(), load_catalog()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The invented city, read from data/raw, loaded and judged; nothing is published."""
    connection = opened(judged_city(tmp_path_factory) / "sqlite.db")
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def numbers(city: sqlite3.Connection) -> dict[str, str]:
    """The first ten digits of the tax number by supplier id: names in the files lead to both."""
    by_name: dict[str, str] = {}
    for path in sorted((RAW / "2024" / "pengadaan").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, escapechar="\\"):
                number = next((v for k, v in row.items() if k.startswith("npwp") and "16" in k), "")
                if number and row.get("nama_penyedia"):
                    by_name.setdefault(row["nama_penyedia"], number[:10])
    spelled = city.execute("SELECT id_penyedia, nama_asli FROM penyedia_nama ORDER BY 1, 2")
    return {supplier: by_name[name] for supplier, name in spelled if name in by_name}


def category(label: str) -> str:
    """Return the code of a category as SPSE spells it."""
    spelled = label.lower()
    for code in SCHEMA.codelists["jenis_pengadaan"].codes:
        if spelled in (code.code.lower(), code.title.id.lower(), *code.synonyms):
            return code.code
    raise AssertionError(f"unknown category {label}")


def in_words_of_the_key(kind: str, subject: str, numbers: dict[str, str]) -> str:
    """Return a subject of ours as the key writes it."""
    parts = subject.split(":")
    match kind:
        case "paket":
            first, _, last = subject.partition("-")
            return f"{first}:{last.rpartition('-')[2]}"
        case "rup":
            return f"rup:{subject.rpartition('-')[2]}"
        case "skpd":
            return f"skpd:{parts[2]}"
        case "anggaran":
            if parts[2] == "-":
                return f"rekening:{parts[4]}"
            return f"anggaran:{parts[2]}:{parts[3]}:{parts[4]}"
        case "penyedia_skpd":
            return f"penyedia:{parts[2]}:{numbers[parts[3]]}"
        case "kelompok_paket":
            return f"kelompok:{parts[2]}:{parts[3]}:{parts[4]}"
        case "pasangan":
            return f"pasangan:{numbers[parts[0]]}:{numbers[parts[1]]}"
    raise AssertionError(f"the key has no subjects of kind {kind}")


def of_the_key(subject: str) -> str:
    """Return a subject of the key with its category as a code and tax numbers cut to ten digits."""
    kind, *parts = subject.split(":")
    if kind == "kelompok":
        parts[1] = category(parts[1])
    if kind == "pasangan":
        parts = [number[:10] for number in parts]
    return ":".join((kind, *parts))


def verdicts(city: sqlite3.Connection, kode: str, numbers: dict[str, str], status: str) -> set[str]:
    rows = city.execute(
        "SELECT subjek_jenis, subjek_id FROM hasil_indikator WHERE kode = ? AND status = ?",
        (kode, status),
    ).fetchall()
    return {in_words_of_the_key(kind, subject, numbers) for kind, subject in rows}


@pytest.mark.parametrize("kode", sorted(RULES))
def test_all_planted_and_only_planted_are_flagged(
    city: sqlite3.Connection, numbers: dict[str, str], kode: str
) -> None:
    planted = {of_the_key(item["subjek"]) for item in RULES[kode].get("terpicu", [])}
    assert verdicts(city, kode, numbers, "terpicu") == planted


@pytest.mark.parametrize("kode", [k for k in sorted(RULES) if "tak_terhitung" in RULES[k]])
def test_what_lacks_a_field_is_not_computable(
    city: sqlite3.Connection, numbers: dict[str, str], kode: str
) -> None:
    lacking = {of_the_key(item["subjek"]) for item in RULES[kode]["tak_terhitung"]}
    assert lacking <= verdicts(city, kode, numbers, "tidak_dapat_dihitung")


def test_evidence_alone_gives_every_flag_again(city: sqlite3.Connection) -> None:
    assert disagreements(city, CATALOG) == []


def test_the_four_counts_sum_to_the_population(city: sqlite3.Connection) -> None:
    counted = dict(city.execute("SELECT kode, SUM(jumlah) FROM cakupan_indikator GROUP BY kode"))
    stored = dict(city.execute("SELECT kode, COUNT(*) FROM hasil_indikator GROUP BY kode"))
    assert {kode: n for kode, n in counted.items() if n} == stored


@pytest.mark.parametrize(
    "kode", [item.kode for item in CATALOG.available if item.subjek == "paket"]
)
def test_a_rule_on_packages_counts_every_package_once(city: sqlite3.Connection, kode: str) -> None:
    (counted,) = city.execute(
        "SELECT SUM(jumlah) FROM cakupan_indikator WHERE kode = ?", (kode,)
    ).fetchone()
    (packages,) = city.execute("SELECT COUNT(*) FROM paket").fetchone()
    if kode == "RUP-06":  # judges the titles of plans too
        packages += city.execute(
            "SELECT COUNT(*) FROM rup WHERE jenis = 'penyedia' AND COALESCE(status_hapus, 0) = 0"
        ).fetchone()[0]
    assert counted == packages


def test_evidence_leads_to_a_source_row(city: sqlite3.Connection) -> None:
    """Every input that is read from a table of facts says file, sheet and row."""
    facts = ", ".join(f"'{table.name}'" for table in SCHEMA.of_kind("fact"))
    lost = city.execute(
        "SELECT kode, subjek_id, nama FROM bukti_indikator"
        f" WHERE tabel IN ({facts}) AND id_berkas IS NULL"
    ).fetchall()
    assert lost == []


def test_views_and_findings_read_the_verdicts(city: sqlite3.Connection) -> None:
    """A view per indicator and the list of findings read the same rows."""
    for indicator in CATALOG.available:
        own = city.execute(f"SELECT COUNT(*) FROM {indicator.view}").fetchone()
        kept = city.execute(
            "SELECT COUNT(*) FROM hasil_indikator WHERE kode = ?", (indicator.kode,)
        ).fetchone()
        assert own == kept
    found = city.execute("SELECT COUNT(*) FROM temuan").fetchone()
    flagged = city.execute(
        "SELECT COUNT(*) FROM hasil_indikator WHERE status = 'terpicu'"
    ).fetchone()
    assert found == flagged


def test_a_second_run_gives_the_same_rows(
    city: sqlite3.Connection, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.copy(judged_city(tmp_path_factory) / "dimuat.db", tmp_path / "data.db")
    connection = sqlite3.connect(tmp_path / "data.db", isolation_level=None)
    compute(connection, SCHEMA)
    for table in ("hasil_indikator", "bukti_indikator", "cakupan_indikator", "skor", "skor_icw"):
        query = f"SELECT * FROM {table} ORDER BY rowid"
        assert connection.execute(query).fetchall() == city.execute(query).fetchall()
    connection.close()
