"""Split one .sql file into its front-matter and its statements; check the words and keys of it."""

import re
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SchemaError
from budget_pipeline.schema.model import Text

YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HEAD = re.compile(r"\A\s*/\*\s*---\n(?P<yaml>.*?)\n\s*---\s*\*/\s*", re.DOTALL)
INSERT = re.compile(r"^(?P<indent>[ ]*)-- sisipkan: (?P<name>[a-z_]+)$", re.MULTILINE)
EVIDENCE = re.compile(r"^-- bukti\s*$", re.MULTILINE)


def split(path: Path) -> tuple[dict[str, Any], str, str]:
    """Return front-matter, main statement and evidence statement of `path` (empty where absent)."""
    text = path.read_text(encoding="utf-8")
    head = HEAD.match(text)
    if head is None:
        raise SchemaError(f"{path.name}: must open with a comment /* --- ... --- */ of YAML")
    try:
        raw = yaml.load(head["yaml"], Loader=YamlLoader)  # noqa: S506 (safe loader)
    except yaml.YAMLError as error:
        raise SchemaError(f"{path.name}: front-matter is not valid YAML: {error}") from error
    if not isinstance(raw, dict):
        raise SchemaError(f"{path.name}: front-matter must be a mapping")
    parts = EVIDENCE.split(text[head.end() :])
    if len(parts) > 2:
        raise SchemaError(f"{path.name}: '-- bukti' stands more than once")
    main, evidence = (parts + [""])[:2]
    snippets = path.parent.parent / "sisipan"
    return raw, _statement(_insert(main, snippets)), _statement(_insert(evidence, snippets))


def text(raw: Any, place: str) -> Text:
    """Return a text in both languages; SchemaError when one is missing."""
    if not isinstance(raw, dict) or set(raw) != {"id", "en"} or not all(raw.values()):
        raise SchemaError(f"{place}: needs a text in both languages, {{id: ..., en: ...}}")
    return Text(_words(raw["id"]), _words(raw["en"]))


def refuse_unknown(raw: dict[str, Any], known: str, place: str) -> None:
    """Raise SchemaError naming each key of `raw` that is not among the words of `known`."""
    unknown = sorted(set(map(str, raw)) - set(known.split()))
    if unknown:
        raise SchemaError(f"{place}: unknown key {', '.join(unknown)}; known: {known}")


def _insert(sql: str, snippets: Path) -> str:
    """Put the snippet named in a line `-- sisipkan: name` in its place."""

    def snippet(match: re.Match[str]) -> str:
        lines = (snippets / f"{match['name']}.sql").read_text(encoding="utf-8").rstrip().split("\n")
        return "\n".join(match["indent"] + line for line in lines)

    return INSERT.sub(snippet, sql)


def _statement(sql: str) -> str:
    return sql.strip().removesuffix(";").strip()


def _words(value: Any) -> str:
    return " ".join(str(value).split())
