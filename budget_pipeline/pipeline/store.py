"""Where the rows of one file go while it is worked on: into memory, or to disk some at a time.

On disk the memory does not grow with the rows: finished rows are written out in parts, and texts of large columns
that are needed once more are mapped from an unnamed file, whose pages the system may take back at any time.
"""

import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowStringArray

from budget_pipeline.extract.delimited import in_memory
from budget_pipeline.pipeline.columnfile import ColumnFile
from budget_pipeline.pipeline.kept import Kept

FILE_MODE = 0o600
# Rows that are finished and written out at one time.
ROWS_AT_ONCE = 100_000
# Columns of fewer texts stay in memory.
WORTH_A_FILE = 100_000


@dataclass
class Store:
    """What keeps the rows of one file: in files of `folder` named after `stem`, without a folder in memory."""

    folder: Path | None = None
    stem: str = ""
    maps: list[mmap.mmap] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def frame(self, parts: Iterable[pd.DataFrame]) -> "pd.DataFrame | Kept":
        """Keep the rows of all `parts`, which have the same columns, as one frame."""
        if self.folder is None:
            held = list(parts)
            return held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)
        return self._write(pa.Table.from_pandas(part, preserve_index=False) for part in parts)

    def table(self, parts: Iterable[Any]) -> Any:
        """Keep the rows of all `parts`, Arrow tables of one schema, as one table."""
        return pa.concat_tables(parts) if self.folder is None else self._write(parts)

    def column(self, values: "pd.Series[Any]") -> "pd.Series[Any]":
        """Return the same column; its texts, where they are many, on disk."""
        texts = values.array
        large = len(values) >= WORTH_A_FILE and isinstance(texts, ArrowStringArray)
        if not self._maps_files or not large:
            return values
        table = pa.table({"": pa.array(texts)})
        if self._is_mapped(table[""]):
            return values
        mapped = self._mapped(table.combine_chunks())
        self.rest()
        return pd.Series(
            type(texts)(mapped[""], dtype=values.dtype), values.index, name=values.name
        )

    def columns(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the same frame, its columns as `column` returns them."""
        kept = {name: self.column(frame[name]) for name in frame.columns}
        return pd.DataFrame(kept, index=frame.index, columns=frame.columns)

    def texts(self, blocks: Iterable[list[pa.Array]]) -> list[pa.ChunkedArray]:
        """Keep the columns that come in `blocks` of rows, each as one array of text."""
        coming = filter(None, blocks)
        held: list[list[pa.Array]] = []
        while sum(len(block[0]) for block in held) < WORTH_A_FILE or not self._maps_files:
            block = next(coming, None)
            if block is None:
                return in_memory(held)
            held.append(block)
        files = [ColumnFile(self._unnamed(), self._unnamed()) for _ in held[0]]
        for block in chain(held, coming):
            for file, texts in zip(files, block, strict=True):
                file.append(texts)
        return [pa.chunked_array([self._add(*file.mapped())]) for file in files]

    def rest(self) -> None:
        """Let the system take back the pages of what is on disk; they come again when looked at."""
        for pages in self.maps:
            pages.madvise(mmap.MADV_DONTNEED)

    def _write(self, parts: Iterable[Any]) -> Kept:
        """Write `parts` one after the other, resting in between; the first sets the schema."""
        path = self._next("arrow")
        rows = 0
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "wb"
        ) as file:
            remaining = iter(parts)
            part = next(remaining)
            with pa.ipc.new_file(file, part.schema) as writer:
                while part is not None:
                    writer.write_table(part)
                    rows += len(part)
                    self.rest()
                    part = next(remaining, None)
        return Kept(path, rows, path.stat().st_size)

    @property
    def _maps_files(self) -> bool:
        return self.folder is not None and os.name != "nt"

    def _is_mapped(self, texts: pa.ChunkedArray) -> bool:
        """Tell whether a column lies on disk already."""
        places = [
            buffer.address for chunk in texts.chunks for buffer in chunk.buffers()[2:] if buffer
        ]
        return any(
            start <= place < start + len(pages)
            for place in places
            for pages, start in zip(self.maps, self.starts, strict=True)
        )

    def _mapped(self, table: Any) -> Any:
        """Return `table` mapped from a file that has no name, so that nothing is left of it."""
        with self._unnamed() as file:
            with pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table)
            file.flush()
            pages = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        return self._add(pa.ipc.open_file(pa.py_buffer(pages)).read_all(), [pages])

    def _add(self, mapped: Any, maps: list[mmap.mmap]) -> Any:
        """Remember the maps behind something mapped, and return it."""
        self.maps += maps
        self.starts += [pa.py_buffer(pages).address for pages in maps]
        return mapped

    def _unnamed(self) -> BinaryIO:
        """Return a new file that has no name any more."""
        path = self._next("part")
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        path.unlink()
        return os.fdopen(handle, "r+b")

    def _next(self, suffix: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{self.stem}.{next(self.numbers)}.{suffix}"


def slices(rows: int) -> Iterator[slice]:
    """Yield the spans of `rows` rows that are finished at one time; one empty span of none."""
    for start in range(0, max(rows, 1), ROWS_AT_ONCE):
        yield slice(start, min(start + ROWS_AT_ONCE, rows))
