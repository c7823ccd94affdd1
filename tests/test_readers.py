"""Any file is taken for what it contains, whatever it is called, or refused by its kind."""

import json
import random
import re
import struct
from pathlib import Path
from typing import Any

import pytest
import xlwt

from budget_pipeline.errors import RejectedFile
from budget_pipeline.extract.child import run_many
from budget_pipeline.extract.readers import read_workbook
from budget_pipeline.extract.sheets import BOOLEAN, ERROR, NUMBER, TEXT, Sheet
from budget_pipeline.issues import catalogue
from tests.raw_xlsx import number, text, xlsx, zipped

ROWS = '<row r="1">' + text("A1", "Kode") + text("B1", "Pagu") + "</row>"
ROWS += '<row r="2">' + text("A2", "5.1") + number("B2", "1000") + "</row>"
CSV = b"Kode;Pagu\n5.1;1000\n5.2;2000\n"
HTML = b"<html><table><tr><th>Kode<th>Pagu<tr><td>5.10<td>Rp 1.000,00</table></html>"


def put(folder: Path, content: bytes | str, name: str = "berkas.bin") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(sheet: Sheet) -> list[list[str]]:
    told: list[list[str]] = sheet.cells.to_numpy().tolist()
    return told


def refused(path: Path) -> RejectedFile:
    with pytest.raises(RejectedFile) as refusal:
        read_workbook(path)
    return refusal.value


def xls_bytes(folder: Path) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Data").write(0, 0, "Kode")
    book.save(str(folder / "asli.xls"))
    return (folder / "asli.xls").read_bytes()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (xlsx(ROWS), "a.xls", "xlsx"),
        (CSV, "a.xlsx", "csv"),
        (HTML, "a.xls", "html"),
        ('[{"kode": "5.1"}]', "a.csv", "json"),
        ('{"ocid": "x-1"}\n{"ocid": "x-2"}\n', "a.txt", "ocds"),
        (xlsx(ROWS, extra={"xl/vbaProject.bin": b"x"}), "a.xlsx", "xlsm"),
    ],
)
def test_content_decides_and_a_wrong_name_is_told(
    tmp_path: Path, content: bytes | str, name: str, kind: str
) -> None:
    workbook = read_workbook(put(tmp_path, content, name))
    assert workbook.kind == kind
    wrong = [params for code, _, params in workbook.notes if code == "akhiran_salah"]
    assert [params["jenis"] for params in wrong] == [kind]


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.tsv", "a.txt"])
def test_a_fitting_name_is_not_remarked_upon(tmp_path: Path, name: str) -> None:
    assert read_workbook(put(tmp_path, CSV, name)).notes == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("[Kode],[Pagu]\n5.1,1000\n5.2,2000\n", "csv"),
        ("{x},y\n1,2\n", "csv"),
        (
            "Warning: undefined $x in a.php\n<table border=1><tr><td>a<td>b<tr><td>1<td>2</table>",
            "html",
        ),
        ('"isi <b>tebal</b>",1\n"<table> dan lain-lain",2\n', "csv"),
        ("[]", "json_tanpa_tabel"),
        ("[\n{}]", "json_tanpa_tabel"),
    ],
)
def test_a_beginning_that_looks_like_another_kind_does_not_mislead(
    tmp_path: Path, content: str, kind: str
) -> None:
    path = put(tmp_path, content)
    if kind.startswith("json_"):
        assert refused(path).code == kind
    else:
        assert read_workbook(path).kind == kind


def test_an_xls_is_recognised_under_any_name(tmp_path: Path) -> None:
    workbook = read_workbook(put(tmp_path, xls_bytes(tmp_path), "a.csv"))
    assert (workbook.kind, rows(workbook.sheets[0])) == ("xls", [["Kode"]])


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7 isi", "PDF"),
        (b"\x89PNG\r\n\x1a\n...", "PNG"),
        (zipped({"word/document.xml": "<w/>", "[Content_Types].xml": "<T/>"}), "Word"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "PowerPoint"),
        (zipped({"laporan.csv": "a,b"}), "ZIP"),
        (b"SQLite format 3\0" + b"\0" * 100, "SQLite"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
         b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML Spreadsheet 2003"),
        (b'<?xml version="1.0"?><data><a/></data>', "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "MHTML"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 2.0-4.0"),
        (bytes(range(32)) * 40, "biner"),
    ],
)  # fmt: skip
def test_another_kind_is_refused_by_its_name(tmp_path: Path, content: bytes, named: str) -> None:
    refusal = refused(put(tmp_path, content, "data.xlsx"))
    assert refusal.code == "jenis_tidak_didukung"
    assert named in str(refusal.params["jenis"])


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\0" * 4000, b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(put(tmp_path, content)).code in ("berkas_kosong", "tidak_ada_isi")


