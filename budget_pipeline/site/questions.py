"""Ready-made questions: one .sql file each, its words and parameters in front; the folder is the list."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SchemaError
from budget_pipeline.schema.model import Text
from budget_pipeline.schema.read import load_schema

FOLDER = Path(__file__).parent / "pertanyaan"
FRONT = re.compile(r"\A/\* ---\n(?P<front>.*?)\n--- \*/\n(?P<sql>.*)\Z", re.DOTALL)
PARAMETERS = ("tahun", "opd", "rekening", "kata")
WANTED = {"urutan", "judul", "penjelasan", "parameter", "kolom"}
# Columns with a name, and the codes that lead to the page of what they name.
NAMES = {
    "nama_paket": ("id_paket", "kd_rup"),
    "nama_skpd": ("kode_skpd",),
    "penyedia": ("id_penyedia",),
}
KINDS = ("rupiah", "paket", "penyedia", "skpd", "rup")


@dataclass(frozen=True)
class Question:
    """One question: its words in both languages, what it asks of the reader, its statement."""

    slug: str
    order: int
    title: dict[str, str]
    text: dict[str, str]
    parameters: tuple[str, ...]
    columns: dict[str, str]
    heads: dict[str, dict[str, str]]
    sql: str

    def head(self, column: str, lang: str) -> str:
        """Return the title of a column: the question's own words, else those of the declared column."""
        if column in self.heads:
            return self.heads[column][lang]
        declared = _declared_titles().get(column)
        return declared.in_language(lang) if declared else column

    def names(self, column: str) -> str:
        """Return the column with the code of what `column` names, empty where the answer has none."""
        return next((code for code in NAMES.get(column, ()) if code in self.columns), "")

    def hidden(self, column: str, columns: list[str]) -> bool:
        """Tell whether a column holds only the code of what another names: the link says it already."""
        return any(self.names(other) == column for other in columns)

    def kolom_angka(self, name: str, row: dict[str, Any]) -> bool:
        """Tell whether a column holds figures, to be set flush right."""
        return self.columns.get(name) == "rupiah" or isinstance(row.get(name), int | float)


@cache
def questions() -> dict[str, Question]:
    """Return every question by its slug, in order; SchemaError when one is incomplete."""
    found = [read_question(path) for path in FOLDER.glob("*.sql")]
    return {item.slug: item for item in sorted(found, key=lambda item: (item.order, item.slug))}


def read_question(path: Path) -> Question:
    """Return the question in one file."""
    parts = FRONT.match(path.read_text(encoding="utf-8"))
    if parts is None:
        raise SchemaError(f"pertanyaan/{path.name}: needs /* --- front --- */ before its SQL")
    front: dict[str, Any] = yaml.safe_load(parts["front"])
    if set(front) - {"kepala"} != WANTED:
        raise SchemaError(f"pertanyaan/{path.name}: needs exactly {', '.join(sorted(WANTED))}")
    worded = {name: front[name] for name in ("judul", "penjelasan")} | front.get("kepala", {})
    for name, words in worded.items():
        if set(words) != {"id", "en"}:
            raise SchemaError(f"pertanyaan/{path.name}: {name} needs id and en")
    unknown = [p for p in front["parameter"] if p not in PARAMETERS]
    unknown += [k for k in front["kolom"].values() if k not in KINDS]
    if unknown:
        raise SchemaError(f"pertanyaan/{path.name}: {', '.join(unknown)} is not known")
    return Question(
        slug=path.stem,
        order=front["urutan"],
        title=front["judul"],
        text=front["penjelasan"],
        parameters=tuple(front["parameter"]),
        columns=dict(front["kolom"]),
        heads=front.get("kepala", {}),
        sql=parts["sql"].strip(),
    )


@cache
def _declared_titles() -> dict[str, Text]:
    """Return the title of every declared column by its name; the first table that has it words it."""
    titles: dict[str, Text] = {}
    for _, table in sorted(load_schema().tables.items()):
        for column in table.columns:
            titles.setdefault(column.name, column.title)
    return titles
