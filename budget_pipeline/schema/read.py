"""Read tables/*.yml and codelists/*.csv into frozen declarations; refuse anything half said."""

import csv
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SchemaError
from budget_pipeline.schema.model import Code, CodeList, Column, Constraints, Schema, Table, Text

HERE = Path(__file__).parent
KINDS = ("fact", "derived", "reference", "log", "indicator")
TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "year")
FORMATS = ("default", "rupiah", "kode", "rekening", "wilayah", "npwp")
# What a file may say is what a declaration holds, in the words of Table Schema.
WORDS = {"primary_key": "primaryKey", "unique_key": "uniqueKey", "columns": "fields"}
TABLE_KEYS = [WORDS.get(field.name, field.name) for field in fields(Table)]
FIELD_KEYS = [field.name for field in fields(Column)]
LIMIT_KEYS = [field.name for field in fields(Constraints)]
YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ROW_ID = {
    "name": "id",
    "type": "integer",
    "title": {"id": "Nomor", "en": "Number"},
    "description": {
        "id": "Nomor baris tabel ini dalam satu rilis.",
        "en": "Row number of this table within one release.",
    },
    "constraints": {"required": True},
    "derived": True,
}


@cache
def load_schema(root: Path = HERE) -> Schema:
    """Return all declarations under `root`; SchemaError names the file and column at fault."""
    provenance = _read_yaml(root / "provenance.yml")
    codelists = {
        path.stem: read_codelist(path) for path in sorted((root / "codelists").glob("*.csv"))
    }
    tables = {}
    for path in sorted((root / "tables").glob("*.yml")):
        table = read_table(path, provenance)
        if table.name != path.stem:
            raise SchemaError(f"{path.name}: name is {table.name!r}, expected {path.stem!r}")
        tables[table.name] = table
    schema = Schema(tables=tables, codelists=codelists)
    _check_references(schema)
    return schema


def read_table(path: Path, provenance: dict[str, Any]) -> Table:
    """Return the table declared in `path`; fact tables gain the shared provenance columns."""
    raw = _read_yaml(path)
    _refuse_unknown(raw, TABLE_KEYS, path.name)
    if raw.get("kind") not in KINDS:
        raise SchemaError(f"{path.name}: kind {raw.get('kind')!r} is not one of {', '.join(KINDS)}")
    declared = list(raw.get("fields") or [])
    if raw["kind"] == "fact":
        declared = [*provenance["fields"], *declared, *provenance["tail"]]
    if raw.get("primaryKey") == ["id"]:
        declared = [ROW_ID, *declared]
    columns = tuple(_column(item, path.name) for item in declared)
    table = Table(
        name=str(raw["name"]),
        kind=str(raw["kind"]),
        title=_text(raw.get("title"), f"{path.name}: title"),
        description=_text(raw.get("description"), f"{path.name}: description"),
        columns=columns,
        primary_key=tuple(raw.get("primaryKey") or ()),
        unique_key=tuple(raw.get("uniqueKey") or ()),
        watched=tuple(raw.get("watched") or ()),
        recognise=tuple(raw.get("recognise") or ()),
        indexes=tuple(tuple(index) for index in raw.get("indexes") or ()),
        search=tuple(raw.get("search") or ()),
        tree=tuple(raw.get("tree") or ()),
        internal=tuple(_internal(item, path.name) for item in raw.get("internal") or ()),
    )
    _check_table(table, path.name)
    return table


def read_codelist(path: Path) -> CodeList:
    """Return the code list in `path`: kode, nama_id, nama_en, sinonim (`;`), then any others."""
    rows = _csv_rows(path)
    codes = []
    for number, row in enumerate(rows, start=2):
        missing = [key for key in ("kode", "nama_id", "nama_en") if not row.get(key)]
        if missing:
            raise SchemaError(f"{path.name}: row {number} lacks {', '.join(missing)}")
        synonyms = tuple(
            word.strip() for word in (row.get("sinonim") or "").split(";") if word.strip()
        )
        extra = {
            k: v or "" for k, v in row.items() if k not in ("kode", "nama_id", "nama_en", "sinonim")
        }
        codes.append(Code(row["kode"], Text(row["nama_id"], row["nama_en"]), synonyms, extra))
    _refuse_twice([code.code for code in codes], f"{path.name}: code")
    return CodeList(path.stem, tuple(codes))


