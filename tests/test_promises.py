"""What a reader is promised of odd input: nothing published that must not be, nothing guessed."""

import datetime
import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_pipeline.clean.cleaned import CleanTable, Context, Rules
from budget_pipeline.clean.privacy import find_personal
from budget_pipeline.clean.tables import clean_table
from budget_pipeline.errors import RejectedFile
from budget_pipeline.extract.jsonfile import read_json
from budget_pipeline.extract.settings import read_settings
from budget_pipeline.publish.checks import personal_data
from budget_pipeline.schema.read import load_schema
from tests.small_files import (
    LINES,
    LRA_HEADER,
    check,
    codes,
    lra,
    run_import,
    write_csv,
    write_xlsx,
)

SCHEMA = load_schema()
NIK = "3599004101900000"


def cleaned(table: str, column: str, *cells: str, kind: int | None = None) -> CleanTable:
    """Clean one column of one table."""
    values = pd.Series(list(cells), dtype="string[pyarrow]")
    kinds = None if kind is None else np.full(len(cells), kind, np.uint8)
    return clean_table(
        SCHEMA.table(table), SCHEMA, {column: values}, {column: kinds}, Context(), Rules()
    )


COLUMNS = [
    (table.name, column.name)
    for table in SCHEMA.of_kind("fact")
    for column in (*table.columns, *table.internal)
    if not column.derived
]
ODD = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"\A[-+(]?[0-9\u00b2\u0663\uff11.,eE%]{1,30}\Z"),
    st.sampled_from(["2024\u00b2", "--5", "9" * 5000, "1e999999999", "0.000000E15", "inf"]),
)


@settings(deadline=None, max_examples=300)
@given(place=st.sampled_from(COLUMNS), cells=st.lists(ODD, min_size=1, max_size=3), data=st.data())
def test_no_text_in_any_column_stops_the_cleaning(
    place: tuple[str, str], cells: list[str], data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from([None, 0, 1, 2, 3, 4, 5]))
    result = cleaned(*place, *cells, kind=kind)
    assert len(result.frame) == len(cells)


LONG = ["9" * 5000, "9" * 5000 + ",5", "1," + "9" * 5000, "2024\u00b2", "--5", "0.000000E15"]


@pytest.mark.parametrize("kind", [None, 1])
@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
@pytest.mark.parametrize(
    "place",
    [("anggaran", "pagu"), ("anggaran", "tahun"), ("anggaran", "kode_rekening")]
    + [("anggaran", "nama_skpd"), ("anggaran", "kode_skpd"), ("bast", "progres")]
    + [("transaksi", "tanggal")],
)
def test_digits_that_no_number_holds_are_told_in_any_column(
    place: tuple[str, str], text: str, kind: int | None
) -> None:
    assert len(cleaned(*place, text, kind=kind).frame) == 1


@pytest.mark.parametrize("year", ["2024\u00b2", "--5", "9" * 5000], ids=["mark", "dashes", "long"])
def test_an_odd_year_holds_back_its_row_and_not_the_file(tmp_path: Path, year: str) -> None:
    lines = [(*LINES[0][:4], year), *LINES[1:]]
    result = check(write_csv(tmp_path / "lra.csv", lra(lines)))
    assert result.sheets[0].fates["karantina"] == 1
    assert result.sheets[0].fates["dimuat"] == 3
    assert "bukan_tahun" in codes(result)


def test_an_odd_year_in_the_settings_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "sumber.yml").write_text('tahun: "2024\u00b2"\n', encoding="utf-8")
    with pytest.raises(Exception, match="tahun"):
        read_settings(tmp_path / "sumber.yml", "sumber.yml")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("45", 45), ("45,5 %", 45.5), ("-3.25", -3.25), ("0.125", 0.125), ("1000", 1000)],
)
def test_plain_numbers_and_percentages_are_read(written: str, meant: float) -> None:
    result = cleaned("bast", "progres", written)
    assert result.frame["progres"].tolist() == [meant]
    assert result.problems == []


@pytest.mark.parametrize("written", ["1.500", "1,500", "inf", "nan(1)", "1e5", "1.2.3", "%", "5 5"])
def test_a_number_that_may_mean_two_things_is_left_empty_and_told(written: str) -> None:
    result = cleaned("bast", "progres", written)
    assert result.frame["progres"].isna().all()
    assert [problem.code for problem in result.problems] == ["bukan_bilangan"]


def test_a_number_cell_shows_its_decimals() -> None:
    assert cleaned("bast", "progres", "1.625", kind=1).frame["progres"].tolist() == [1.625]


def test_an_issue_quotes_no_personal_number(tmp_path: Path) -> None:
    long = f"{'x' * 189} {NIK}"
    lines = [(LINES[0][0], "Gaji", f"lihat {NIK}", 0, 2024), (*LINES[1][:4], long), *LINES[2:]]
    result = check(write_csv(tmp_path / "lra.csv", lra(lines)))
    told = json.dumps([(issue.value, issue.params) for issue in result.all_issues])
    assert {"bukan_angka", "bukan_tahun"} <= codes(result)
    assert NIK not in told
    assert NIK[:8] not in told


