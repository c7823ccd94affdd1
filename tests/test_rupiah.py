"""Amounts as town halls write them: exact, or refused with a reason."""

import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.clean import distinct, rupiah
from budget_pipeline.clean.rupiah import Convention, parse_column, unit_from_text
from budget_pipeline.extract import sheets
from budget_pipeline.issues import catalogue
from tests.columns import column, total

NUMBER = distinct.NUMBER


def kinds(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.uint8)


def only(cell: str, kind: int = distinct.TEXT, **options) -> Decimal | str | None:
    """The one cell's amount, its message code when bad, None when it holds no value."""
    parsed = parse_column(column(cell), kinds(kind), **options)
    if parsed.bad[0]:
        return parsed.codes[0]
    return None if parsed.null[0] else total(parsed)


def values(parsed: rupiah.RupiahColumn) -> list[Decimal | str | None]:
    cells = zip(parsed.rupiah, parsed.sen, parsed.null, strict=True)
    return [
        parsed.codes.get(at, None if null else Decimal(int(whole)) + Decimal(int(sen)) / 100)
        for at, (whole, sen, null) in enumerate(cells)
    ]


def test_kinds_of_cells_are_numbered_as_the_readers_number_them():
    ours = (distinct.TEXT, distinct.NUMBER, distinct.DATE)
    ours += (distinct.BOOLEAN, distinct.ERROR, distinct.FORMULA)
    theirs = (sheets.TEXT, sheets.NUMBER, sheets.DATE)
    assert ours == (*theirs, sheets.BOOLEAN, sheets.ERROR, sheets.FORMULA)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Rp 1.250.000", "1250000"),
        ("Rp.1.250.000,-", "1250000"),
        ("Rp1.250.000,00", "1250000"),
        ("Rp. 1.250.000.-", "1250000"),
        ("Rp 1.250.000,=", "1250000"),
        ("IDR 1,250,000.50", "1250000.50"),
        ("1.250.000 rupiah", "1250000"),
        ("(1.250.000)", "-1250000"),
        ("(Rp 1.250.000,00)", "-1250000"),
        ("Rp (1.250.000)", "-1250000"),
        ("-1.250.000", "-1250000"),
        ("1.250.000-", "-1250000"),
        ("−1250000", "-1250000"),
        ("-1,25", "-1.25"),
        ("+1.250.000", "1250000"),
        ("1\u00a0250\u00a0000", "1250000"),
        ("1 250 000,75", "1250000.75"),
        ("\u00a0 1.250.000\u202f", "1250000"),
        ("１２５００００", "1250000"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1250000.5", "1250000.5"),
        ("1250000,5", "1250000.5"),
        ("1.250.000 *)", "1250000"),
        ("'1250000", "1250000"),
        ("9223372036854775807", "9223372036854775807"),
        ("9.223.372.036.854.775.807,99", "9223372036854775807.99"),
        ("9007199254740993", "9007199254740993"),
        ("3,8 Jt", "3800000"),
        ("22,1 M", "22100000000"),
        ("1,5 T", "1500000000000"),
        ("67,4 rb", "67400"),
        ("Rp 1,2 miliar", "1200000000"),
        ("1.25E+09", "1250000000"),
        ("-", "0"),
        ("–", "0"),
        ("Rp -", "0"),
        ("0,00", "0"),
        ("0.00", "0"),
    ],
)
def test_every_notation_of_an_amount_is_read_exactly(written, meant):
    assert only(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["", " ", "null", "NULL", "N/A", "n/a", "NaN", "None"])
def test_markers_of_no_value_are_no_value_and_not_zero(written):
    assert only(written) is None


def test_a_contract_that_is_not_made_yet_has_no_value():
    assert only("Nilai Kontrak belum dibuat") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("lihat lampiran", "bukan_angka"),
        ("1.250.000 2.500.000", "bukan_angka"),
        ("511 9844347", "bukan_angka"),
        ("--1.250", "bukan_angka"),
        ("(-1.250)", "bukan_angka"),
        ("1²", "bukan_angka"),
        ("1.25.000", "kelompok_ribuan_salah"),
        ("1.2500.000", "kelompok_ribuan_salah"),
        ("1.250.000.00", "kelompok_ribuan_salah"),
        ("12,34,567", "kelompok_ribuan_salah"),
        ("12,5 %", "persen_di_kolom_nilai"),
        ("#REF!", "sel_galat"),
        ("########", "kolom_terlalu_sempit"),
        ("9223372036854775808", "terlalu_besar"),
        ("0.123456", "lebih_dari_sen"),
        ("nihil", "nihil_tidak_pasti"),
        ("NIHIL", "nihil_tidak_pasti"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(written, code):
    assert only(written) == code


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (distinct.DATE, "2024-05-01", "tanggal_di_kolom_nilai"),
        (distinct.BOOLEAN, "true", "boolean_di_kolom_nilai"),
        (distinct.ERROR, "#DIV/0!", "sel_galat"),
        (distinct.FORMULA, "", "rumus_tanpa_nilai"),
    ],
)
def test_cells_of_another_kind_are_refused_even_when_they_look_empty(kind, text, code):
    assert only(text, kind) == code


