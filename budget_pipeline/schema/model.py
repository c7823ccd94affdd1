"""What a declaration can say about a table, a column and a code list.

The words are those of Frictionless Table Schema, plus ours.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A label or a sentence in both languages of the program."""

    id: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the text in `lang` ("id" or "en")."""
        return self.en if lang == "en" else self.id


@dataclass(frozen=True)
class Constraints:
    """Limits on the values of one column, in Table Schema words."""

    required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    enum: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of one table.

    `type` is a Table Schema type; `format` narrows it: `rupiah` (exact money), `kode`, `rekening`
    (account code), `wilayah`, `npwp`. `derived` columns are computed, never read from a header.
    """

    name: str
    type: str
    title: Text
    description: Text
    format: str = "default"
    synonyms: tuple[str, ...] = ()
    constraints: Constraints = field(default_factory=Constraints)
    codelist: str | None = None
    references: str | None = None
    derived: bool = False
    total: bool = True

    @property
    def is_money(self) -> bool:
        """Tell whether the column holds rupiah, stored exactly as whole rupiah and sen."""
        return self.format == "rupiah"

    @property
    def is_date(self) -> bool:
        """Tell whether the column holds a date or a point in time."""
        return self.type in ("date", "datetime")


@dataclass(frozen=True)
class Table:
    """One published table: its grain, its columns, its keys.

    `internal` columns are read from the source and used while resolving (tax numbers, system ids)
    but never stored or published. Where several files differ about one row in a `watched` column,
    that is told: it changes what a reader concludes. `tree` names the code columns of a
    hierarchical report, from the outermost to the innermost: rows that contain others are subtotals.
    """

    name: str
    kind: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    internal: tuple[Column, ...] = ()
    unique_key: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    recognise: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    search: tuple[str, ...] = ()
    tree: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in declared order."""
        return tuple(column.name for column in self.columns)

    @property
    def money(self) -> tuple[str, ...]:
        """Return the names of the rupiah columns."""
        return tuple(column.name for column in self.columns if column.is_money)

    @property
    def has_surrogate_key(self) -> bool:
        """Tell whether rows are numbered (`id`) because the source has no key of its own."""
        return self.primary_key == ("id",)


@dataclass(frozen=True)
class Code:
    """One entry of a code list: the normal form, both labels, and the spellings met."""

    code: str
    title: Text
    synonyms: tuple[str, ...]
    extra: dict[str, str]


@dataclass(frozen=True)
class CodeList:
    """All codes of one list, in file order."""

    name: str
    codes: tuple[Code, ...]

    def code(self, code: str) -> Code | None:
        """Return the entry with this code, or None."""
        return next((entry for entry in self.codes if entry.code == code), None)


@dataclass(frozen=True)
class Schema:
    """Every declared table and code list."""

    tables: dict[str, Table]
    codelists: dict[str, CodeList]

    def table(self, name: str) -> Table:
        """Return the table called `name`; KeyError if it is not declared."""
        return self.tables[name]

    def of_kind(self, *kinds: str) -> list[Table]:
        """Return the tables of these kinds (fact, derived, reference, log, indicator) by name."""
        return [table for _, table in sorted(self.tables.items()) if table.kind in kinds]
