"""CSV and its kin: every record is read or named, with the line it stands on."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_pipeline.errors import RejectedFile
from budget_pipeline.extract import textfile
from budget_pipeline.extract.delimited import read_delimited
from budget_pipeline.extract.sheets import Sheet
from budget_pipeline.extract.textfile import Text

HEADER = ["Kode Rekening", "Uraian", "Anggaran", "Tahun"]
ROWS = [
    ["5.1.01.01.0001", "Belanja Gaji", "1000000", "2024"],
    ["5.1.02.01.0002", "Belanja Barang", "250000", "2024"],
    ["5.2.01.01.0003", "Belanja Modal", "75000", "2024"],
    ["5.2.01.01.0010", "Belanja Hibah", "5000", "2024"],
]


def read(text: str | bytes) -> Sheet:
    data = text.encode() if isinstance(text, str) else text
    return read_delimited(Text.of(data), "uji").sheets[0]


def rows_of(sheet: Sheet) -> dict[int, list[str]]:
    return {
        int(number): list(row)
        for number, row in zip(sheet.cells.index, sheet.cells.to_numpy().tolist(), strict=True)
    }


def table(delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in [HEADER, *ROWS])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_reads_the_same(delimiter: str, end: str) -> None:
    sheet = read(table(delimiter, end))
    assert rows_of(sheet) == dict(enumerate([HEADER, *ROWS], 1))
    assert sheet.bad_rows == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_encoding_reads_the_same(encoding: str) -> None:
    text = table(";").replace("Belanja Gaji", "Belanja Gaji “é”")
    rows = rows_of(read(text.encode(encoding)))
    assert rows[1] == HEADER
    assert rows[2][1] == "Belanja Gaji “é”"


def test_windows_1252_is_read_and_named() -> None:
    workbook = read_delimited(Text.of(table().replace("Gaji", "Gaji “é”").encode("cp1252")), "uji")
    assert rows_of(workbook.sheets[0])[2][1] == "Belanja Gaji “é”"
    assert workbook.notes == [("pengodean_lama", "uji", {"pengodean": "Windows-1252"})]


def test_a_line_of_another_encoding_costs_that_row_only() -> None:
    lines = table().replace("Modal", "Modal é").encode().split(b"\n")
    lines[2] = lines[2].replace(b"Barang", b"Barang \xe9")
    sheet = read(b"\n".join(lines))
    assert {row: code for row, (code, _) in sheet.bad_rows.items()} == {3: "pengodean_campur"}
    assert rows_of(sheet)[4][1] == "Belanja Modal é"


def test_a_nul_byte_costs_its_row_and_shows_where_it_stood() -> None:
    sheet = read(table().replace("Modal", "Mo\0dal"))
    assert {row: code for row, (code, _) in sheet.bad_rows.items()} == {4: "karakter_nul"}
    assert rows_of(sheet)[4][1] == "Belanja Mo␀dal"


def test_the_sep_line_of_excel_is_no_row() -> None:
    sheet = read("sep=;\r\n" + table(";", "\r\n"))
    assert rows_of(sheet) == dict(enumerate([HEADER, *ROWS], 2))


def test_quoted_newlines_keep_the_number_of_the_first_line() -> None:
    sheet = read('a,b\n1,"dua\nbaris"\n2,satu\n3,"tiga\n\nbaris"\n4,akhir\n')
    assert rows_of(sheet) == {
        1: ["a", "b"],
        2: ["1", "dua\nbaris"],
        4: ["2", "satu"],
        5: ["3", "tiga\n\nbaris"],
        8: ["4", "akhir"],
    }


def listed(delimiter: str, odd: str = "") -> str:
    """A table whose cells are lists of several lines, as SIRUP's are, below a header of two lines."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["Kode\nRekening", "Uraian", "Spesifikasi", "Anggaran", "Tahun"])
    for code, name, amount, year in ROWS * 3:
        writer.writerow([code, name, "-; \nHVS 75 gr, A4; \nKeamanan; \n| 10 | lbr", amount, year])
    return text.getvalue() + odd


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_lists_inside_cells_do_not_vote_for_a_delimiter(delimiter: str) -> None:
    sheet = read(listed(delimiter))
    assert sheet.cells.shape == (1 + len(ROWS) * 3, 5)
    assert sheet.cells[3].tolist()[1:] == [row[2] for row in ROWS] * 3
    assert sheet.bad_rows == {}


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_an_odd_row_below_lists_inside_cells_costs_itself_alone(delimiter: str) -> None:
    odd = delimiter.join(["5.1", '"tak ditutup', "x", "1", "2024"]) + "\n"
    sheet = read(listed(delimiter, odd))
    assert sheet.cells.shape[1] == 5
    assert [code for code, _ in sheet.bad_rows.values()] == ["kutip_tidak_ditutup"]
    assert list(sheet.bad_rows) == [sheet.last_row]


