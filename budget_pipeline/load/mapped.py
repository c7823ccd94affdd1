"""Frames whose texts stay in a file on disk: the system may take their pages back at any time."""

import mmap
from pathlib import Path
from typing import Final
from weakref import WeakSet

import pandas as pd
import pyarrow as pa

# Smaller files are not worth letting go of; each larger one stays open while it is used.
LARGE: Final = 1 << 24
_maps: WeakSet[mmap.mmap] = WeakSet()


def mapped_frame(path: Path, size: int) -> pd.DataFrame:
    """Return the rows of an Arrow file of `size` bytes; its texts are read when they are looked at."""
    if size < LARGE:
        with pa.memory_map(str(path)) as source:
            small: pd.DataFrame = pa.ipc.open_file(source).read_all().to_pandas()
        return small
    with path.open("rb") as file:
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _maps.add(pages)
    large: pd.DataFrame = pa.ipc.open_file(pa.py_buffer(pages)).read_all().to_pandas()
    return large


def let_go() -> None:
    """Let the system take back the pages of all such frames; they come again when looked at."""
    if hasattr(mmap, "MADV_DONTNEED"):
        for pages in _maps:
            pages.madvise(mmap.MADV_DONTNEED)