def test_a_lone_dot_before_three_digits_is_thousands_never_one():
    assert only("1.234") == Decimal(1234)


def test_doubtful_cells_follow_the_sure_ones_of_their_column():
    indonesian = parse_column(column("1.234", "1.234.567", "12,50"), None)
    assert values(indonesian) == [Decimal(1234), Decimal(1234567), Decimal("12.5")]
    assert indonesian.convention is Convention.INDONESIA
    english = parse_column(column("1,234", "1,234,567", "12.50"), None)
    assert values(english) == [Decimal(1234), Decimal(1234567), Decimal("12.5")]
    assert english.convention is Convention.INGGRIS


def test_a_decimal_comma_is_refused_among_dots_for_decimals():
    parsed = parse_column(column("1250.50", "99.25", "7,5"), None)
    assert values(parsed)[2] == "pemisah_bertentangan"


def test_doubtful_dots_are_refused_in_a_column_with_decimal_points():
    parsed = parse_column(column("113214787.91", "1.234"), None)
    assert values(parsed) == [Decimal("113214787.91"), "angka_ambigu"]
    assert parsed.convention is Convention.POLOS


def test_two_conventions_in_one_column_leave_the_doubtful_cells_unread():
    parsed = parse_column(column("1.234", "1,234", "12.345", "1.234.567", "1,234.56"), None)
    doubtful = "angka_ambigu"
    expected = [doubtful, doubtful, doubtful, Decimal(1234567), Decimal("1234.56")]
    assert values(parsed) == expected


def test_the_smaller_side_of_two_conventions_is_refused():
    parsed = parse_column(column("1.234.567", "7.654.321", "1,234.56", "1.234"), None)
    assert values(parsed)[:2] == [Decimal(1234567), Decimal(7654321)]
    assert values(parsed)[2:] == ["pemisah_bertentangan", "angka_ambigu"]


def test_one_stray_cell_does_not_make_a_whole_column_doubtful():
    parsed = parse_column(column(*["1.234.567"] * 20, "450.000", "1250.5"), None)
    assert values(parsed)[-2:] == [Decimal(450000), "pemisah_bertentangan"]


def test_doubtful_cells_of_both_kinds_and_nothing_else_are_refused():
    assert values(parse_column(column("1.234", "1,234"), None)) == ["angka_ambigu"] * 2


def test_a_hint_decides_where_no_cell_does():
    assert values(parse_column(column("1.234", "1,234"), None, hint=Convention.INGGRIS)) == [
        "angka_ambigu",
        Decimal(1234),
    ]


def test_number_cells_are_no_evidence_for_the_text_beside_them():
    parsed = parse_column(column("1250000.5", "1.234"), kinds(NUMBER, 0))
    assert values(parsed) == [Decimal("1250000.5"), Decimal(1234)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("52441553.489999995", "52441553.49"),
        ("1234567.3", "1234567.3"),
        ("1.25E+09", "1250000000"),
        ("1e+16", "10000000000000000"),
        ("9007199254740993", "9007199254740993"),
        ("1250", "1250"),
        ("-0.1", "-0.1"),
    ],
)
def test_number_cells_keep_rupiah_and_sen_without_float_noise(text, meant):
    assert only(text, NUMBER) == Decimal(meant)


@pytest.mark.parametrize("text", ["99891102196.98982", "0.123456", "1.234"])
def test_number_cells_finer_than_sen_are_refused_unless_rounding_is_declared(text):
    assert only(text, NUMBER) == "lebih_dari_sen"
    parsed = parse_column(column(text), kinds(NUMBER), round_to_sen=True)
    assert total(parsed) == round(Decimal(text), 2)
    assert parsed.rounded[0]


def test_unit_words_and_units_mark_amounts_as_rounded():
    parsed = parse_column(column("22,1 M", "1.000 Jt", "Rp 318.780.000,00", ""), None)
    assert values(parsed)[:3] == [Decimal(22_100_000_000), Decimal(10**9), Decimal(318_780_000)]
    assert parsed.rounded.tolist() == [True, True, False, False]


def test_a_column_in_thousands_is_scaled_exactly():
    parsed = parse_column(column("5.119.844", "1.234", "(7)", ""), None, unit=1000)
    assert values(parsed) == [Decimal(5_119_844_000), Decimal(1_234_000), Decimal(-7000), None]
    assert parsed.rounded.tolist() == [True, True, True, False]


