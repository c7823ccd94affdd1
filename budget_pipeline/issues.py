"""What went wrong with a file, a row or a cell, and the sentence that tells the clerk.

Sentences live in `messages/*.yml`, one entry per code: severity (`tingkat`) and a template in both
languages. A template names what was found, what was expected and what to do; the place (file,
sheet, cell) is put in front by `Issue.place`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import RejectedFile, SchemaError

MESSAGES = Path(__file__).parent / "messages"
# tolak: the file; karantina: the row; peringatan: loaded but doubtful; saran: something to add,
# nothing doubtful; catatan: for the record only.
SEVERITIES = ("tolak", "karantina", "peringatan", "saran", "catatan")


@dataclass(frozen=True)
class Message:
    """One catalogue entry: how bad it is and its sentence in both languages."""

    code: str
    severity: str
    id: str
    en: str


@dataclass(frozen=True)
class Phrase:
    """A part of a sentence that is itself in the catalogue, so that it follows the language."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Issue:
    """One problem at one place; `params` fill the template, `value` is the cell as read (masked)."""

    code: str
    sheet: str = ""
    row: int | None = None
    cell: str = ""
    column: str = ""
    value: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Return how bad it is, one of SEVERITIES."""
        return catalogue()[self.code].severity

    def message(self, lang: str = "id") -> str:
        """Return the sentence in `lang`, with value and parameters filled in."""
        return sentence(self.code, lang, nilai=self.value, kolom=self.column, **self.params)

    def place(self, file: str, lang: str = "id") -> str:
        """Return file, sheet and cell the way a clerk looks for them."""
        parts = [file]
        if self.sheet:
            parts.append(f'{"Sheet" if lang == "en" else "Lembar"} "{self.sheet}"')
        if self.cell:
            parts.append(f"{'cell' if lang == 'en' else 'sel'} {self.cell}")
        elif self.row is not None:
            parts.append(f"{'row' if lang == 'en' else 'baris'} {self.row}")
        return " · ".join(parts)


def sentence(code: str, lang: str, **params: Any) -> str:
    """Return the catalogue sentence of `code` with `params` filled in."""
    message = catalogue()[code]
    template = message.en if lang == "en" else message.id
    return template.format_map(_Missing({k: _in_language(v, lang) for k, v in params.items()}))


def _in_language(value: Any, lang: str) -> Any:
    if isinstance(value, Phrase):
        return sentence(value.code, lang, **value.params)
    if isinstance(value, tuple):
        return "; ".join(str(_in_language(item, lang)) for item in value)
    return value


def reject(code: str, **params: Any) -> RejectedFile:
    """Return the error that rejects a whole file, carrying its code and parameters."""
    error = RejectedFile(sentence(code, "id", **params))
    error.code, error.params = code, params
    return error


def count_by_code(issues: Iterable[Issue]) -> dict[str, int]:
    """Return how often each code occurs, most frequent first."""
    counts: dict[str, int] = {}
    for issue in issues:
        counts[issue.code] = counts.get(issue.code, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@cache
def catalogue() -> dict[str, Message]:
    """Return every message by code; SchemaError when one is incomplete or declared twice."""
    messages: dict[str, Message] = {}
    for path in sorted(MESSAGES.glob("*.yml")):
        for code, entry in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if code in messages:
                raise SchemaError(f"messages/{path.name}: {code} is declared twice")
            if set(entry) != {"tingkat", "id", "en"} or entry["tingkat"] not in SEVERITIES:
                raise SchemaError(f"messages/{path.name}: {code} needs tingkat, id and en")
            messages[code] = Message(code, entry["tingkat"], entry["id"], entry["en"])
    return messages


class _Missing(dict[str, Any]):
    """Leave a template's blank visible instead of failing when a parameter is absent."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
