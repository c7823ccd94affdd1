"""Turn identifiers in Datasette's own tables into links to our pages."""

from typing import Any

from markupsafe import Markup

from budget_pipeline.site.links import segment

PAGES = {"id_paket": "/paket", "id_penyedia": "/penyedia", "id_berkas": "/sumber"}


def render(value: Any, column: str, table: str | None, database: str) -> Markup | None:
    """Return a link for a known identifier, None to leave a cell to Datasette."""
    if column not in PAGES or not isinstance(value, str) or not value:
        return None
    return Markup('<a href="{}/{}">{}</a>').format(PAGES[column], segment(value), value)
