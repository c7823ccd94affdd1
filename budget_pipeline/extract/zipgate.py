"""Open a zipped spreadsheet safely: every member is inflated under limits before a reader sees it.

The numbers follow Apache POI's ZipSecureFile (ratio, number of entries) and what an honest
spreadsheet of a municipality needs.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from budget_pipeline.errors import RejectedFile
from budget_pipeline.issues import reject

MEGABYTE = 1_000_000
MAX_FILE = 50 * MEGABYTE
MAX_TOTAL = 300 * MEGABYTE
MAX_PART = 200 * MEGABYTE
MAX_RATIO = 100
# Small parts of nearly the same bytes compress better than 100:1 and harm nobody.
RATIO_FREE = 1 * MEGABYTE
MAX_MEMBERS = 1000
CHUNK = 1 << 16

LOCAL_HEADER = struct.Struct("<4s5H3I2H")
PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Return the archive in `data` after its table of contents was checked; RejectedFile if not."""
    if len(data) > MAX_FILE:
        raise reject("berkas_terlalu_besar", ukuran=_megabytes(len(data)), batas=50)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError) as error:
        raise reject("zip_terpotong") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise reject("zip_terlalu_banyak_bagian", jumlah=len(members), batas=MAX_MEMBERS)
    seen: set[str] = set()
    for member in members:
        # Readers and OPC compare part names without regard to case.
        name = member.filename.replace("\\", "/").lstrip("/").casefold()
        if name in seen:
            raise reject("zip_bagian_ganda", bagian=member.filename[:100])
        seen.add(name)
        if member.flag_bits & 0x1:
            raise reject("terkunci_kata_sandi")
    return archive


def inflated(data: bytes, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes | bytearray]]:
    """Yield name and content of every member, in file order, counting while inflating.

    RejectedFile on a bomb, a size or checksum that lies, or damage.
    """
    total = 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        if member.is_dir():
            continue
        content = _inflate(data, member, min(MAX_PART, MAX_TOTAL - total))
        total += len(content)
        yield member.filename, content


def check_xml(name: str, content: bytes | bytearray) -> None:
    """Raise RejectedFile when an XML part declares a DTD or entities, or hides behind UTF-16."""
    if not name.casefold().endswith((".xml", ".rels", ".vml")):
        return
    if content[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        raise reject("xml_berbahaya", bagian=name[:100])
    # A DTD may stand only before the first element, so a large part costs no more than a small one.
    prolog = PROLOG.match(content)
    start = prolog.end() if prolog else 0
    if content[start : start + 2] == b"<!":
        raise reject("xml_berbahaya", bagian=name[:100])


def _inflate(data: bytes, member: zipfile.ZipInfo, room: int) -> bytes | bytearray:
    """Return the content of one member, never holding more than `room` bytes of it."""
    packed = memoryview(data)[_start(data, member) :][: member.compress_size]
    if len(packed) < member.compress_size:
        raise reject("zip_terpotong")
    content: bytes | bytearray
    if member.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed)
        if len(content) > room:
            raise reject("zip_bom", bagian=member.filename[:100])
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        content = _inflate_deflated(packed, member, room)
    else:
        raise _damaged(member)
    if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
        raise _damaged(member)
    return content


def _inflate_deflated(packed: memoryview, member: zipfile.ZipInfo, room: int) -> bytearray:
    allowed = min(room, max(RATIO_FREE, MAX_RATIO * len(packed)))
    if member.file_size > allowed:
        raise reject("zip_bom", bagian=member.filename[:100])
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = bytearray(member.file_size)
    filled = 0
    try:
        for start in range(0, len(packed), CHUNK):
            # One byte more than declared is a lie already; stop before it grows.
            piece = inflater.decompress(packed[start : start + CHUNK], len(content) + 1 - filled)
            if filled + len(piece) > len(content):
                raise _damaged(member)
            content[filled : filled + len(piece)] = piece
            filled += len(piece)
    except zlib.error as error:
        raise _damaged(member) from error
    if not inflater.eof or filled < len(content):
        raise _damaged(member)
    return content


def _start(data: bytes, member: zipfile.ZipInfo) -> int:
    """Return where the packed bytes of `member` begin, by its local header."""
    header = data[member.header_offset : member.header_offset + LOCAL_HEADER.size]
    if len(header) < LOCAL_HEADER.size or header[:4] != b"PK\3\4":
        raise _damaged(member)
    name_length, extra_length = LOCAL_HEADER.unpack(header)[-2:]
    return member.header_offset + LOCAL_HEADER.size + int(name_length) + int(extra_length)


def _damaged(member: zipfile.ZipInfo) -> RejectedFile:
    return reject("zip_rusak", bagian=member.filename[:100])


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f}"
