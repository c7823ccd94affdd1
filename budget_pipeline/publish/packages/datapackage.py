"""Write datapackage.json: the CSV files as a Frictionless Tabular Data Package.

Budget tables also carry the column types of the Fiscal Data Package (fiscal.yml).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from budget_pipeline.publish.facts import ReleaseFacts
from budget_pipeline.publish.manifest import sha256, write_json
from budget_pipeline.publish.packages.declared import fiscal_types, licences
from budget_pipeline.publish.rows import published_tables
from budget_pipeline.schema.model import Column, Schema, Table

Json = dict[str, Any]


def write_datapackage(schema: Schema, folder: Path, facts: ReleaseFacts) -> None:
    """Write datapackage.json for the CSV files that are already in `folder`."""
    tables = published_tables(schema)
    package: Json = {
        "name": "anggaran-pengadaan",
        "title": f"Anggaran dan pengadaan {facts.municipality}".strip(),
        "description": (
            "Satu rilis data anggaran, realisasi, dan pengadaan dengan indikator. Bacalah KAMUS.md."
            " One release of budget, realisation and procurement data with indicators."
        ),
        "licenses": list(_licences(facts.licence)),
        "contributors": [{"title": facts.municipality or "Pemerintah daerah", "role": "publisher"}],
        "keywords": ["APBD", "pengadaan", "anggaran", "budget", "procurement", "Indonesia"],
        "resources": [_resource(table, folder) for table in tables],
    }
    if not package["licenses"]:
        del package["licenses"]
    write_json(folder / "datapackage.json", package)


def table_schema(table: Table) -> Json:
    """Return the Table Schema of a published table."""
    schema: Json = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    keys = [column for column in table.columns if column.references]
    if keys:
        schema["foreignKeys"] = [_foreign_key(table, column) for column in keys]
    return schema


def _resource(table: Table, folder: Path) -> Json:
    path = f"unduhan/csv/{table.name}.csv"
    return {
        "name": table.name,
        "title": table.title.id,
        "description": f"{table.description.id} {table.description.en}",
        "profile": "tabular-data-resource",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{sha256(folder / path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": table_schema(table),
    }


def _field(table: Table, column: Column) -> Json:
    field: Json = {
        "name": column.name,
        "type": column.type,
        "title": column.title.id,
        "description": f"{column.description.id} {column.description.en}",
    }
    if column.type == "datetime":
        field["format"] = (
            "any"  # "2024-02-01 08:00:00", or the day alone where the source has no time
        )
    if column.is_money:
        field["unit"] = "IDR"
    limits = column.constraints
    constraints: Json = {
        "required": limits.required or None,
        "enum": list(limits.enum) or None,
        "minimum": limits.minimum,
        "maximum": limits.maximum,
    }
    constraints = {key: value for key, value in constraints.items() if value is not None}
    if constraints:
        field["constraints"] = constraints
    fiscal = fiscal_types().get(table.name, {}).get(column.name)
    if fiscal:
        field["columnType"] = fiscal
    return field


def _foreign_key(table: Table, column: Column) -> Json:
    target, _, name = (column.references or "").partition(".")
    resource = "" if target == table.name else target
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [name]}}


def _licences(name: str) -> Iterable[Json]:
    if name:
        yield {"name": name, **licences().get(name, {"title": name})}
