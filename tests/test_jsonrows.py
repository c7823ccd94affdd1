"""Rows written as JSON column by column are what writing them row by row gives."""

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.pipeline import jsonrows

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


def written(rows: list[tuple[str, ...]]) -> list[str]:
    columns = [pa.chunked_array([list(column)]) for column in zip(*rows, strict=True)]
    found: list[str] = jsonrows.json_rows(columns).to_pylist()
    return found


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=20))
def test_any_text_is_written_as_json_has_it(rows: list[tuple[str, ...]]) -> None:
    expected = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    assert written(rows) == expected


def test_rows_do_not_depend_on_how_many_are_written_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [(f"a{n}", '"' if n % 3 else "\n", "\\" * (n % 2)) for n in range(25)]
    whole = written(rows)
    monkeypatch.setattr(jsonrows, "ROWS_AT_ONCE", 4)
    assert written(rows) == whole
    assert [json.loads(text) for text in whole] == [list(row) for row in rows]
