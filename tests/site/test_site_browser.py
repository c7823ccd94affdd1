"""The site in a real browser: two widths, both themes, no script needed, keyboard alone, axe-core."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.following import follow
from tests.site.serving import running
from tests.site.test_site_pages import PACKAGE, SHEET

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
KINDS = {
    "home": "/",
    "budget": "/anggaran/2024",
    "agency budget": "/anggaran/2024/opd/9.99",
    "account": "/anggaran/2024/rekening/5.1.02.01.01.0024",
    "changes": "/perubahan/2024",
    "explorer": "/pengadaan?tahun=semua",
    "package": PACKAGE,
    "supplier": "/penyedia/p-3",
    "suppliers": "/penyedia",
    "agencies": "/opd",
    "agency": "/opd/9.99",
    "plan": "/rup/RUP3",
    "places": "/wilayah",
    "place": "/wilayah/kecamatan/Teluk%20Contoh",
    "indicators": "/indikator",
    "indicator": "/indikator/KOM-01",
    "evidence": "/indikator/KOM-01/tender-888-a%2Fb%20c",
    "search": "/cari?q=gedung",
    "search of one kind": "/cari?q=gedung&jenis=paket",
    "picture of suppliers": "/bagan/matriks-penyedia",
    "picture of an indicator": "/bagan/sebaran-indikator?kode=KOM-01",
    "quality": "/kualitas",
    "sources": "/sumber",
    "source file": "/sumber/aaaaaaaaaaaa",
    "source row": f"{SHEET}/3?sel=D3",
    "downloads": "/unduhan",
    "releases": "/rilis",
    "release": "/rilis/0123456789ab",
    "method": "/metodologi",
    "glossary": "/glosarium",
    "about": "/tentang",
    "privacy": "/privasi",
    "accessibility": "/aksesibilitas",
    "questions": "/pertanyaan",
    "question": "/pertanyaan/paket-terbesar",
    "picture": "/bagan/peta-anggaran?tahun=2024",
    "embedded": "/bagan/peta-anggaran?tahun=2024&embed=1",
    "not found": "/paket/tidak-ada",
    "database": "/data",
    "table": "/data/paket",
    "row": "/data/anggaran/1",
    "query": "/data?sql=select+*+from+paket",
    "English": "/paket/tender-888-1004?lang=en",
}
SCREENS = {
    "desk, light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "desk, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone, light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone, dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}

# Structure is the same at every width: one look sees it. What the theme and the width change is looked at once
# more where both are different, on pages that between them show everything a page is made of.
EVERY_RULE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_THEME_AND_WIDTH = {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"]}
MADE_OF_ALL = {
    "home", "budget", "changes", "explorer", "package", "supplier", "indicator", "evidence", "search",
    "picture of suppliers", "quality", "source row", "downloads", "method", "question", "table", "query",
}  # fmt: skip
LOOKED_THROUGH = {
    "desk, light": (EVERY_RULE, set(KINDS)),
    "phone, dark": (OF_THEME_AND_WIDTH, MADE_OF_ALL),
}


@pytest.fixture(scope="module")
def address(site: Any) -> Iterator[str]:
    """The sample site, served."""
    with running(site) as where:
        yield where


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_fit_speak_to_nobody_else_and_pass_axe(
    browser: Any, address: str, screen: str
) -> None:
    context = browser.new_context(**SCREENS[screen], reduced_motion="reduce")
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(address) else noise.append(f"asks {request.url}")
        ),
    )
    problems: list[str] = []
    rules, looked_through = LOOKED_THROUGH.get(screen, ({}, set()))
    for name, path in KINDS.items():
        page.goto(address + path)
        wide, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if wide > inner:
            problems.append(f"{name}: {wide} px wide on a screen of {inner}")
        if name not in looked_through:
            continue
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, rules)", rules)
        problems += [
            f"{name}: {rule['id']} ({rule['impact']}) {rule['nodes'][0]['html'][:160]}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical", "moderate")
        ]
    context.close()
    assert not problems, "\n".join(problems)
    expected = [line for line in noise if "404 (Not Found)" not in line]
    assert expected == []


def test_everything_works_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill("main input[type=search]", "gedung 3")
    with page.expect_navigation():
        page.press("main input[type=search]", "Enter")
    follow(page, "text=Pembangunan gedung 3")
    assert page.locator("h1").inner_text() == "Pembangunan gedung 3"
    page.click("summary:has-text('Kutip')")
    assert "rilis data 0123456789ab" in page.locator("#kutipan").input_value()
    page.goto(f"{address}/pengadaan")
    page.select_option("#s-metode", "Tender")
    page.fill("#s-min", "200 jt")
    follow(page, "button:has-text('Saring')")
    assert "metode=Tender" in page.url
    assert page.locator("main table tbody tr").count() > 0
    context.close()


def test_keyboard_reaches_content_menu_details_and_pictures(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/anggaran/2024")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "lompat"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    area = page.locator("svg.lebar-layar a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('svg') !== null"):
            break
    assert area.evaluate("node => node === document.activeElement")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/anggaran/2024/opd/**")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None
    context.close()


def test_evidence_sheet_prints_on_its_own(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/indikator/KOM-01/tender-888-1004")
    page.emulate_media(media="print")
    assert not page.locator("header.kepala").is_visible()
    assert not page.locator("section.ikut-serta").is_visible()
    assert page.locator("text=jumlah penawar").first.is_visible()
    assert page.locator("p.cetak").is_visible()
    assert page.locator("blockquote").is_visible()
    context.close()


def test_embedded_picture_stands_alone_and_may_be_framed(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    response = page.goto(f"{address}/bagan/peta-anggaran?tahun=2024&embed=1")
    assert "frame-ancestors *" in response.headers["content-security-policy"]
    assert page.locator("header.kepala").count() == 0
    assert page.locator("svg.lebar-layar").is_visible()
    assert "frame-ancestors 'none'" in page.goto(address).headers["content-security-policy"]
    context.close()
