"""Several files about one thing: which value counts, and what is told where they differ."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.small_files import run_import, write_csv

SETTINGS = 'kode_wilayah: "99.71"\ntahun: 2025\n'


def award(**changed: Any) -> dict[str, Any]:
    """Return one award as the endpoint SPSE-TenderSelesaiNilai gives it."""
    return {
        "tahun_anggaran": 2025,
        "kd_lpse": 119,
        "kd_tender": 1000,
        "pagu": 900,
        "hps": 850,
        "nilai_kontrak": 800,
        "tgl_penetapan_pemenang": "2025-03-01",
        "nama_penyedia": "CV. Contoh",
        "npwp_penyedia": "01.234.567.8-901.000",
        "_event_date": "2025-10-03",
        **changed,
    }


PLAN = {"Kode RUP": "50000001", "Nama Paket": "Kertas", "Satuan Kerja": "Dinas A"}


def test_a_plan_in_two_snapshots_is_one_plan_and_a_differing_budget_is_told(tmp_path: Path) -> None:
    raw, published = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "sumber.yml").write_text(SETTINGS)
    put_csv(raw / "mei.csv", {**PLAN, "Metode": "Tender", "Pagu": 62812345678})
    put_csv(
        raw / "juni.csv",
        {**PLAN, "Metode": "Tender", "Pagu": 62812345679},
        {**PLAN, "Kode RUP": "50000002", "Metode": "Tender", "Pagu": 7},
    )
    outcome = run_import(raw, published)
    assert outcome.exit == 0
    with sqlite3.connect(published / "current" / "data.db") as data:
        plans = data.execute("SELECT kd_rup, pagu FROM rup ORDER BY 1").fetchall()
        told = data.execute("SELECT pesan FROM masalah WHERE kode = 'berkas_bentrok'")
        sources = data.execute("SELECT count(*) FROM asal WHERE tabel = 'rup'").fetchone()
        assert [code for code, _ in plans] == ["50000001", "50000002"]
        assert plans[0][1] in (62812345678, 62812345679)
        assert len(told.fetchall()) == 1
        assert sources == (2,)


def put_json(path: Path, *records: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(list(records)), encoding="utf-8")


def put_csv(path: Path, *records: dict[str, Any]) -> None:
    write_csv(path, [list(records[0]), *(list(record.values()) for record in records)])


def imported(raw: Path) -> sqlite3.Connection:
    (raw / "sumber.yml").write_text(SETTINGS, encoding="utf-8")
    outcome = run_import(raw, raw.parent / "out")
    assert outcome.exit == 0, outcome
    return sqlite3.connect(raw.parent / "out" / "current" / "data.db")


def rows(database: sqlite3.Connection, question: str) -> list[tuple[Any, ...]]:
    return database.execute(question).fetchall()


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_a_later_csv_of_an_endpoint_supersedes_its_json_whatever_the_files_are_called(
    tmp_path: Path, first: str, second: str
) -> None:
    raw = tmp_path / "raw"
    put_json(raw / f"{first}.json", award(), award(kd_tender=2000, nilai_kontrak=70))
    put_csv(raw / f"{second}.csv", award(nilai_kontrak=790, _event_date="2025-10-10"))
    database = imported(raw)
    values = rows(database, "SELECT id_paket, nilai_kontrak FROM kontrak ORDER BY 1")
    assert values == [("tender-119-1000", 790), ("tender-119-2000", 70)]
    assert rows(database, "SELECT count(*) FROM paket") == [(2,)]
    both = "SELECT jalur FROM asal JOIN berkas USING (id_berkas) WHERE tabel = 'kontrak'"
    assert {name for (name,) in rows(database, both)} == {f"{first}.json", f"{second}.csv"}
    told = "SELECT count(*) FROM masalah WHERE kode = 'berkas_bentrok' AND pesan LIKE '%790%800%'"
    assert rows(database, told)[0][0] > 0


def test_a_later_file_erases_nothing_an_earlier_one_knew(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put_json(raw / "a.json", award())
    put_csv(raw / "b.csv", award(nilai_kontrak=0, hps="", _event_date="2025-10-10"))
    assert rows(
        imported(raw), "SELECT hps, nilai_kontrak FROM paket JOIN kontrak USING (id_paket)"
    ) == [(850, 800)]


def test_one_supplier_under_all_spellings_of_name_and_tax_number_is_one(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    spellings = [
        ("PT. MAJU JAYA", {"npwp_penyedia": "01.234.567.8-901.000"}),
        ("MAJU JAYA, PT", {"npwp_penyedia": "", "npwp_16_penyedia": "0012345678901000"}),
        ("P.T. Maju Jaya", {"npwp_penyedia": "012345678901000"}),
        ("PT MAJU JAYA CAB. SURABAYA", {"npwp_penyedia": "01.234.567.8-901.001"}),
        ("CV MAJU JAYA", {"npwp_penyedia": "02.999.888.7-901.000"}),
    ]
    records = [
        {**award(kd_tender=n, nama_penyedia=name), "npwp_16_penyedia": "", **numbers}
        for n, (name, numbers) in enumerate(spellings)
    ]
    put_json(raw / "nilai.json", *records)
    database = imported(raw)
    assert rows(database, "SELECT count(DISTINCT id_penyedia) FROM kontrak") == [(2,)]
    kept = {name for (name,) in rows(database, "SELECT nama_asli FROM penyedia_nama")}
    assert {name for name, _ in spellings} <= kept
