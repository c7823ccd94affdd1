"""Write the rows of Datasette's own tables, identifiers of ours as links to our pages.

A page of a wide table has thousands of cells: they are joined here, not looped over in a template.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from budget_pipeline.site.links import segment

PAGES = {"id_paket": "/paket", "id_penyedia": "/penyedia", "id_berkas": "/sumber"}
LINK = Markup('<a href="{}/{}">{}</a>')
NUMBERS = ("int", "float")
CELL, NUMBER_CELL = "<td>", '<td class="n">'


def table_rows(rows: Iterable[Iterable[Mapping[str, Any]]]) -> Markup:
    """Return the rows of a table from what Datasette says of each cell; numbers are set flush right."""
    return _rows(
        "".join(
            f"{NUMBER_CELL if cell['value_type'] in NUMBERS else CELL}"
            f"{linked(cell['column'], cell['value'])}</td>"
            for cell in row
        )
        for row in rows
    )


def answer_rows(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> Markup:
    """Return the rows that a query answered, as Datasette shows each value."""
    return _rows(
        "".join(
            f"<td>{linked(column, shown)}</td>" for column, shown in zip(columns, row, strict=True)
        )
        for row in rows
    )


def linked(column: str, shown: Any) -> Markup:
    """Return a link for a known identifier, anything else (a link of Datasette's among them) as it is shown."""
    if column in PAGES and isinstance(shown, str) and shown and not isinstance(shown, Markup):
        return LINK.format(PAGES[column], segment(shown), shown)
    return escape(shown)


def _rows(rows: Iterable[str]) -> Markup:
    return Markup("".join(f"<tr>{row}</tr>" for row in rows))  # cells are escaped one by one above