def test_a_refusal_quotes_no_personal_number(tmp_path: Path) -> None:
    lines = [(line[0], line[1], f"{'y' * 28} {NIK}", 0, 2024) for line in LINES]
    with pytest.raises(RejectedFile) as refusal:
        check(write_csv(tmp_path / "lra.csv", lra(lines)))
    assert NIK[:8] not in str(refusal.value)
    with pytest.raises(RejectedFile) as refusal:
        check(write_csv(tmp_path / "lain.csv", [[f"{'z' * 108} {NIK}", "Budi"], ["a", "b"]]))
    assert NIK not in str(refusal.value)


def test_personal_columns_of_every_table_on_a_sheet_are_hidden(tmp_path: Path) -> None:
    second = [
        ("NIP PPK", "Nama PPK", "Kode Rekening", "Anggaran", "Realisasi"),
        ("rahasia satu", "Budi", "5.2.02.05.01.0005", 10, 5),
        ("rahasia dua", "Siti", "5.2.02.05.01.0006", 20, 5),
    ]
    note = [f"Penanggung jawab NIK {NIK}"]
    rows = [note, *lra(), [], ["Lampiran"], *second]
    result = check(write_xlsx(tmp_path / "lra.xlsx", {"LRA": rows}))
    sheet = result.sheets[0]
    published = json.dumps(sheet.raw.to_pylist())
    assert sheet.header_rows == [2, 9]
    assert "Gaji Pokok" in published
    assert "rahasia" not in published
    assert NIK not in published
    assert "5.1.01.01.01.0001" in published
    assert "kolom_pribadi" in codes(result)


def write_typed(path: Path, cell: tuple[int, int], write: Any) -> Path:
    """Write a small LRA in which `write` puts one cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("LRA")
        for r, row in enumerate([LRA_HEADER, *LINES]):
            for c, value in enumerate(row):
                if (r, c) != cell:
                    sheet.write(r, c, value)
        write(book, sheet, *cell)
    return path


TYPED = {
    "galat": (
        "#REF!",
        "C2",
        lambda book, sheet, r, c: sheet.write_formula(r, c, "=A0", None, "#REF!"),
    ),
    "tanggal": (
        "2024-05-01",
        "C2",
        lambda book, sheet, r, c: sheet.write_datetime(
            r, c, datetime.datetime(2024, 5, 1), book.add_format({"num_format": "yyyy-mm-dd"})
        ),
    ),
    "rumus": ("", "C2", lambda book, sheet, r, c: sheet.write_formula(r, c, "=SUM(A1)", None, "")),
    "kode": ("5.1", "A2", lambda book, sheet, r, c: sheet.write_number(r, c, 5.1)),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_declared_correction_mends_a_cell_of_any_kind(tmp_path: Path, name: str) -> None:
    old, place, write = TYPED[name]
    raw, published = tmp_path / "raw", tmp_path / "out"
    column = ord(place[0]) - 65
    write_typed(raw / "lra.xlsx", (1, column), write)
    (raw / "sumber.yml").write_text('kode_wilayah: "81.04"\ntahun: 2024\n')
    assert run_import(raw, published).exit == 3
    (raw / "koreksi.yml").write_text(
        f"- {{berkas: lra.xlsx, lembar: LRA, sel: {place}, lama: {json.dumps(old)},"
        f" baru: '{LINES[0][column]}', alasan: salah sel, penulis: BPKAD}}\n"
    )
    mended = run_import(raw, published)
    assert mended.exit == 0
    assert [s.fates["dimuat"] for file in mended.files for s in file.sheets] == [4]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{f"k{n}": 1 for n in range(301)}]),
        json.dumps([list(range(301)), [1]]),
        json.dumps([{f"k{n}": n} for n in range(301)]),
    ],
)
def test_json_has_the_same_limit_of_columns_as_every_reader(text: str) -> None:
    with pytest.raises(RejectedFile) as refusal:
        read_json(text)
    assert refusal.value.code == "kolom_terlalu_banyak"


def test_an_absurd_exponent_fills_no_memory() -> None:
    sheet = read_json('[{"a": 1e999999999}, {"a": 2}]').sheets[0]
    assert sheet.cells[0].tolist() == ["a", "1e999999999", "2"]


def test_row_counts_of_the_query_planner_are_no_personal_numbers(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data.db") as database:
        database.execute("CREATE TABLE paket (nama TEXT)")
        database.execute("CREATE INDEX paket_nama ON paket (nama)")
        database.execute("INSERT INTO paket VALUES ('Jalan')")
        database.execute("ANALYZE")
        database.execute("UPDATE sqlite_stat1 SET stat = '1416 1001 1001 1001'")
    assert personal_data(tmp_path, find_personal) == []
    with sqlite3.connect(tmp_path / "data.db") as database:
        database.execute(f"INSERT INTO paket VALUES ('{NIK}')")
    assert len(personal_data(tmp_path, find_personal)) == 1