def test_quotes_escaped_with_a_backslash_are_read_as_lkpp_writes_them() -> None:
    sheet = read(
        '1,"D107","Jalan \\"Raya\\", tahap 2\\r\\nlanjutan",5\n2,"D107","C:\\\\data\\\\",6\n'
    )
    assert rows_of(sheet) == {
        1: ["1", "D107", 'Jalan "Raya", tahap 2\\r\\nlanjutan', "5"],
        2: ["2", "D107", "C:\\\\data\\\\", "6"],
    }


def test_a_backslash_before_a_closing_quote_is_text_where_quotes_are_doubled() -> None:
    sheet = read('a,b,c\n1,"C:\\data\\",x\n2,"kata ""kutip""",y\n')
    assert rows_of(sheet)[2] == ["1", "C:\\data\\", "x"]
    assert rows_of(sheet)[3] == ["2", 'kata "kutip"', "y"]


def test_lines_wrapped_whole_in_quotes_are_unwrapped() -> None:
    inner = io.StringIO()
    csv.writer(inner).writerows([HEADER, ["5.1", 'Gaji "pokok", dll', "1000", "2024"], *ROWS])
    wrapped = io.StringIO()
    csv.writer(wrapped, quoting=csv.QUOTE_ALL).writerows(
        [line] for line in inner.getvalue().splitlines()
    )
    sheet = read(wrapped.getvalue())
    assert rows_of(sheet)[2] == ["5.1", 'Gaji "pokok", dll', "1000", "2024"]
    assert rows_of(sheet)[6] == ROWS[-1]
    assert sheet.bad_rows == {}


def test_an_unclosed_quote_costs_its_row_and_not_the_rows_after_it() -> None:
    sheet = read(table().replace("Belanja Barang", '"Belanja Barang'))
    assert {row: code for row, (code, _) in sheet.bad_rows.items()} == {3: "kutip_tidak_ditutup"}
    assert rows_of(sheet)[4] == ROWS[2]
    assert len(sheet.cells) == 5


def test_an_unclosed_quote_that_a_later_one_closes_swallows_no_row() -> None:
    rows = [[f"{n}", f"nama {n}", f'"catatan {n}"'] for n in range(1, 9)]
    rows[2][2] = '"catatan 3'
    text = "no,nama,catatan\n" + "".join(",".join(row) + "\n" for row in rows)
    sheet = read(text)
    assert 4 in sheet.bad_rows
    assert rows_of(sheet)[5] == ["4", "nama 4", "catatan 4"]
    assert len(sheet.cells) == 9


def test_rows_with_too_many_or_too_few_fields_are_distrusted_and_shown_whole() -> None:
    sheet = read(table() + "5.9,Rusak\n" + "1,2,3,4,5,6\n" + ",".join(ROWS[0]) + "\n")
    assert sheet.bad_rows == {
        6: ("kolom_kurang", {"ada": 2, "harusnya": 4}),
        7: ("kolom_berlebih", {"ada": 6, "harusnya": 4}),
    }
    assert rows_of(sheet)[7] == ["1", "2", "3", "4,5,6"]
    assert rows_of(sheet)[8] == ROWS[0]


def test_titles_above_the_table_may_be_short() -> None:
    sheet = read("PEMERINTAH KABUPATEN CONTOH\nTahun Anggaran,2024\n\n" + table())
    assert sheet.bad_rows == {}
    assert rows_of(sheet)[4] == HEADER
    assert rows_of(sheet)[3] == ["", "", "", ""]


def test_a_delimiter_at_the_end_of_each_line_adds_no_column() -> None:
    sheet = read(table(";", ";\n"))
    assert rows_of(sheet) == dict(enumerate([HEADER, *ROWS], 1))


def test_rows_of_delimiters_alone_at_the_end_are_not_rows() -> None:
    sheet = read(table() + ",,,\n" * 5)
    assert sheet.last_row == 5


def test_blank_rows_between_filled_ones_are_kept() -> None:
    sheet = read("a,b\n1,2\n,\n3,4\n")
    assert rows_of(sheet)[3] == ["", ""]