def test_a_locked_workbook_is_refused_as_locked(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    path = put(tmp_path, ole + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")
    assert refused(path).code == "terkunci_kata_sandi"
    data = bytearray(xls_bytes(tmp_path))
    first = data.index(struct.pack("<HH", 0x0809, 16))  # BOF of the globals
    struct.pack_into("<H", data, first + 20, 0x002F)  # the record after it: FILEPASS
    assert refused(put(tmp_path, bytes(data), "b.xls")).code == "terkunci_kata_sandi"


def test_a_missing_file_is_refused_with_the_systems_reason(tmp_path: Path) -> None:
    assert refused(tmp_path / "tidak-ada.csv").code == "tidak_dapat_dibuka"


def test_bytes_other_than_those_found_are_not_read(tmp_path: Path) -> None:
    path = put(tmp_path, CSV, "a.csv")
    with pytest.raises(RejectedFile) as refusal:
        read_workbook(path, "0" * 64)
    assert refusal.value.code == "masih_ditulis"


def read_json(tmp_path: Path, document: Any) -> Any:
    content = document if isinstance(document, str) else json.dumps(document)
    return read_workbook(put(tmp_path, content, "a.json"))


def test_a_list_of_objects_has_its_keys_as_row_one(tmp_path: Path) -> None:
    sheet = read_json(
        tmp_path,
        '\ufeff[{"a": 1.50, "b": null, "c": true}, {"d": {"x": [1e3, 2]}, "a": 1E9, "b": "\\u00e9"}]',
    ).sheets[0]
    assert rows(sheet) == [
        ["a", "b", "c", "d"],
        ["1.50", "", "true", ""],
        ["1000000000", "é", "", '{"x":[1e3,2]}'],
    ]
    assert list(sheet.cells.index) == [1, 2, 3]
    assert sheet.kinds is not None
    assert sheet.kinds[1].tolist() == [NUMBER, TEXT, BOOLEAN, TEXT]


def test_numbers_of_json_never_pass_through_a_float(tmp_path: Path) -> None:
    sheet = read_json(tmp_path, '[{"n": 9007199254740993, "d": 0.10000000000000000555}]').sheets[0]
    assert rows(sheet)[1] == ["9007199254740993", "0.10000000000000000555"]


@pytest.mark.parametrize("wrapper", ["data", "result.items", "aaData"])
def test_records_inside_a_wrapper_are_found(tmp_path: Path, wrapper: str) -> None:
    document: Any = [{"kode": "1"}, {"kode": "2"}]
    for key in reversed(wrapper.split(".")):
        document = {"total": 2, key: document}
    workbook = read_json(tmp_path, document)
    assert [(s.name, len(s.cells)) for s in workbook.sheets] == [(wrapper, 3)]


def test_positional_arrays_have_no_header_row(tmp_path: Path) -> None:
    sheet = read_json(tmp_path, {"draw": "1", "data": [["1", "Jalan", "2 M"], ["2", None]]}).sheets[
        0
    ]
    assert sheet.name == "data"
    assert rows(sheet) == [["1", "Jalan", "2 M"], ["2", "", ""]]


def test_json_lines_are_records(tmp_path: Path) -> None:
    workbook = read_workbook(put(tmp_path, '{"a": 1}\n\n{"a": 2, "b": "x"}\n', "a.jsonl"))
    assert workbook.kind == "jsonl"
    assert rows(workbook.sheets[0]) == [["a", "b"], ["1", ""], ["2", "x"]]


def test_half_a_surrogate_pair_stays_visible(tmp_path: Path) -> None:
    assert rows(read_json(tmp_path, '[{"a": "x\\ud800"}]').sheets[0])[1] == ["x\\ud800"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('[{"a": 1}, {"a"', "json_rusak"),
        ('{"a": 1}\n{"a": \n', "json_rusak"),
        ('{"status": false, "message": "token kedaluwarsa"}', "json_tanpa_tabel"),
        ("[1, 2, 3]", "json_tanpa_tabel"),
        ('[{"a": 1, "a": 2}]', "json_kunci_ganda"),
        ("[" * 100_000, "json_terlalu_dalam"),
    ],
)
def test_json_without_a_sound_table_is_refused(tmp_path: Path, content: str, code: str) -> None:
    assert refused(put(tmp_path, content, "a.json")).code == code


RELEASE = {"ocid": "ocds-x-1", "tender": {"value": {"amount": 1500.5}}}


@pytest.mark.parametrize(
    "document",
    [
        {"version": "1.1", "releases": [RELEASE]},
        {"records": [{"ocid": "ocds-x-1", "compiledRelease": RELEASE}]},
        {"records": [{"ocid": "ocds-x-1", "releases": [RELEASE]}]},
        [RELEASE],
        RELEASE,
    ],
)
def test_ocds_packages_give_one_row_for_each_release(tmp_path: Path, document: Any) -> None:
    workbook = read_json(tmp_path, document)
    assert workbook.kind == "ocds"
    assert [sheet.name for sheet in workbook.sheets] == ["releases"]
    release = '{"ocid":"ocds-x-1","tender":{"value":{"amount":1500.5}}}'
    assert rows(workbook.sheets[0]) == [["ocid", "json"], ["ocds-x-1", release]]


def read_html(tmp_path: Path, content: str) -> list[Sheet]:
    return read_workbook(put(tmp_path, content, "a.html")).sheets


def test_html_cells_keep_their_text(tmp_path: Path) -> None:
    (sheet,) = read_html(
        tmp_path,
        "<html><style>td{color:red}</style><table><thead><tr><th>Kode</th><th>Nama &amp; sebagainya"
        "</th></tr></thead><tr><td> 5.10 </td><td>baris satu<br>baris   dua\n lanjut</td></tr>"
        "<tr><td>01.02</td><td>&nbsp;</td></tr><tr><td>x<script>1</script></td><td>y</td></tr></table>",
    )
    assert rows(sheet) == [
        ["Kode", "Nama & sebagainya"],
        ["5.10", "baris satu\nbaris dua lanjut"],
        ["01.02", ""],
        ["x", "y"],
    ]


def test_html_spans_keep_columns_in_place_and_are_told(tmp_path: Path) -> None:
    (sheet,) = read_html(
        tmp_path,
        "<table><tr><td rowspan=2>Kode<td colspan=2>Anggaran<tr><td>Murni<td>Perubahan"
        "<tr><td>1<td>2<td>3</table>",
    )
    assert rows(sheet) == [["Kode", "Anggaran", ""], ["", "Murni", "Perubahan"], ["1", "2", "3"]]
    assert sheet.merged == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_each_html_table_is_a_sheet_and_frames_around_them_are_not(tmp_path: Path) -> None:
    inner = "<table><tr><td>{0}<td>b<tr><td>1<td>2</table>"
    sheets = read_html(
        tmp_path, "<table><tr><td>" + inner.format("x") + inner.format("y") + "</td></tr></table>"
    )
    assert [rows(sheet)[0] for sheet in sheets] == [["x", "b"], ["y", "b"]]


def test_a_web_page_without_a_table_is_refused_with_its_title(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><head><title>Masuk SIPD</title></head><form></form></html>"
    refusal = refused(put(tmp_path, page, "data.xls"))
    assert (refusal.code, refusal.params["judul"]) == ("halaman_web_tanpa_tabel", "Masuk SIPD")


@pytest.mark.parametrize("span", ["colspan=100000", "rowspan=51"])
def test_an_absurd_span_is_refused(tmp_path: Path, span: str) -> None:
    page = f"<table><tr><td {span}>a<td>b<tr><td>1<td>2</table>"
    assert refused(put(tmp_path, page, "a.xls")).code == "html_rentang_berlebihan"


def test_every_refusal_and_note_of_the_readers_has_its_sentence_in_both_languages() -> None:
    folder = Path(__file__).parent.parent / "budget_pipeline/extract"
    used = set()
    for path in folder.glob("*.py"):
        used |= set(re.findall(r'(?:reject|Reason|source_error)\(\s*"(\w+)"', path.read_text()))
    assert len(used) > 30
    assert used <= set(catalogue())


def xlsb(cells: bytes) -> bytes:
    """Return an .xlsb of one sheet "Data" with the records `cells` ([MS-XLSB])."""

    def record(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(body)]) + body

    def wide(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    sheet = struct.pack("<II", 0, 1) + wide("rId1") + wide("Data")
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": record(131) + record(143) + record(156, sheet) + record(144)
            + record(132),
            "xl/_rels/workbook.bin.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
            f'package/2006/relationships"><Relationship Id="rId1" Type="{relations}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": record(129) + record(148, struct.pack("<4I", 0, 1, 0, 1))
            + record(145) + cells + record(146) + record(130),
        }
    )  # fmt: skip


