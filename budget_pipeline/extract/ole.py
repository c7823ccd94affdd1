"""Take one stream out of an OLE container (Excel 97-2003), following only sound sector chains.

Format: Microsoft [MS-CFB]. A damaged chain sends calamine into endless allocation, so it is
refused here first.
"""

import struct
from collections.abc import Iterable, Iterator

from budget_pipeline.errors import RejectedFile
from budget_pipeline.issues import reject

HEADER = struct.Struct("<8x16x2H2HH6x9I")
HEADER_SIZE = 512
ENTRY_SIZE = 128
LAST_SECTOR = 0xFFFFFFFA


def read_stream(data: bytes, *names: str) -> bytes:
    """Return the content of the first stream called one of `names`; RejectedFile if damaged."""
    container = _Container(data)
    wanted = {name.casefold() for name in names}
    for name, kind, start, size in container.entries():
        if kind == 2 and name.casefold() in wanted:
            return container.stream(start, size)
    raise _damaged("Workbook")


class _Container:
    """The allocation tables of one container."""

    def __init__(self, data: bytes) -> None:
        if len(data) < HEADER_SIZE:
            raise _damaged("header")
        self.data = data
        fields = HEADER.unpack_from(data)
        version, order, shift, mini_shift = fields[1], fields[2], fields[3], fields[4]
        if order != 0xFFFE or (version, shift) not in ((3, 9), (4, 12)) or mini_shift != 6:
            raise _damaged("header")
        _, fat_count, directory, _, self.cutoff, mini_fat, _, difat, _ = fields[5:]
        self.size = 1 << shift
        self.fat = self._table(self._fat_sectors(fat_count, difat))
        self.directory = b"".join(self._sectors(directory))
        self.mini_fat = self._table(self._chain(mini_fat))

    def entries(self) -> Iterator[tuple[str, int, int, int]]:
        """Yield name, kind (2 = stream, 5 = root), first sector and size of every entry."""
        for offset in range(0, len(self.directory) - ENTRY_SIZE + 1, ENTRY_SIZE):
            entry = self.directory[offset : offset + ENTRY_SIZE]
            length = struct.unpack_from("<H", entry, 64)[0]
            start, size = struct.unpack_from("<II", entry, 116)
            if 2 <= length <= 64:
                yield entry[: length - 2].decode("utf-16-le", "replace"), entry[66], start, size

    def stream(self, start: int, size: int) -> bytes:
        """Return the bytes of a stream, from the mini stream when it is small."""
        small = size < self.cutoff
        content = self._mini_stream(start) if small else b"".join(self._sectors(start))
        if len(content) < size:
            raise _damaged("Workbook")
        return content[:size]

    def _mini_stream(self, start: int) -> bytes:
        root = next(((s, n) for _, kind, s, n in self.entries() if kind == 5), None)
        if root is None:
            raise _damaged("root")
        whole = b"".join(self._sectors(root[0]))
        return b"".join(
            whole[number * 64 : number * 64 + 64] for number in self._follow(start, self.mini_fat)
        )

    def _fat_sectors(self, count: int, difat: int) -> list[int]:
        """Return the sectors of the allocation table: 109 in the header, more in a chain."""
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        visited = 0
        while difat < LAST_SECTOR and visited <= len(self.data) // self.size:
            *more, difat = self._table([difat])
            sectors += more
            visited += 1
        return [sector for sector in sectors if sector < LAST_SECTOR][:count]

    def _table(self, sectors: Iterable[int]) -> list[int]:
        table: list[int] = []
        for number in sectors:
            content = self._sector(number)
            table += struct.unpack_from(f"<{len(content) // 4}I", content)
        return table

    def _sectors(self, start: int) -> Iterator[bytes]:
        return (self._sector(number) for number in self._chain(start))

    def _chain(self, start: int) -> Iterator[int]:
        return self._follow(start, self.fat)

    def _follow(self, start: int, table: list[int]) -> Iterator[int]:
        """Yield the sectors of a chain; RejectedFile when it leaves the table or goes in a circle."""
        number, steps = start, 0
        while number < LAST_SECTOR:
            if number >= len(table) or steps > len(table):
                raise _damaged("FAT")
            yield number
            number, steps = table[number], steps + 1

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        content = self.data[start : start + self.size]
        if not content:
            raise _damaged("FAT")
        return content


def _damaged(part: str) -> RejectedFile:
    return reject("xls_terpotong", bagian=part)
