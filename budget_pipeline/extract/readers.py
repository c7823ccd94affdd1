"""Read any file a town hall has into sheets of text, by what it contains and not by its name."""

import hashlib
from pathlib import Path

from budget_pipeline.extract import sniff
from budget_pipeline.extract.delimited import read_delimited
from budget_pipeline.extract.encoding import to_utf8
from budget_pipeline.extract.htmltable import read_html
from budget_pipeline.extract.jsonfile import read_json
from budget_pipeline.extract.sheets import Workbook
from budget_pipeline.extract.spreadsheet import read_other, read_xlsx
from budget_pipeline.issues import reject

MAX_FILE = 500_000_000


def read_workbook(path: Path, sha256: str = "") -> Workbook:
    """Return the sheets of the file at `path`; RejectedFile if it cannot be read at all.

    `sha256`: the hash it was found with; other bytes mean that it is still being written.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise reject("berkas_terlalu_besar", ukuran=path.stat().st_size // 1_000_000, batas=500)
        data = path.read_bytes()
    except OSError as error:
        raise reject("tidak_dapat_dibuka", sebab=error.strerror or str(error)) from error
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise reject("masih_ditulis")
    kind = sniff.kind_of(data)
    workbook = _read(kind, data, path)
    if not sniff.extension_fits(kind if kind != "xlsx" else workbook.kind, path.suffix):
        workbook.notes.append(
            ("akhiran_salah", "", {"akhiran": path.suffix, "jenis": workbook.kind})
        )
    return workbook


def _read(kind: str, data: bytes, path: Path) -> Workbook:
    if kind == "xlsx":
        return read_xlsx(data)
    if kind in ("xls", "xlsb", "ods"):
        return read_other(kind, data)
    if kind == "csv":
        return read_delimited(data, path.stem)
    text = _text(data)
    return read_json(text) if kind == "json" else read_html(text)


def _text(data: bytes) -> str:
    decoded = to_utf8(data)
    if decoded.damaged:
        raise reject("pengodean_rusak")
    return decoded.data.decode()
