"""Codes stay what they were: a normal form for accounts, text for the rest, nothing guessed."""

import csv
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.clean import codelists, codes, distinct
from budget_pipeline.clean.codelists import codelist
from budget_pipeline.issues import catalogue
from tests.columns import column

NUMBER, DATE, TEXT = distinct.NUMBER, distinct.DATE, distinct.TEXT


def accounts(*cells: str, kinds: list[int] | None = None, year: int | None = None):
    given_kinds = None if kinds is None else np.array(kinds, np.uint8)
    return codes.normalise_accounts(column(*cells), given_kinds, year)


@pytest.mark.parametrize(
    "written",
    [
        "5.1.02.01.01.0024",
        "5.1.2.1.1.24",
        "5.1.2.01.01.0024",
        "5.1.02.01.001.00024",
        "5.1.02.01.01.024",
        "5.1.02.01.01.0024.",
        " 5.1.02.01.01.0024\u00a0",
        "5. 1. 02. 01. 01. 0024",
        "'5.1.02.01.01.0024",
        "５.1.02.01.01.0024",
        "5.1.02.01.01.0024 Belanja Alat Tulis Kantor",
        "5.1.02.01.01.0024 - Belanja Alat Tulis Kantor",
        "5.1.02.01.01.0024\nBelanja Alat Tulis Kantor",
    ],
)
def test_every_way_to_write_an_account_has_one_normal_form(written):
    parsed = accounts(written)
    assert parsed.code.tolist() == ["5.1.02.01.01.0024"]
    assert parsed.original.tolist() == [written]
    assert not parsed.bad[0]


@pytest.mark.parametrize("level", ["5", "5.1", "5.1.02", "5.1.02.01", "5.1.02.01.01"])
def test_upper_levels_of_a_report_are_accounts_too(level):
    assert accounts(level, "5.1.02.01.01.0024").code[0] == level


@pytest.mark.parametrize("code", ["5.1.02.88.88.8888", "5.1.02.99.99.9999", "5.1.02.90.01.0001"])
def test_placeholder_accounts_of_schools_and_clinics_are_valid(code):
    assert accounts(code).code[0] == code


def test_wide_levels_that_would_lose_a_digit_stay_wide():
    assert accounts("5.1.01.01.100.00001", "5.1.01.01.010.12345").code.tolist() == [
        "5.1.01.01.100.0001",
        "5.1.01.01.10.12345",
    ]


def test_codes_of_another_shape_stay_as_they_are():
    written = ["5.2.03.13.5731", "1.02.02.2.02.0001", "5.10"]
    assert accounts(*written).code.tolist() == written


def test_the_old_chart_keeps_its_five_levels():
    parsed = accounts("5.2.2.1.1", "5.2.2.01.01", "5.1.8", year=2019)
    assert parsed.code.tolist() == ["5.2.2.01.01", "5.2.2.01.01", "5.1.8"]
    assert parsed.chart.tolist() == ["13/2006"] * 3


@pytest.mark.parametrize(
    ("written", "year", "chart"),
    [
        (["5.1.02.01.01.0024"], 2019, "90/2019"),
        (["5.1.02.01.001.00024"], None, "2026"),
        (["5.1.02.01.001"], None, "2026"),
        (["5.2.3.01.01", "5.1.8"], None, "13/2006"),
        (["5.3.01"], None, "90/2019"),
        (["5.1", "5.2"], 2018, "13/2006"),
        (["5.1", "5.2"], 2024, "90/2019"),
        (["5.1", "5.2"], 2026, "2026"),
        (["5.1.2.1.1"], 2024, "90/2019"),
        ([], None, "90/2019"),
    ],
)
def test_the_chart_is_told_by_shape_first_and_year_second(written, year, chart):
    assert codes.chart_of(written, year) == chart


def test_number_cells_among_text_codes_are_damaged_codes():
    parsed = accounts("5.1", "5.10", "1.10", kinds=[NUMBER, TEXT, TEXT])
    assert parsed.codes == {0: "kode_jadi_angka"}
    assert parsed.bad.tolist() == [True, False, False]
    assert parsed.code.tolist() == ["", "5.10", "1.10"]


def test_number_cells_of_one_digit_are_the_first_level_of_a_report():
    assert accounts("5", "5.1.02", kinds=[NUMBER, TEXT]).code.tolist() == ["5", "5.1.02"]


def test_a_report_of_groups_typed_as_numbers_is_readable():
    assert not accounts("4.1", "5.1", "5.2", kinds=[NUMBER] * 3).bad.any()
    assert accounts("5.12", kinds=[NUMBER]).codes == {0: "kode_jadi_angka"}


def test_codes_that_became_dates_are_refused():
    parsed = accounts("2024-05-01", "5.1.02", kinds=[DATE, TEXT])
    assert parsed.codes == {0: "kode_jadi_tanggal"}
    assert parsed.code.tolist() == ["", "5.1.02"]


