"""Downloads: exact in every format, harmless in a spreadsheet, complete or said not to be."""

import csv
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from budget_pipeline.load.database import open_read_only
from budget_pipeline.publish import downloads
from budget_pipeline.publish.formats import excel, parquet
from budget_pipeline.publish.release import publish, workspace
from tests.publish_city import (
    BUDGET,
    HOSTILE,
    SCHEMA,
    SMALL,
    budget_line,
    build_city,
    facts,
    publish_city,
)

PAGU = [line["pagu"] for line in BUDGET]
TEXT_COLUMNS = [c.name for c in SCHEMA.table("anggaran").columns if c.type == "string"]
MONEY_COLUMNS = list(SCHEMA.table("anggaran").money)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_city(tmp_path_factory.mktemp("terbit") / "published", SCHEMA).folder


def read_csv(path: Path, **dialect: Any) -> list[dict[str, str]]:
    encoding = "utf-8-sig" if dialect else "utf-8"
    with path.open(encoding=encoding, newline="") as handle:
        return list(csv.DictReader(handle, **dialect))


def test_csv_holds_every_amount_with_its_exact_digits(release: Path) -> None:
    rows = read_csv(release / "unduhan/csv/anggaran.csv")
    amounts = [Decimal(row["pagu"]) if row["pagu"] else None for row in rows]
    assert amounts == PAGU
    assert rows[0]["pagu"] == "1295927372.42"
    assert rows[4]["pagu"] == "9007199254740993.01"


def test_csv_shows_one_column_for_money_and_none_of_its_parts(release: Path) -> None:
    header = (release / "unduhan/csv/anggaran.csv").read_bytes().split(b"\r\n")[0].decode()
    assert header.split(",") == list(SCHEMA.table("anggaran").names)
    assert "pagu_rp" not in header
    assert "sampai_tanggal_hari" not in (release / "unduhan/csv/realisasi.csv").read_text("utf-8")


def test_csv_keeps_quotes_line_breaks_and_hostile_text_as_they_are(release: Path) -> None:
    rows = read_csv(release / "unduhan/csv/anggaran.csv")
    assert rows[3]["keterangan"] == 'kutip "ganda", koma; titik koma\nbaris kedua'
    assert [row["keterangan"] for row in rows[5:]] == HOSTILE


def test_csv_ends_lines_as_rfc_4180_says_and_starts_without_a_mark(release: Path) -> None:
    data = (release / "unduhan/csv/berkas.csv").read_bytes()
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == 2


def test_csv_writes_booleans_as_words_and_unknown_as_nothing(release: Path) -> None:
    rows = read_csv(release / "unduhan/csv/peserta.csv")
    assert [row["pemenang"] for row in rows] == ["true", "false", "false"]
    assert rows[2]["nilai_penawaran"] == ""


def test_csv_for_excel_has_a_mark_semicolons_and_decimal_commas(release: Path) -> None:
    path = release / "unduhan/csv-excel/anggaran.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;kode_wilayah;")
    rows = read_csv(path, delimiter=";")
    assert rows[0]["pagu"] == "1295927372,42"
    assert rows[1]["pagu"] == "-1500000,25"


@pytest.mark.parametrize("position", range(len(HOSTILE)), ids=HOSTILE)
def test_csv_for_excel_starts_no_text_cell_that_could_run(release: Path, position: int) -> None:
    row = read_csv(release / "unduhan/csv-excel/anggaran.csv", delimiter=";")[5 + position]
    assert row["keterangan"] == "'" + HOSTILE[position]


def test_csv_for_excel_turns_back_into_the_exact_csv(release: Path) -> None:
    """The inverse that docs/rilis.md states, on every row and column."""
    exact = read_csv(release / "unduhan/csv/anggaran.csv")
    back = read_csv(release / "unduhan/csv-excel/anggaran.csv", delimiter=";")
    for row in back:
        for name in TEXT_COLUMNS:
            row[name] = row[name].removeprefix("'")
        for name in MONEY_COLUMNS:
            row[name] = row[name].replace(",", ".")
    assert back == exact


def cells(path: Path, sheet: int = 0) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return list(book.worksheets[sheet].iter_rows())


