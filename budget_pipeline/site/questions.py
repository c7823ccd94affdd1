"""Ready-made questions: one .sql file each, its words and parameters in front; the folder is the list."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SchemaError

FOLDER = Path(__file__).parent / "pertanyaan"
FRONT = re.compile(r"\A/\* ---\n(?P<front>.*?)\n--- \*/\n(?P<sql>.*)\Z", re.DOTALL)
PARAMETERS = ("tahun", "opd", "rekening", "kata")
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
    sql: str

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
    wanted = {"urutan", "judul", "penjelasan", "parameter", "kolom"}
    if set(front) != wanted:
        raise SchemaError(f"pertanyaan/{path.name}: needs exactly {', '.join(sorted(wanted))}")
    for name in ("judul", "penjelasan"):
        if set(front[name]) != {"id", "en"}:
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
        sql=parts["sql"].strip(),
    )