@pytest.mark.parametrize("text", ["Jumlah Belanja", "05.01", "9.1.02", "5,1,02"])
def test_text_that_is_no_account_is_refused(text):
    assert accounts(text).codes == {0: "bukan_kode_rekening"}


@pytest.mark.parametrize("text", ["", "-", "null"])
def test_an_empty_account_is_not_a_mistake(text):
    parsed = accounts(text)
    assert (parsed.code[0], parsed.bad[0], parsed.codes) == ("", False, {})


def test_full_width_digits_are_read_and_remarked():
    assert accounts("５.1.02").codes == {0: "digit_lebar_penuh"}


six_levels = st.tuples(
    st.sampled_from("456"),
    st.integers(1, 9).map(str),
    *[st.integers(1, 99).map("{:02d}".format)] * 3,
    st.integers(1, 9999).map("{:04d}".format),
)


@given(six_levels)
def test_any_account_comes_back_from_each_width(levels):
    meant = ".".join(levels)
    bare = ".".join(str(int(level)) for level in levels)
    wide = ".".join((*levels[:4], "0" + levels[4], "0" + levels[5]))
    parsed = accounts(meant, bare, wide)
    assert parsed.code.tolist() == [meant] * 3


@given(st.text())
def test_any_text_is_an_account_or_refused_with_a_known_message(text):
    parsed = accounts(text)
    assert set(parsed.codes.values()) <= set(catalogue())
    assert not (parsed.bad[0] and parsed.code[0])


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("5.1.02 Belanja Barang dan Jasa", ("5.1.02", "Belanja Barang dan Jasa")),
        ("5 BELANJA DAERAH", ("5", "BELANJA DAERAH")),
        ("1.02.0.00.0.00.03.0000 RSUD Namlea", ("1.02.0.00.0.00.03.0000", "RSUD Namlea")),
        ("1.02.02.2.02.\n0001 Uraian", ("1.02.02.2.02.0001", "Uraian")),
        ("X.XX.01 PROGRAM PENUNJANG", ("X.XX.01", "PROGRAM PENUNJANG")),
        ("5.1.02.", ("5.1.02", "")),
        ("Belanja Barang", ("", "Belanja Barang")),
        ("2 unit komputer", ("", "2 unit komputer")),
        ("3 Paket", ("", "3 Paket")),
        ("", ("", "")),
    ],
)
def test_code_and_name_in_one_cell_are_split(text, pair):
    assert codes.split_code_and_name(text) == pair


@pytest.mark.parametrize(
    ("mak", "found"),
    [
        ("1.03.06.2.01.0029.5.2.04.02.01.0008.", ["5.2.04.02.01.0008"]),
        (
            "1.05.03.2.03.0009.5.1.02.01.01.0036.1.1.1.20.10.30.013.00053;"
            "1.05.03.2.03.0009.5.1.02.01.01.0039.1.3.0.20.40.10.001.00009",
            ["5.1.02.01.01.0036", "5.1.02.01.01.0039"],
        ),
        ("5.02.5.02.0.001.2.01.06.5.1.02.01.01.0036", ["5.1.02.01.01.0036"]),
        ("1.01.011.01.01.2.01.07.5.1.02.01.01.0024", ["5.1.02.01.01.0024"]),
        (
            "0.30.12.0.60.0055.1.0.20.10.10.0251.1.1.2.01.03.00.020.0002, "
            "5.03.01.2.06.0005.5.1.02.01.01.0024.1.1.1.20.10.30.001.00135",
            ["5.1.02.01.01.0024"],
        ),
        ("3.27.32.7.05.3270.5.2.01.32.70.5201.0.0.0.25.10.20.201.0047", []),
        ("2.18.00.0.00.0180.0.0.01.80.12.0100.0.9.5.10.20.20.100.29", []),
        ("1.02.02.2.02.0014.", []),
        ("1.01.01.2.02.0001.5.1.01.01.001.00001", ["5.1.01.01.01.0001"]),
        ("2.06.1.15.01.01.18.03.5.2.3.49.12", ["5.2.3.49.12"]),
        (" 1.21 . 2.01.02 . 16 . 19  .5 . 2 . 3 . 28 . 01", ["5.2.3.28.01"]),
        ("1.01.1.01.01.01.02.5.2", []),
        ("DL.4057.SCO.003.051.0B.521211", []),
        ("", []),
    ],
)
def test_accounts_are_read_from_the_end_of_a_mak(mak, found):
    assert codes.accounts_from_mak(mak) == found


def text_codes(*cells: str, kinds: list[int] | None = None):
    given_kinds = None if kinds is None else np.array(kinds, np.uint8)
    parsed = codes.normalise_text_codes(column(*cells), given_kinds)
    return parsed.text.tolist(), parsed.codes


