"""The provenance database: every row of every sheet as read, with its fate."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

DDL = """
CREATE TABLE berkas (
  id_berkas TEXT PRIMARY KEY, sha256 TEXT NOT NULL, jalur TEXT NOT NULL, status TEXT NOT NULL
) STRICT;
CREATE TABLE lembar (
  id_berkas TEXT NOT NULL REFERENCES berkas, lembar TEXT NOT NULL, kolom TEXT NOT NULL,
  PRIMARY KEY (id_berkas, lembar)
) STRICT;
CREATE TABLE baris (
  id_berkas TEXT NOT NULL, lembar TEXT NOT NULL, baris INTEGER NOT NULL,
  nasib TEXT NOT NULL, isi TEXT NOT NULL,
  PRIMARY KEY (id_berkas, lembar, baris)
) STRICT, WITHOUT ROWID;
"""


class ProvenanceWriter:
    """Write `jejak.db`: files, sheets, and rows as JSON lists of cell texts."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.executescript(DDL)
        self.connection.execute("BEGIN")

    def add_file(self, id_berkas: str, sha256: str, path: str, status: str) -> None:
        """Add one file."""
        values = (id_berkas, sha256, path, status)
        self.connection.execute("INSERT OR IGNORE INTO berkas VALUES (?, ?, ?, ?)", values)

    def add_sheet(
        self, id_berkas: str, sheet: str, columns: str, rows: Iterable[tuple[int, str, str]]
    ) -> None:
        """Add one sheet with its column map (JSON) and its rows (number, fate, cells as JSON)."""
        self.connection.execute("INSERT INTO lembar VALUES (?, ?, ?)", (id_berkas, sheet, columns))
        self.connection.executemany(
            "INSERT INTO baris VALUES (?, ?, ?, ?, ?)",
            ((id_berkas, sheet, number, fate, cells) for number, fate, cells in rows),
        )

    def close(self) -> None:
        """Finish and close the file."""
        self.connection.execute("COMMIT")
        self.connection.close()
