"""Shapes of reports met in town halls: each loads its leaves once, and every total is compared."""

import json
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.errors import RejectedFile
from budget_pipeline.pipeline.kept import frame_of
from budget_pipeline.pipeline.results import SheetResult
from tests.small_files import check, codes, write_csv, write_xlsx

TITLE = [["PEMERINTAH KOTA BEKASI"], ["LAPORAN REALISASI ANGGARAN"], ["TAHUN ANGGARAN 2023"], []]
HEADER = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi"]
LEAVES = [
    ["5.1.01.01.01.0001", "Gaji", 600, 500],
    ["5.1.02.01.01.0024", "ATK", 50, 40],
    ["5.2.02.05.01.0005", "Mebel", 120, 0],
]


def read(path: Path, *rows: list[Any], **settings: Any) -> SheetResult:
    """Write one sheet and return what became of it."""
    [sheet] = check(write_xlsx(path / "laporan.xlsx", {"LRA": rows}), **settings).sheets
    assert sum(sheet.fates.values()) == sheet.rows_read == len(rows)
    return sheet


def all_agree(sheet: SheetResult) -> bool:
    return bool(sheet.comparisons) and all(item.agrees for item in sheet.comparisons)


HEAD_OF_PAGE: list[list[Any]] = [
    ["Kode Rekening", "Uraian", "Jumlah (Rp)", "", "Bertambah/ (Berkurang)", ""],
    ["", "", "Anggaran Setelah Perubahan", "Realisasi", "(Rp)", "%"],
    ["1", "2", "3", "4", "5=4-3", "6"],
]
PAGE_1: list[list[Any]] = [
    ["4", "PENDAPATAN", "1.000,00", "900,00", "(100,00)", "90,00"],
    ["4.1.01", "Pajak Daerah", "1.000,00", "900,00", "(100,00)", "90,00"],
    ["5", "BELANJA", "800,00", "700,00", "(100,00)", "87,50"],
    ["5.1", "BELANJA OPERASI", "500,00", "450,00", "(50,00)", "90,00"],
    ["5.1.01", "Belanja Pegawai", "300,00", "300,00", "0,00", "100,00"],
]
PAGE_2: list[list[Any]] = [
    ["5.1.02", "Belanja Barang", "200,00", "150,00", "(50,00)", "75,00"],
    ["", "dan Jasa", "", "", "", ""],
    ["5.2.02", "Belanja Modal", "300,00", "250,00", "(50,00)", "83,33"],
    ["", "SURPLUS/(DEFISIT)", "200,00", "200,00", "", ""],
    [],
    ["", "", "", "Bekasi, 31 Desember 2023", "", ""],
    ["NIP. 1", "", "", "WALI KOTA BEKASI", "", ""],
]


def test_a_header_repeated_on_each_page_opens_no_new_table(tmp_path: Path) -> None:
    sheet = read(tmp_path, *TITLE, *HEAD_OF_PAGE, *PAGE_1, *HEAD_OF_PAGE, *PAGE_2)
    assert sheet.header_rows == [5, 6]
    assert sheet.fates["dimuat"] == 4
    assert sheet.fates["karantina"] == 0
    assert sheet.totals["realisasi.anggaran"] == 1800
    assert all_agree(sheet)
    assert len(sheet.comparisons) == 8


def test_lines_above_a_header_that_comes_again_at_once_are_lines_and_no_title(
    tmp_path: Path,
) -> None:
    second = ["", *HEADER[1:]]
    sheet = read(tmp_path, *TITLE, HEADER, second, LEAVES[0], HEADER, *LEAVES[1:])
    assert sheet.fates["dimuat"] == 3
    assert sheet.fates["catatan"] == len(TITLE) - 1
    assert sheet.totals["realisasi.anggaran"] == 770


