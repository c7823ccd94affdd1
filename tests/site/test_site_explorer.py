"""The procurement explorer: what the page says and what its CSV holds are the same."""

import csv
import io
import re
from decimal import Decimal
from typing import Any

import pytest

from budget_pipeline.site import streams
from tests.site.asking import ask

FILTERS = [
    "tahun=semua",
    "tahun=2024",
    "tahun=1999",
    "opd=9.99",
    "metode=Tender&jenis=Barang",
    "min=200000000",
    "maks=200000000",
    "min=200000000&maks=400000000",
    "min=0&maks=250000000",
    "min=210 jt",
    "min=205000001&maks=300000000",
    "indikator=KOM-01",
    "indikator=KOM-01&min=200000000&opd=9.99",
    "indikator=XXX",
    "rekening=5.2.03.01.01.0001&tahun=semua",
    "rekening=5.2.03.01.01.0001&indikator=KOM-01&tahun=semua",
    "metode=tidak ada",
    "opd=' OR 1=1 --",
    "min=banyak",
]


def get(site: Any, path: str) -> Any:
    response = ask(site, path)
    assert response.status_code == 200, path
    return response


def rows_of(site: Any, query: str) -> list[dict[str, str]]:
    response = get(site, f"/pengadaan.csv?{query}")
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


@pytest.mark.parametrize("query", FILTERS)
def test_csv_holds_exactly_what_the_page_counts_and_sums(site: Any, query: str) -> None:
    page = get(site, f"/pengadaan?{query}").text
    boxes = page.partition('<dl class="kotak">')[2].partition("</dl>")[0]
    count, total, contracts = re.findall(r"<dd>(.*?)<small>", boxes, re.S)
    rows = rows_of(site, query)
    assert int(count) == len(rows)
    for shown, column in ((total, "nilai"), (contracts, "nilai_kontrak")):
        amounts = [Decimal(row[column]) for row in rows if row[column]]
        value = re.search(r'value="([^"]*)"', shown)
        assert (Decimal(value[1]) if value else None) == (sum(amounts) if amounts else None)


@pytest.mark.parametrize("query", ["tahun=semua", "indikator=KOM-01", "min=200000000"])
def test_stream_loses_no_row_where_one_piece_meets_the_next(
    site: Any, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows_of(site, query)
    monkeypatch.setattr(streams, "CHUNK", 3)
    assert rows_of(site, query) == whole
    assert len({row["id_paket"] for row in whole}) == len(whole)


def test_rows_come_in_the_order_of_the_page(site: Any) -> None:
    values = [Decimal(row["nilai"]) for row in rows_of(site, "tahun=semua") if row["nilai"]]
    assert values == sorted(values, reverse=True)


def test_csv_says_which_release_it_is_of(site: Any) -> None:
    headers = get(site, "/pengadaan.csv").headers
    assert headers["x-release"] == "0123456789ab"
    assert 'filename="pengadaan-2024.csv"' in headers["content-disposition"]
