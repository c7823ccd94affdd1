"""The data dictionary of a release, from the declarations: kamus.csv and KAMUS.md."""

import csv
from pathlib import Path

from budget_pipeline.publish.rows import published_tables
from budget_pipeline.schema.model import Column, Schema, Table

HEADER = (
    "tabel",
    "kolom",
    "jenis",
    "satuan",
    "judul",
    "judul_en",
    "keterangan",
    "keterangan_en",
    "wajib",
    "kunci",
    "rujukan",
    "daftar_kode",
    "nilai_yang_sah",
    "boleh_dijumlahkan",
)

RULES = Path(__file__).parent / "texts" / "KAMUS.md"


def describe_table(table: Table, schema: Schema) -> list[tuple[str, ...]]:
    """Return one line of HEADER per column of `table`."""
    return [_describe(table, column) for column in table.columns]


def write_dictionary(schema: Schema, folder: Path) -> None:
    """Write kamus.csv (one line per column) and KAMUS.md (the same to read)."""
    tables = published_tables(schema)
    with (folder / "kamus.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(HEADER)
        for table in tables:
            writer.writerows(describe_table(table, schema))
    pages = [RULES.read_text(encoding="utf-8"), *(_page(table) for table in tables)]
    (folder / "KAMUS.md").write_text("\n".join(pages), encoding="utf-8", newline="\n")


def _describe(table: Table, column: Column) -> tuple[str, ...]:
    return (
        table.name,
        column.name,
        column.type,
        "rupiah" if column.is_money else "",
        column.title.id,
        column.title.en,
        column.description.id,
        column.description.en,
        "ya" if column.constraints.required else "tidak",
        "ya" if column.name in table.primary_key else "tidak",
        column.references or "",
        column.codelist or "",
        "; ".join(column.constraints.enum),
        ("ya" if column.total else "tidak") if column.is_money else "",
    )


def _page(table: Table) -> str:
    lines = [
        f"## {table.name}: {table.title.id} · {table.title.en}",
        "",
        f"{table.description.id} · *{table.description.en}*",
        "",
        "| kolom | jenis | keterangan | description |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        kind = "rupiah" if column.is_money else column.type
        cells = (f"`{column.name}`", kind, column.description.id, column.description.en)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])
