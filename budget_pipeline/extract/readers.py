"""Read any file a town hall has into sheets of text, by what it contains and not by its name."""

from pathlib import Path

from budget_pipeline.extract import sniff
from budget_pipeline.extract.delimited import Keep, in_memory, read_delimited
from budget_pipeline.extract.encoding import to_utf8
from budget_pipeline.extract.htmltable import read_html
from budget_pipeline.extract.jsonfile import read_json
from budget_pipeline.extract.sheets import Workbook
from budget_pipeline.extract.spreadsheet import read_other, read_xlsx
from budget_pipeline.extract.textfile import Text
from budget_pipeline.issues import reject


def read_workbook(path: Path, sha256: str = "", keep: Keep = in_memory) -> Workbook:
    """Return the sheets of the file at `path`; RejectedFile if it cannot be read at all.

    `sha256`: the hash it was found with; other bytes mean that it is still being written.
    `keep`: where the columns of a delimited text go as it is read, some rows at a time.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise reject("tidak_dapat_dibuka", sebab=error.strerror or str(error)) from error
    with file:
        content = Text(file)
        if sha256 and content.sha256() != sha256:
            raise reject("masih_ditulis")
        kind = sniff.kind_of(content)
        workbook = _read(kind, content, path, keep)
    if not sniff.extension_fits(kind if kind != "xlsx" else workbook.kind, path.suffix):
        workbook.notes.append(
            ("akhiran_salah", "", {"akhiran": path.suffix, "jenis": workbook.kind})
        )
    return workbook


def _read(kind: str, content: Text, path: Path, keep: Keep) -> Workbook:
    if kind == "csv":
        return read_delimited(content, path.stem, keep)
    data = sniff.whole(content)
    if kind == "xlsx":
        return read_xlsx(data)
    if kind in ("xls", "xlsb", "ods"):
        return read_other(kind, data)
    text = _decoded(data)
    return read_json(text) if kind == "json" else read_html(text)


def _decoded(data: bytes) -> str:
    decoded = to_utf8(Text.of(data))
    if decoded.damaged:
        raise reject("pengodean_rusak")
    return decoded.text[:].decode()