def test_an_xlsb_tells_errors_and_hidden_rows(tmp_path: Path) -> None:
    def row(index: int, flags: int) -> bytes:
        body = struct.pack("<IIHBB", index, 0, 300, 0, flags) + b"\0" + struct.pack("<I", 0)
        return bytes([0, len(body)]) + body

    def cell(kind: int, column: int, value: bytes) -> bytes:
        body = struct.pack("<II", column, 0) + value
        return bytes([kind, len(body)]) + body

    records = row(0, 0) + cell(5, 0, struct.pack("<d", 1500.5)) + cell(3, 1, b"\x17")
    records += row(1, 0x10) + cell(5, 0, struct.pack("<d", 7)) + cell(5, 1, struct.pack("<d", 8))
    workbook = read_workbook(put(tmp_path, xlsb(records), "a.xlsb"))
    sheet = workbook.sheets[0]
    assert workbook.kind == "xlsb"
    assert rows(sheet) == [["1500.5", "#REF!"], ["7", "8"]]
    assert sheet.kinds is not None
    assert sheet.kinds[0].tolist() == [NUMBER, ERROR]
    assert sheet.hidden_rows == {2}


def test_damage_anywhere_ends_in_a_table_or_a_refusal(tmp_path: Path) -> None:
    """Bytes changed, cut out, doubled and cut off: no other error, no crash, from any seed."""
    seeds = [xlsx(ROWS), xls_bytes(tmp_path), CSV * 5, HTML, b'[{"a": 1.5}, {"a": "x"}]']
    seeds.append(b'kode,"nama ""x""",nilai\n1,"a\nb",2\n3,4,5\n')
    chance = random.Random(20241124)
    files = []
    for n in range(150):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.choice([1, 2, 8])):
            start = chance.randrange(len(data) or 1)
            end = start + chance.randrange(1, 40)
            change = chance.randrange(4)
            if change == 0:
                data[start:end] = bytes(chance.randrange(256) for _ in data[start:end])
            elif change == 1:
                del data[start:end]
            elif change == 2:
                data[start:start] = data[start:end]
            else:
                del data[max(start, 1) :]
        files.append((put(tmp_path, bytes(data), f"rusak-{n}.bin"),))
    outcomes = list(run_many(read_workbook, files, 2))
    ours = [o for o in outcomes if isinstance(o, RejectedFile) and o.code == "pembaca_gagal"]
    assert not ours, [(o.params, getattr(o, "__notes__", "")) for o in ours]
    assert len(outcomes) == 150


def test_every_real_file_is_read(shared: Path) -> None:
    files = [
        (path,)
        for path in sorted((shared / "data").rglob("*"))
        if path.is_file() and path.suffix in (".xlsx", ".xls", ".csv", ".json", ".jsonl")
    ]
    refusals = [
        (path.name, str(outcome))
        for (path,), outcome in zip(files, run_many(read_workbook, files, 2), strict=True)
        if isinstance(outcome, RejectedFile)
    ]
    assert len(files) > 50
    assert refusals == []
