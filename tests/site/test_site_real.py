"""The site of real and hostile files: every link leads to a page, nothing of the machine, nothing that runs."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from budget_pipeline.pipeline.build import Options, build
from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask, run
from tests.site.crawl import crawl

# Tenders, bidders, orders, plans of one regency and the blacklist: every kind of procurement page.
REAL = ("kab-bandung-2025/TENDER.csv", "kab-bandung-2025/TENDER 7.csv", "kab-bandung-2025/V6.csv")
BUDGET = "apbd/kab-buru-2024/rekap_apbd_murni.xlsx"


def published(folder: Path, raw: Path) -> Any:
    """Publish `raw` and return the release's site."""
    outcome = build([raw], Options(folder / "published", force=True))
    assert outcome.release, outcome.reasons
    return build_app(current_folder(folder / "published"))


@pytest.fixture(scope="module")
def real_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The site of a year's procurement of one regency beside the budget of another."""
    folder = tmp_path_factory.mktemp("nyata")
    for name in (*(f"pengadaan/{path}" for path in REAL), BUDGET):
        target = folder / "raw" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shared / "data" / name, target)
    (folder / "raw" / BUDGET).with_name("sumber.yml").write_text(
        'kode_wilayah: "81.04"\ntahun: 2024\ntahapan: murni\n', encoding="utf-8"
    )
    return published(folder, folder / "raw")


def test_every_link_of_real_data_leads_to_a_page(real_site: Any) -> None:
    secrets = [str(real_site.budget_site.release.folder.parents[2]), str(Path.cwd())]
    regions = [f"/?wilayah={code}" for code in real_site.budget_site.municipalities]
    assert len(regions) == 2
    seen, wrong = run(crawl(real_site, ["/", *regions], 2, secrets))
    assert not wrong, "\n".join(wrong[:40])
    assert seen > 150


def test_markup_in_cells_and_in_a_file_s_name_is_shown_as_text(
    shared: Path, tmp_path: Path
) -> None:
    hostile = shared / "hostile" / "files"
    raw = tmp_path / "raw"
    raw.mkdir()
    for pattern in ("G15_*", "I05_*"):
        found = next(hostile.glob(pattern), None)
        if found is None:
            pytest.skip(f"hostile file {pattern} is not here")
        shutil.copy(found, raw)
    (raw / "sumber.yml").write_text('kode_wilayah: "99.71"\ntahun: 2024\n', encoding="utf-8")
    site = published(tmp_path, raw)
    _, wrong = run(crawl(site, ["/", "/cari?q=script", "/cari?q=alert"], 6, [str(tmp_path)]))
    assert not wrong, "\n".join(wrong[:40])
    files = ask(site, "/sumber").text
    assert "&lt;b&gt;x" in files and "<b>x" not in files
    found = ask(site, "/cari?q=script").text
    assert "&lt;<mark>script</mark>&gt;alert(1)" in found