@cache
def reference_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a published list in `schema/reference`; `#` opens a line on its source."""
    return _csv_rows(HERE / "reference" / name)


def _csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))


def _column(item: Any, where: str) -> Column:
    if not isinstance(item, dict) or "name" not in item:
        raise SchemaError(f"{where}: a field without a name: {item!r}")
    place = f"{where}: {item['name']}"
    _refuse_unknown(item, FIELD_KEYS, place)
    if item.get("type") not in TYPES:
        raise SchemaError(f"{place}: type {item.get('type')!r} is not one of {', '.join(TYPES)}")
    if item.get("format", "default") not in FORMATS:
        raise SchemaError(f"{place}: format {item['format']!r} is not one of {', '.join(FORMATS)}")
    limits = dict(item.get("constraints") or {})
    _refuse_unknown(limits, LIMIT_KEYS, f"{place}: constraints")
    if "enum" in limits:
        limits["enum"] = tuple(limits["enum"])
    return Column(
        name=str(item["name"]),
        type=str(item["type"]),
        format=str(item.get("format", "default")),
        title=_text(item.get("title"), f"{place}: title"),
        description=_text(item.get("description"), f"{place}: description"),
        synonyms=tuple(str(word) for word in item.get("synonyms") or ()),
        constraints=Constraints(**limits),
        codelist=item.get("codelist"),
        references=item.get("references"),
        derived=bool(item.get("derived", False)),
        total=bool(item.get("total", True)),
    )


def _internal(item: Any, where: str) -> Column:
    """Read a column that is never published: it needs a name and synonyms, no labels."""
    _refuse_unknown(item, ["name", "format", "synonyms"], f"{where}: internal")
    hidden = {"id": "tidak diterbitkan", "en": "not published"}
    return _column({"type": "string", "title": hidden, "description": hidden, **item}, where)


def _text(value: Any, place: str) -> Text:
    if not isinstance(value, dict) or not value.get("id") or not value.get("en"):
        raise SchemaError(f"{place}: needs a text in both languages, {{id: ..., en: ...}}")
    _refuse_unknown(value, ["id", "en"], place)
    return Text(str(value["id"]), str(value["en"]))


def _check_table(table: Table, where: str) -> None:
    _refuse_twice(list(table.names), f"{where}: column")
    claimed: dict[str, str] = {}
    for column in (*table.columns, *table.internal):
        for word in column.synonyms:
            if word in claimed:
                raise SchemaError(
                    f"{where}: {column.name}: synonym {word!r} belongs to {claimed[word]} already"
                )
            claimed[word] = column.name
    mentioned = [
        *table.primary_key,
        *table.unique_key,
        *table.watched,
        *table.recognise,
        *table.search,
    ]
    mentioned += table.tree
    mentioned += [name for index in table.indexes for name in index]
    for name in mentioned:
        if name not in table.names:
            raise SchemaError(f"{where}: {name} is named as key, index or search but is no column")


def _check_references(schema: Schema) -> None:
    for table in schema.tables.values():
        for column in table.columns:
            if column.codelist and column.codelist not in schema.codelists:
                raise SchemaError(
                    f"{table.name}.yml: {column.name}: no code list {column.codelist!r}"
                )
            if column.references:
                target, _, name = column.references.partition(".")
                if target not in schema.tables or name not in schema.tables[target].names:
                    raise SchemaError(
                        f"{table.name}.yml: {column.name}: no column {column.references!r}"
                    )


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=YamlLoader)  # noqa: S506 (safe loader)
    except yaml.YAMLError as error:
        raise SchemaError(f"{path.name}: not valid YAML: {error}") from error
    if not isinstance(raw, dict):
        raise SchemaError(f"{path.name}: expected a mapping")
    return raw


def _refuse_unknown(raw: dict[str, Any], known: list[str], place: str) -> None:
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise SchemaError(
            f"{place}: unknown key {', '.join(map(repr, unknown))}; known: {', '.join(known)}"
        )


def _refuse_twice(names: list[str], place: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SchemaError(f"{place} declared twice: {', '.join(twice)}")
