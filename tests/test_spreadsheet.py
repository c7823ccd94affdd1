"""Workbooks: every value as it stands, every silent thing told, nothing dangerous opened."""

import datetime
import io
import struct
import tracemalloc
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
import xlsxwriter
import xlwt

from budget_pipeline.errors import RejectedFile
from budget_pipeline.extract.sheets import (
    BOOLEAN,
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    TEXT,
    Sheet,
    Workbook,
    column_letter,
)
from budget_pipeline.extract.spreadsheet import read_other, read_xlsx
from tests.raw_xlsx import MAIN, STRICT, number, text, xlsx, zipped

HEADER = '<row r="1">' + text("A1", "Kode") + text("B1", "Anggaran") + "</row>"
TWO_ROWS = (
    HEADER
    + '<row r="2">'
    + text("A2", "5.1")
    + number("B2", "1000")
    + "</row>"
    + '<row r="3">'
    + text("A3", "5.10")
    + number("B3", "2000.5")
    + "</row>"
)


def cells(sheet: Sheet) -> list[list[str]]:
    rows: list[list[str]] = sheet.cells.to_numpy().tolist()
    return rows


def kind(sheet: Sheet, row: int, column: int) -> int:
    assert sheet.kinds is not None
    return int(sheet.kinds[row - 1, column])


