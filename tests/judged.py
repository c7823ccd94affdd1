"""Databases that several test files read: loaded and judged once, whichever test process comes first.

Each is a folder with `dimuat.db`, loaded and not judged, and `sqlite.db`, judged by SQLite.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from budget_pipeline.indicators.run import compute
from budget_pipeline.load.database import create_database
from budget_pipeline.pipeline.assemble import assemble
from budget_pipeline.pipeline.files import find_jobs, read_files
from budget_pipeline.pipeline.loading import load
from budget_pipeline.schema.read import load_schema
from tests.conftest import ROOT
from tests.once import once

SCHEMA = load_schema()
BANDUNG = 'kode_wilayah: "32.04"\nnama_daerah: Kabupaten Bandung\ntahun: 2025\n'


def judged_city(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented city, read from data/raw."""
    return once(factory, "kota-dinilai", lambda folder: _judge(ROOT / "data" / "raw", folder))


def judged_bandung(factory: pytest.TempPathFactory, shared: Path) -> Path:
    """Return the folder of the real files of Kabupaten Bandung 2025."""

    def make(folder: Path) -> None:
        raw = folder / "raw"
        shutil.copytree(shared / "data" / "pengadaan" / "kab-bandung-2025", raw)
        raw.chmod(0o755)
        (raw / "sumber.yml").write_text(BANDUNG, encoding="utf-8")
        _judge(raw, folder)

    return once(factory, "bandung-dinilai", make)


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read, since others read the same file."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)


def _judge(raw: Path, folder: Path) -> None:
    files = list(read_files(find_jobs([raw]), jobs=2, cache_dir=folder / "tembolok"))
    loaded, judged = folder / "dimuat.db", folder / "sqlite.db"
    connection = create_database(loaded, SCHEMA)
    load(connection, SCHEMA, assemble(files, SCHEMA), files, [raw], {})
    connection.close()
    shutil.copy(loaded, judged)
    connection = sqlite3.connect(judged, isolation_level=None)
    compute(connection, SCHEMA)
    connection.close()
