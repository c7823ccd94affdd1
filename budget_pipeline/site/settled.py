"""Datasette on a release: what cannot change while it is served is found out once, not at each request."""

from functools import lru_cache
from typing import Any

from datasette.app import Datasette

# Names of tables come from addresses, so that there is no end of them.
REMEMBERED = 512


class SettledDatasette(Datasette):  # type: ignore[misc]
    """Datasette whose databases and metadata stay as they were when it started."""

    def __init__(self, *args: Any, **values: Any) -> None:
        """Take what Datasette takes."""
        super().__init__(*args, **values)
        self._schemas_known = False
        self._allows_of = lru_cache(REMEMBERED)(super()._table_permission_allows)

    async def refresh_schemas(self) -> None:
        """List the tables of all databases; they are immutable, so once is enough."""
        if not self._schemas_known:
            await super().refresh_schemas()
            self._schemas_known = True

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:
        """Return the rules of a table; Datasette copies the metadata of every table to find them."""
        found: list[Any] = self._allows_of(database, table)
        return found
