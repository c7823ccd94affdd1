"""Write the rows of Datasette's own tables, identifiers of ours as links to our pages.

A page of a wide table has thousands of cells. Datasette asks every plugin about each of them, and a template would
loop over what comes back; none of ours answers, so text and numbers are written here, a row at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape as escaped
from typing import Any

from datasette.utils import is_url, path_from_row_pks, tilde_encode
from datasette.views import table as table_view
from markupsafe import Markup, escape

from budget_pipeline.site.links import segment

PAGES = {
    "id_paket": "/paket",
    "id_penyedia": "/penyedia",
    "id_penyedia_lain": "/penyedia",
    "id_berkas": "/sumber",
}
LINK = Markup('<a href="{}/{}">{}</a>')
NUMBERS = ("int", "float")
CELL, NUMBER_CELL, EMPTY_CELL = "<td>", '<td class="n">', "<td>&nbsp;</td>"
# Datasette's own: asked for the columns, and for a row that holds more than text and numbers.
cells_of_datasette = table_view.display_columns_and_rows


def write_rows_at_once() -> None:
    """Let Datasette's table page get its rows written by `columns_and_rows`."""
    table_view.display_columns_and_rows = columns_and_rows


async def columns_and_rows(
    datasette: Any,
    database_name: str,
    table_name: str,
    description: Sequence[Any],
    rows: Sequence[Any],
    **how: Any,
) -> tuple[list[dict[str, Any]], list[Markup]]:
    """Return what Datasette says of the columns of a table, and each of its rows as a written row."""

    async def of_datasette(some: Sequence[Any]) -> tuple[list[dict[str, Any]], list[Any]]:
        found: tuple[list[dict[str, Any]], list[Any]] = await cells_of_datasette(
            datasette, database_name, table_name, description, some, **how
        )
        return found

    columns, _ = await of_datasette([])
    database, urls = datasette.databases[database_name], datasette.urls
    writer = RowWriter(
        [column[0] for column in description],
        await database.primary_keys(table_name) if how.get("link_column") else None,
        urls.table(database_name, table_name),
        how.get("truncate_cells") or 0,
        {
            key["column"]: f"{urls.table(database_name, key['other_table'])}/"
            for key in await database.foreign_keys_for_table(table_name)
        },
    )
    written = []
    for row in rows:
        values = list(row)
        if all(is_plain(value) for value in values):
            written.append(writer.row(row, values))
        else:
            written += [cells_row(cells) for cells in (await of_datasette([row]))[1]]
    return columns, written


def is_plain(value: Any) -> bool:
    """Tell whether a value is text, a number, or the key of a row elsewhere; not bytes, not an address."""
    if isinstance(value, str):
        return not is_url(value.strip())
    return value is None or isinstance(value, (int, float, dict))


class RowWriter:
    """Write rows of text and numbers as Datasette shows them: the key first, as a link to the row's own page."""

    def __init__(
        self,
        columns: Sequence[str],
        keys: Sequence[str] | None,
        address: str,
        longest: int,
        elsewhere: Mapping[str, str],
    ) -> None:
        """Take the columns that were read, and where the rows stand that `elsewhere` names by column.

        `keys` is None where rows have no page, empty where only a rowid. A text of more than `longest` letters is
        cut; 0 cuts none.
        """
        self._keys = keys
        self._address = address
        self._longest = longest
        self._elsewhere = elsewhere
        known = keys[0] if keys and len(keys) == 1 else None  # shown in the link, not once more
        self._places = [(place, name) for place, name in enumerate(columns) if name != known]

    def row(self, row: Any, values: Sequence[Any]) -> Markup:
        """Return a row of the table; `values` are those of its columns, in order."""
        cells = [self._cell(values[place], column) for place, column in self._places]
        return _row([self._key(row), *cells])

    def _key(self, row: Any) -> str:
        if self._keys is None:
            return ""
        bare = not self._keys
        target = path_from_row_pks(row, self._keys, bare)
        shown = path_from_row_pks(row, self._keys, bare, False)
        return f'{CELL}<a href="{self._address}/{target}">{escaped(shown)}</a></td>'

    def _cell(self, value: Any, column: str) -> str:
        if isinstance(value, dict):
            return self._key_elsewhere(value["value"], str(value["label"]), column)
        if value is None or value == "":
            return EMPTY_CELL
        if not isinstance(value, str):
            return f"{NUMBER_CELL}{value}</td>"
        if self._longest and len(value) > self._longest:
            value = value[: self._longest] + "…"
        if column in PAGES:
            return f"{CELL}{linked(column, value)}</td>"
        return f"{CELL}{escaped(value)}</td>"

    def _key_elsewhere(self, value: Any, label: str, column: str) -> str:
        """Return the key of a row elsewhere: a link to our page where there is one, else to Datasette's."""
        if column in PAGES:
            return f"{CELL}{linked(column, str(value))}</td>"
        target = self._elsewhere[column] + tilde_encode(str(value))
        return f'{CELL}<a href="{target}">{escaped(label)}</a></td>'


def cells_row(cells: Iterable[Mapping[str, Any]]) -> Markup:
    """Return a row of a table from what Datasette says of each cell; numbers are set flush right."""
    return _row(
        f"{NUMBER_CELL if cell['value_type'] in NUMBERS else CELL}"
        f"{linked(cell['column'], cell['value'])}</td>"
        for cell in cells
    )


def answer_rows(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> Markup:
    """Return the rows that a query answered, as Datasette shows each value."""
    return Markup("").join(
        _row(
            f"{CELL}{linked(column, shown)}</td>"
            for column, shown in zip(columns, row, strict=True)
        )
        for row in rows
    )


def linked(column: str, shown: Any) -> Markup:
    """Return a link for a known identifier, anything else (a link of Datasette's among them) as it is shown."""
    if column in PAGES and isinstance(shown, str) and shown and not isinstance(shown, Markup):
        return LINK.format(PAGES[column], segment(shown), shown)
    return escape(shown)


def _row(cells: Iterable[str]) -> Markup:
    return Markup(
        f"<tr>{''.join(cells)}</tr>"
    )  # cells are escaped one by one by those who give them
