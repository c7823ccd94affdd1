"""Releases, downloads, citation and the feed: what a reader can take away and check."""

import hashlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from budget_pipeline.errors import ReleaseError
from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask
from tests.small_files import lra, run_import, write_csv

ATOM = "{http://www.w3.org/2005/Atom}"


def get(site: Any, path: str) -> Any:
    response = ask(site, path)
    assert response.status_code == 200, path
    return response


def test_every_published_file_is_offered_and_arrives_whole(site: Any, published: Path) -> None:
    page = get(site, "/unduhan").text
    sums = (published / "current" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for line in sums:
        digest, _, path = line.partition("  ")
        assert f'href="/unduhan/{path}"' in page
        assert hashlib.sha256(get(site, f"/unduhan/{path}").content).hexdigest() == digest


def test_what_was_left_out_is_said_with_its_reason(site: Any) -> None:
    page = get(site, "/unduhan").text
    assert "unduhan/excel/paket.xlsx" in page
    assert "terlalu besar" in page


def test_feed_is_atom_and_names_the_release(site: Any) -> None:
    root = ET.fromstring(get(site, "/rilis.atom").text)
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == ["Rilis 0123456789ab"]
    assert "Rilis pertama." in (entries[0].findtext(f"{ATOM}content") or "")
    assert root.findtext(f"{ATOM}updated")


def test_release_page_shows_changes_and_old_files_stay_reachable(site: Any) -> None:
    assert "Rilis pertama." in get(site, "/rilis/0123456789ab").text
    assert get(site, "/rilis/0123456789ab/unduhan/csv/anggaran.csv").content.startswith(
        b"tahun,pagu"
    )
    assert ask(site, "/rilis/ffffffffffff").status_code == 404


def test_citation_names_city_page_release_address_and_digest(site: Any, published: Path) -> None:
    text = get(site, "/paket/tender-888-1003?lang=en").text
    cited = (
        text.partition('<textarea id="kutipan"')[2].partition(">")[2].partition("</textarea>")[0]
    )
    digest = hashlib.sha256((published / "current" / "data.db").read_bytes()).hexdigest()
    assert "Kota Contoh" in cited
    assert "Pembangunan gedung 3" in cited
    assert "data release 0123456789ab" in cited
    assert "/paket/tender-888-1003 " in cited
    assert digest[:16] in cited


def test_mistake_report_is_a_prefilled_mail_to_whoever_keeps_the_data(site: Any) -> None:
    text = get(site, "/paket/tender-888-1003").text
    link = text.partition('href="mailto:')[2].partition('"')[0].replace("&amp;", "&")
    parts = urlsplit("mailto:" + link)
    assert unquote(parts.path) == site.budget_site.contact
    told = parse_qs(parts.query)
    assert "Pembangunan gedung 3" in told["subject"][0]
    assert "/paket/tender-888-1003" in told["body"][0]
    assert "0123456789ab" in told["body"][0]


def test_complaint_names_the_channels_and_asks_to_look_first(site: Any) -> None:
    text = get(site, "/indikator/KOM-01/tender-888-1004").text
    assert "SP4N-LAPOR!" in text
    assert "APIP" in text
    assert "Telaah dahulu" in text
    assert "bukan bukti pelanggaran" in text
    assert "Sudah diklarifikasi." in text


def test_folder_without_a_release_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="budget-pipeline import"):
        current_folder(tmp_path)
    with pytest.raises(ReleaseError, match=r"data\.db tidak ada"):
        build_app(tmp_path)


def test_release_page_names_every_input_and_a_forced_release_says_why(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_csv(raw / "lra.csv", lra())
    (raw / "rusak.xlsx").write_bytes(b"bukan buku kerja")
    forced = run_import(raw, out, force=True)
    assert forced.release
    made = build_app(current_folder(out))
    page = get(made, f"/rilis/{forced.release}").text
    assert hashlib.sha256((raw / "lra.csv").read_bytes()).hexdigest()[:12] in page
    assert "Diterbitkan paksa" in page
    assert "rusak.xlsx" in get(made, "/kualitas").text.partition("--force")[2][:400]


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_database_still_being_written_is_refused(
    published: Path, tmp_path: Path, suffix: str
) -> None:
    folder = tmp_path / "0123456789ab"
    shutil.copytree(current_folder(published), folder)
    (folder / f"data.db{suffix}").write_bytes(b"x")
    with pytest.raises(ReleaseError, match="belum selesai"):
        build_app(folder)


def test_database_of_another_shape_is_refused(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "0123456789ab"
    shutil.copytree(current_folder(published), folder)
    connection = sqlite3.connect(folder / "data.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ReleaseError, match="bentuk"):
        build_app(folder)


@pytest.mark.parametrize(
    "change", ["DROP TABLE ringkas_paket", "ALTER TABLE paket DROP COLUMN url"]
)
def test_a_release_of_an_older_program_is_refused_by_what_it_lacks(
    published: Path, tmp_path: Path, change: str
) -> None:
    folder = tmp_path / "0123456789ab"
    shutil.copytree(current_folder(published), folder)
    connection = sqlite3.connect(folder / "data.db")
    connection.execute(change)
    connection.close()
    with pytest.raises(ReleaseError, match=r"0123456789ab: bentuk .*paket\.\w+ tidak ada"):
        build_app(folder)


def test_health_names_the_release(site: Any) -> None:
    assert get(site, "/-/sehat").json() == {"release": "0123456789ab", "ok": True}
