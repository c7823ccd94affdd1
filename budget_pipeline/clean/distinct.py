"""Each distinct text of a column once: parsing costs per spelling, not per row."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

# Kinds of cells, numbered as the readers number them. The readers' module stands on the same
# floor, so the numbers are repeated here; a test compares the two.
TEXT, NUMBER, DATE, BOOLEAN, ERROR, FORMULA = range(6)

Kinds = npt.NDArray[np.uint8] | None
Item = TypeVar("Item")
Made = TypeVar("Made")
# Columns of fewer rows are done before a thread has begun.
WORTH_THREADS: Final = 50_000
THREADS: Final = 2


def in_threads(
    function: Callable[[Item], Made], items: Sequence[Item], rows: int
) -> Iterator[Made]:
    """Yield `function` of each column in order; two at a time where they are long, since Arrow lets go of the GIL."""
    if rows < WORTH_THREADS:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(function, items)


def arrow(values: "pd.Series[Any]") -> Any:
    """Return a column as one Arrow array of text, without copying where it is Arrow already."""
    array = pa.array(values, type=pa.large_string(), from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return array.fill_null("") if array.null_count else array


def series(array: Any, index: "pd.Index[Any] | None" = None) -> "pd.Series[str]":
    """Return an Arrow array of text as a column of dtype `string[pyarrow]`."""
    return pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array([array])), index=index)


def distinct(array: Any) -> tuple[list[str], npt.NDArray[np.int32]]:
    """Return the distinct texts of an Arrow array in order of appearance, and each row's index."""
    encoded = array.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False)


def kinds_or_text(kinds: Kinds, rows: int) -> npt.NDArray[np.uint8]:
    """Return the kinds of a column; every cell is text where the reader told nothing."""
    return np.zeros(rows, dtype=np.uint8) if kinds is None else kinds
