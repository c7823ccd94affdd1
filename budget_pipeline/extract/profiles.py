"""Known layouts as declarations: which headers make one, which tables it feeds, what is special."""

import re
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget_pipeline.errors import SchemaError, SourceError
from budget_pipeline.schema.model import Schema, Table, Text
from budget_pipeline.schema.read import YamlLoader, load_schema

HERE = Path(__file__).parent / "profiles"


@dataclass(frozen=True)
class Feed:
    """One table that a layout feeds, and how its headers differ from the table's synonyms.

    `columns`: column -> header keys tried before the synonyms (`*x` matches the end of a joined
    multi-row header). `constants`: column -> value. `when`: the row feeds the table only if one of
    these columns is filled. `zero_is_null`: amounts for which 0 means "not there yet". `split`:
    column -> pattern whose named groups become columns.
    """

    table: str
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    when: tuple[str, ...] = ()
    zero_is_null: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    split: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Spread:
    """A cross-tab: each column headed by a name of the list `by` becomes rows of `table`.

    `column` takes the code of the name, `value` the amount; `by` is a code list, or `rekening` for
    accounts by code or name. `keeps_base`: the layout's own feed makes a row as well. `fewest`: so many
    columns must be named. `total`: headers of a column that adds the others up.
    """

    table: str
    column: str
    value: str
    by: str
    keeps_base: bool = False
    fewest: int = 2
    total: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One known layout; docs/profil.md explains every key.

    `levels`: every row is kept, totals included, with its level. `totals`: column -> value that
    marks a row as the total of the rows below it.
    """

    name: str
    title: Text
    source: str
    feeds: tuple[Feed, ...]
    require: tuple[str, ...] = ()
    require_columns: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    title_pattern: str = ""
    positions: tuple[tuple[int, str, str], ...] = ()
    tree: tuple[str, ...] | None = None
    continuation: str = ""
    section: str = ""
    spread: Spread | None = None
    round_to_sen: bool = False
    precedence: int = 50
    snapshot: str = ""
    levels: bool = False
    totals: dict[str, str] = field(default_factory=dict)
    context: dict[str, str] = field(default_factory=dict)
    generic: bool = False


# A profile says whatever a layout holds, but whether the program made it up itself.
KEYS = {field.name for field in fields(Layout)} - {"generic"}
FEED_KEYS = {field.name for field in fields(Feed)}


def load_layouts(schema: Schema, extra: tuple[Path, ...] = ()) -> list[Layout]:
    """Return the shipped layouts, then those of `extra` files, then one generic layout a table."""
    layouts = [*_shipped(), *(read_own_layout(path, schema) for path in extra)]
    names = [layout.name for layout in layouts]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise SchemaError(
            f"profil: {', '.join(sorted(twice))} dinyatakan dua kali / declared twice"
        )
    return layouts + [_generic(table) for table in schema.of_kind("fact") if table.recognise]


@cache
def _shipped() -> tuple[Layout, ...]:
    schema = load_schema()
    return tuple(read_layout(path, schema) for path in sorted(HERE.glob("*.yml")))


def read_own_layout(path: Path, schema: Schema) -> Layout:
    """Return the layout of a profile that staff wrote; SourceError says what to mend in the file."""
    try:
        return read_layout(path, schema)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, re.error, SchemaError) as error:
        reason = " ".join(str(error).split())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__} {error}"
    raise SourceError(
        f"{path.name}: profil ini tidak dapat dipakai ({reason}). Perbaiki berkas itu menurut"
        " docs/profil.md, atau pindahkan dari folder data / this profile cannot be used: mend it as"
        " docs/profil.md says, or move it out of the folder."
    )


def read_layout(path: Path, schema: Schema) -> Layout:
    """Return the layout declared in `path`; SchemaError names the key at fault."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=YamlLoader)  # noqa: S506 (safe)
    if not isinstance(raw, dict) or set(raw) - KEYS or not {"name", "title", "feeds"} <= set(raw):
        unknown = sorted(set(raw or {}) - KEYS) if isinstance(raw, dict) else raw
        raise SchemaError(f"{path.name}: name, title and feeds are needed; unknown: {unknown}")
    layout = Layout(
        name=raw["name"],
        title=Text(**raw["title"]),
        source=raw.get("source", ""),
        feeds=tuple(_feed(item, schema, path.name) for item in raw["feeds"]),
        require=tuple(raw.get("require", ())),
        require_columns=tuple(raw.get("require_columns", ())),
        forbid=tuple(raw.get("forbid", ())),
        title_pattern=raw.get("title_pattern", ""),
        positions=tuple((p["at"], p["column"], p["like"]) for p in raw.get("positions", ())),
        tree=tuple(raw["tree"]) if "tree" in raw else None,
        continuation=raw.get("continuation", ""),
        section=raw.get("section", ""),
        spread=_spread(raw.get("spread")),
        round_to_sen=raw.get("round_to_sen", False),
        precedence=raw.get("precedence", 50),
        snapshot=raw.get("snapshot", ""),
        levels=bool(raw.get("levels", False)),
        totals={str(k): str(v) for k, v in raw.get("totals", {}).items()},
        context={str(k): str(v) for k, v in raw.get("context", {}).items()},
    )
    if not (layout.require or layout.require_columns or layout.positions or layout.spread):
        raise SchemaError(f"{path.name}: needs `require` (headers), `positions` or `spread`")
    for pattern in (layout.title_pattern, *(like for _, _, like in layout.positions)):
        re.compile(pattern)
    return layout


def _feed(item: dict[str, Any], schema: Schema, where: str) -> Feed:
    if set(item) - FEED_KEYS or item.get("table") not in schema.tables:
        raise SchemaError(f"{where}: feed {item.get('table')!r}: unknown table or key")
    table = schema.table(item["table"])
    names = {*table.names, *(column.name for column in table.internal)}
    columns = {
        k: (v,) if isinstance(v, str) else tuple(v) for k, v in item.get("columns", {}).items()
    }
    mentioned = [*columns, *item.get("constants", {}), *item.get("when", ())]
    for name in [*mentioned, *item.get("zero_is_null", ())]:
        if name not in names:
            raise SchemaError(f"{where}: {table.name} has no column {name!r}")
    return Feed(
        table=table.name,
        columns=columns,
        constants={k: str(v) for k, v in item.get("constants", {}).items()},
        when=tuple(item.get("when", ())),
        zero_is_null=tuple(item.get("zero_is_null", ())),
        ignore=tuple(item.get("ignore", ())),
        split=dict(item.get("split", {})),
    )


def _spread(item: dict[str, Any] | None) -> Spread | None:
    return None if item is None else Spread(**{**item, "total": tuple(item.get("total", ()))})


def _generic(table: Table) -> Layout:
    return Layout(
        name=f"umum-{table.name}",
        title=table.title,
        source="",
        feeds=(Feed(table.name),),
        require=table.recognise,
        generic=True,
    )
