"""One column of text on its way to disk: its bytes in one file, where each text ends in another."""

import mmap
from typing import BinaryIO

import numpy as np
import pyarrow as pa

BEGIN = np.zeros(1, np.int64).tobytes()


class ColumnFile:
    """Texts are appended some at a time and come back as one array that is mapped from the files."""

    def __init__(self, data: BinaryIO, ends: BinaryIO) -> None:
        self.data, self.ends = data, ends
        self.size = self.rows = 0
        self.ends.write(BEGIN)

    def append(self, texts: pa.Array) -> None:
        """Write the texts of an array (large_string, no nulls) after those that are there."""
        _, offsets, data = texts.buffers()
        ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
        first, last = int(ends[0]), int(ends[-1])
        if last > first:
            self.data.write(memoryview(data)[first:last])
        self.ends.write((ends[1:] + (self.size - first)).data)
        self.size += last - first
        self.rows += len(texts)

    def mapped(self) -> tuple[pa.Array, list[mmap.mmap]]:
        """Return all texts as one array, and the maps whose pages may be let go; closes the files."""
        maps = [_map(file) for file in (self.ends, self.data)]
        ends, data = (b"" if pages is None else pages for pages in maps)
        buffers = [None, pa.py_buffer(ends), pa.py_buffer(data)]
        texts = pa.Array.from_buffers(pa.large_string(), self.rows, buffers)
        return texts, [pages for pages in maps if pages is not None]


def _map(file: BinaryIO) -> mmap.mmap | None:
    with file:
        file.flush()
        empty = file.seek(0, 2) == 0
        return None if empty else mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