def test_codes_keep_their_leading_zeros_byte_for_byte():
    assert text_codes("01.01", "004001", "021212") == (["01.01", "004001", "021212"], {})


def test_ids_lose_what_spreadsheets_and_scripts_put_around_them():
    written = ["4379194.0", " 123 ", "'0045", "\u00a0D107\u200b", ""]
    assert text_codes(*written) == (["4379194", "123", "0045", "D107", ""], {})


def test_a_dotted_code_ending_in_zero_is_no_float():
    assert text_codes("1.0", "1.02", "1.02.03")[0] == ["1.0", "1.02", "1.02.03"]


def test_number_cells_of_whole_value_become_digits():
    assert text_codes("4379194", "10002513000", kinds=[NUMBER] * 2)[0] == ["4379194", "10002513000"]


def test_ids_beyond_the_exact_range_of_a_number_cell_are_remarked():
    written, remarks = text_codes("3599004101900000000", kinds=[NUMBER])
    assert (written, remarks) == (["3599004101900000000"], {0: "id_tidak_pasti"})


def test_codes_that_became_numbers_or_dates_are_refused():
    written = ["1.02", "2024-05-01", "1.00E+10"]
    damaged = {0: "kode_jadi_angka", 1: "kode_jadi_tanggal", 2: "kode_jadi_angka"}
    assert text_codes(*written, kinds=[NUMBER, DATE, TEXT]) == (["", "", ""], damaged)


def test_several_ids_in_one_cell_are_split_once_each():
    assert codes.split_ids("60832782;45828523") == ["60832782", "45828523"]
    assert codes.split_ids("60832782, 60832782 ;null") == ["60832782"]
    assert codes.split_ids("4379194.0") == ["4379194"]
    assert codes.split_ids("") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KAB. SUMENEP", "35.29"),
        ("Kab. Bandung", "32.04"),
        ("Bandung (Kab.)", "32.04"),
        ("Pemerintah Kota Bandung", "32.73"),
        ("PEMERINTAH KABUPATEN BURU", "81.04"),
        ("KABUPATEN BURU SELATAN", "81.09"),
        ("LAPORAN REALISASI PEMERINTAH KAB. BURU TAHUN 2024", "81.04"),
        ("LPSE Kabupaten Bandung", "32.04"),
        ("Pemkot Surabaya", "35.78"),
        ("Surabaya", "35.78"),
        ("Sumenep", "35.29"),
        ("Kota_Malang.csv", "35.73"),
        ("Provinsi Kalimantan Barat", "61"),
        ("DKI Jakarta", "31"),
        ("D.I. Yogyakarta", "34"),
        ("Kota Adm. Jakarta Pusat", "31.71"),
        ("Kota Pangkalpinang", "19.71"),
        ("Kota Pare-Pare", "73.72"),
        ("Kab. Kep. Aru", "81.07"),
        ("81.04", "81.04"),
        ("8104", "81.04"),
        ("Bandung", None),
        ("Jambi", None),
        ("Kabupaten Bandung dan Kota Cimahi", None),
        ("D107", None),
        ("99.99", None),
        ("", None),
    ],
)
def test_a_municipality_is_known_by_its_name_unless_two_bear_it(text, code):
    assert codes.region(text) == code


def test_every_region_is_known_by_its_own_full_name():
    wrong = [
        entry.code
        for entry in codelist("wilayah").codes
        if entry.extra["tingkat"] != "provinsi" and codes.region(entry.title.id) != entry.code
    ]
    assert wrong == []


def test_values_of_a_code_list_are_known_by_code_name_and_synonym():
    written = column("Tender", " e purchasing ", "PENGADAAN LANGSUNG", "Barter", "")
    found, unknown = codelists.normalise(written, codelist("metode_pengadaan"))
    assert found.tolist() == ["Tender", "E-Purchasing", "Pengadaan Langsung", "Barter", ""]
    assert unknown.tolist() == [False, False, False, True, False]


def test_no_spelling_of_a_code_list_leads_to_two_codes():
    for name in ("metode_pengadaan", "jenis_pengadaan", "bulan", "status_paket", "satuan_uang"):
        seen: dict[str, str] = {}
        for entry in codelist(name).codes:
            for word in (entry.code, *entry.synonyms):
                assert seen.setdefault(codelists.loose(word), entry.code) == entry.code


def test_real_accounts_come_back_unchanged(shared):
    with (shared / "data/referensi/bas90_kode_rekening.csv").open(encoding="utf-8-sig") as handle:
        written = [row["kode_rekening"] for row in csv.DictReader(handle)]
    full = [code for code in written if re.fullmatch(r"[1-8](\.\d(\.\d\d){0,3}(\.\d{4})?)?", code)]
    assert len(full) > 10_000
    parsed = codes.normalise_accounts(column(*full), None, 2024)
    assert parsed.code.tolist() == full
