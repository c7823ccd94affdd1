"""Rows of Datasette's own tables show what Datasette shows, with our pages behind our identifiers."""

import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.site.cells import RowWriter, cells_of_datasette, columns_and_rows
from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask

OURS = re.compile(r'<a href="/(?:paket|penyedia|sumber)/[^"]*">([^<]*)</a>')
CELL = re.compile(r"<td[^>]*>(.*?)</td>")
TABLES = ("kontrak", "paket", "peserta", "anggaran", "hasil_indikator", "indikator", "nasib_baris")


def cells(row: str) -> list[str]:
    """The cells of a row of a table, links to our own pages as their text alone."""
    return [unescape(OURS.sub(r"\1", cell)) for cell in CELL.findall(row)]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_page_shows_in_each_cell_what_datasette_itself_would_show(
    city_site: Any, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    shown: list[tuple[list[list[str]], list[list[str]]]] = []

    async def both(*asked: Any, **how: Any) -> Any:
        columns, rows = await columns_and_rows(*asked, **how)
        _, theirs = await cells_of_datasette(*asked, **how)
        ours = [cells(row) for row in rows]
        shown.append((ours, [[_text(cell) for cell in row] for row in theirs]))
        return columns, rows

    monkeypatch.setattr("datasette.views.table.display_columns_and_rows", both)
    assert ask(city_site, f"/data/{table}?_size=20").status_code == 200
    ((ours, theirs),) = shown
    assert len(ours) > 5
    assert ours == theirs


def _text(cell: Any) -> str:
    """What Datasette shows in a cell; the key of a row that has a page of ours without Datasette's link."""
    shown = str(cell["value"])
    if cell["value_type"] != "pk" and cell["column"].startswith(
        ("id_paket", "id_penyedia", "id_berkas")
    ):
        shown = re.sub(r"^<a [^>]*>(.*)</a>$", r"\1", shown)
    return unescape(shown)


def test_keys_of_packages_and_suppliers_lead_to_our_pages_and_other_keys_to_their_rows(
    city_site: Any,
) -> None:
    contracts = ask(city_site, "/data/kontrak?_size=20").text
    assert re.search(r'<td><a href="/paket/([^"]+)">\1</a></td>', contracts)
    assert re.search(r'<td><a href="/penyedia/([^"]+)">\1</a></td>', contracts)
    verdicts = ask(city_site, "/data/hasil_indikator?_size=5").text
    code = re.search(r'<td><a href="/data/indikator/([^"]+)">\1</a></td>', verdicts)
    assert code and ask(city_site, f"/data/indikator/{code[1]}").status_code == 200


def test_numbers_stand_right_nothing_is_a_space_and_long_text_is_cut() -> None:
    writer = RowWriter(["a", "b", "c", "d"], None, "/data/t", 10, {})
    row = writer.row(None, [12, None, "x" * 11, 0.5])
    assert row == (
        '<tr><td class="n">12</td><td>&nbsp;</td><td>xxxxxxxxxx…</td><td class="n">0.5</td></tr>'
    )


def test_markup_in_a_key_or_a_text_stays_text() -> None:
    bad = '"><script>alert(1)</script>'
    writer = RowWriter(["kunci", "nama"], ["kunci"], "/data/t", 0, {})
    row = writer.row({"kunci": bad}, [bad, bad])
    assert "<script>" not in row
    assert row.count("&lt;script&gt;") == 2


def test_bytes_and_addresses_are_shown_by_datasette(tmp_path: Path, published: Path) -> None:
    site = build_app(current_folder(published))
    other = tmp_path / "lain.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (a, b)")
    connection.execute("INSERT INTO t VALUES (x'0001', 'https://contoh.go.id/x'), ('biasa', 2)")
    connection.commit()
    connection.close()
    site.add_database(type(site.get_database("data"))(site, str(other)), name="lain")
    text = ask(site, "/lain/t").text
    assert 'class="blob-download"' in text
    assert '<a href="https://contoh.go.id/x">https://contoh.go.id/x</a>' in text
    assert '<td>biasa</td><td class="n">2</td>' in text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_table_and_its_columns_are_explained_in_the_language_of_the_page(
    city_site: Any, lang: str
) -> None:
    text = ask(city_site, f"/data/kontrak?_size=1&lang={lang}").text
    intro = re.search(r'<p class="pengantar">(.*?)</p>', text)
    title = re.search(r"<h1>(.*?) \(kontrak\)</h1>", text)
    assert intro and title
    assert not intro[1].startswith(title[1])
    hint = re.search(r'<th scope="col" title="([^"]*)"><a [^>]*>tahun', text)
    other = ask(city_site, f"/data/kontrak?_size=1&lang={'en' if lang == 'id' else 'id'}").text
    assert hint and hint[1] not in other