def written(write: Any, **options: Any) -> Workbook:
    """Return what is read of a workbook that `write(workbook, sheet)` fills with XlsxWriter."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as workbook:
        write(workbook, workbook.add_worksheet("Data"))
    return read_xlsx(out.getvalue())


def refused(data: bytes, kind: str = "xlsx") -> str:
    with pytest.raises(RejectedFile) as refusal:
        read_xlsx(data) if kind == "xlsx" else read_other(kind, data)
    return refusal.value.code


def test_each_kind_of_cell_becomes_its_text_and_kind() -> None:
    def write(workbook: Any, sheet: Any) -> None:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_string(0, 0, "5.10")
        sheet.write_number(0, 1, 52441553.25)
        sheet.write_number(0, 2, 1e15)
        sheet.write_datetime(0, 3, datetime.datetime(2024, 5, 1), day)
        sheet.write_datetime(0, 4, datetime.datetime(2024, 5, 1, 10, 30), day)
        sheet.write_boolean(0, 5, True)
        sheet.write_number(0, 6, -0.00000012)

    sheet = written(write).sheets[0]
    assert cells(sheet)[0] == [
        "5.10",
        "52441553.25",
        "1000000000000000",
        "2024-05-01",
        "2024-05-01 10:30:00",
        "true",
        "-0.00000012",
    ]
    assert sheet.kinds is not None
    assert sheet.kinds[0].tolist() == [TEXT, NUMBER, NUMBER, DATE, DATE, BOOLEAN, NUMBER]


def test_a_one_and_a_true_in_one_column_stay_apart() -> None:
    rows = '<row r="1">' + number("A1", "1") + '</row><row r="2"><c r="A2" t="b"><v>1</v></c></row>'
    rows += (
        '<row r="3"><c r="A3" t="b"><v>0</v></c></row><row r="4">' + number("A4", "0") + "</row>"
    )
    sheet = read_xlsx(xlsx(rows)).sheets[0]
    assert cells(sheet) == [["1"], ["true"], ["false"], ["0"]]


def test_numbers_are_the_shortest_text_of_their_double_without_exponent() -> None:
    written = ["52441553.489999995", "1E+15", "1.5e-7", "-0", "1000.00", "0.1"]
    row = "".join(
        number(f"{letter}1", value) for letter, value in zip("ABCDEF", written, strict=True)
    )
    sheet = read_xlsx(xlsx(f'<row r="1">{row}</row>')).sheets[0]
    assert cells(sheet) == [
        ["52441553.489999995", "1000000000000000", "0.00000015", "0", "1000", "0.1"]
    ]


def test_rows_and_columns_are_numbered_as_excel_shows_them() -> None:
    sheet = written(lambda _, sheet: sheet.write_string(4, 2, "jauh")).sheets[0]
    assert list(sheet.cells.index) == [1, 2, 3, 4, 5]
    assert sheet.cells.loc[5, 2] == "jauh"
    assert cells(sheet)[0] == ["", "", ""]


def test_whole_numbers_beyond_doubles_keep_their_digits() -> None:
    rows = '<row r="1">' + number("A1", "9007199254740993") + number("B1", "3599004101900001")
    sheet = read_xlsx(xlsx(rows + "</row>")).sheets[0]
    assert cells(sheet) == [["9007199254740993", "3599004101900001"]]
    assert kind(sheet, 1, 0) == NUMBER


def test_error_cells_and_formulas_without_value_are_told_from_empty_cells() -> None:
    rows = (
        HEADER
        + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>A1*2</f></c></row>'
        + '<row r="3"><c r="A3"><f t="shared" si="0"/><v></v></c><c r="B3"><v>5</v></c></row>'
        + '<row r="4"><c r="A4" t="str"><f>IF(1,"")</f><v></v></c>'
        + '<c r="B4"><f>A1</f><v>7</v></c></row>'
        + '<row r="5"><c r="B5"><f>SUM(B2:B4)</f></c></row>'
    )
    sheet = read_xlsx(xlsx(rows)).sheets[0]
    assert cells(sheet)[1] == ["#REF!", ""]
    assert (kind(sheet, 2, 0), kind(sheet, 2, 1), kind(sheet, 3, 0)) == (ERROR, FORMULA, FORMULA)
    assert kind(sheet, 4, 0) == TEXT, "a formula may well yield an empty text"
    assert kind(sheet, 4, 1) == NUMBER
    assert sheet.last_row == 5, "a total that nobody computed is still a row"
    assert kind(sheet, 5, 1) == FORMULA


def test_zeros_that_no_program_computed_are_no_values() -> None:
    """XlsxWriter stores 0 for each formula and asks for computation on opening."""

    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Kode", "Anggaran"])
        sheet.write_row(1, 0, ["5.1", 1000])
        sheet.write_formula(2, 1, "=B2*2")

    assert kind(written(write).sheets[0], 3, 1) == FORMULA


def test_a_zero_among_computed_formulas_is_a_zero() -> None:
    rows = (
        HEADER + '<row r="2"><c r="A2"><f>1-1</f><v>0</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    sheet = read_xlsx(xlsx(rows, workbook='<calcPr fullCalcOnLoad="1"/>')).sheets[0]
    assert cells(sheet)[1] == ["0", "2"]
    assert kind(sheet, 2, 0) == NUMBER


def test_hidden_rows_sheets_merges_and_macros_are_told() -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "LAPORAN")
        sheet.write_row(1, 0, ["a", "b", "c"])
        sheet.write_row(2, 0, [1, 2, 3])
        sheet.set_row(2, None, None, {"hidden": True})
        other = workbook.add_worksheet("Rahasia")
        other.write(0, 0, "x")
        other.hide()

    workbook = written(write)
    assert workbook.sheets[0].hidden_rows == {3}
    assert workbook.sheets[0].merged == ((1, 0, 1, 2),)
    assert [sheet.hidden for sheet in workbook.sheets] == [False, True]
    macros = read_xlsx(xlsx(TWO_ROWS, extra={"xl/vbaProject.bin": b"\xd0\xcf" * 100}))
    assert macros.kind == "xlsm"
    assert macros.notes == [("makro_diabaikan", "", {})]


def test_xml_of_other_writers_reads_the_same() -> None:
    """Prefixed elements, single quotes and cells without references are all well-formed."""
    prefixed = (
        f"<?xml version='1.0'?><x:worksheet xmlns:x='{MAIN}'><x:sheetData>"
        "<x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>Kode</x:t></x:is></x:c>"
        "<x:c r='B1' t='e'><x:v>#N/A</x:v></x:c></x:row>"
        "<x:row r='2' hidden='1'><x:c r='A2'><x:f>1+1</x:f></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )
    sheet = read_xlsx(xlsx(prefixed)).sheets[0]
    assert cells(sheet) == [["Kode", "#N/A"], ["", ""]]
    assert kind(sheet, 1, 1) == ERROR
    assert kind(sheet, 2, 0) == FORMULA
    assert sheet.hidden_rows == {2}
    bare = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="e"><v>#REF!</v></c></row>'
    bare += "<row><c><v>1</v></c><c><f>A1</f></c></row>"
    sheet = read_xlsx(xlsx(bare)).sheets[0]
    assert cells(sheet) == [["a", "#REF!"], ["1", ""]]
    assert (kind(sheet, 1, 1), kind(sheet, 2, 1)) == (ERROR, FORMULA)


def test_strict_ooxml_and_the_1904_calendar_are_read() -> None:
    assert cells(read_xlsx(xlsx(TWO_ROWS, main=STRICT)).sheets[0])[1] == ["5.1", "1000"]

    def write(workbook: Any, sheet: Any) -> None:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(0, 0, datetime.datetime(2024, 2, 29), day)

    assert cells(written(write, date_1904=True).sheets[0]) == [["2024-02-29"]]


def test_a_chart_sheet_before_the_table_is_passed_over() -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Kode", 5])
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=Data!$B$1:$B$1"})
        front = workbook.add_chartsheet("Grafik")
        front.set_chart(chart)
        workbook.worksheets_objs.sort(key=lambda one: one.get_name() != "Grafik")

    workbook = written(write)
    assert [sheet.name for sheet in workbook.sheets if len(sheet.cells)] == ["Data"]


def test_a_workbook_without_cells_is_refused() -> None:
    assert refused(xlsx("")) == "tidak_ada_isi"


def test_a_stray_far_cell_is_cut_away_and_told() -> None:
    stray = '<row r="1048576">' + text("XFD1048576", "x") + "</row>"
    workbook = read_xlsx(xlsx(TWO_ROWS + stray))
    assert cells(workbook.sheets[0]) == [["Kode", "Anggaran"], ["5.1", "1000"], ["5.10", "2000.5"]]
    assert workbook.notes == [("sel_nyasar", "Data", {"sel": "XFD1048576"})]


def test_a_stray_cell_beside_the_table_is_cut_away_and_told() -> None:
    beside = TWO_ROWS.replace("</row>", number("ZZ1", "1") + "</row>", 1)
    workbook = read_xlsx(xlsx(beside))
    assert workbook.sheets[0].cells.shape == (3, 2)
    assert workbook.notes == [("sel_nyasar", "Data", {"sel": "ZZ1"})]


def test_formatted_empty_cells_far_away_are_nothing() -> None:
    blank = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    workbook = read_xlsx(xlsx(TWO_ROWS + blank))
    assert workbook.sheets[0].cells.shape == (3, 2)
    assert workbook.notes == []


def test_a_table_of_too_many_columns_is_refused() -> None:
    wide = '<row r="1">' + "".join(f'<c r="{letters}1"><v>1</v></c>' for letters in _letters(301))
    assert refused(xlsx(wide + "</row>")) == "kolom_terlalu_banyak"


def _letters(count: int) -> list[str]:
    return [column_letter(n) for n in range(count)]


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/s1.xml", "xl/sharedStrings.xml", "docProps/core.xml", "xl/drawings/d.vml"],
)
@pytest.mark.parametrize("before", ["", "<!-- <a> -->", '<?xml version="1.0"?>\n<!--x-->'])
def test_a_document_type_in_any_part_is_refused(part: str, before: str) -> None:
    laughs = f'{before}<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    assert refused(xlsx(TWO_ROWS, extra={part: laughs})) == "xml_berbahaya"


def test_a_part_in_utf_16_cannot_hide_a_document_type() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16")
    assert refused(xlsx(TWO_ROWS, extra={"xl/styles.xml": hidden})) == "xml_berbahaya"


def test_a_bomb_is_refused_before_it_grows() -> None:
    bomb = xlsx(TWO_ROWS, extra={"xl/media/image1.png": b"\0" * 80_000_000})
    tracemalloc.start()
    try:
        assert refused(bomb) == "zip_bom"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_too_many_parts_are_refused() -> None:
    many = {f"xl/x{n}.bin": b"" for n in range(1000)}
    assert refused(xlsx(TWO_ROWS, extra=dict(many))) == "zip_terlalu_banyak_bagian"


@pytest.mark.parametrize("twin", ["xl/worksheets/s1.xml", "XL/worksheets/S1.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused(twin: str) -> None:
    out = io.BytesIO(xlsx(TWO_ROWS))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(twin, "<worksheet/>")
    assert refused(out.getvalue()) == "zip_bagian_ganda"


def test_a_size_that_lies_is_refused() -> None:
    data = bytearray(xlsx(TWO_ROWS))
    central = data.rindex(b"PK\1\2", 0, data.rindex(b"xl/worksheets/s1.xml"))
    size = struct.unpack_from("<I", data, central + 24)[0]
    struct.pack_into("<I", data, central + 24, size - 1)
    assert refused(bytes(data)) == "zip_rusak"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_off_workbook_is_refused(share: float) -> None:
    data = xlsx(TWO_ROWS)
    assert refused(data[: int(len(data) * share)]) == "zip_terpotong"


def test_one_flipped_bit_in_a_sheet_is_refused() -> None:
    data = bytearray(xlsx(TWO_ROWS))
    start = data.index(b"xl/worksheets/s1.xml") + len("xl/worksheets/s1.xml") + 40
    data[start] ^= 4
    assert refused(bytes(data)) == "zip_rusak"


def test_a_shared_text_that_is_missing_refuses_the_workbook() -> None:
    rows = HEADER + '<row r="2"><c r="A2" t="s"><v>7</v></c></row>'
    shared = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>Gaji</t></si></sst>'
    assert refused(xlsx(rows, extra={"xl/sharedStrings.xml": shared})) == "teks_bersama_rusak"


def test_a_workbook_without_its_list_of_sheets_is_refused() -> None:
    assert refused(zipped({"xl/worksheets/sheet1.xml": "<worksheet/>"})) == "bukan_buku_kerja"


@pytest.mark.parametrize("encoding", ["KTF-8", "UTF-7", "utf-32"])
def test_an_unknown_encoding_of_a_part_is_a_refusal(encoding: str) -> None:
    relations = f'<?xml version="1.0" encoding="{encoding}"?><Relationships/>'
    part = "xl/_rels/workbook.xml.rels"
    assert refused(xlsx(TWO_ROWS, extra={part: relations})) == "bukan_buku_kerja"


def xls(write: Any) -> Workbook:
    book = xlwt.Workbook()
    write(book, book.add_sheet("Data"))
    out = io.BytesIO()
    book.save(out)
    return read_other("xls", out.getvalue())


def test_an_xls_tells_errors_hidden_rows_and_formulas_never_computed() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Kode")
        sheet.write(1, 0, 1000)
        sheet.row(1).set_cell_error(1, "#REF!")
        sheet.row(2).hidden = True
        sheet.write(2, 0, 5.5)
        sheet.write(3, 1, xlwt.Formula("A2*2"))
        book.add_sheet("Dua").write(0, 0, "x")

    workbook = xls(write)
    sheet = workbook.sheets[0]
    assert workbook.kind == "xls"
    assert cells(sheet) == [["Kode", ""], ["1000", "#REF!"], ["5.5", ""], ["", ""]]
    assert (kind(sheet, 2, 1), kind(sheet, 4, 1)) == (ERROR, FORMULA)
    assert sheet.hidden_rows == {3}
    assert [s.name for s in workbook.sheets] == ["Data", "Dua"]


def test_a_large_xls_with_a_long_sector_chain_is_read() -> None:
    def write(_: Any, sheet: Any) -> None:
        for row in range(20_000):
            sheet.write(row, 0, f"Belanja {row}")
            sheet.write(row, 1, row)

    sheet = xls(write).sheets[0]
    assert cells(sheet)[-1] == ["Belanja 19999", "19999"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cut_off_xls_is_refused(share: float) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for row in range(500):
        sheet.write(row, 0, f"Belanja {row}")
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    assert refused(data[: int(len(data) * share)], "xls") == "xls_terpotong"


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def ods(rows: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="Data">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type='
        '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_text(value: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell {attributes} office:value-type="string">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def test_an_ods_tells_errors_formulas_hidden_rows_and_merges() -> None:
    rows = (
        "<table:table-row>"
        + ods_text("LAPORAN", 'table:number-columns-spanned="2" table:number-rows-spanned="1"')
        + "<table:covered-table-cell/></table:table-row>"
        + '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        + '<table:table-row table:visibility="collapse">'
        + '<table:table-cell table:formula="of:=1/0" calcext:value-type="error" '
        'office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>'
        + '<table:table-cell table:formula="of:=[.A1]"/></table:table-row>'
    )
    sheet = read_other("ods", ods(rows)).sheets[0]
    assert cells(sheet)[3] == ["#DIV/0!", ""]
    assert (kind(sheet, 4, 0), kind(sheet, 4, 1)) == (ERROR, FORMULA)
    assert sheet.hidden_rows == {4}
    assert sheet.merged == ((1, 0, 1, 1),)


def test_an_ods_with_repeated_empty_rows_is_as_small_as_its_table() -> None:
    rows = "<table:table-row>" + ods_text("a") + ods_text("b") + "</table:table-row>"
    rows += '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
    rows += 'table:number-columns-repeated="16384"/></table:table-row>'
    assert read_other("ods", ods(rows)).sheets[0].cells.shape == (1, 2)


def test_an_ods_with_a_stray_far_cell_is_refused_with_its_address() -> None:
    rows = "<table:table-row>" + ods_text("a") + "</table:table-row>"
    rows += '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/>'
    rows += "</table:table-row><table:table-row><table:table-cell "
    rows += 'table:number-columns-repeated="16383"/>' + ods_text("x") + "</table:table-row>"
    with pytest.raises(RejectedFile) as refusal:
        read_other("ods", ods(rows))
    assert refusal.value.code == "lembar_terlalu_renggang"
    assert refusal.value.params["sel"] == "XFD1048576"


def test_a_locked_ods_is_refused_as_locked() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    )
    data = zipped({"content.xml": b"\x93\x12" * 200, "META-INF/manifest.xml": manifest})
    assert refused(data, "ods") == "terkunci_kata_sandi"


def test_every_part_of_an_ods_passes_the_gate() -> None:
    rows = "<table:table-row>" + ods_text("a", 'table:formula="of:=1"') + "</table:table-row>"
    out = io.BytesIO(ods(rows))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/x.png", b"\0" * 80_000_000)
    assert refused(out.getvalue(), "ods") == "zip_bom"


def test_rows_hidden_below_the_table_are_not_counted() -> None:
    below = "".join(f'<row r="{n}" hidden="1"/>' for n in range(2, 5000))
    assert read_xlsx(xlsx(TWO_ROWS + below)).sheets[0].hidden_rows == {2, 3}


def test_dates_in_iso_and_rich_text_are_read() -> None:
    rows = (
        '<row r="1"><c r="A1" t="d"><v>2024-05-01T10:00:00</v></c>'
        '<c r="B1" t="inlineStr"><is><r><t xml:space="preserve">Belanja </t></r><r><t>Modal</t></r></is></c></row>'
    )
    sheet = read_xlsx(xlsx(rows, main=STRICT)).sheets[0]
    assert cells(sheet) == [["2024-05-01 10:00:00", "Belanja Modal"]]
    assert kind(sheet, 1, 0) == DATE


def test_an_ods_with_entities_is_refused() -> None:
    content = '<!DOCTYPE a [<!ENTITY b "c">]><office:document-content/>'
    data = zipped({"mimetype": "x", "content.xml": content})
    assert refused(data, "ods") == "xml_berbahaya"


def same_number(told: str, expected: float) -> bool:
    return "e" not in told and Decimal(told) == Decimal(repr(expected))


REAL = [
    "apbd/kab-buru-2024/rekap_apbd_murni.xlsx",
    "apbd/kab-sumenep-2026/LRA DINKES.xlsx",
    "apbd/kota-banjarmasin-2019/Laporan Kondisi Progress Pekerjaan Update 2019-11-08 07_11_52.xlsx",
    "pengadaan/kemnaker-inaproc-2025/tender_peserta-tender_2025.xlsx",
    "pengadaan/prov-kalbar-rup-2025/rup_penyedia_terumumkan_2025_bagian.xlsx",
]


@pytest.mark.parametrize("name", REAL)
def test_real_workbooks_read_as_openpyxl_reads_them(shared: Path, name: str) -> None:
    path = shared / "data" / name
    ours = {sheet.name: sheet for sheet in read_xlsx(path.read_bytes()).sheets}
    theirs = openpyxl.load_workbook(path, data_only=True, read_only=True)
    compared = 0
    for other in theirs.worksheets:
        sheet = ours[other.title]
        texts = sheet.cells.to_numpy()
        kinds = sheet.kinds if sheet.kinds is not None else np.zeros(texts.shape, np.uint8)
        for r, row in enumerate(other.iter_rows(values_only=True)):
            for c, value in enumerate(row):
                inside = r < texts.shape[0] and c < texts.shape[1]
                told = texts[r, c] if inside else ""
                place = f"{other.title} {r + 1},{c}: {told!r} {value!r}"
                if value is None:
                    assert told == "", place
                elif isinstance(value, bool):
                    assert told == str(value).lower(), place
                elif isinstance(value, int | float):
                    assert same_number(told, value), place
                    assert kinds[r, c] == NUMBER, place
                elif isinstance(value, datetime.datetime):
                    assert told == str(value).removesuffix(" 00:00:00"), place
                elif isinstance(value, str):
                    # openpyxl leaves escapes and line ends as the XML has them.
                    value = "" if value.isspace() else value
                    plain = value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
                    assert told.replace("\r\n", "\n").replace("\r", "\n") == plain, place
                compared += value is not None
    assert compared > 1000