def test_a_signature_block_is_a_note_and_a_bad_amount_in_a_line_is_not(tmp_path: Path) -> None:
    signed = read(tmp_path, *TITLE, HEADER, *LEAVES, [], ["", "", "", "WALI KOTA BEKASI"])
    assert signed.fates["karantina"] == 0
    wrong = read(tmp_path, *TITLE, HEADER, *LEAVES, ["", "Honor", "lima juta", ""])
    assert wrong.fates["karantina"] == 1


def test_a_name_that_goes_on_in_the_next_row_is_joined(tmp_path: Path) -> None:
    rows = [["5.1.02", "Belanja Barang", 200, 150], ["", "dan Jasa", "", ""], LEAVES[2]]
    result = check(write_xlsx(tmp_path / "lra.xlsx", {"LRA": [*TITLE, HEADER, *rows]}))
    assert result.frames["realisasi"][0]["uraian"].tolist() == ["Belanja Barang dan Jasa", "Mebel"]


def test_a_caption_between_two_tables_is_a_heading(tmp_path: Path) -> None:
    second = [["Tabel 2. Belanja"], HEADER, *LEAVES, ["", "Jumlah", 770, 540]]
    first = [HEADER, ["4.1.01", "Pajak", 10, 9], ["", "Jumlah", 10, 9], []]
    sheet = read(tmp_path, *TITLE, ["Tabel 1. Pendapatan"], *first, *second)
    assert sheet.fates["karantina"] == 0
    assert sheet.totals["realisasi.anggaran"] == 780
    assert all_agree(sheet)


def test_a_row_that_numbers_the_columns_below_a_lower_header_is_no_data(tmp_path: Path) -> None:
    header = ["Kode Rekening", "Uraian", "Jumlah Anggaran", "SPJ-LS Gaji", "", "Realisasi"]
    lower = ["", "", "", "Bulan Lalu", "Bulan Ini", ""]
    numbers = ["1", "2", "3", "4", "5", "6=(4+5)"]
    sheet = read(tmp_path, *TITLE, header, lower, numbers, ["5.1.01", "Gaji", 100, 10, 20, 30])
    assert sheet.totals == {"realisasi.anggaran": 100, "realisasi.realisasi": 30}


def test_a_column_whose_lower_header_is_unknown_is_never_taken_for_the_amount(
    tmp_path: Path,
) -> None:
    header = [["Kode Rekening", "Uraian", "Jumlah", ""], ["", "", "Usulan Desa", "Usulan Camat"]]
    with pytest.raises(RejectedFile):
        read(tmp_path, *TITLE, *header, *LEAVES)


def test_codes_spread_over_cells_are_joined_and_levels_are_known(tmp_path: Path) -> None:
    header = ["Kode Rekening", "", "", "", "", "", "Uraian", "Jumlah (Rp)"]
    rows = [
        ["5.", "", "", "", "", "", "BELANJA", 150],
        ["5.", "1.", "02.", "", "", "", "Belanja Barang dan Jasa", 150],
        ["5.", "1.", "02.", "01.", "01.", "0024", "ATK", 100],
        ["5.", "1.", "02.", "01.", "01.", "0025", "Kertas", 50],
    ]
    result = check(write_xlsx(tmp_path / "dpa.xlsx", {"DPA": [*TITLE, header, *rows]}))
    sheet = result.sheets[0]
    assert sheet.totals["anggaran.pagu"] == 150
    assert all_agree(sheet)
    loaded = result.frames["anggaran"][0]["kode_rekening"].tolist()
    assert loaded == ["5.1.02.01.01.0024", "5.1.02.01.01.0025"]


def test_account_codes_below_no_rek_are_no_bank_accounts(tmp_path: Path) -> None:
    header = ["No. Rek", "Uraian", "Anggaran", "Realisasi"]
    rows = [["5.1", "BELANJA", 100, 90], ["5.1.1.01.01", "Gaji Pokok", 100, 90]]
    sheet = read(tmp_path, ["TAHUN 2016"], header, *rows)
    assert sheet.totals["realisasi.anggaran"] == 100
    assert "5.1.1.01.01" in str(sheet.raw)


