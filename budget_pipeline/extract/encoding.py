"""Decode text files: UTF-8, UTF-16 and Windows-1252, strictly, never silently wrong."""

import codecs
import re
from dataclasses import dataclass
from io import BytesIO

PIECE = 1 << 22
REPLACEMENT = "\ufffd".encode()
UTF8_BOM = b"\xef\xbb\xbf"
# A line that holds at least one well-formed UTF-8 sequence beyond ASCII.
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class Decoded:
    """A text as UTF-8 bytes, the encoding it had, and whether some lines stay undecodable."""

    data: bytes
    encoding: str
    damaged: bool = False


def to_utf8(data: bytes) -> Decoded:
    """Return `data` as UTF-8 bytes without byte order mark.

    Lines in another encoding inside a UTF-8 file stay as they are (`damaged`): which line is which
    cannot be known, so the reader distrusts exactly those rows.
    """
    if data.startswith(UTF8_BOM):
        data = data[len(UTF8_BOM) :]
    elif encoding := utf16_flavour(data):
        return _from_utf16(data, encoding)
    if is_utf8(data):
        return Decoded(data, "UTF-8")
    if not _holds(data, MULTIBYTE) and not _holds(data, UNDEFINED_1252):
        return Decoded(_transcoded(data, "cp1252"), "Windows-1252")
    return Decoded(data, "UTF-8", damaged=True)


def _holds(data: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Tell whether a pattern of bytes beyond ASCII occurs; pieces without such bytes are skipped."""
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE + 3]  # a sequence may begin in one piece and end beyond
        if not piece.isascii() and pattern.search(piece):
            return True
    return False


def _from_utf16(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_transcoded(data, encoding), "UTF-16")
    except UnicodeDecodeError:
        text = _transcoded(data, encoding, "replace")
        # A byte that no UTF-8 has keeps the damage visible to whoever splits the lines.
        return Decoded(text.replace(REPLACEMENT, b"\xff"), "UTF-16", damaged=True)


def _transcoded(data: bytes, encoding: str, errors: str = "strict") -> bytes:
    """Return `data` as UTF-8 without byte order mark, a piece at a time to spare memory."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    written = BytesIO()
    for start in range(0, len(data), PIECE):
        end = start + PIECE
        written.write(decoder.decode(data[start:end], end >= len(data)).encode())
    return written.getvalue().removeprefix(UTF8_BOM)


def is_utf8(data: bytes) -> bool:
    """Tell whether `data` is well-formed UTF-8."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE], start + PIECE >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def utf16_flavour(data: bytes) -> str:
    """Return the UTF-16 flavour of `data`, by its mark or by where its zero bytes stand."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    if len(head) < 8:
        return ""
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else ""
