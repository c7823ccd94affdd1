"""Datasette on a release: what cannot change while it is served is found out once, not at each request."""

import contextlib
import secrets
import sqlite3
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, NoReturn

from datasette.app import Datasette
from datasette.database import Database, WriteTask

from budget_pipeline.site.bounded import BoundedDatabase

# Names of tables come from addresses, so that there is no end of them.
REMEMBERED = 512
NOTES = "_internal"


class SettledDatasette(Datasette):  # type: ignore[misc]
    """Datasette whose databases and metadata stay as they were when it started."""

    def __init__(self, *args: Any, **values: Any) -> None:
        """Take what Datasette takes."""
        super().__init__(*args, **values)
        self.remove_database(NOTES)
        self.add_database(Notes(self, memory_name=secrets.token_hex()), name=NOTES)
        self._schemas_known = False
        self._allows_of = lru_cache(REMEMBERED)(super()._table_permission_allows)

    async def refresh_schemas(self) -> None:
        """List the tables of all databases; they are immutable, so once is enough."""
        if not self._schemas_known:
            await super().refresh_schemas()
            self._schemas_known = True

    def close(self) -> None:
        """Let go of all threads and files, once nobody asks any more."""
        for database in self.databases.values():
            database.close()
        self.executor.shutdown(wait=False)

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:
        """Return the rules of a table; Datasette copies the metadata of every table to find them."""
        found: list[Any] = self._allows_of(database, table)
        return found


class Notes(Database):  # type: ignore[misc]
    """Datasette's own notes about tables, in memory; it writes them in a thread that it never ends."""

    def close(self) -> None:
        """End the thread that writes, and all connections."""
        if self._write_thread is not None:
            self._write_queue.put(WriteTask(_stop_writing, None, None))
            self._write_thread.join()
        super().close()

    def _execute_writes(self) -> None:
        with contextlib.suppress(_Enough):
            super()._execute_writes()


class _Enough(BaseException):
    """Nothing more is to be written. No Exception: Datasette's loop takes those for answers."""


def _stop_writing(connection: sqlite3.Connection) -> NoReturn:
    connection.close()
    raise _Enough


def once(question: str) -> Callable[..., Awaitable[Any]]:
    """Return the method of a database that answers `question` of a table as Datasette does, and keeps the answer."""

    async def answer(self: "SettledDatabase", *asked: str) -> Any:
        key = (question, *asked)
        if key not in self.answers:
            if len(self.answers) >= REMEMBERED:
                self.answers.clear()
            self.answers[key] = await getattr(BoundedDatabase, question)(self, *asked)
        return self.answers[key]

    return answer


class SettledDatabase(BoundedDatabase):
    """A database of a release; what its tables are is asked of the file once."""

    def __init__(self, datasette: Any, path: str) -> None:
        """Take what Datasette gives every database."""
        super().__init__(datasette, path)
        self.answers: dict[tuple[str, ...], Any] = {}

    table_exists = once("table_exists")
    table_columns = once("table_columns")
    table_column_details = once("table_column_details")
    primary_keys = once("primary_keys")
    fts_table = once("fts_table")
    foreign_keys_for_table = once("foreign_keys_for_table")
    label_column_for_table = once("label_column_for_table")
    get_table_definition = once("get_table_definition")
    table_names = once("table_names")
    view_names = once("view_names")
    hidden_table_names = once("hidden_table_names")
    get_all_foreign_keys = once("get_all_foreign_keys")
