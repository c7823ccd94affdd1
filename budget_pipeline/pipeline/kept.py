"""Rows that lie on disk, so that they pass to other processes and to the next run as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from budget_pipeline.load.mapped import mapped_frame

if TYPE_CHECKING:
    from budget_pipeline.pipeline.results import FileResult


@dataclass(frozen=True)
class Kept:
    """Rows that lie in an Arrow file of `size` bytes."""

    path: Path
    rows: int
    size: int

    def __len__(self) -> int:
        return self.rows

    @property
    def is_there(self) -> bool:
        """Tell whether the file is there in its whole length."""
        try:
            return self.path.stat().st_size == self.size
        except OSError:
            return False


def is_whole(result: "FileResult") -> bool:
    """Tell whether all that `result` keeps on disk is still there."""
    return all(part.is_there for part in _parts(result) if isinstance(part, Kept))


def frame_of(part: "pd.DataFrame | Kept") -> pd.DataFrame:
    """Return rows as a frame, wherever they are; its texts stay on disk until they are looked at."""
    return mapped_frame(part.path, part.size) if isinstance(part, Kept) else part


def batches_of(part: Any) -> Iterator[Any]:
    """Yield rows as Arrow record batches, in memory one at a time."""
    if not isinstance(part, Kept):
        yield from part.to_batches()
        return
    with pa.OSFile(str(part.path)) as source:
        file = pa.ipc.open_file(source)
        yield from map(file.get_batch, range(file.num_record_batches))


def _parts(result: "FileResult") -> Iterator[object]:
    for parts in result.frames.values():
        yield from parts
    for sheet in result.sheets:
        yield sheet.raw
