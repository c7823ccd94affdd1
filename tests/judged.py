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
LOADED, JUDGED = "dimuat.db", "sqlite.db"
CITY = ROOT / "data" / "raw"
BANDUNG = 'kode_wilayah: "32.04"\nnama_daerah: Kabupaten Bandung\ntahun: 2025\n'


def judged_city(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented city, read from data/raw."""
    return once(factory, "kota-dinilai", lambda folder: _judge(CITY, folder))


def judged_bandung(factory: pytest.TempPathFactory, shared: Path) -> Path:
    """Return the folder of the real files of Kabupaten Bandung 2025."""

    return once(factory, "bandung-dinilai", lambda folder: _judge(_bandung(shared, folder), folder))


def loaded_both(factory: pytest.TempPathFactory, shared: Path | None) -> Path:
    """Return a database of the city and, where its files are here, Kab. Bandung, loaded and not judged."""

    def make(folder: Path) -> None:
        _load([CITY, _bandung(shared, folder)] if shared else [CITY], folder)

    return once(factory, "dua-dimuat", make) / LOADED


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read, since others read the same file."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)


def _bandung(shared: Path, folder: Path) -> Path:
    raw = folder / "raw"
    shutil.copytree(shared / "data" / "pengadaan" / "kab-bandung-2025", raw)
    raw.chmod(0o755)
    (raw / "sumber.yml").write_text(BANDUNG, encoding="utf-8")
    return raw


def _load(raw: list[Path], folder: Path) -> None:
    files = list(read_files(find_jobs(raw), jobs=2, cache_dir=folder / "tembolok"))
    connection = create_database(folder / LOADED, SCHEMA)
    load(connection, SCHEMA, assemble(files, SCHEMA), files, raw, {})
    connection.close()


def _judge(raw: Path, folder: Path) -> None:
    _load([raw], folder)
    shutil.copy(folder / LOADED, folder / JUDGED)
    connection = sqlite3.connect(folder / JUDGED, isolation_level=None)
    compute(connection, SCHEMA)
    connection.close()
