"""Each distinct text of a column once: parsing costs per spelling, not per row."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Kinds of cells, numbered as the readers number them. The readers' module stands on the same
# floor, so the numbers are repeated here; a test compares the two.
TEXT, NUMBER, DATE, BOOLEAN, ERROR, FORMULA = range(6)

Kinds = npt.NDArray[np.uint8] | None
Item = TypeVar("Item")
Made = TypeVar("Made")
THREADS: Final = 2
HEAD: Final = 10_000


def in_threads(function: Callable[[Item], Made], items: Sequence[Item]) -> Iterator[Made]:
    """Yield `function` of each of `items` in order; two are worked on at a time, since Arrow lets go of the GIL.

    No more is made than the caller takes, so that results do not pile up.
    """
    if len(items) < 2:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[Made]] = deque()
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


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


def spellings(array: Any) -> tuple[Any, Any | None]:
    """Return the texts of a column worth looking at, and which of them each row holds.

    Where texts repeat, judged by the first of them, each stands there once; else the column is
    returned as it is and None.
    """
    head = array.slice(0, HEAD)
    if len(head) and pc.count_distinct(head).as_py() * 2 > len(head):
        return array, None
    encoded = array.dictionary_encode()
    return encoded.dictionary, encoded.indices


def kinds_or_text(kinds: Kinds, rows: int) -> npt.NDArray[np.uint8]:
    """Return the kinds of a column; every cell is text where the reader told nothing."""
    return np.zeros(rows, dtype=np.uint8) if kinds is None else kinds
