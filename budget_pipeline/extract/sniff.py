"""Tell the kind of a file by its content; its name is only compared, never believed."""

import re
import zipfile
from io import BytesIO

from budget_pipeline.extract.encoding import utf16_flavour
from budget_pipeline.extract.textfile import Text
from budget_pipeline.issues import reject

# First bytes of kinds that hold no table for us, with the word a clerk knows them by.
FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf\x27\x1c", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"SQLite format 3\0", "basis data SQLite"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "program Windows"),
)
# Bytes that text may hold; more than one in twenty of others is no text.
TEXT_BYTES = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]) + b"\t\r\n\f\x1a"
BLANK = b"\0 \t\r\n"
HEAD = 8192
# Only delimited texts are read in pieces.
MAX_WHOLE = 500_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# BIFF 2 to 4, Excel before 1993, without the OLE container.
OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|center|tr|title|script|form)\b",
    re.IGNORECASE,
)
# A table soon after the start, as PHP warnings may come before it.
HTML_TABLE = re.compile(rb"<table\b[^>]*>\s*(?:<(?:!--|\w)[^>]*>\s*)*<t[rh]\b", re.IGNORECASE)
JSON = re.compile(rb'[\[{]\s*(?:["\[{\]}\d-]|true|false|null|\Z)')

EXTENSIONS = {
    "xlsx": {"xlsx"},
    "xlsm": {"xlsm", "xltm"},
    "xlsb": {"xlsb"},
    "xls": {"xls", "xlt"},
    "ods": {"ods"},
    "csv": {"csv", "tsv", "txt", "tab"},
    "json": {"json", "jsonl", "ndjson", "geojson"},
    "html": {"html", "htm"},
}


def kind_of(content: Text) -> str:
    """Return xlsx, xlsb, xls, ods, json, html or csv; RejectedFile naming any other kind."""
    head = content[:HEAD]
    if not head.strip(BLANK) and content.is_blank(BLANK):
        raise reject("berkas_kosong")
    for magic, name in FOREIGN:
        if head.startswith(magic):
            raise reject("jenis_tidak_didukung", jenis=name)
    if head.startswith(b"PK"):
        return _zip_kind(whole(content))
    if head.startswith(OLE):
        return _ole_kind(whole(content))
    if head.startswith(OLD_BIFF):
        raise reject("jenis_tidak_didukung", jenis="Excel 2.0-4.0")
    return _text_kind(head)


def whole(content: Text) -> bytes:
    """Return all bytes of a file of a kind that cannot be read in pieces; RejectedFile if too large."""
    if len(content) > MAX_WHOLE:
        size, limit = len(content) // 1_000_000, MAX_WHOLE // 1_000_000
        raise reject("berkas_terlalu_besar", ukuran=size, batas=limit)
    return content[:]


def extension_fits(kind: str, suffix: str) -> bool:
    """Tell whether a file name's suffix (".xls") fits the kind found in the content."""
    return suffix.lower().lstrip(".") in EXTENSIONS.get(kind, {kind})


def _zip_kind(data: bytes) -> str:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        names = {name.casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise reject("zip_terpotong") from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    for folder, name in (("word/", "Word (docx)"), ("ppt/", "PowerPoint (pptx)")):
        if any(member.startswith(folder) for member in names):
            raise reject("jenis_tidak_didukung", jenis=name)
    if any(member.startswith("xl/") for member in names):
        raise reject("bukan_buku_kerja")
    raise reject("jenis_tidak_didukung", jenis="arsip ZIP")


def _ole_kind(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise reject("terkunci_kata_sandi")
    if holds("WordDocument"):
        raise reject("jenis_tidak_didukung", jenis="Word (doc)")
    if holds("PowerPoint Document"):
        raise reject("jenis_tidak_didukung", jenis="PowerPoint (ppt)")
    return "xls"


def _text_kind(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if len(head.translate(None, TEXT_BYTES)) * 20 > len(head) and not utf16_flavour(head):
        raise reject("jenis_tidak_didukung", jenis="data biner")
    if JSON.match(head):
        return "json"
    if head[:200].lower().startswith((b"mime-version:", b"content-type: multipart")) or (
        b"\nMIME-Version:" in head and b"multipart/related" in head
    ):
        raise reject("jenis_tidak_didukung", jenis="halaman web MHTML")
    if head.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head and not HTML.search(head):
            raise reject("jenis_tidak_didukung", jenis="XML Spreadsheet 2003")
        if HTML.search(head):
            return "html"
        if head.startswith(b"<?xml"):
            raise reject("jenis_tidak_didukung", jenis="XML")
    return "html" if HTML_TABLE.search(head) else "csv"
