"""Read JSON: lists of objects, wrapped lists, positional arrays, JSON lines, OCDS packages."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from budget_pipeline.extract.cells import frame, plain_number
from budget_pipeline.extract.sheets import BOOLEAN, NUMBER, TEXT, Sheet, Workbook, refuse_width
from budget_pipeline.issues import reject


class Number(str):
    """A number as its source wrote it: never a float."""

    __slots__ = ()


def read_json(text: str) -> Workbook:
    """Return the tables of a JSON text; RejectedFile if it is broken or holds none.

    A list of objects has its keys as row 1; positional arrays (SPSE index) have no header row.
    """
    document, kind = _parse(text)
    releases = list(_ocds(document))
    if releases:
        return Workbook("ocds", [_ocds_sheet(releases)])
    sheets = [_sheet(name, rows) for name, rows in _lists(document, "")]
    sheets = [sheet for sheet in sheets if sheet.cells.size]
    if not sheets:
        raise reject("json_tanpa_tabel", isi=text.strip()[:80])
    return Workbook(kind, sheets)


def compact(value: Any) -> str:
    """Return `value` as compact JSON text, numbers exactly as the source wrote them.

    >>> compact({"a": [Number("1.50"), None, "x"]})
    '{"a":[1.50,null,"x"]}'
    """
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(k)}:{compact(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(compact, value)) + "]"
    return _quoted(value)


def _parse(text: str) -> tuple[Any, str]:
    """Return the document and its kind, json or jsonl."""
    decoder = json.JSONDecoder(
        parse_float=Number, parse_int=Number, parse_constant=Number, object_pairs_hook=_object
    )
    text = text.removeprefix("\ufeff")
    try:
        return decoder.decode(text), "json"
    except json.JSONDecodeError as error:
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if error.msg != "Extra data" or len(lines) < 2:
            raise reject("json_rusak", baris=error.lineno, kolom_ke=error.colno) from error
    except RecursionError as error:
        raise reject("json_terlalu_dalam") from error
    records = []
    for number, line in lines:
        try:
            records.append(decoder.decode(line))
        except json.JSONDecodeError as error:
            raise reject("json_rusak", baris=number, kolom_ke=error.colno) from error
    return records, "jsonl"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise reject("json_kunci_ganda", kunci=twice[:100])
    return result


def _ocds(document: Any) -> Iterator[dict[str, Any]]:
    """Yield the releases of OCDS packages, record packages (compiled) or bare releases."""
    for item in document if isinstance(document, list) else [document]:
        if not isinstance(item, dict):
            return
        packed = item.get("releases") if "ocid" not in item else None
        if isinstance(packed, list):
            yield from (r for r in packed if isinstance(r, dict) and "ocid" in r)
        elif isinstance(item.get("records"), list):
            for record in item["records"]:
                if isinstance(record, dict) and "ocid" in record:
                    yield from _record(record)
        elif "ocid" in item:
            yield from _record(item)


def _record(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(record.get("compiledRelease"), dict):
        yield record["compiledRelease"]
        return
    embedded = [r for r in record.get("releases") or [] if isinstance(r, dict) and "ocid" in r]
    yield from embedded or [record]


def _ocds_sheet(releases: list[dict[str, Any]]) -> Sheet:
    rows = [["ocid", "json"], *([str(r["ocid"]), compact(r)] for r in releases)]
    return _as_sheet("releases", rows)


def _lists(document: Any, path: str, depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """Yield every list of records with the path of keys that leads to it."""
    if isinstance(document, list):
        if document and any(all(isinstance(r, kind) for r in document) for kind in (dict, list)):
            yield path or "data", document
    elif isinstance(document, dict) and depth < 4:
        for key, value in document.items():
            yield from _lists(value, f"{path}.{key}" if path else key, depth + 1)


def _sheet(name: str, records: list[Any]) -> Sheet:
    if isinstance(records[0], list):
        width = max(map(len, records))
        refuse_width(width, name)
        return _as_sheet(name, [row + [None] * (width - len(row)) for row in records])
    keys = list(dict.fromkeys(key for record in records for key in record))
    refuse_width(len(keys), name)
    rows = [list(keys), *([record.get(key) for key in keys] for record in records)]
    return _as_sheet(name, rows)


def _as_sheet(name: str, rows: list[list[Any]]) -> Sheet:
    """Return equally long `rows` of JSON values as a sheet numbered from 1."""
    columns, kinds = [], []
    for values in zip(*rows, strict=True):
        columns.append(pa.chunked_array([_text_array(list(map(_text, values)))]))
        kinds.append(np.fromiter(map(_kind, values), np.uint8, len(values)))
    every = np.column_stack(kinds) if kinds else np.zeros((len(rows), 0), np.uint8)
    cells = frame(columns, np.arange(1, len(rows) + 1))
    return Sheet(name, cells, every if every.any() else None)


def _text_array(texts: list[str]) -> pa.Array:
    try:
        return pa.array(texts, pa.large_string())
    except UnicodeEncodeError:
        # Half a surrogate pair is no letter: it stays as its source wrote it.
        shown = [text.encode("utf-8", "backslashreplace").decode() for text in texts]
        return pa.array(shown, pa.large_string())


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Number):
        return plain_number(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return compact(value)


def _kind(value: Any) -> int:
    if isinstance(value, Number):
        return NUMBER
    return BOOLEAN if isinstance(value, bool) else TEXT


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
