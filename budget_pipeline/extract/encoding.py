"""Decode text files: UTF-8, UTF-16 and Windows-1252, strictly, never silently wrong."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from budget_pipeline.extract.textfile import Text, written

REPLACEMENT = "\ufffd".encode()
UTF8_BOM = b"\xef\xbb\xbf"
# A line that holds at least one well-formed UTF-8 sequence beyond ASCII.
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
LONGEST = 4  # bytes of the longest sequence


@dataclass(frozen=True)
class Decoded:
    """A text as UTF-8 bytes, the encoding it had, and whether some lines stay undecodable."""

    text: Text
    encoding: str
    damaged: bool = False


def to_utf8(text: Text) -> Decoded:
    """Return `text` as UTF-8 bytes without byte order mark.

    Lines in another encoding inside a UTF-8 file stay as they are (`damaged`): which line is which
    cannot be known, so the reader distrusts exactly those rows.
    """
    head = text[:4096]
    if head.startswith(UTF8_BOM):
        text = text.cut(len(UTF8_BOM))
    elif encoding := utf16_flavour(head):
        return _from_utf16(text, encoding)
    if is_utf8(text.pieces()):
        return Decoded(text, "UTF-8")
    if not _holds(text, MULTIBYTE) and not _holds(text, UNDEFINED_1252):
        return Decoded(_without_mark(written(_transcoded(text, "cp1252"))), "Windows-1252")
    return Decoded(text, "UTF-8", damaged=True)


def _holds(text: Text, pattern: re.Pattern[bytes]) -> bool:
    """Tell whether a pattern of bytes beyond ASCII occurs; pieces without such bytes are skipped."""
    pieces = text.pieces(LONGEST - 1)
    return any(not piece.isascii() and pattern.search(piece) for piece in pieces)


def _from_utf16(text: Text, encoding: str) -> Decoded:
    try:
        return Decoded(_without_mark(written(_transcoded(text, encoding))), "UTF-16")
    except UnicodeDecodeError:
        # A byte that no UTF-8 has keeps the damage visible to whoever splits the lines.
        pieces = _transcoded(text, encoding, "replace")
        marked = written(piece.replace(REPLACEMENT, b"\xff") for piece in pieces)
        return Decoded(_without_mark(marked), "UTF-16", damaged=True)


def _transcoded(text: Text, encoding: str, errors: str = "strict") -> Iterator[bytes]:
    """Yield `text` as UTF-8, a piece at a time to spare memory."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for piece in text.pieces():
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def _without_mark(text: Text) -> Text:
    return text.cut(len(UTF8_BOM)) if text[: len(UTF8_BOM)] == UTF8_BOM else text


def is_utf8(pieces: Iterator[bytes]) -> bool:
    """Tell whether the text in `pieces` is well-formed UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    open_sequence = False
    try:
        for piece in pieces:
            if open_sequence or not piece.isascii():
                decoder.decode(piece)
                open_sequence = bool(decoder.getstate()[0])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def utf16_flavour(head: bytes) -> str:
    """Return the UTF-16 flavour of a text, by its mark or by where zero bytes stand in its `head`."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = head[:4096]
    if len(head) < 8:
        return ""
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else ""
