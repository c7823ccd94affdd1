"""Bytes of a text of any length, read from its file where they are asked for: never all at once."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Final, Protocol, cast

PIECE: Final = 1 << 22
NEAR: Final = 1 << 12  # bytes looked at for the end of a line


class Source(Protocol):
    """An open file, on disk or in memory."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to `offset`."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next `size` bytes."""


class Text:
    """The bytes `start` to `end` of an open file; slices of it are read as bytes."""

    def __init__(self, file: Source, start: int = 0, end: int | None = None) -> None:
        self.file, self.start = file, start
        self.end = file.seek(0, 2) if end is None else end

    @classmethod
    def of(cls, data: bytes) -> "Text":
        """Return bytes that are in memory as a text."""
        return cls(BytesIO(data))

    def __len__(self) -> int:
        """Return the number of bytes."""
        return self.end - self.start

    def __getitem__(self, span: slice) -> bytes:
        """Return some of its bytes."""
        first, after, _ = span.indices(len(self))
        self.file.seek(self.start + first)
        return self.file.read(max(after - first, 0))

    def cut(self, first: int, after: int | None = None) -> "Text":
        """Return the part from byte `first` up to `after`, its end without one."""
        end = self.end if after is None else self.start + after
        return Text(self.file, self.start + first, end)

    def pieces(self, overlap: int = 0) -> Iterator[bytes]:
        """Yield all bytes in order; each piece begins with the last `overlap` bytes of the one before."""
        for start in range(0, len(self), PIECE):
            yield self[max(start - overlap, 0) : start + PIECE]

    def after_line(self, at: int) -> int:
        """Return where the line that byte `at` stands in ends: after its line feed, or at the end."""
        while at < len(self):
            near = self[at : at + NEAR]
            found = near.find(b"\n") + 1
            if found:
                return at + found
            at += len(near) or len(self)
        return len(self)

    def rstrip(self, letters: bytes) -> "Text":
        """Return the text without the bytes of `letters` at its end."""
        after = len(self)
        while after:
            tail = self[max(after - PIECE, 0) : after]
            kept = tail.rstrip(letters)
            after -= len(tail) - len(kept)
            if kept:
                break
        return self.cut(0, after)

    def is_blank(self, letters: bytes = b" \t\n\r\x0b\x0c") -> bool:
        """Tell whether nothing but `letters` stands in it."""
        return not any(piece.strip(letters) for piece in self.pieces())

    def holds(self, pattern: re.Pattern[bytes], longest: int, hint: bytes = b"") -> bool:
        """Tell whether `pattern`, at most `longest` bytes long, occurs; pieces without `hint` are passed over."""
        pieces = self.pieces(longest - 1)
        return any(hint in piece and pattern.search(piece) for piece in pieces)

    def sha256(self) -> str:
        """Return the hash of its bytes."""
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()


class Unnamed(SpooledTemporaryFile[bytes]):
    """A file without a name, in memory while it is small; it goes with the last text that reads it."""

    def __del__(self) -> None:
        """Close it."""
        self.close()


def written(pieces: Iterable[bytes]) -> Text:
    """Return what `pieces` hold one after the other."""
    file = Unnamed(max_size=PIECE)
    for piece in pieces:
        file.write(piece)
    return Text(cast(Source, file))