def test_a_huge_field_costs_its_row_only() -> None:
    sheet = read(table() + "5.9," + "X" * 150_000 + ",1,2024\n" + ",".join(ROWS[0]) + "\n")
    assert sheet.bad_rows == {6: ("isi_terlalu_panjang", {"panjang": 150_000, "batas": 131_072})}
    assert rows_of(sheet)[7] == ROWS[0]


@pytest.mark.parametrize(
    ("cut", "code"),
    [
        ("5.9,Belanja,5000,20", "baris_terpotong"),
        ("5.9,Belanja,5000,", "baris_terpotong"),
        ("5.9,Belanja,50", "kolom_kurang"),
        ('5.9,"Belanja', "kutip_tidak_ditutup"),
    ],
)
def test_a_file_cut_inside_its_last_row_is_noticed(cut: str, code: str) -> None:
    sheet = read(table() + cut)
    assert {row: found for row, (found, _) in sheet.bad_rows.items()} == {6: code}


def test_a_last_row_without_line_end_is_trusted_when_complete() -> None:
    assert read(table().removesuffix("\n")).bad_rows == {}
    text = "kode,alasan\n" + "".join(f"{n},\n" for n in range(5)) + "6,ditolak\n7,"
    assert read(text).bad_rows == {}


def test_too_many_columns_are_refused() -> None:
    wide = ",".join(f"k{n}" for n in range(301)) + "\n"
    with pytest.raises(RejectedFile) as refusal:
        read(wide + wide)
    assert refusal.value.code == "kolom_terlalu_banyak"
    assert refusal.value.params["jumlah"] == 301


def test_words_that_other_readers_take_for_nothing_stay_text() -> None:
    sheet = read("kode,nilai\nNA,null\nnan,None\n0012,1E5\n007,1.234\n")
    assert list(rows_of(sheet).values())[1:] == [
        ["NA", "null"],
        ["nan", "None"],
        ["0012", "1E5"],
        ["007", "1.234"],
    ]


def test_one_odd_line_in_a_large_file_leaves_the_others_and_their_numbers_alone() -> None:
    line = '{},"Belanja ""A"", lanjutan",' + "x" * 60 + ",2024\n"
    lines = ["no,uraian,isi,tahun\n", *(line.format(n) for n in range(2, 120_002))]
    lines[60_000] = "rusak\n"
    sheet = read("".join(lines))
    assert sheet.bad_rows == {60_001: ("kolom_kurang", {"ada": 1, "harusnya": 4})}
    assert len(sheet.cells) == 120_001
    assert list(sheet.cells.loc[120_001]) == ["120001", 'Belanja "A", lanjutan', "x" * 60, "2024"]


HEAD = "no,uraian,nilai,tahun\n"


def small_pieces(monkeypatch: pytest.MonkeyPatch, size: int = 40) -> None:
    """Have texts read so many bytes at a time, some two records."""
    monkeypatch.setattr(textfile, "PIECE", size)


def lines(count: int) -> list[str]:
    return [HEAD, *(f"{n},Belanja {n},{n}000,2024\n" for n in range(1, count + 1))]


def test_a_row_that_lies_across_two_pieces_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    small_pieces(monkeypatch)
    sheet = read("".join(lines(20)))
    assert sheet.bad_rows == {}
    expected = [[str(n), f"Belanja {n}", f"{n}000", "2024"] for n in range(1, 21)]
    assert list(rows_of(sheet).values())[1:] == expected
    assert list(sheet.cells.index) == list(range(1, 22))


