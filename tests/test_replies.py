"""Official replies are read from tanggapan.yml or .xlsx, and what is wrong is named."""

from pathlib import Path

import pytest
import xlsxwriter

from budget_pipeline.errors import SourceError
from budget_pipeline.indicators.replies import read_replies

GOOD = """
- indikator: KOM-01
  subjek: tender-1-2
  tanggal: 2025-08-17
  pejabat: Kepala UKPBJ
  isi: |
    Sudah ditelaah.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "tanggapan.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_reply_becomes_a_row_of_table_tanggapan(tmp_path: Path) -> None:
    [reply] = read_replies(written(tmp_path, GOOD))
    assert reply.row() == {
        "kode": "KOM-01",
        "subjek_id": "tender-1-2",
        "tanggal": "2025-08-17",
        "pejabat": "Kepala UKPBJ",
        "isi": "Sudah ditelaah.",
    }


def test_a_sheet_with_the_same_columns_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "tanggapan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tanggal", "Indikator", "Subjek", "Pejabat", "Isi"])
        sheet.write_row(1, 0, ["2025-08-17", "KOM-01", "tender-1-2", "Kepala UKPBJ", "Ditelaah."])
        sheet.write_row(3, 0, ["2025-08-18", "HRG-01", "tender-1-3", "Kepala UKPBJ", "Benar."])
    assert [(r.indikator, r.subjek) for r in read_replies(path)] == [
        ("KOM-01", "tender-1-2"),
        ("HRG-01", "tender-1-3"),
    ]


def test_a_reply_that_is_not_in_a_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="harus berupa daftar"):
        read_replies(written(tmp_path, "indikator: KOM-01"))


def test_an_empty_file_holds_no_reply(tmp_path: Path) -> None:
    assert read_replies(written(tmp_path, "")) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("pejabat: Kepala UKPBJ", "pejabat: ", "tanggapan ke-1: pejabat belum diisi"),
        ("pejabat:", "nama:", "kunci tidak dikenal nama"),
        ("2025-08-17", "17 Agustus", "tanggal '17 Agustus' tidak terbaca"),
        ("KOM-01", "[KOM-01", "baris 3 bukan YAML yang benar"),
        ("KOM-01", "\x07KOM-01", "bukan YAML yang benar"),
    ],
)
def test_what_is_wrong_with_a_reply_is_named(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    with pytest.raises(SourceError, match="tanggapan.yml") as caught:
        read_replies(written(tmp_path, GOOD.replace(old, new)))
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_workbook_that_is_none_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "tanggapan.xlsx"
    path.write_bytes(b"bukan buku kerja")
    with pytest.raises(SourceError, match=r"tanggapan\.xlsx: tidak dapat dibaca"):
        read_replies(path)