def test_decimals_of_a_column_in_billions_are_decimals():
    parsed = parse_column(column("8660.40", "1.234", "12.3456"), None, unit=10**9)
    expected = [8_660_400_000_000, 1_234_000_000, 12_345_600_000]
    assert values(parsed) == [Decimal(value) for value in expected]


def test_the_unit_word_of_a_cell_wins_over_the_unit_of_its_column():
    assert only("10.723,82 M", unit=10**9) == Decimal(10_723_820_000_000)


def test_scaled_amounts_beyond_the_limit_are_refused():
    assert only("9223372036854776", unit=1000) == "terlalu_besar"


def test_remarks_on_good_cells_do_not_make_them_bad():
    parsed = parse_column(column("１２５", "511\u00a09844347", "1,25E+09"), None)
    assert not parsed.bad.any()
    assert parsed.notes == {0: "angka_lebar_penuh", 1: "spasi_dalam_angka", 2: "notasi_ilmiah"}
    assert values(parsed)[1] == Decimal(5119844347)


def test_totals_stay_exact_beyond_sixty_four_bits():
    parsed = parse_column(column(*["9223372036854775807.99"] * 3, "-0.01"), None)
    assert total(parsed) == Decimal("27670116110564327423.96")


def test_an_empty_column_has_no_values_and_no_faults():
    parsed = parse_column(column(), None)
    assert len(parsed.rupiah) == 0
    assert total(parsed) == 0


def test_negative_amounts_floor_so_that_rupiah_and_sen_add_up():
    parsed = parse_column(column("-1.25"), None)
    assert (parsed.rupiah[0], parsed.sen[0]) == (-2, 75)


def test_thousands_of_distinct_amounts_are_read_as_few_are():
    numbers = [n * 7919 % 10**10 for n in range(1000, 6000)]
    written = [f"Rp {n:,}".replace(",", ".") + ",-" for n in numbers]
    written[17:19] = ["(1.250.000)", "lihat lampiran"]
    parsed = parse_column(column(*written), None)
    assert values(parsed)[17:19] == [Decimal(-1250000), "bukan_angka"]
    numbers[17:19] = [-1250000, 0]
    assert total(parsed) == sum(numbers)


NOTATIONS = [
    lambda n: str(n),
    lambda n: f"{n:,}".replace(",", "."),
    lambda n: f"Rp {n:,}".replace(",", "."),
    lambda n: f"Rp.{n:,}".replace(",", ".") + ",-",
    lambda n: f"{n:,}".replace(",", ".") + ",00",
    lambda n: f"{n:,}.00",
    lambda n: f"{n}.00",
    lambda n: f"{n},00",
    lambda n: f"IDR {n:,}",
    lambda n: f"{n:,}".replace(",", "\u00a0"),
    lambda n: f" {n:,} ".replace(",", " "),
    lambda n: str(n).translate({48 + d: 0xFF10 + d for d in range(10)}),
]


@given(st.integers(0, 10**18), st.sampled_from(NOTATIONS), st.booleans())
def test_any_amount_printed_in_twelve_notations_parses_back(n, notation, bracketed):
    written = f"({notation(n)})" if bracketed else notation(n)
    assert only(written) == (-n if bracketed else n)


@given(st.lists(st.decimals(-(10**15), 10**15, places=2), min_size=1))
def test_columns_of_amounts_with_sen_add_up_exactly(amounts):
    written = [f"{a:,.2f}".translate({44: ".", 46: ","}) for a in amounts]
    assert total(parse_column(column(*written), None)) == sum(amounts)


@given(st.text())
def test_any_text_is_an_amount_or_refused_with_a_known_message(text):
    parsed = parse_column(column(text), None)
    assert parsed.bad[0] == (0 in parsed.codes)
    assert {*parsed.codes.values(), *parsed.notes.values()} <= set(catalogue())


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("dalam ribuan rupiah", 1_000),
        ("Anggaran (ribu rupiah)", 1_000),
        ("(dalam jutaan Rupiah)", 1_000_000),
        ("Nilai (Rp miliar)", 10**9),
        ("Dalam Milyar Rupiah", 10**9),
        ("Rp. 000", 1_000),
        ("Pagu (Rp.000)", 1_000),
        ("Pagu (Rp juta)", 10**6),
        ("PAGU ANGGARAN (Rp)", None),
        ("Belanja Bantuan Sejuta Pohon", None),
        ("Realisasi s.d. Juni", None),
        ("", None),
    ],
)
def test_units_are_found_in_headers_and_titles(text, unit):
    assert unit_from_text(text) == unit


def test_every_sentence_about_a_value_says_what_was_found():
    told = [m for m in catalogue().values() if m.code in rupiah.CODES]
    assert told
    assert all(re.search(r"\{nilai\}|rumus|formula", m.id + m.en) for m in told)
