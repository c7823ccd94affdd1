"""Write rows of text columns as JSON lists, column by column: a million rows without a Python object each."""

import json
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# What a JSON text may not hold as it is.
_ESCAPED: Final = r'[\x00-\x1f"\\]'
_PLAIN_BYTES: Final = np.array([byte >= 0x20 and byte not in (0x22, 0x5C) for byte in range(256)])
ROWS_AT_ONCE: Final = 50_000


def json_rows(columns: Sequence[Any]) -> Any:
    r"""Return one JSON list of texts per row of `columns` (Arrow text without nulls), as one chunked array.

    >>> json_rows([pa.chunked_array([["a", 'say "b"']]), pa.chunked_array([["", "c\n"]])]).to_pylist()
    ['["a",""]', '["say \\"b\\"","c\\n"]']
    """
    rows = len(columns[0])
    chunks = [
        _join([_escaped(_piece(column, start)) for column in columns])
        for start in range(0, rows, ROWS_AT_ONCE)
    ]
    return pa.chunked_array(chunks, pa.large_string())


def _piece(column: Any, start: int) -> Any:
    piece = column.slice(start, ROWS_AT_ONCE)
    piece = piece.combine_chunks() if isinstance(piece, pa.ChunkedArray) else piece
    return piece.cast(pa.large_string())


def _join(columns: Sequence[Any]) -> Any:
    cells = pc.binary_join_element_wise(*columns, _text('","'))
    return pc.binary_join_element_wise(_text('["'), cells, _text('"]'), _text(""))


def _text(value: str) -> Any:
    return pa.scalar(value, pa.large_string())


def _escaped(texts: Any) -> Any:
    """Return `texts` as they stand between the quotes of a JSON text."""
    if _is_plain(texts):
        return texts
    odd = pc.match_substring_regex(texts, _ESCAPED)
    written = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd, pa.array(written, pa.large_string()))


def _is_plain(texts: Any) -> bool:
    """Tell from the bytes alone whether no text needs escaping."""
    _, offsets, data = texts.buffers()
    if data is None:
        return True
    ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return bool(_PLAIN_BYTES[np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]].all())