def test_bank_accounts_below_no_rek_stay_hidden(tmp_path: Path) -> None:
    header = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "No. Rek"]
    rows = [[*line, f"01012345{n:02d}"] for n, line in enumerate(LEAVES)]
    sheet = read(tmp_path, *TITLE, header, *rows)
    assert sheet.fates["dimuat"] == 3
    assert "01012345" not in str(sheet.raw)


INDENTED = [
    ["BELANJA", 100, 80],
    ["  Belanja Operasi", 70, 60],
    ["    Belanja Pegawai", 40, 40],
    ["    Belanja Barang", 30, 20],
    ["  Belanja Modal", 30, 20],
    ["JUMLAH BELANJA", 100, 80],
]


def test_names_set_in_show_the_levels_where_there_is_no_code(tmp_path: Path) -> None:
    sheet = read(tmp_path, *TITLE, HEADER[1:], *INDENTED)
    assert sheet.fates["dimuat"] == 3
    assert sheet.totals == {"realisasi.anggaran": 100, "realisasi.realisasi": 80}
    assert all_agree(sheet)


def test_names_that_step_to_the_right_show_the_levels_too(tmp_path: Path) -> None:
    header = ["Uraian", "", "", "Anggaran", "Realisasi"]
    rows = [
        ["BELANJA", "", "", 100, 80],
        ["", "Belanja Operasi", "", 70, 60],
        ["", "", "Belanja Pegawai", 70, 60],
        ["", "Belanja Modal", "", 30, 20],
    ]
    sheet = read(tmp_path, *TITLE, header, *rows)
    assert sheet.totals["realisasi.anggaran"] == 100
    assert all_agree(sheet)


def test_a_stray_blank_before_a_name_makes_no_level(tmp_path: Path) -> None:
    sheet = read(tmp_path, *TITLE, HEADER[1:], ["Gaji", 5, 4], [" ATK", 3, 2], ["Mebel", 2, 2])
    assert sheet.fates["dimuat"] == 3


@pytest.mark.parametrize(
    "total",
    [
        ["1.01", "Jumlah Dinas A", "", "", 30],
        ["1.01", "Dinas A", "", "Jumlah", 30],
        ["", "Sub Total", "", "", 30],
        ["", "", "", "", 30],
    ],
)
def test_a_subtotal_is_known_in_any_column_with_or_without_a_code(
    tmp_path: Path, total: list[Any]
) -> None:
    header = ["Kode SKPD", "Nama SKPD", "Kode Rekening", "Nama Rekening", "Pagu"]
    lines = [["1.01", "Dinas A", "5.1.01", "Pegawai", 10], ["1.01", "Dinas A", "5.1.02", "ATK", 20]]
    other = ["1.02", "Dinas B", "5.1.01", "Pegawai", 5]
    sheet = read(tmp_path, *TITLE, header, *lines, total, other, ["", "TOTAL", "", "", 35])
    assert sheet.fates["dimuat"] == 3
    assert sheet.totals["anggaran.pagu"] == 35
    assert all_agree(sheet)


def test_a_closing_row_of_a_level_is_compared_like_its_opening_row(tmp_path: Path) -> None:
    rows = [["5", "BELANJA", "", ""], *LEAVES, ["5", "JUMLAH BELANJA", 999, 540]]
    sheet = read(tmp_path, *TITLE, HEADER, *rows)
    assert sheet.totals["realisasi.anggaran"] == 770
    assert [item.difference for item in sheet.comparisons if not item.agrees] == [229]


def test_a_flat_total_that_is_a_multiple_of_its_rows_does_not_agree(tmp_path: Path) -> None:
    sheet = read(tmp_path, *TITLE, HEADER, *LEAVES, ["", "Jumlah", 770 * 3, 540])
    assert [item.agrees for item in sheet.comparisons] == [False, True]
    assert "total_beda" in {issue.code for issue in sheet.issues}


