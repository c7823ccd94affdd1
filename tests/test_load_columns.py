"""Rows reach a table unchanged, whichever way they are handed over."""

import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from budget_pipeline.load import columns
from budget_pipeline.load.database import create_database
from budget_pipeline.schema.read import load_schema

ROWS = 7


def paket() -> pd.DataFrame:
    """Return processes with every type a table stores, known and unknown, and a column of no table."""
    return pd.DataFrame(
        {
            "id_paket": pd.array([f"tender-{n}" for n in range(ROWS)], dtype="string[pyarrow]"),
            "jenis_paket": pd.array(["tender"] * ROWS, dtype="string[pyarrow]"),
            "kode": pd.array([f"00{n}" for n in range(ROWS)], dtype="string[pyarrow]"),
            "nama_paket": pd.array(
                ["Jalan 'A'", None, "é\n", "", "x", "y", None], "string[pyarrow]"
            ),
            "tahun": pd.array([2024, None, 2025, 2024, 2024, 2024, 2024], dtype="Int64"),
            "hps_rp": pd.array([2**60, None, -5, 0, 1, 2, 3], dtype="Int64"),
            "hps_sen": pd.array([50, None, 0, 0, 0, 0, 99], dtype="Int64"),
            "hps_dibulatkan": pd.array([True, None, False, True, True, True, True], "boolean"),
            "ket_diulang": np.full(ROWS, None, dtype=object),
            "id_berkas": ["f"] * ROWS,
            "lembar": ["Sheet1"] * ROWS,
            "baris": np.arange(1, ROWS + 1),
            "_urutan": np.arange(ROWS),
        }
    )


def stored(path: Path) -> list[tuple[Any, ...]]:
    connection = create_database(path, load_schema())
    assert columns.insert_frame(connection, load_schema().table("paket"), paket()) == ROWS
    connection.close()
    reader = sqlite3.connect(path)
    names = "id_paket, kode, nama_paket, tahun, hps, hps_rp, hps_sen, hps_dibulatkan, baris"
    rows = reader.execute(f"SELECT {names}, typeof(hps_rp), ket_diulang FROM paket").fetchall()
    reader.close()
    return rows


def test_values_are_stored_as_they_are(tmp_path: Path) -> None:
    rows = stored(tmp_path / "a.db")
    assert rows[0] == (
        *("tender-0", "000", "Jalan 'A'", 2024, 2**60 + 0.5, 2**60, 50, 1, 1),
        *("integer", None),
    )
    assert rows[1] == ("tender-1", "001", None, None, None, None, None, None, 2, "null", None)
    assert rows[2][2] == "é\n"


def test_the_number_of_rows_at_a_time_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stored(tmp_path / "a.db")
    monkeypatch.setattr(columns, "ROWS_AT_ONCE", 2)
    assert stored(tmp_path / "b.db") == whole


@pytest.mark.skipif(not find_spec("adbc_driver_sqlite"), reason="the `fast` extra is not installed")
def test_the_fast_driver_stores_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stored(tmp_path / "a.db")
    monkeypatch.setattr(columns, "WORTH_A_DRIVER", 1)
    assert stored(tmp_path / "b.db") == whole


@pytest.mark.parametrize(
    ("kind", "accepted"), [("belanja", True), (None, True), ("BELANJA", False), ("'", False)]
)
def test_a_table_takes_only_the_declared_alternatives_or_nothing(
    kind: str | None, accepted: bool, tmp_path: Path
) -> None:
    connection = create_database(tmp_path / "a.db", load_schema())
    line = {
        "tahapan": ["murni"],
        "jenis": [kind],
        "id_berkas": ["f"],
        "lembar": ["a"],
        "baris": [2],
    }
    refused = False
    try:
        columns.insert_frame(connection, load_schema().table("anggaran"), pd.DataFrame(line))
    except sqlite3.IntegrityError:
        refused = True
    finally:
        connection.close()
    assert refused is not accepted
