"""Dates as town halls write them: day first, Indonesian months, never shifted, never guessed."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.clean import distinct
from budget_pipeline.clean.dates import parse_column, period_end, year_from_text
from budget_pipeline.issues import catalogue
from tests.columns import column

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


def only(cell: str, kind: int = distinct.TEXT, *, want_time: bool = False) -> str | None:
    """The one cell as ISO text, its message code when bad, None when it holds no date."""
    parsed = parse_column(column(cell), np.array([kind], np.uint8), want_time=want_time)
    assert not (parsed.bad[0] and parsed.null[0])
    return parsed.codes[0] if parsed.bad[0] else parsed.iso[0]


@pytest.mark.parametrize(
    "written",
    [
        "31/12/2024",
        "31-12-2024",
        "31.12.2024",
        "31/12/24",
        "31 Desember 2024",
        "31 desember 2024",
        "31 Des 24",
        "31-Dec-2024",
        "31Desember2024",
        "Selasa, 31 Desember 2024",
        "December 31, 2024",
        "2024-12-31",
        "2024/12/31",
        "20241231",
        "45657",
        "2024-12-31T00:00:00Z",
        "2024-12-31 23:59:59",
        "2024-12-31T23:30:00.000000Z",
        "2024-12-31 08:00:00.000000Z",
        "2024-12-31T08:00:00+07:00",
        " 31 \u00a0Desember 2024 ",
    ],
)
def test_every_way_to_write_a_date_is_the_same_day(written):
    assert only(written) == "2024-12-31"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("7 Pebruari 2026", "2026-02-07"),
        ("1 Nopember 2019", "2019-11-01"),
        ("17 Agt 2023", "2023-08-17"),
        ("05/04/2024", "2024-04-05"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_indonesian_months_and_day_first_order(written, iso):
    assert only(written) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023-06-07T23:30:00Z", "2023-06-07 23:30:00"),
        ("2026-05-01 08:00:00.000000Z", "2026-05-01 08:00:00"),
        ("2025-07-30T16:41:35.712Z", "2025-07-30 16:41:35"),
        ("2025-03-11 14:54:00", "2025-03-11 14:54:00"),
        ("2025-03-11 14:54", "2025-03-11 14:54:00"),
        ("11/03/2025 14.54 WIB", "2025-03-11 14:54:00"),
        ("2024-12-31", "2024-12-31"),
    ],
)
def test_times_stay_as_written_even_where_they_are_labelled_utc(written, iso):
    assert only(written, want_time=True) == iso


def test_a_date_cell_at_midnight_has_no_time():
    assert only("2024-12-31 00:00:00", distinct.DATE, want_time=True) == "2024-12-31"
    assert only("2024-12-31 00:00:00", want_time=True) == "2024-12-31 00:00:00"


def test_epochs_are_true_instants_and_read_as_jakarta_time():
    milliseconds = 1394098010035  # 2014-03-06 09:26:50 UTC
    assert only(str(milliseconds), distinct.NUMBER, want_time=True) == "2014-03-06 16:26:50"
    assert only(str(milliseconds // 1000), want_time=True) == "2014-03-06 16:26:50"


def test_excel_serials_carry_a_day_and_the_fraction_a_time():
    assert only("45657.5", distinct.NUMBER, want_time=True) == "2024-12-31 12:00:00"
    assert only("45657", distinct.NUMBER) == "2024-12-31"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12/31/2024", "tanggal_mustahil"),
        ("31/02/2024", "tanggal_mustahil"),
        ("29/02/2023", "tanggal_mustahil"),
        ("2024-13-01", "tanggal_mustahil"),
        ("2024-12-31 25:00:00", "tanggal_mustahil"),
        ("31/12/1889", "tahun_di_luar_batas"),
        ("2204-12-31", "tahun_di_luar_batas"),
        ("Desember 2024", "tanggal_tidak_lengkap"),
        ("2024", "tanggal_tidak_lengkap"),
        ("menunggu", "bukan_tanggal"),
        ("31 Foo 2024", "bukan_tanggal"),
        ("123456", "bukan_tanggal"),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused_with_its_reason(written, code):
    assert only(written) == code


@pytest.mark.parametrize("written", ["", "-", "N/A", "null", "0000-00-00 00:00:00"])
def test_empty_markers_are_no_date_and_no_mistake(written):
    assert only(written) is None


def test_formula_and_error_cells_are_refused():
    assert only("", distinct.FORMULA) == "rumus_tanpa_nilai"
    assert only("#N/A", distinct.ERROR) == "sel_galat"


def test_a_column_keeps_its_order_and_counts_days_from_1970():
    parsed = parse_column(column("1 Januari 1990", "", "31/12/2024", "x", "2024-12-31"), None)
    assert parsed.iso.tolist() == ["1990-01-01", None, "2024-12-31", None, "2024-12-31"]
    assert parsed.days.tolist() == [7305, 0, 20088, 0, 20088]
    assert parsed.null.tolist() == [False, True, False, False, False]
    assert parsed.codes == {3: "bukan_tanggal"}


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)))
def test_any_day_comes_back_from_each_form(day):
    month = MONTHS.split()[day.month - 1]
    written = [
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}-{day.month:02d}-{day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3].upper()} {day.year}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
        f"{day}T00:00:00Z",
    ]
    parsed = parse_column(column(*written), None)
    assert parsed.iso.tolist() == [str(day)] * len(written)
    assert set(parsed.days.tolist()) == {(day - datetime.date(1970, 1, 1)).days}


@given(st.text())
def test_any_text_is_a_date_or_refused_with_a_known_message(text):
    parsed = parse_column(column(text), None, want_time=True)
    assert parsed.bad[0] + parsed.null[0] + (parsed.iso[0] is not None) == 1
    assert set(parsed.codes.values()) <= set(catalogue())


@pytest.mark.parametrize(
    ("text", "year", "end"),
    [
        ("per 30 September 2024", None, "2024-09-30"),
        ("KONDISI S/D TGL. : 30 APRIL 2019", None, "2019-04-30"),
        ("Kondisi s.d Tanggal 30 Sep 2019", None, "2019-09-30"),
        ("Periode 01/01/2024 s.d. 30/06/2024", None, "2024-06-30"),
        ("1 Januari s.d. 30 Juni 2024", None, "2024-06-30"),
        ("s.d. Juni 2026", None, "2026-06-30"),
        ("SD JUNI", 2026, "2026-06-30"),
        ("Realisasi s.d. Des", 2024, "2024-12-31"),
        ("Bulan Mei 2019", None, "2019-05-31"),
        ("Januari s.d. Februari", 2024, "2024-02-29"),
        ("TW III", 2024, "2024-09-30"),
        ("Triwulan II", 2024, "2024-06-30"),
        ("Triwulan 1", 2026, "2026-03-31"),
        ("Triwulan I s.d. III Tahun 2025", None, "2025-09-30"),
        ("Semester I", 2024, "2024-06-30"),
        ("LAPORAN SEMESTER PERTAMA TAHUN ANGGARAN 2023", None, "2023-06-30"),
        ("Semester II", 2024, "2024-12-31"),
        ("TW III", None, None),
        ("s.d. Juni", None, None),
        ("30 Februari 2024", None, None),
        ("Semester IV", 2024, None),
        ("Dana Desa", 2024, None),
        ("LAPORAN REALISASI ANGGARAN TAHUN 2024", 2024, None),
    ],
)
def test_a_title_tells_the_last_day_it_covers(text, year, end):
    assert period_end(text, year) == end


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("TAHUN ANGGARAN 2026", 2026),
        ("Tahun Anggaran : 2024", 2024),
        ("TAHUN 2026", 2026),
        ("APBD TA 2024", 2024),
        ("T.A. 2019", 2019),
        ("2024", 2024),
        ("rekap_2024.xlsx", 2024),
        ("LRA 2023 dibanding TAHUN ANGGARAN 2024", 2024),
        ("2023 dan 2024", None),
        ("Kota 20245", None),
        ("5.2.2024.01", None),
        ("PERATURAN DAERAH", None),
    ],
)
def test_the_budget_year_is_found_in_titles_and_names(text, year):
    assert year_from_text(text) == year