def test_no_xlsx_holds_a_formula_or_a_link(release: Path) -> None:
    for path in sorted((release / "unduhan/excel").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        found = [c for s in book.worksheets for row in s.iter_rows() for c in row]
        assert not [c.coordinate for c in found if c.data_type == "f" or c.hyperlink], path.name


def test_xlsx_keeps_codes_as_text_and_amounts_as_numbers(release: Path) -> None:
    rows = cells(release / "unduhan/excel/anggaran.xlsx")
    header = [cell.value for cell in rows[0]]
    assert header == list(SCHEMA.table("anggaran").names)
    first = dict(zip(header, rows[1], strict=True))
    assert (first["kode_wilayah"].data_type, first["kode_wilayah"].value) == ("s", "99.01")
    assert first["kode_rekening"].data_type == "s"
    assert (first["pagu"].data_type, first["pagu"].value) == ("n", 1295927372.42)
    assert first["tahun"].value == 2024
    texts = [row[header.index("keterangan")] for row in rows[6:]]
    assert [(cell.data_type, cell.value) for cell in texts] == [("s", text) for text in HOSTILE]


def test_xlsx_writes_an_amount_that_excel_would_round_as_text(release: Path) -> None:
    cell = cells(release / "unduhan/excel/anggaran.xlsx")[5][-4]
    assert (cell.data_type, cell.value) == ("s", "9007199254740993.01")


def test_xlsx_has_a_dictionary_sheet_with_every_column(release: Path) -> None:
    rows = cells(release / "unduhan/excel/paket.xlsx", -1)
    assert [row[1].value for row in rows[1:]] == list(SCHEMA.table("paket").names)
    assert all(row[6].value for row in rows[1:])


def test_xlsx_splits_a_long_table_over_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "SHEET_ROWS", 5)
    release = publish_city(tmp_path / "published").folder
    book = openpyxl.load_workbook(release / "unduhan/excel/anggaran.xlsx")
    assert book.sheetnames == ["anggaran", "anggaran_2", "anggaran_3", "kamus"]
    ids = [c.value for s in book.worksheets[:3] for c in list(s["A"])[1:]]
    assert ids == list(range(1, len(BUDGET) + 1))


def test_a_workbook_put_together_in_memory_has_the_cells_of_one_put_together_on_disk(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "FEW", -1)
    on_disk = publish_city(tmp_path / "published", SCHEMA).folder
    for path in sorted((release / "unduhan/excel").glob("*.xlsx")):
        for sheet in (0, -1):
            ours, theirs = (cells(p, sheet) for p in (path, on_disk / "unduhan/excel" / path.name))
            assert [[(c.value, c.data_type, c.number_format) for c in row] for row in ours] == [
                [(c.value, c.data_type, c.number_format) for c in row] for row in theirs
            ], path.name


def test_a_cell_too_long_for_excel_is_cut_visibly_and_the_manifest_says_so(tmp_path: Path) -> None:
    long = "x" * 40_000
    line = budget_line(5, Decimal(1), keterangan=long)
    release = publish_city(tmp_path / "published", anggaran=[line]).folder
    row = cells(release / "unduhan/excel/anggaran.xlsx")[1]
    text = next(cell.value for cell in row if isinstance(cell.value, str) and "xxx" in cell.value)
    assert text.endswith("[dipotong, lengkapnya di CSV]")
    assert read_csv(release / "unduhan/csv/anggaran.csv")[0]["keterangan"] == long
    files = json.loads((release / "manifest.json").read_text("utf-8"))["files"]
    entry = next(f for f in files if f["path"] == "unduhan/excel/anggaran.xlsx")
    assert entry["note"].startswith("1 sel terlalu panjang")


def test_a_table_beyond_the_excel_limit_is_left_out_and_the_manifest_says_so(
    tmp_path: Path,
) -> None:
    published = tmp_path / "published"
    build = workspace(published)
    build_city(build)
    release = publish(build, published, SMALL, facts(excel_rows=5)).folder
    assert not (release / "unduhan/excel/anggaran.xlsx").exists()
    assert (release / "unduhan/excel/paket.xlsx").exists()
    left_out = json.loads((release / "manifest.json").read_text("utf-8"))["left_out"]
    assert [item["path"] for item in left_out] == ["unduhan/excel/anggaran.xlsx"]
    assert "12 baris" in left_out[0]["reason"]


def test_parquet_types_money_as_decimal_and_codes_as_text(release: Path) -> None:
    table = pq.read_table(release / "unduhan/parquet/anggaran.parquet")
    assert str(table.schema.field("pagu").type) == "decimal128(21, 2)"
    assert str(table.schema.field("kode_rekening").type) == "string"
    assert table.column("pagu").to_pylist() == PAGU


