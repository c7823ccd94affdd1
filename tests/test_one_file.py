"""Steps 1-3 on one small file: what is recognised, which fate each row has, what adds up."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.errors import RejectedFile
from budget_pipeline.pipeline.kept import batches_of
from tests.small_files import LINES, LRA_HEADER, check, codes, lra, write_csv, write_xlsx

BUDGET = Decimal(800_000_000)


def test_a_plain_table_is_loaded_whole_and_its_totals_are_exact(tmp_path: Path) -> None:
    result = check(write_csv(tmp_path / "lra.csv", lra()))
    sheet = result.sheets[0]
    assert result.status == "dimuat"
    assert sheet.tables == ["realisasi"]
    assert sheet.fates["dimuat"] == 4
    assert sheet.totals["realisasi.anggaran"] == BUDGET


def test_title_rows_merged_headers_and_column_numbers_are_no_data(tmp_path: Path) -> None:
    rows = [
        ["PEMERINTAH KOTA CONTOH"],
        ["LAPORAN REALISASI ANGGARAN TAHUN ANGGARAN 2023"],
        [],
        ["Kode Rekening", "Uraian", "", ""],
        ["", "", "Anggaran", "Realisasi"],
        ["1", "2", "3", "4"],
        *[line[:4] for line in LINES],
    ]
    path = write_xlsx(tmp_path / "lra.xlsx", {"LRA": rows}, [("C4:D4", "Jumlah (Rp)")])
    sheet = check(path).sheets[0]
    assert sheet.header_rows == [4, 5]
    assert sheet.fates["dimuat"] == 4
    assert sheet.fates["judul"] == 3
    assert sheet.fates["catatan"] == 2
    assert sheet.year == 2023


@pytest.mark.parametrize("place", [0, 4])
def test_a_total_row_is_compared_and_never_loaded(tmp_path: Path, place: int) -> None:
    lines: list[tuple[object, ...]] = list(LINES)
    lines.insert(place, ("", "JUMLAH", 800_000_000, 550_000_000, ""))
    sheet = check(write_csv(tmp_path / "lra.csv", lra(lines))).sheets[0]
    assert sheet.fates["dimuat"] == 4
    assert sheet.fates["subtotal"] == 1
    assert [item.agrees for item in sheet.comparisons] == [True, True]
    assert sheet.totals["realisasi.anggaran"] == BUDGET


def test_a_total_that_is_one_rupiah_off_is_told_with_its_cell(tmp_path: Path) -> None:
    lines = [*LINES, ("", "JUMLAH", 800_000_001, 550_000_000, "")]
    result = check(write_csv(tmp_path / "lra.csv", lra(lines)))
    wrong = [issue for issue in result.all_issues if issue.code == "total_beda"]
    assert [issue.cell for issue in wrong] == ["C6"]
    assert "selisih 1 rupiah" in wrong[0].message("id")


def test_a_total_shifted_by_one_column_is_known_for_what_it_is(tmp_path: Path) -> None:
    lines = [(*line[:3], 0, 2024) for line in LINES]
    lines.append(("", "Total", "", 800_000_000, ""))  # type: ignore[arg-type]
    result = check(write_csv(tmp_path / "lra.csv", lra(lines)))
    assert "total_bergeser" in codes(result)
    assert all(item.agrees for item in result.sheets[0].comparisons)


def test_a_total_that_counts_every_level_does_not_hide_the_right_sum(tmp_path: Path) -> None:
    lines = [
        ("5", "BELANJA DAERAH", 800, 550, 2024),
        ("5.1", "BELANJA OPERASI", 800, 550, 2024),
        ("5.1.02", "Barang dan Jasa", 800, 550, 2024),
        ("5.1.02.01.01.0024", "Alat Tulis", 300, 50, 2024),
        ("5.1.02.01.01.0025", "Kertas", 500, 500, 2024),
        ("", "", 3200, 2200, ""),
    ]
    result = check(write_csv(tmp_path / "lra.csv", lra(lines)))
    sheet = result.sheets[0]
    assert sheet.totals["realisasi.anggaran"] == 800
    assert sheet.fates == {**sheet.fates, "dimuat": 2, "subtotal": 4, "karantina": 0}
    assert "total_ganda" in codes(result)


def test_only_the_leaves_of_a_hierarchy_enter_and_each_parent_is_checked(tmp_path: Path) -> None:
    lines = [
        ("5", "BELANJA DAERAH", 801, 550, 2024),
        ("5.1.02", "Barang dan Jasa", 800, 550, 2024),
        ("5.1.02.01.01.0024", "Alat Tulis", 300, 50, 2024),
        ("5.1.02.01.01.0025", "Kertas", 500, 500, 2024),
    ]
    sheet = check(write_csv(tmp_path / "lra.csv", lra(lines))).sheets[0]
    assert sheet.fates["dimuat"] == 2
    differing = [(c.label, c.difference) for c in sheet.comparisons if not c.agrees]
    assert differing == [("5", Decimal(1))]


def test_bare_amounts_that_add_nothing_up_are_held_back(tmp_path: Path) -> None:
    lines = [*LINES, ("", "", 123_456, 0, "")]
    result = check(write_csv(tmp_path / "lra.csv", lra(lines)))
    assert result.status == "sebagian_karantina"
    assert "jumlah_tanpa_nama" in codes(result)


def test_the_same_table_on_a_second_sheet_counts_once(tmp_path: Path) -> None:
    more = [*LINES, ("5.2.02.05.01.0006", "Belanja Modal Meja", 1, 0, 2024)]
    path = write_xlsx(tmp_path / "lra.xlsx", {"INDUK": lra(more), "SALINAN": lra(more)})
    result = check(path)
    first, second = result.sheets
    assert first.fates["dimuat"] == 5
    assert second.fates["dimuat"] == 0
    assert second.fates["duplikat"] == 5
    assert sum(len(frame) for frame in result.frames["realisasi"]) == 5


def test_two_tables_on_one_sheet_are_both_loaded(tmp_path: Path) -> None:
    plans = [
        ["Kode RUP", "Nama Paket", "Satuan Kerja", "Metode", "Pagu"],
        ["50000001", "Pengadaan Kertas", "Dinas A", "E-purchasing", 1_000_000],
    ]
    path = write_xlsx(tmp_path / "dua.xlsx", {"Data": [*lra(), [], ["RENCANA PENGADAAN"], *plans]})
    sheet = check(path).sheets[0]
    assert sheet.tables == ["realisasi", "rup"]
    assert sheet.totals["rup.pagu"] == 1_000_000
    assert sheet.fates["dimuat"] == 5


def test_months_across_become_one_row_each_beside_the_years_ceiling(tmp_path: Path) -> None:
    months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"]
    months += ["September", "Oktober", "Nopember", "Desember"]
    rows = [
        ["Kode Rekening Kegiatan", "Nama Kegiatan", "Pagu", *months, "Tahun Anggaran"],
        ["1.01.01.", "Rapat", 1200, *[100] * 12, 2019],
    ]
    frames = check(write_xlsx(tmp_path / "kas.xlsx", {"Kas": rows})).frames["rencana_kas"]
    assert sorted(int(m) for frame in frames for m in frame["bulan"]) == list(range(13))
    assert sum(int(v) for f in frames if "pagu_rp" in f for v in f["pagu_rp"].dropna()) == 1200
    assert sum(int(v) for f in frames if "nilai_rp" in f for v in f["nilai_rp"].dropna()) == 1200


def test_one_key_with_two_contents_holds_both_rows_back(tmp_path: Path) -> None:
    rows = [
        ["Kode RUP", "Nama Paket", "Satuan Kerja", "Metode", "Pagu"],
        ["50000001", "Pengadaan Kertas", "Dinas A", "Tender", 1],
        ["50000002", "Pengadaan Meja", "Dinas A", "Tender", 2],
        ["50000001", "Nama lain", "Dinas B", "Tender", 3],
        ["50000002", "Pengadaan Meja", "Dinas A", "Tender", 2],
    ]
    sheet = check(write_csv(tmp_path / "rup.csv", rows)).sheets[0]
    assert sheet.fates["karantina"] == 2
    assert sheet.fates["duplikat"] == 1
    assert sheet.totals["rup.pagu"] == 2


def test_two_columns_of_one_name_are_refused_by_name(tmp_path: Path) -> None:
    header = ("Kode Rekening", "Uraian", "Anggaran", "Anggaran", "Realisasi")
    with pytest.raises(RejectedFile, match="Dua kolom berjudul sama untuk anggaran"):
        check(write_csv(tmp_path / "lra.csv", [header, *LINES]))


def test_headers_over_the_wrong_columns_are_refused_not_mapped(tmp_path: Path) -> None:
    moved = [(line[2], line[0], line[1], line[3], line[4]) for line in LINES]
    with pytest.raises(RejectedFile, match="tidak cocok dengan judulnya"):
        check(write_csv(tmp_path / "lra.csv", [LRA_HEADER, *moved]))


def test_columns_in_another_order_give_the_same_rows(tmp_path: Path) -> None:
    order = (3, 0, 4, 2, 1)
    swapped = [[row[i] for i in order] for row in lra()]
    result = check(write_csv(tmp_path / "lra.csv", swapped))
    assert result.sheets[0].totals["realisasi.anggaran"] == BUDGET
    assert result.sheets[0].totals["realisasi.realisasi"] == Decimal(550_000_000)


def test_a_unit_in_the_header_is_applied_and_told(tmp_path: Path) -> None:
    header = ("Kode Rekening", "Uraian", "Anggaran (ribu rupiah)", "Realisasi", "Tahun")
    result = check(write_csv(tmp_path / "lra.csv", [header, *LINES]))
    assert result.sheets[0].totals["realisasi.anggaran"] == BUDGET * 1000
    assert "satuan_dipakai" in codes(result)


def test_an_unknown_table_is_rejected_with_what_was_missing(tmp_path: Path) -> None:
    rows = [["Kode RUP", "Nama Paket"], ["1", "x"]]
    with pytest.raises(RejectedFile, match="tidak ada judul kolom: Pagu"):
        check(write_csv(tmp_path / "rup.csv", rows))


def test_a_profile_beside_the_file_teaches_its_layout(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "daftar.csv", [["Ktr", "Duit"], ["Dinas A", 5], ["Dinas B", 7]])
    profile = tmp_path / "profil-daftar.yml"
    profile.write_text(
        'name: daftar\ntitle: {id: Daftar, en: List}\nrequire: ["ktr", "duit"]\nfeeds:\n'
        "  - table: pagu_indikatif\n    constants: {dokumen: pagu-skpd, tingkat: skpd}\n"
        "    columns: {nama_skpd: [ktr], pagu: [duit]}\n",
        encoding="utf-8",
    )
    sheet = check(path, profiles=(profile,)).sheets[0]
    assert sheet.totals["pagu_indikatif.pagu"] == 12


def test_the_missing_stage_is_asked_for_with_the_line_to_add(tmp_path: Path) -> None:
    rows = [
        ["Kode Rekening", "Nama Rekening", "Pagu"],
        ["5.1.02.01.01.0024", "Alat Tulis", 5],
    ]
    asked = check(write_csv(tmp_path / "data.csv", rows))
    told = check(write_csv(tmp_path / "data.csv", rows), tahapan="perubahan")
    assert "tahapan: murni" in next(
        i.message("id") for i in asked.all_issues if i.code == "kunci_tahapan"
    )
    assert told.frames["anggaran"][0]["tahapan"].tolist() == ["perubahan"]


def test_foreign_currency_is_never_taken_for_rupiah(tmp_path: Path) -> None:
    release = {
        "ocid": "ocds-abc-1",
        "id": "1",
        "date": "2024-01-01T00:00:00Z",
        "tag": ["tender"],
        "tender": {"id": "1", "title": "T", "value": {"amount": 5, "currency": "EUR"}},
    }
    path = tmp_path / "rilis.json"
    path.write_text(json.dumps({"uri": "x", "releases": [release]}), encoding="utf-8")
    result = check(path)
    assert result.sheets[0].fates["karantina"] == 1
    assert "mata_uang_asing" in codes(result)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_amount_built_like_a_telephone_number_is_shown_in_the_row_as_read(
    form: str, tmp_path: Path
) -> None:
    large = ("5.1.02.01.01.0026", "Belanja Cetak", 62_812_345_678, 62_812_345_678, 2024)
    named = ("5.1.02.01.01.0027", "Belanja Bahan; WA 62812345678", 7, 7, 2024)
    rows = lra([*LINES, large, named])
    path = tmp_path / f"lra.{form}"
    sheet = check(
        write_csv(path, rows) if form == "csv" else write_xlsx(path, {"LRA": rows})
    ).sheets[0]
    as_read = [
        json.loads(text) for part in batches_of(sheet.raw) for text in part["isi"].to_pylist()
    ]
    assert as_read[5][2:4] == ["62812345678", "62812345678"]
    assert as_read[6][1] == "Belanja Bahan; WA [telepon disamarkan]"
    assert [issue.params for issue in sheet.issues if issue.code == "isi_pribadi"] == [
        {"jumlah": 1}
    ]


@pytest.mark.parametrize("year", ["2.024", "2,024", "2.024,00", "2024.0"])
def test_a_year_shown_with_thousands_is_that_year(year: str, tmp_path: Path) -> None:
    rows = [(*line[:4], year) for line in LINES]
    sheet = check(write_csv(tmp_path / "lra.csv", lra(rows), ";")).sheets[0]
    assert (sheet.year, sheet.fates["dimuat"]) == (2024, 4)
    assert sheet.totals["realisasi.anggaran"] == BUDGET


FOOTER = [
    [],
    ["Dicetak oleh SIPD pada 12-01-2024 10:00"],
    ["", "Bekasi, 31 Desember 2023"],
    ["", "", "", "", "NIP. 196501011990031001"],
]


def test_what_is_printed_below_a_table_is_a_note_in_whichever_column(tmp_path: Path) -> None:
    wide = [(*LRA_HEADER, "Sumber Dana", "Kode SKPD"), *((*line, "PAD", "1.01") for line in LINES)]
    sheet = check(write_xlsx(tmp_path / "lra.xlsx", {"LRA": [*wide, *FOOTER]})).sheets[0]
    assert (sheet.fates["dimuat"], sheet.fates["catatan"], sheet.fates["kosong"]) == (4, 3, 1)
    assert sheet.fates["karantina"] == 0


def test_what_is_printed_below_a_table_without_amounts_is_a_note(tmp_path: Path) -> None:
    header = [
        "kd_klpd",
        "kd_satker",
        "nama_satker",
        "kd_satker_str",
        "tahun_aktif",
        "status_satker",
    ]
    offices = [
        ["D999", str(152130 + n), f"Dinas {n}", f"1.0{n}.0.00.0.00.01.0000", 2025, "Aktif"]
        for n in range(4)
    ]
    plain = check(write_xlsx(tmp_path / "a.xlsx", {"Satker": [header, *offices]})).sheets[0]
    printed = check(
        write_xlsx(tmp_path / "b.xlsx", {"Satker": [header, *offices, *FOOTER]})
    ).sheets[0]
    assert plain.fates["dimuat"] == printed.fates["dimuat"] == 4
    assert printed.fates["catatan"] == 3


@pytest.mark.parametrize("beside", ["Rp850.000.000,00", "dibulatkan"])
def test_a_row_of_amounts_that_nothing_mapped_names_is_held_to_be_a_total(
    beside: str, tmp_path: Path
) -> None:
    header = (*LRA_HEADER, "Semula")
    right = ("", "", 800_000_000, 550_000_000, "", beside)
    wrong = ("", "", 900_000_000, 550_000_000, "", beside)
    lines = [(*line, "") for line in LINES]
    sheet = check(write_xlsx(tmp_path / "a.xlsx", {"LRA": [header, *lines, right]})).sheets[0]
    assert (sheet.fates["dimuat"], sheet.fates["subtotal"]) == (4, 1)
    assert sheet.totals["realisasi.anggaran"] == BUDGET
    result = check(write_xlsx(tmp_path / "b.xlsx", {"LRA": [header, *lines, wrong]}))
    assert "jumlah_tanpa_nama" in codes(result)
    assert result.sheets[0].totals["realisasi.anggaran"] == BUDGET


def test_a_header_repeated_over_an_empty_column_is_no_value_of_it(tmp_path: Path) -> None:
    header = (*LRA_HEADER[:3], "Realisasi", "Tahun")
    empty = [(code, name, amount, "", year) for code, name, amount, _, year in LINES]
    rows = [header, empty[0], header, empty[1], header, empty[2], header, empty[3]]
    sheet = check(write_csv(tmp_path / "lra.csv", rows)).sheets[0]
    assert (sheet.fates["dimuat"], sheet.fates["judul"]) == (4, 4)


def carried(label: str, amount: int) -> tuple[Any, ...]:
    return ("", label, amount, amount, "")


def test_sums_carried_from_page_to_page_are_compared_and_border_no_group(tmp_path: Path) -> None:
    first, second, third, fourth = [(*line[:3], line[2], line[4]) for line in LINES]
    rows = [
        first,
        second,
        carried("Jumlah dipindahkan", 650_000_000),
        LRA_HEADER,
        carried("Pindahan dari halaman 1", 650_000_000),
        third,
        carried("Jumlah Belanja Operasi", 680_000_000),
        carried("Dipindahkan", 680_000_000),
        carried("Jumlah pindahan", 680_000_001),
        fourth,
        carried("Jumlah", 800_000_000),
    ]
    sheet = check(write_xlsx(tmp_path / "lra.xlsx", {"LRA": lra(rows)})).sheets[0]
    assert (sheet.fates["dimuat"], sheet.fates["subtotal"]) == (4, 6)
    wrong = {item.position for item in sheet.comparisons if not item.agrees}
    assert {item.difference for item in sheet.comparisons if not item.agrees} == {Decimal(1)}
    assert len(wrong) == 1
    assert len(sheet.comparisons) == 12