def test_a_total_that_adds_up_every_level_is_told_as_such(tmp_path: Path) -> None:
    rows = [["5", "BELANJA", 770, 540], *LEAVES, ["", "Jumlah", 770 * 2, 540 * 2]]
    sheet = read(tmp_path, *TITLE, HEADER, *rows)
    assert all_agree(sheet)
    assert "total_ganda" in {issue.code for issue in sheet.issues}


def test_a_short_total_in_the_last_line_is_a_total(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lra.csv", [[*HEADER, "Persen"], *([*r, 1] for r in LEAVES)])
    path.write_text(path.read_text() + ",Jumlah,770,540", encoding="utf-8")
    result = check(path, tahun=2024)
    assert result.sheets[0].fates["subtotal"] == 1
    assert all_agree(result.sheets[0])
    assert "kolom_kurang" not in codes(result)


def test_a_total_of_the_rows_that_show_is_told_as_such(tmp_path: Path) -> None:
    rows = [*TITLE, HEADER, ["5", "BELANJA", 770, 540], *LEAVES, ["", "Jumlah", 770, 540], []]
    path = write_xlsx(tmp_path / "lra.xlsx", {"LRA": [*rows, ["", "", 820, 580]]}, hidden=(6, 7, 9))
    sheet = check(path).sheets[0]
    assert sheet.fates["karantina"] == 0
    assert all_agree(sheet)
    assert "yang tampak" in sheet.comparisons[-1].note


MONTHS = [
    *("Januari", "Pebruari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "Nopember", "Desember"),
]


def test_a_cross_tab_of_months_becomes_one_row_per_month(tmp_path: Path) -> None:
    header = ["Kode Rekening", "Uraian", "Anggaran", *MONTHS, "Jumlah"]
    line = ["5.1.02.01.01.0024", "ATK", 120, *[10] * 11, "", 110]
    rows = [["RENCANA ANGGARAN KAS TAHUN 2025"], header, line, ["", "Jumlah", 120, *[10] * 11]]
    result = check(write_xlsx(tmp_path / "rak.xlsx", {"RAK": rows}))
    sheet = result.sheets[0]
    assert sheet.totals == {"rencana_kas.pagu": 120, "rencana_kas.nilai": 110}
    months = [int(frame["bulan"].iloc[0]) for frame in result.frames["rencana_kas"] if len(frame)]
    assert months == list(range(12))
    assert all_agree(sheet)


def test_a_cross_tab_of_realised_months_is_not_taken_for_a_plan(tmp_path: Path) -> None:
    rows = [["REALISASI PER BULAN"], ["Kode Rekening", "Uraian", *MONTHS], ["5.1", "A", *[1] * 12]]
    with pytest.raises(RejectedFile):
        read(tmp_path, *rows)


AGENCY = ["1.01.0.00.0.00.01.0000", "Dinas Pendidikan"]


@pytest.mark.parametrize(
    "heads", [["Belanja Pegawai", "Belanja Modal Tanah"], ["5.1.01", "5.2.01"]]
)
def test_a_cross_tab_of_accounts_becomes_one_line_per_account(
    tmp_path: Path, heads: list[str]
) -> None:
    header = ["No", "Kode SKPD", "Nama SKPD", "Belanja Operasi", *heads, "Jumlah"]
    rows = [["RINGKASAN APBD MURNI TA 2024"], header, [1, *AGENCY, 100, 100, 50, 150]]
    result = check(write_xlsx(tmp_path / "rekap.xlsx", {"R": rows}))
    lines = {
        str(row["kode_rekening"]): int(row["pagu_rp"])
        for frame in result.frames["anggaran"]
        for _, row in frame.iterrows()
    }
    assert lines == {"5.1.01": 100, "5.2.01": 50}
    assert all_agree(result.sheets[0])


def test_a_column_missing_from_a_cross_tab_shows_as_a_difference(tmp_path: Path) -> None:
    header = ["Kode SKPD", "Nama SKPD", "Belanja Pegawai", "Belanja Bunga", "Lainnya", "Jumlah"]
    sheet = read(tmp_path, ["RINGKASAN APBD MURNI TA 2024"], header, [*AGENCY, 100, 50, 7, 157])
    assert [item.difference for item in sheet.comparisons] == [7]
    [issue] = [issue for issue in sheet.issues if issue.code == "total_beda"]
    assert issue.cell == "F3"


def test_stages_side_by_side_are_kept_apart(tmp_path: Path) -> None:
    header = [["Kode Rekening", "Uraian", "Jumlah (Rp)", "", "Bertambah"]]
    lower = [["", "", "Sebelum Perubahan", "Setelah Perubahan", "(Rp)"]]
    lines = [["5.1.01", "Gaji", 600, 650, 50], ["5.1.02", "ATK", 50, 40, -10]]
    rows = [["PERUBAHAN APBD TA 2024"], *header, *lower, *lines, ["", "Jumlah", 650, 690, 40]]
    result = check(write_xlsx(tmp_path / "dppa.xlsx", {"DPPA": rows}))
    sums = {
        str(frame["tahapan"].iloc[0]): int(frame["pagu_rp"].sum())
        for frame in result.frames["anggaran"]
    }
    assert sums == {"murni": 650, "perubahan": 690}
    assert all_agree(result.sheets[0])


def test_a_short_table_copied_over_sheets_counts_once(tmp_path: Path) -> None:
    rows = [*TITLE, HEADER, *LEAVES]
    path = write_xlsx(tmp_path / "lra.xlsx", {"Asli": rows, "Salinan": rows, "Juni": rows})
    result = check(path)
    assert [sheet.fates["dimuat"] for sheet in result.sheets] == [3, 0, 3]
    assert [sheet.fates["duplikat"] for sheet in result.sheets] == [0, 3, 0]
    assert result.frames["realisasi"][-1]["sampai_tanggal"].tolist() == ["2023-06-30"] * 3


def test_a_row_that_differs_in_a_copied_sheet_is_held_back(tmp_path: Path) -> None:
    many = [[f"5.1.02.01.01.{n:04d}", f"Barang {n}", n, 0] for n in range(1, 21)]
    changed = [*many[:-1], [*many[-1][:2], 99, 0]]
    path = write_xlsx(tmp_path / "lra.xlsx", {"A": [HEADER, *many], "B": [HEADER, *changed]})
    result = check(path, tahun=2024)
    assert result.sheets[1].fates == {**result.sheets[1].fates, "duplikat": 19, "karantina": 1}
    assert "salinan_berbeda" in codes(result)


def test_a_unit_that_would_make_a_city_richer_than_any_is_refused(tmp_path: Path) -> None:
    lines = [["5.1.01", "Gaji", "600.000.000.000,00", "5.000.000.000,00"]]
    with pytest.raises(RejectedFile, match=r"satuan: rupiah"):
        read(tmp_path, *TITLE, ["(dalam ribuan rupiah)"], HEADER, *lines)
    assert read(tmp_path, *TITLE, HEADER, *lines).totals["realisasi.anggaran"] == 600 * 10**9


def test_a_total_in_another_unit_than_its_rows_is_told_as_such(tmp_path: Path) -> None:
    sheet = read(tmp_path, *TITLE, HEADER, *LEAVES, ["", "Jumlah", 770_000, 540_000])
    told = [issue for issue in sheet.issues if issue.code == "total_beda_satuan"]
    assert [issue.params["kali"] for issue in told] == ["1.000", "1.000"]


def test_a_register_of_payments_is_read_with_its_total(tmp_path: Path) -> None:
    header = ["No", "Nomor SP2D", "Tanggal SP2D", "Kode SKPD", "Uraian", "Nilai"]
    rows = [
        [1, "001/SP2D/2024", 45350, "1.01", "ATK", 100],
        [2, "002/SP2D/2024", "5 Pebruari 2024", "1.01", "ATK", 200],
        [3, "003/SP2D/2024", "31/12/2024", "1.01", "Kertas", 300],
    ]
    path = tmp_path / "sp2d.xlsx"
    result = check(
        write_xlsx(path, {"S": [["TAHUN 2024"], header, *rows, ["", "Jumlah", "", "", "", 600]]})
    )
    assert result.frames["transaksi"][0]["tanggal"].tolist() == [
        "2024-02-28",
        "2024-02-05",
        "2024-12-31",
    ]
    assert all_agree(result.sheets[0])


def test_a_single_known_word_is_no_near_miss(tmp_path: Path) -> None:
    with pytest.raises(RejectedFile) as refusal:
        read(tmp_path, ["Dinas Pendidikan", 1000], ["Dinas Kesehatan", 500], ["Jumlah", 1500])
    assert "Dinas Pendidikan; 1000" in str(refusal.value)


@pytest.mark.parametrize("width", [11, 14, 17])
def test_a_tender_index_of_any_version_is_known_by_content_and_says_its_region(
    tmp_path: Path, width: int
) -> None:
    cells = [
        *(
            "1234567",
            "Pembangunan Jalan",
            "Pemerintah Daerah Kota Surabaya",
            "Tender Sudah Selesai",
        ),
        *(
            "22,1 M",
            "Pascakualifikasi",
            "Tender",
            "Harga Terendah",
            "Pekerjaan Konstruksi - TA 2021",
        ),
        *("4", "Rp 20.000.000.000,00", "x", "y", "z", "p", "q", "r"),
    ]
    path = tmp_path / "lelang.json"
    path.write_text(json.dumps({"data": [cells[:width], cells[:width]]}), encoding="utf-8")
    result = check(path)
    assert result.sheets[0].totals["paket.hps"] == 44_200_000_000
    assert result.frames["paket"][0]["kode_wilayah"].tolist() == ["35.78", "35.78"]
    assert "kunci_wilayah" not in codes(result)


def test_the_latest_year_is_taken_whichever_column_stands_first(tmp_path: Path) -> None:
    header = ["Kode Rekening", "Uraian", "Realisasi 2022", "Anggaran 2023", "Realisasi 2023"]
    sheet = read(tmp_path, *TITLE, header, ["5.1.01", "Gaji", 3, 600, 500])
    assert sheet.totals == {
        "realisasi.anggaran": 600,
        "realisasi.realisasi": 500,
        "realisasi.realisasi_tahun_lalu": 3,
    }


def test_a_sheet_that_sums_up_the_others_does_not_count_again(tmp_path: Path) -> None:
    recap = [
        *TITLE,
        ["Nama SKPD", "Anggaran", "Realisasi"],
        ["Dinas A", 650, 540],
        ["Dinas B", 120, 0],
    ]
    parts = {"Dinas A": [*TITLE, HEADER, *LEAVES[:2]], "Dinas B": [*TITLE, HEADER, LEAVES[2]]}
    result = check(write_xlsx(tmp_path / "lra.xlsx", {"Rekap": recap, **parts}))
    assert [sheet.fates["dimuat"] for sheet in result.sheets] == [0, 2, 1]
    assert result.sheets[0].fates["subtotal"] == 2
    assert "lembar_rekap" in codes(result)


def test_programme_codes_are_never_loaded_as_accounts(tmp_path: Path) -> None:
    header = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Pagu"]
    rows = [
        ["1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN", 300],
        ["1.01.02.2.01", "Pengelolaan SD", 300],
        ["1.01.02.2.01.0001", "Pembangunan Gedung", 300],
    ]
    sheet = read(tmp_path, ["DAFTAR PAGU TAHUN 2024"], header, *rows)
    assert sheet.totals == {"pagu_indikatif.pagu": 300}


def test_a_ceiling_knows_its_level_by_its_code_and_its_agency_from_above(tmp_path: Path) -> None:
    rows = [
        ["1.01.2.22.0.00.01.0000", "Dinas Pendidikan", 300],
        ["1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN", 30],
        ["1.01.03.2.01", "Pengelolaan SD", 70],
        ["1.01.04.2.01.0001", "Pembangunan Gedung", 80],
    ]
    header = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Pagu"]
    path = write_xlsx(tmp_path / "pagu.xlsx", {"Pagu": [["TAHUN 2024"], header, *rows]})
    [part] = check(path).frames["pagu_indikatif"]
    frame = frame_of(part)
    assert frame["tingkat"].tolist() == ["skpd", "program", "kegiatan", "sub_kegiatan"]
    assert set(frame["kode_skpd"]) == {"1.01.2.22.0.00.01.0000"}


def test_a_refusal_quotes_the_row_that_looks_like_a_header(tmp_path: Path) -> None:
    with pytest.raises(RejectedFile, match=r"Baris 5 berisi: Nomor; Jenis Penerimaan; Sasaran"):
        read(tmp_path, *TITLE, ["Nomor", "Jenis Penerimaan", "Sasaran"], [1, "Pajak Hotel", 90])


@pytest.mark.parametrize(("stated", "agrees"), [(170, True), (171, False)])
def test_a_stated_total_is_compared_in_every_table_its_column_feeds(
    stated: int, agrees: bool, tmp_path: Path
) -> None:
    header = ["kd_nontender", "nama_paket", "pagu", "nilai_kontrak", "status_nontender"]
    header += ["nama_penyedia", "tahun_anggaran"]
    rows = [
        [9001, "Jasa A", 100, 90, "Selesai", "CV Rekaan", 2024],
        [9002, "Jasa B", 90, 80, "Selesai", "CV Contoh", 2024],
        ["", "Jumlah", 190, stated, "", "", ""],
    ]
    sheet = read(tmp_path, header, *rows)
    found = {item.column: item.agrees for item in sheet.comparisons}
    assert found == {"paket.pagu": True, "kontrak.nilai_kontrak": agrees}


FLAT = ["Pendapatan Daerah", "PAD", "Pajak Daerah", "Retribusi Daerah"]


@pytest.mark.parametrize("names", [[f" {name}" for name in FLAT], FLAT])
@pytest.mark.parametrize("below", [[], [[], ["Sumber: DJPK"]], [["Catatan kaki"]]])
def test_a_note_below_a_posture_changes_no_level_and_no_comparison(
    names: list[str], below: list[list[Any]], tmp_path: Path
) -> None:
    amounts = ["30,00 M", "30,00 M", "20,00 M", "10,00 M"]
    rows = [[name, amount, amount, "100"] for name, amount in zip(names, amounts, strict=True)]
    path = write_xlsx(
        tmp_path / "postur.xlsx",
        {"A": [["akun", "anggaran", "realisasi", "persentase"], [1, 2, 3, 4], *rows, *below]},
    )
    result = check(path, tahun=2022, kode_wilayah="99.01")
    frame = frame_of(result.frames["postur"][0])
    assert frame["tingkat"].tolist() == [1, 2, 3, 3]
    assert frame["induk"].tolist()[1:] == ["Pendapatan Daerah", "PAD", "PAD"]
    assert [item.agrees for item in result.sheets[0].comparisons] == [True] * 4


def test_bare_sums_below_a_report_with_sections_are_never_loaded(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["TAHUN ANGGARAN 2023"],
        [],
        ["NO", "", "NILAI DPA", "KEUANGAN REALISASI"],
        ["", "", "Rp", "Rp"],
        ["A", "Program Pelayanan", "", ""],
        ["1", "Kegiatan A", 60, 30],
        ["2", "Kegiatan B", 40, 20],
        ["", "", 100, 50],
        ["", "", 250, 125],
    ]
    sheet = read(tmp_path, *rows, tahun=2023)
    assert sheet.profile == "rfk-kecamatan"
    assert sheet.totals["realisasi.anggaran"] == 100
    assert (sheet.fates["dimuat"], sheet.fates["subtotal"], sheet.fates["karantina"]) == (2, 1, 1)
