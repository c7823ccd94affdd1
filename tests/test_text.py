"""Texts are made readable and keep their meaning; what was hidden in them is told."""

import json
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_pipeline.clean.text import clean_column, labels
from budget_pipeline.extract.words import key
from budget_pipeline.issues import catalogue
from tests.columns import column


def cleaned(cell: str) -> str:
    return clean_column(column(cell))[0][0]


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        ("  Jalan   Raya ", "Jalan Raya"),
        ("Belanja\u00a0 Pegawai", "Belanja Pegawai"),
        ("Peningkatan sarana\r\nkesehatan", "Peningkatan sarana kesehatan"),
        ("Penyediaan\\r\\nJasa \\n Kantor", "Penyediaan Jasa Kantor"),
        ("Bina Marga &amp; Tata Ruang", "Bina Marga & Tata Ruang"),
        ("&quot;Sehat&quot; &#39;Bersih&#39;", "\"Sehat\" 'Bersih'"),
        ("A &amp;lt; B", "A &lt; B"),
        ("AT&T; Bina&Karya", "AT&T; Bina&Karya"),
        ("Paket\u202eGNP", "PaketGNP"),
        ("Ge\u200bdung\ufeff", "Gedung"),
        ("Bel\x07anja\x00", "Belanja"),
        ("Cafe\u0301", "Café"),
        ("'0012", "0012"),
        ("'Aisyiyah' Cabang", "'Aisyiyah' Cabang"),
        ("C:\\new\\table", "C:\\new\\table"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("", ""),
    ],
)
def test_texts_become_readable_and_stay_the_same_text(written, readable):
    assert cleaned(written) == readable


def test_hidden_characters_are_told():
    values, notes = clean_column(
        column("Jalan", "Paket\u202eGNP", " Jalan", "Gedung \ufffd", "Bel\u00a0anja")
    )
    assert values.tolist() == ["Jalan", "PaketGNP", "Jalan", "Gedung \ufffd", "Bel anja"]
    assert notes == {1: "karakter_tersembunyi", 3: "huruf_rusak"}
    assert set(notes.values()) <= set(catalogue())


def test_the_index_of_a_column_is_kept():
    values = pd.Series([" a", "b"], index=[7, 9], dtype="string[pyarrow]")
    assert clean_column(values)[0].to_dict() == {7: "a", 9: "b"}


@given(st.text())
def test_cleaning_twice_changes_nothing_more_unless_entities_nest(text):
    once = cleaned(text.replace("&", "and").replace("'", "").replace("\\", "/"))
    assert cleaned(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert not any(unicodedata.category(char) in ("Cc",) for char in once)


@pytest.mark.parametrize(
    ("name", "split"),
    [
        (
            "Rehab Jalan <span class='label label-warning'>Tender Ulang</span>",
            ("Rehab Jalan", ["Tender Ulang"]),
        ),
        (
            'Jembatan<span class="label label-info">Seleksi Ulang</span> <span '
            'class="label">Spesifik</span>',
            ("Jembatan", ["Seleksi Ulang", "Spesifik"]),
        ),
        ("Gedung", ("Gedung", [])),
        ("Tanah < 2 ha", ("Tanah < 2 ha", [])),
        ("<script>alert(1)</script>", ("<script>alert(1)</script>", [])),
    ],
)
def test_labels_of_spse_are_parted_from_the_name(name, split):
    assert labels(name) == split


@pytest.mark.parametrize(
    ("header", "normal"),
    [
        ("KODE  REKENING", "kode rekening"),
        ("Uraian*", "uraian"),
        ("Pagu Anggaran (Rp)", "pagu anggaran"),
        ("Pagu Indikatif (Rp.)", "pagu indikatif"),
        ("Anggaran (ribu rupiah)", "anggaran"),
        ("Nilai [Rp 000]", "nilai"),
        ("Realisasi (%)", "realisasi"),
        ("REALISASI s.d. Des", "realisasi s d des"),
        ("kd_satker_str", "kd satker str"),
        ("Urusan / Bidang-Urusan", "urusan bidang urusan"),
        ("satuan_kerja_(satker)", "satuan kerja satker"),
        ("k/l/pd", "k l pd"),
        ("Ｐａｇｕ\u00a0Ａ", "pagu a"),
        ("\ufeffKode", "kode"),
        ("%", ""),
        ("Pa\u200bgu", "pagu"),
        ("6=(4+5)", "6 4 5"),
        ("", ""),
    ],
)
def test_headers_are_matched_without_case_punctuation_and_units(header, normal):
    assert key(header) == normal


def test_real_labels_of_spse_are_all_found(shared):
    folder = shared / "data/pengadaan/spse-datatables-2021"
    rows = json.loads((folder / "kota-banjarmasin.json").read_text(encoding="utf-8-sig"))["data"]
    split = [labels(row[1]) for row in rows]
    assert sum(bool(found) for _, found in split) > 0
    assert not any("<span" in name for name, _ in split)
