"""Describe the release to data catalogues: DCAT as JSON-LD, and Satu Data Indonesia metadata.

DCAT-AP 3 terms; addresses are relative to the file, so the catalogue works wherever it is put.
Satu Data: Perpres 39/2019 (concept, definition, classification, measure, unit) and the variables of
Permen PPN 16/2020.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from budget_pipeline.publish.downloads import Download
from budget_pipeline.publish.facts import ReleaseFacts
from budget_pipeline.publish.manifest import write_json
from budget_pipeline.publish.packages.declared import licences
from budget_pipeline.publish.rows import published_tables, quoted
from budget_pipeline.schema.model import Column, Schema, Table

Json = dict[str, Any]
MEDIA_TYPES = {
    "csv": "text/csv",
    "csv-excel": "text/csv",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "ocds": "application/jsonl",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = "https://www.iana.org/assignments/media-types/"
INDONESIAN = "http://publications.europa.eu/resource/authority/language/IND"


def write_catalogues(
    connection: sqlite3.Connection,
    schema: Schema,
    folder: Path,
    *,
    facts: ReleaseFacts,
    downloads: Sequence[Download],
) -> None:
    """Write dcat.jsonld and satu-data.json for the files that are already in `folder`."""
    coverage = _coverage(connection)
    tables = published_tables(schema)
    files: dict[str, list[Download]] = {table.name: [] for table in tables}
    for download in downloads:
        files[download.table].append(download)
    sizes = {item.path: (folder / item.path).stat().st_size for item in downloads}
    datasets = [_dataset(table, files[table.name], sizes, facts, coverage) for table in tables]
    write_json(folder / "dcat.jsonld", _catalogue(facts, datasets))
    entries = [_satu_data(table, facts, coverage) for table in tables]
    write_json(folder / "satu-data.json", {"standar": "Perpres 39/2019", "data": entries})


def _catalogue(facts: ReleaseFacts, datasets: list[Json]) -> Json:
    return {
        "@context": CONTEXT,
        "@id": "dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": f"Anggaran dan pengadaan {facts.municipality}", "@language": "id"},
        "dct:description": {
            "@value": "Data anggaran, realisasi, dan pengadaan satu daerah dengan indikator.",
            "@language": "id",
        },
        "dct:publisher": _publisher(facts),
        "dct:language": {"@id": INDONESIAN},
        **_licence(facts),
        "dcat:dataset": datasets,
    }


def _dataset(
    table: Table,
    downloads: Sequence[Download],
    sizes: Mapping[str, int],
    facts: ReleaseFacts,
    coverage: Json,
) -> Json:
    dataset: Json = {
        "@id": f"#{table.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": [
            {"@value": table.title.id, "@language": "id"},
            {"@value": table.title.en, "@language": "en"},
        ],
        "dct:description": [
            {"@value": table.description.id, "@language": "id"},
            {"@value": table.description.en, "@language": "en"},
        ],
        "dct:publisher": _publisher(facts),
        "dct:language": {"@id": INDONESIAN},
        "dcat:keyword": ["APBD", "pengadaan", table.name],
        "dcat:distribution": [_distribution(d, sizes[d.path], facts) for d in downloads],
    }
    if facts.contact:
        dataset["dcat:contactPoint"] = {"@type": "vcard:Organization", "vcard:fn": facts.contact}
    if coverage["tahun"]:
        first, last = coverage["tahun"][0], coverage["tahun"][-1]
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{first}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{last}-12-31", "@type": "xsd:date"},
        }
    if coverage["wilayah"]:
        dataset["dct:spatial"] = [
            {"@type": "dct:Location", "dct:identifier": region["kode"], "dct:title": region["nama"]}
            for region in coverage["wilayah"]
        ]
    if coverage["diterima"]:
        dataset["dct:modified"] = {"@value": coverage["diterima"], "@type": "xsd:date"}
    return dataset


def _distribution(download: Download, size: int, facts: ReleaseFacts) -> Json:
    return {
        "@type": "dcat:Distribution",
        "dct:title": f"{download.table} ({download.format})",
        "dcat:accessURL": {"@id": download.path},
        "dcat:downloadURL": {"@id": download.path},
        "dcat:mediaType": {"@id": MEDIA + MEDIA_TYPES[download.format]},
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:nonNegativeInteger"},
        **_licence(facts),
    }


def _satu_data(table: Table, facts: ReleaseFacts, coverage: Json) -> Json:
    return {
        "judul": table.title.id,
        "nama": table.name,
        "konsep": table.title.id,
        "definisi": table.description.id,
        "produsen_data": facts.municipality or None,
        "walidata": facts.contact or None,
        "lisensi": facts.licence or None,
        "cakupan_waktu": coverage["tahun"],
        "cakupan_wilayah": coverage["wilayah"],
        "tanggal_mutakhir": coverage["diterima"],
        "sumber": "Tabel berkas; setiap baris menunjuk berkas, lembar, dan baris asalnya.",
        "berkas": f"unduhan/csv/{table.name}.csv",
        "variabel": [_variable(column) for column in table.columns],
    }


def _variable(column: Column) -> Json:
    codes = list(column.constraints.enum) or column.codelist or column.references
    return {
        "nama": column.name,
        "konsep": column.title.id,
        "definisi": column.description.id,
        "klasifikasi": codes,
        "ukuran": "nilai uang" if column.is_money else column.type,
        "satuan": "rupiah" if column.is_money else None,
        "wajib": column.constraints.required,
    }


def _coverage(connection: sqlite3.Connection) -> Json:
    """Return years, regions and the last date of receipt, from the files that were read."""
    years = _column(connection, "SELECT DISTINCT tahun FROM berkas WHERE tahun IS NOT NULL")
    regions = connection.execute(
        f"SELECT kode_wilayah, nama FROM {quoted('wilayah')} ORDER BY kode_wilayah"
    ).fetchall()
    received = _column(connection, "SELECT max(diterima) FROM berkas")
    return {
        "tahun": sorted(years),
        "wilayah": [{"kode": code, "nama": name} for code, name in regions],
        "diterima": received[0] if received else None,
    }


def _column(connection: sqlite3.Connection, sql: str) -> list[Any]:
    return [row[0] for row in connection.execute(sql)]


def _publisher(facts: ReleaseFacts) -> Json:
    return {"@type": "foaf:Organization", "foaf:name": facts.municipality or "Pemerintah daerah"}


def _licence(facts: ReleaseFacts) -> Json:
    known = licences().get(facts.licence)
    if known:
        return {"dct:license": {"@id": known["path"]}}
    if not facts.licence:
        return {}
    title = {"@type": "dct:LicenseDocument", "dct:title": facts.licence}
    return {"dct:license": title}
