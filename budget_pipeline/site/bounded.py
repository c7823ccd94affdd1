"""Run what strangers ask of the database, SQL typed into /data and Datasette's own pages, within bounds.

Datasette's time limit is looked at between the steps of a statement; one function call on a large value is one step,
so a time limit alone bounds neither time nor memory. Our own pages are no strangers: they bind values into statements
of queries/ and use `BoundedDatabase.read`, on other threads, so that no question of a stranger keeps them waiting.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from datasette.database import AttachedDatabase, Database
from datasette.views.base import DatasetteError

T = TypeVar("T")
THREADS = 2
WAITING = 0.3  # seconds for a thread; whoever waits longer is told to come again, so that a crowd is no queue
LONGEST = 1.4  # seconds from the question; sql_time_limit_ms ends honest long statements with Datasette's own words
BUSY = "Situs sedang menjawab kueri lain; coba lagi sebentar. / Busy with other queries; try again shortly."
MOST_TEXT = 20_000_000
HEAP = 256 * 2**20

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 200_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
# Functions that make much of little, take time that nothing interrupts, or tell of the machine.
DENIED_FUNCTIONS = frozenset(
    [
        "zeroblob",
        "randomblob",
        "printf",
        "format",
        "replace",
        "hex",
        "unhex",
        "instr",
        "load_extension",
        "fts3_tokenizer",
        "readfile",
        "writefile",
        "edit",
    ]
)
# What Datasette itself asks for and what tells of tables; database_list would tell the path of the file.
PRAGMAS = frozenset(
    [
        "foreign_key_list",
        "function_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "page_count",
        "max_page_count",
        "page_size",
        "schema_version",
        "table_info",
        "table_xinfo",
        "table_list",
        "data_version",
    ]
)
READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})


class BoundedDatabase(Database):  # type: ignore[misc]
    """A database file of a release: Datasette's statements are bounded, ours run beside them."""

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path, is_mutable=False)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="terbatas")
        self._own = threading.local()

    async def read(self, run: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `run` returns on a connection for statements of our own."""
        result: T = await super().execute_fn(run)
        return result

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `fn` returns on a connection that cannot do much harm; a 503 error where no thread is free."""
        limit = Limit()

        def run() -> T:
            connection = self._connection()
            with bounded(connection, limit):
                return fn(connection)

        begun = self._threads.submit(run)
        answer = asyncio.wrap_future(begun)
        end = asyncio.get_running_loop().call_later(LONGEST, limit.stop)
        try:
            done, _ = await asyncio.wait([answer], timeout=WAITING)
            if not done and begun.cancel():
                raise DatasetteError(BUSY, status=503)
            return await answer
        finally:
            end.cancel()

    async def attached_databases(self) -> list[AttachedDatabase]:
        """Return nothing: summaries that stand apart are ours, and where they stand is nobody's business."""
        return []

    def close(self) -> None:
        """Let go of threads and files, once nobody asks any more."""
        self._threads.shutdown()
        super().close()

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = self.connect()
            self.ds._prepare_connection(found, self.name)
            harden(found)
            self._own.connection = found
        return found


def harden(connection: sqlite3.Connection) -> None:
    """Lower what one statement may be and use; nothing that is attached later will be."""
    # Of the whole process: SQLite knows no other.
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP}")
    connection.execute("PRAGMA trusted_schema = OFF")
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    for name in ("trim", "ltrim", "rtrim"):
        connection.create_function(name, 2, _trimming(name), deterministic=True)
    connection.set_authorizer(allowed)


def allowed(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Answer SQLite whether a statement may do one thing: reading, harmless functions, looking at tables."""
    if action in READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return _answer((second or "").lower() not in DENIED_FUNCTIONS)
    if action == sqlite3.SQLITE_PRAGMA:
        return _answer((first or "").lower() in PRAGMAS)
    if action == sqlite3.SQLITE_UPDATE:
        # A table-valued function declares its columns; nothing can be written to an immutable file.
        return _answer(first == "sqlite_master")
    return sqlite3.SQLITE_DENY


class Limit:
    """The end of one statement's time, told from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._over = False

    def stop(self) -> None:
        """End the statement if it runs, and let it not begin."""
        with self._lock:
            self._over = True
            if self._connection is not None:
                self._connection.interrupt()

    @contextmanager
    def on(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let the time of this limit be the time of what runs on the connection."""
        with self._lock:
            if self._over:
                raise sqlite3.OperationalError("interrupted")
            self._connection = connection
        try:
            yield
        finally:
            with self._lock:
                self._connection = None


@contextmanager
def bounded(connection: sqlite3.Connection, limit: Limit) -> Iterator[None]:
    """End what takes too long between two steps, or returns too much; whatever SQLite refuses is the asker's error."""
    spent = 0

    def counted(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        nonlocal spent
        spent += sum(len(value) for value in values if isinstance(value, (str, bytes)))
        if spent > MOST_TEXT:
            raise sqlite3.OperationalError("answer too large")
        return sqlite3.Row(cursor, values)

    kept, connection.row_factory = connection.row_factory, counted
    try:
        with limit.on(connection):
            yield
    except MemoryError as error:
        raise sqlite3.OperationalError("out of memory") from error
    finally:
        connection.row_factory = kept


def _trimming(name: str) -> Callable[[Any, Any], str | None]:
    """Return SQLite's trimming of given characters, in steps as many as there are; its own are their product."""

    def trimmed(text: Any, charset: Any) -> str | None:
        if text is None or charset is None:
            return None
        whole, away = str(text), set(str(charset))
        start, end = 0, len(whole)
        while name != "rtrim" and start < end and whole[start] in away:
            start += 1
        while name != "ltrim" and start < end and whole[end - 1] in away:
            end -= 1
        return whole[start:end]

    return trimmed


def _answer(yes: bool) -> int:
    return sqlite3.SQLITE_OK if yes else sqlite3.SQLITE_DENY
