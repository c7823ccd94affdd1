"""Three readers from the front door to what they came for, on the invented city, in a real browser."""

import csv
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.pipeline.build import Options, build
from budget_pipeline.site.serve import build_app, current_folder
from tests.conftest import ROOT
from tests.site.following import follow
from tests.site.serving import running

RAW = ROOT / "data" / "raw" / "2024" / "pengadaan"
WIDTHS = [1280, 390]


@pytest.fixture(scope="module")
def address(city_site: Any) -> Iterator[str]:
    """The invented city, served."""
    with running(city_site) as where:
        yield where


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A city whose orders hold one amount that is no number, served."""
    folder = tmp_path_factory.mktemp("keliru")
    orders = (RAW / "V6.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    names = next(csv.reader([orders[0]]))
    cells = next(csv.reader([orders[4]]))
    orders[4] = orders[4].replace(cells[names.index("total_harga")], "lima juta")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "V6.csv").write_text("".join(orders), encoding="utf-8")
    shutil.copy(RAW / "sumber.yml", raw)
    published = folder / "published"
    assert build([raw], Options(published, force=True)).release
    with running(build_app(current_folder(published))) as where:
        yield where


@pytest.fixture(params=WIDTHS, ids=["desk", "phone"])
def blank(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """An empty tab of either width, in which nothing may complain."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    opened = context.new_page()
    noise: list[str] = []
    opened.on("console", lambda message: noise.append(message.text))
    yield opened
    assert noise == []
    context.close()


@pytest.fixture
def page(blank: Any, address: str) -> Any:
    """The home page of the city."""
    blank.goto(address)
    return blank


def test_journalist_goes_from_home_to_a_flagged_package_to_its_cell(page: Any) -> None:
    follow(page, "text=Paket dengan indikator terpicu >> xpath=.. >> css=a")
    follow(page, "main table a:has-text('Penawar tunggal')")
    assert "bukan bukti pelanggaran" in page.locator(".peringatan").inner_text()
    assert "Penjelasan wajar" in page.locator("main").inner_text()
    flagged = page.locator(
        "table:has(caption:has-text('Nilai terbesar lebih dahulu')) tbody th a"
    ).first
    name = flagged.inner_text()
    follow(page, flagged)
    assert page.locator("h1").inner_text() == name
    assert page.locator(".putusan.terpicu").count() >= 1
    assert page.locator(".garis-waktu li").count() >= 5
    row = page.locator("tr:has(.putusan.terpicu)").filter(has_text="KOM-01")
    follow(page, row.locator("a:has-text('Lembar bukti')"))
    bid = page.locator("table tbody tr", has_text="masukan").first
    figure = bid.locator("td.n").inner_text()
    follow(page, bid.locator("a.asal"))
    assert page.locator("tr.ini").count() >= 1
    cells = page.locator("tr[aria-current] td").all_inner_texts()
    assert re.sub(r"\D", "", figure) in {
        re.sub(r"\D", "", re.sub(r"[.,]00?$", "", c)) for c in cells
    }
    assert re.fullmatch(r"[0-9a-f]{64}", page.locator("dl.rinci code").last.inner_text())


def test_auditor_downloads_a_filter_whose_sum_is_the_page_s(page: Any, tmp_path: Path) -> None:
    follow(page, "text=Periksa pengadaan")
    page.select_option("#s-tahun", "2024")
    page.select_option("#s-metode", "Tender")
    page.fill("#s-min", "200.000.000")
    follow(page, "button:has-text('Saring')")
    shown = page.locator(".kotak dd").nth(1).locator("data").first.get_attribute("value")
    count = page.locator(".kotak dd").nth(0).inner_text().split("\n")[0]
    with page.expect_download() as started:
        page.click("text=CSV dari saringan ini")
    target = tmp_path / "saringan.csv"
    started.value.save_as(target)
    with target.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == int(count.replace(".", ""))
    assert sum(Decimal(row["nilai"]) for row in rows) == Decimal(shown)
    assert {row["metode"] for row in rows} == {"Tender"}
    follow(page, "nav a:has-text('Unduhan')")
    assert page.locator("text=SHA256SUMS").count() >= 1


def test_clerk_sees_which_cell_failed_and_what_to_do(blank: Any, flawed: str) -> None:
    page = blank
    page.goto(flawed)
    follow(page, "nav a:has-text('Kualitas')")
    held = page.locator(".kotak div", has_text="Karantina").locator("dd").inner_text()
    assert held.split("\n")[0] == "1"
    follow(page, "nav a:has-text('Sumber')")
    follow(page, page.locator("tr", has_text="Sebagian dikarantina").locator("th a"))
    issue = page.locator("table:has(caption:has-text('Yang ditemukan')) tbody tr").first
    place, found = issue.locator("th").inner_text(), issue.locator("td").nth(0).inner_text()
    explained = issue.locator("td").nth(1).inner_text()
    assert re.search(r"[A-Z]+5", place)
    assert found == "lima juta"
    assert len(explained) > 20
    follow(page, issue.locator("th a"))
    marked = page.locator("td.sel-ini")
    assert marked.count() == 1
    assert marked.inner_text().strip() == found.strip()
    assert page.locator("table.kisi tr.ini td").last.inner_text() == "Karantina"
    assert explained in page.locator("main").inner_text()
