"""What pages once left out, led to nowhere or cut without a word."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.site import page
from budget_pipeline.site.pages import anggaran_kode, paket, pertanyaan
from budget_pipeline.site.pages.unduhan import FORMATS
from tests.site.asking import ask


def text_of(site: Any, path: str) -> str:
    answer = ask(site, path)
    assert answer.status_code == 200, path
    text: str = answer.text
    return text


def rows_of(site: Any, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(site, path))))


def test_account_of_a_package_leads_to_its_budget_where_there_is_one(site: Any) -> None:
    page = text_of(site, "/paket/tender-888-1003")
    link = re.search(r'href="(/anggaran/2024/rekening/[^"]+)"', page)
    assert link
    text_of(site, link[1])


def test_csv_of_changes_holds_every_changed_line_to_the_sen(site: Any) -> None:
    rows = rows_of(site, "/perubahan/2024.csv?jenis=belanja")
    kinds = [row["golongan"] for row in rows]
    assert sorted(set(kinds)) == ["baru", "ganti_nama", "hapus", "naik", "pindah_opd", "turun"]
    assert "0.25" in [row["selisih"] for row in rows]
    narrowed = rows_of(site, "/perubahan/2024.csv?jenis=belanja&golongan=turun")
    assert [row["golongan"] for row in narrowed] == ["turun"]
    assert [
        row["golongan"] for row in rows_of(site, "/perubahan/2024.csv?jenis=belanja&golongan=tetap")
    ] == ["tetap"]


def test_changes_without_a_difference_and_unchanged_lines_are_shown(site: Any) -> None:
    page = text_of(site, "/perubahan/2024?jenis=belanja")
    assert "Nama baru" in page
    assert "Naik beberapa sen" in page
    assert "Tidak berubah" not in page
    assert "Tidak berubah" in text_of(site, "/perubahan/2024?jenis=belanja&golongan=tetap")


def test_links_of_agencies_keep_the_stages_compared(site: Any) -> None:
    page = text_of(site, "/perubahan/2024?ke=perubahan&jenis=belanja")
    links = re.findall(r'href="(/perubahan/2024[?][^"]*opd=[^"]*)"', page)
    assert links
    assert all("ke=perubahan" in link for link in links)


def test_csv_of_a_year_without_changes_has_its_columns_and_no_lines(site: Any) -> None:
    lines = text_of(site, "/perubahan/1999.csv").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("golongan,")


def test_downloads_list_every_form_and_what_explains_them(city_site: Any, city: Path) -> None:
    page = text_of(city_site, "/unduhan")
    tables = page.partition("</table>")[0]
    for folder in FORMATS:
        assert f'href="/unduhan/unduhan/{folder}/' in tables, folder
    for name in ("LISENSI.txt", "KAMUS.md"):
        assert (city / "current" / name).is_file()
        assert f'href="/unduhan/{name}"' in page
    assert 'href="/rilis"' in page


def test_indicator_that_is_a_table_leads_to_it(site: Any) -> None:
    for path in ("/indikator", "/indikator/STA-05"):
        assert 'href="/data/skor"' in text_of(site, path)
    one = text_of(site, "/indikator/STA-05")
    assert "Belum tersedia" not in one
    assert "Yang terpicu" not in one
    assert "Belum tersedia" in text_of(site, "/indikator/ANG-02")


@pytest.mark.parametrize(
    ("code", "subject", "address"),
    [("RUP-06", "rup-penyedia-RUP3", "/rup/RUP3"), ("KOL-05", "p-1%3Ap-2", "/penyedia/p-1")],
)
def test_what_an_indicator_judged_has_its_page(
    site: Any, code: str, subject: str, address: str
) -> None:
    for path in (f"/indikator/{code}", f"/indikator/{code}/{subject}"):
        assert f'href="{address}"' in text_of(site, path)
    text_of(site, address)


def test_a_pair_is_named_on_the_pages_of_both(site: Any) -> None:
    for supplier in ("p-1", "p-2"):
        assert "/indikator/KOL-05/p-1%3Ap-2" in text_of(site, f"/penyedia/{supplier}")


def test_a_list_that_is_cut_says_how_many_there_are_and_shows_them_all_on_request(
    site: Any, monkeypatch: Any
) -> None:
    path = "/paket/tender-888-1003"
    assert "Ditampilkan" not in text_of(site, path)
    monkeypatch.setattr(paket, "BIDDERS", 1)
    cut = text_of(site, path)
    assert "Ditampilkan 1 dari 4." in cut
    whole = re.search(r'href="([^"]*semua=1)"', cut)
    assert whole
    assert "Ditampilkan" not in text_of(site, whole[1])


def test_longest_list_still_says_how_many_there_are(site: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(page, "LONGEST_LIST", 2)
    monkeypatch.setattr(paket, "BIDDERS", 1)
    cut = text_of(site, "/paket/tender-888-1003?semua=1")
    assert "Ditampilkan 2 dari 4." in cut
    assert "Selebihnya ada di unduhan." in cut


def test_packages_of_an_account_lead_to_the_same_packages_in_the_explorer(
    site: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(anggaran_kode, "PACKAGES", 2)
    budget = text_of(site, "/anggaran/2024/rekening/5.2.03.01.01.0001")
    link = re.search(r'href="(/pengadaan[?][^"]*rekening=[^"]*)">Semua (\d+) paket', budget)
    assert link
    address = link[1].replace("&amp;", "&")
    assert len(rows_of(site, address.replace("/pengadaan?", "/pengadaan.csv?"))) == int(link[2])


def test_an_answer_that_is_cut_is_named_so(site: Any, monkeypatch: Any) -> None:
    path = "/pertanyaan/paket-terbesar.csv"
    whole = ask(site, path)
    assert "pertama" not in whole.headers["content-disposition"]
    monkeypatch.setattr(pertanyaan, "MOST", 3)
    cut = ask(site, path)
    assert "3-baris-pertama" in cut.headers["content-disposition"]
    assert len(cut.text.splitlines()) == 4


@pytest.mark.parametrize(
    "path",
    ["/sumber", "/sumber/aaaaaaaaaaaa", "/opd", "/penyedia", "/wilayah", "/indikator", "/rilis"],
)
def test_a_mistake_can_be_reported_from_lists_too(site: Any, path: str) -> None:
    assert "Laporkan kekeliruan" in text_of(site, path)


def test_no_script_may_run(site: Any) -> None:
    policy = ask(site, "/").headers["content-security-policy"]
    assert "script-src 'none'" in policy
    assert "connect-src" not in policy
    assert ask(site, "/-/static/app.css").status_code == 404


def test_an_agency_is_offered_only_the_years_it_has_a_budget_of(city_site: Any) -> None:
    agencies = {
        re.sub(r"\?.*", "", link)
        for link in re.findall(
            r'href="(/anggaran/2024/opd/[^"#]+)"', text_of(city_site, "/anggaran/2024")
        )
    }
    assert len(agencies) > 5
    years = set(re.findall(r'href="/anggaran/(\d{4})"', text_of(city_site, "/anggaran/2024")))
    assert len(years) > 1, "the city has years without agencies"
    for agency in agencies:
        code = agency.rpartition("/")[2]
        found = re.findall(
            rf'href="(/anggaran/\d{{4}}/opd/{re.escape(code)})"', text_of(city_site, agency)
        )
        assert found
        for link in set(found):
            assert ask(city_site, link).status_code == 200, link
