"""Where the rows of one file go while it is worked on: into memory, or to disk some at a time.

On disk the memory does not grow with the rows: finished rows are written out in parts, and texts of large columns
that are needed once more are mapped from an unnamed file, whose pages the system may take back at any time.
"""

import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa

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

    def joined(self, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
        """Return the rows of all `parts`, which have the same columns, as one frame; many texts on disk."""
        coming = iter(parts)
        held = list(islice(coming, 2))
        if len(held) == 1:
            return held[0]
        if not self._maps_files:
            return pd.concat([*held, *coming])
        index: list[pd.Index[Any]] = []

        def tables() -> Iterator[Any]:
            for part in chain(held, coming):
                index.append(part.index)
                yield pa.Table.from_pandas(part, preserve_index=False)

        frame: pd.DataFrame = self._mapped(tables()).to_pandas()
        return frame.set_index(index[0].append(index[1:]))

    def columns(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the same frame of texts, a long one on disk."""
        if not self._maps_files or len(frame) < WORTH_A_FILE or self._is_mapped(frame):
            return frame
        return self.joined(frame.iloc[span] for span in slices(len(frame)))

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
        """Write `parts` one after the other into a file that stays."""
        path = self._next("arrow")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        with os.fdopen(handle, "wb") as file:
            rows = self._write_tables(file, parts)
        return Kept(path, rows, path.stat().st_size)

    def _write_tables(self, file: BinaryIO, parts: Iterable[Any]) -> int:
        """Write `parts` one after the other, resting in between; the first sets the schema. Return their rows."""
        rows = 0
        remaining = iter(parts)
        part = next(remaining)
        with pa.ipc.new_file(file, part.schema) as writer:
            while part is not None:
                writer.write_table(part)
                rows += len(part)
                self.rest()
                part = next(remaining, None)
        return rows

    @property
    def _maps_files(self) -> bool:
        return self.folder is not None and os.name != "nt"

    def _is_mapped(self, frame: pd.DataFrame) -> bool:
        """Tell whether the columns of a frame of texts lie on disk already."""
        return all(
            any(
                start <= buffer.address < start + len(pages)
                for pages, start in zip(self.maps, self.starts, strict=True)
            )
            for name in frame.columns
            for chunk in pa.Table.from_pandas(frame[[name]], preserve_index=False)[0].chunks
            for buffer in chunk.buffers()[2:]
            if buffer
        )

    def _mapped(self, parts: Iterable[Any]) -> Any:
        """Return the rows of all `parts` mapped from a file that has no name, so that nothing is left of it."""
        with self._unnamed() as file:
            self._write_tables(file, parts)
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