def test_parquet_holds_the_largest_amount_that_sqlite_holds(tmp_path: Path) -> None:
    most = Decimal(2**63 - 1) + Decimal("0.99")
    lines = [budget_line(5, most), budget_line(6, most)]
    release = publish_city(tmp_path / "published", anggaran=lines).folder
    path = (release / "unduhan/parquet/anggaran.parquet").as_posix()
    assert duckdb.sql(f"SELECT sum(pagu) FROM '{path}'").fetchall() == [(2 * most,)]
    totals = json.loads((release / "manifest.json").read_text("utf-8"))["totals"]
    assert totals["anggaran.pagu"] == "18446744073709551615.98"


def test_a_large_table_is_partitioned_by_municipality_and_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "PARTITION_ROWS", 5)
    release = publish_city(tmp_path / "published").folder
    folder = release / "unduhan/parquet/anggaran"
    assert [p.relative_to(folder).as_posix() for p in folder.rglob("*.parquet")] == [
        "kode_wilayah=99.01/tahun=2024/bagian-0.parquet"
    ]
    found = duckdb.sql(f"SELECT sum(pagu), count(*) FROM '{folder.as_posix()}/*/*/*.parquet'")
    assert found.fetchall() == [(sum(p for p in PAGU if p is not None), len(BUDGET))]


def test_unknown_municipality_and_year_have_their_own_partition(
    release: Path, tmp_path: Path
) -> None:
    connection = open_read_only(release / "data.db")
    paths = parquet.write_partitions(connection, SCHEMA.table("paket"), tmp_path)
    connection.close()
    counts = {p.parent.name: pq.read_metadata(p).num_rows for p in paths}
    assert counts == {"tahun=2024": 2, f"tahun={parquet.UNKNOWN}": 1}


def test_json_lines_carry_exact_amounts_and_every_column(release: Path) -> None:
    path = release / "unduhan/jsonl/anggaran.jsonl"
    rows = [
        json.loads(line, parse_float=Decimal, parse_int=Decimal)
        for line in path.read_text("utf-8").splitlines()
    ]
    assert [row["pagu"] for row in rows] == PAGU
    assert list(rows[0]) == list(SCHEMA.table("anggaran").names)
    assert [row["keterangan"] for row in rows[5:]] == HOSTILE


def test_json_lines_do_not_shorten_a_ratio(release: Path) -> None:
    lines = (release / "unduhan/jsonl/hasil_indikator.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["nilai"] for line in lines] == [None, 1 / 3]


def test_every_format_has_the_same_sum_to_the_sen(release: Path) -> None:
    expected = sum(p for p in PAGU if p is not None)
    connection = open_read_only(release / "data.db")
    whole, sen = connection.execute("SELECT sum(pagu_rp), sum(pagu_sen) FROM anggaran").fetchone()
    connection.close()
    assert Decimal(whole) + Decimal(sen) / 100 == expected
    path = (release / "unduhan/csv/anggaran.csv").as_posix()
    csv_sum = duckdb.sql(
        f"SELECT sum(pagu) FROM read_csv('{path}', types = {{'pagu': 'DECIMAL(21, 2)'}})"
    ).fetchall()
    assert csv_sum == [(expected,)]


def test_the_zip_holds_every_other_file_and_its_own_checksums(release: Path) -> None:
    package = next((release / "unduhan").glob("paket-*.zip"))
    with zipfile.ZipFile(package) as archive:
        inside = {name.partition("/")[2] for name in archive.namelist()}
        sums = archive.read(f"paket-{release.name}/SHA256SUMS").decode()
    outside = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()}
    assert inside == outside - {package.relative_to(release).as_posix()}
    assert {line.split("  ")[1] for line in sums.splitlines()} == inside - {"SHA256SUMS"}


def test_the_dictionary_describes_every_published_column_in_both_languages(release: Path) -> None:
    rows = read_csv(release / "kamus.csv")
    described = {(row["tabel"], row["kolom"]) for row in rows}
    expected = {(t.name, c.name) for t in SCHEMA.tables.values() for c in t.columns}
    assert described == expected
    assert all(row["keterangan"] and row["keterangan_en"] for row in rows)
    assert "pagu_rp" in (release / "KAMUS.md").read_text("utf-8")
