"""Every kind of page answers, says what it must, and lets nothing of the data out unescaped."""

import re
from typing import Any

import pytest
from datasette.filters import Filters

from tests.site.asking import ask
from tests.site.sample import HOSTILE

PACKAGE = "/paket/tender-888-a%2Fb%20c"
SHEET = "/sumber/aaaaaaaaaaaa/Lembar%201%2F2%20%26%20%3Ci%3E"
PAGES = [
    "/",
    "/anggaran/2024",
    "/anggaran/2024?menurut=rekening",
    "/anggaran/2024?jenis=pendapatan",
    "/anggaran/2024/opd/9.99",
    "/anggaran/2024/opd/9.99?program=1.05.02",
    "/anggaran/2024/rekening/5.1",
    "/anggaran/2024/rekening/5.1.02.01.01.0024",
    PACKAGE,
    "/penyedia/p-3",
    "/indikator",
    "/indikator/KOM-01",
    "/indikator/KOM-01/tender-888-a%2Fb%20c",
    "/sumber",
    "/sumber/aaaaaaaaaaaa",
    f"{SHEET}/7",
    "/unduhan",
    "/data",
    "/data/paket",
    "/jejak",
]


@pytest.fixture(scope="module")
def get(site: Any) -> Any:
    """A function that fetches one path."""
    return lambda path: ask(site, path)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["", "en"])
def test_page_answers_and_escapes_what_the_data_says(get: Any, path: str, lang: str) -> None:
    address = path if not lang else f"{path}{'&' if '?' in path else '?'}lang={lang}"
    response = get(address)
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.text
    assert "onerror=alert(2)>" not in response.text
    assert f'<html lang="{lang or "id"}"' in response.text


def test_hostile_name_is_shown_as_text(get: Any) -> None:
    assert HOSTILE.replace("<", "&lt;").replace(">", "&gt;") in get(PACKAGE).text


def test_unknown_things_are_404_with_a_way_on(get: Any) -> None:
    for path in ("/paket/tidak-ada", "/anggaran/1999", "/indikator/XXX-99", "/sumber/ffffffffffff"):
        response = get(path)
        assert response.status_code == 404, path
        assert 'name="q"' in response.text


def test_introspection_is_closed_and_odd_addresses_are_refused(get: Any) -> None:
    for path in ("/-/databases.json", "/-/plugins", "/-/threads", "/-/metadata.json"):
        assert get(path).status_code == 404
    for path in ("/%5Cexample.com/x/", "//example.com/x/"):
        assert get(path).status_code in (400, 404)


def test_every_answer_carries_the_headers_of_a_closed_page(get: Any) -> None:
    for path in ("/", "/data/paket", "/paket/tidak-ada", "/unduhan/data.db"):
        headers = get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers


def test_only_published_files_can_be_downloaded(get: Any) -> None:
    assert get("/unduhan/unduhan/csv/anggaran.csv").content == b"tahun,pagu\r\n2024,1\r\n"
    for path in ("/unduhan/../current", "/unduhan/%2e%2e/%2e%2e/current", "/unduhan/etc/passwd"):
        assert get(path).status_code == 404
    assert get("/unduhan//etc/passwd").status_code == 400


def test_budget_csv_holds_exact_rupiah_of_what_the_page_shows(get: Any) -> None:
    lines = get("/anggaran/2024.csv").text.split("\r\n")
    assert lines[0] == "kode,nama,murni,perubahan,realisasi"
    assert lines[1].startswith("9.99,")
    assert lines[1].endswith(",150000000,180000000,110000000")


def test_source_row_marks_the_cell_and_shows_text_beside_value(get: Any) -> None:
    text = get(f"{SHEET}/3?sel=D3").text
    assert 'class="sel-ini" id="sel"><span>3.000.000,00' in text
    assert "<td>3.000.000,00</td><td>20000000</td>" in text


def test_a_table_is_described_in_one_language(site: Any) -> None:
    indonesian, english = (
        re.search(r'<p class="pengantar">(.*?)</p>', ask(site, f"/data/paket{query}").text)
        for query in ("", "?lang=en")
    )
    assert indonesian and english
    assert "Satu proses pengadaan" in indonesian[1]
    assert "One procurement process" not in indonesian[1]
    assert "One procurement process" in english[1]
    assert "Satu proses" not in english[1]


def test_a_filtered_table_says_in_the_reader_s_language_what_it_shows(site: Any) -> None:
    asked = "/data/paket?nama_paket__contains=%3Cb%3Ejalan&kode_skpd__notnull=1&_sort_desc=id_paket"
    indonesian, english = ask(site, asked).text, ask(site, f"{asked}&lang=en").text
    assert (
        "kode_skpd diketahui (bukan NULL); nama_paket memuat &lt;b&gt;jalan;"
        " urut menurut id_paket, dari yang besar" in indonesian
    )
    assert "nama_paket contains &lt;b&gt;jalan" in english
    assert "sorted by id_paket, largest first" in english
    choices = re.search(r'<select id="o0".*?</select>', indonesian)
    assert choices
    for offered in Filters._filters:
        assert not re.search("[a-z]", offered.display) or f">{offered.display}<" not in choices[0]
    assert '<option value="isnull__1">tidak diketahui (NULL)</option>' in choices[0]