@pytest.mark.parametrize("size", [16, 40, 64, 100, 1000])
def test_a_quoted_line_break_across_pieces_is_text(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    small_pieces(monkeypatch, size)
    rows = [f'{n},"Belanja\ndan\n\nlain, {n}",{n}000,2024\n' for n in range(1, 21)]
    sheet = read("".join([HEAD, *rows]))
    assert sheet.bad_rows == {}
    found = rows_of(sheet)
    assert list(found) == [1, *range(2, 82, 4)]
    assert found[78] == ["20", "Belanja\ndan\n\nlain, 20", "20000", "2024"]


def test_a_bad_byte_in_the_third_piece_costs_its_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    small_pieces(monkeypatch, 64)
    data = "".join(lines(20)).replace("Belanja 2,", "Belanja é,").encode()
    at = data.index(b"Belanja 9,")
    assert at // 64 == 3
    sheet = read(data[:at] + b"Belanja\xe99," + data[at + len(b"Belanja 9,") :])
    assert sheet.bad_rows == {10: ("pengodean_campur", {})}
    assert len(sheet.cells) == 21
    assert rows_of(sheet)[3][1] == "Belanja é"


def test_odd_lines_in_later_pieces_cost_their_rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    small_pieces(monkeypatch, 64)
    rows = lines(30)
    rows[8] = "rusak\n"
    rows[15] = '15,"tidak ditutup,15000,2024\n'
    rows[22] = "22,Bel\0anja,22000,2024\n"
    sheet = read("".join(rows))
    assert {number: code for number, (code, _) in sheet.bad_rows.items()} == {
        9: "kolom_kurang",
        16: "kutip_tidak_ditutup",
        23: "karakter_nul",
    }
    assert list(sheet.cells.index) == list(range(1, 32))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end_is_read_in_pieces(
    monkeypatch: pytest.MonkeyPatch, encoding: str, end: str
) -> None:
    """A letter of several bytes and a line end of two lie across pieces of five bytes somewhere."""
    small_pieces(monkeypatch, 5)
    text = "".join(lines(9)).replace("Belanja", "Bélanja").replace("\n", end)
    sheet = read(text.encode(encoding))
    assert sheet.bad_rows == {}
    assert [row[1] for row in rows_of(sheet).values()][1:] == [f"Bélanja {n}" for n in range(1, 10)]


def test_a_backslash_before_a_quote_is_seen_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f'{n},"Jalan \\"Raya\\" {n}",{n}000,2024\n' for n in range(1, 9)]
    for size in range(30, 50):
        small_pieces(monkeypatch, size)
        sheet = read("".join([HEAD, *rows]))
        assert sheet.bad_rows == {}
        assert rows_of(sheet)[9][1] == 'Jalan "Raya" 8'


def test_blank_lines_at_the_end_are_not_rows_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    small_pieces(monkeypatch)
    assert len(read("".join(lines(5)) + "\r\n" * 500).cells) == 6
    with pytest.raises(RejectedFile):
        read("\n \n" * 500)


VALUE = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=8)


@given(
    rows=st.lists(st.lists(VALUE, min_size=3, max_size=3), min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@settings(max_examples=300, deadline=None)
def test_what_a_csv_writer_writes_is_read_back_or_named(
    rows: list[list[str]], delimiter: str, quoting: int
) -> None:
    """No text is changed silently: a row comes back as written, or it is marked."""
    written = [["kode satu", "uraian dua", "nilai tiga"]] * 20 + rows
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(written)
    sheet = read(out.getvalue())
    trusted = [row for number, row in rows_of(sheet).items() if number not in sheet.bad_rows]
    if not sheet.bad_rows:
        while written and not any(written[-1]):
            written.pop()
        assert trusted == written
    else:
        assert all(row in written for row in trusted)


def test_real_files_keep_every_record(shared: Path) -> None:
    path = shared / "data/pengadaan/kab-bandung-2025/SWAKELOLA 3.csv"
    sheet = read_delimited(Text.of(path.read_bytes()), path.stem).sheets[0]
    assert len(sheet.cells) == 5525
    assert sheet.bad_rows == {}
    pagu = list(sheet.cells.iloc[0]).index("pagu")
    assert sum(map(int, sheet.cells[pagu].iloc[1:])) == 1_046_591_340_702


@given(
    rows=st.lists(st.lists(VALUE, min_size=3, max_size=3), min_size=1, max_size=12),
    size=st.integers(24, 200),
    damage=st.integers(0, 400),
)
@settings(max_examples=200, deadline=None)
def test_pieces_of_any_size_give_the_same_rows(
    rows: list[list[str]], size: int, damage: int
) -> None:
    """What a reader that sees all at once trusts, one that sees pieces trusts or names, never changes."""
    out = io.StringIO()
    written = [["kode satu", "uraian dua", "nilai tiga"]] * 5 + rows
    csv.writer(out, lineterminator="\n").writerows(written)
    data = out.getvalue().encode()
    data = data[:damage] + b"\xff" + data[damage:] if damage < len(data) else data
    whole = read(data)
    with pytest.MonkeyPatch.context() as patch:
        small_pieces(patch, size)
        parts = read(data)
    # What stands around an open quote or a bad byte may be distrusted in wider or narrower bounds.
    if not whole.bad_rows and not parts.bad_rows:
        assert rows_of(parts) == rows_of(whole)
    elif damage >= len(data):
        assert all(row in written for n, row in rows_of(parts).items() if n not in parts.bad_rows)
