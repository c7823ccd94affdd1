"""A reply under data/raw stands in the release beside the verdict that it answers."""

import sqlite3
from pathlib import Path

import pytest
import xlsxwriter

from budget_pipeline.errors import SourceError
from tests.small_files import lra, run_import, write_csv

REPLY = """
- {indikator: KOM-01, subjek: tender-9-1, tanggal: 2025-08-17, pejabat: Kepala UKPBJ, isi: Sudah ditelaah.}
"""


def town(folder: Path, reply: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "sumber.yml").write_text('kode_wilayah: "99.71"\nnama_daerah: Kota Contoh\n')
    write_csv(folder / "lra.csv", lra())
    (folder / "tanggapan.yml").write_text(reply, encoding="utf-8")
    return folder


def as_sheet(raw: Path) -> None:
    """Put the same reply into tanggapan.xlsx instead."""
    (raw / "tanggapan.yml").unlink()
    with xlsxwriter.Workbook(raw / "tanggapan.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Indikator", "Subjek", "Tanggal", "Pejabat", "Isi"])
        sheet.write_row(
            1, 0, ["KOM-01", "tender-9-1", "2025-08-17", "Kepala UKPBJ", "Sudah ditelaah."]
        )


@pytest.mark.parametrize("sheet", [False, True], ids=["yml", "xlsx"])
def test_a_reply_is_published(tmp_path: Path, sheet: bool) -> None:
    raw = town(tmp_path / "raw", REPLY)
    if sheet:
        as_sheet(raw)
    assert run_import(raw, tmp_path / "out").exit == 0
    connection = sqlite3.connect(tmp_path / "out" / "current" / "data.db")
    found = connection.execute("SELECT kode, subjek_id, tanggal, pejabat, isi FROM tanggapan")
    assert found.fetchall() == [
        ("KOM-01", "tender-9-1", "2025-08-17", "Kepala UKPBJ", "Sudah ditelaah.")
    ]


def test_a_reply_that_answers_no_indicator_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"tanggapan\.yml: tanggapan ke-1: .*KOM-99"):
        run_import(town(tmp_path / "raw", REPLY.replace("KOM-01", "KOM-99")), tmp_path / "out")


def test_a_reply_beside_no_verdict_is_loaded_and_said(tmp_path: Path) -> None:
    outcome = run_import(town(tmp_path / "raw", REPLY), tmp_path / "out")
    assert outcome.exit == 0
    (told,) = [reason.id for reason in outcome.reasons]
    assert told.startswith("tanggapan untuk KOM-01 tentang tender-9-1 tidak tampil")


def test_a_reply_beside_its_verdict_needs_no_word(tmp_path: Path) -> None:
    without = run_import(town(tmp_path / "raw", ""), tmp_path / "satu")
    data = sqlite3.connect(tmp_path / "satu" / "current" / "data.db")
    kode, subject = data.execute("SELECT kode, subjek_id FROM hasil_indikator LIMIT 1").fetchone()
    reply = REPLY.replace("KOM-01", kode).replace("tender-9-1", f"'{subject}'")
    outcome = run_import(town(tmp_path / "lain", reply), tmp_path / "dua")
    assert [*without.reasons, *outcome.reasons] == []
