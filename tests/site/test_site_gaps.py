"""A release that lacks a source still has every page, and each says what is not there."""

from typing import Any

import pytest

from budget_pipeline.site.questions import questions
from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask, run
from tests.site.crawl import crawl
from tests.site.sample import build_sample, tables

SPENT = {"realisasi", "transaksi", "rencana_kas"}
BUDGET = {"anggaran", "perubahan_anggaran", "rekening", *SPENT}
BOUGHT = {
    "paket",
    "peserta",
    "kontrak",
    "jadwal",
    "bast",
    "rup",
    "paket_rup",
    "penyedia",
    "penyedia_nama",
    "penyedia_usulan",
    "daftar_hitam",
    "hasil_indikator",
    "bukti_indikator",
    "cakupan_indikator",
    "tanggapan",
}
GAPS = {
    "nothing spent": SPENT,
    "no budget": BUDGET,
    "no procurement": BOUGHT,
    "no verdicts": {"hasil_indikator", "bukti_indikator", "cakupan_indikator", "tanggapan"},
    "no indicators": {name for name in tables() if "indikator" in name or name == "ambang"},
    "nothing at all": set(tables()),
}
SECTIONS = [
    "/",
    "/anggaran",
    "/perubahan",
    "/perubahan/2024",
    "/perubahan/2024.csv",
    "/pengadaan",
    "/pengadaan.csv",
    "/pengadaan?tahun=semua&opd=9.99&indikator=KOM-01",
    "/opd",
    "/penyedia",
    "/wilayah",
    "/indikator",
    "/cari?q=gedung",
    "/cari?q=5.1.02",
    "/kualitas",
    "/sumber",
    "/unduhan",
    "/rilis",
    "/rilis.atom",
    "/pertanyaan",
    "/metodologi",
    "/glosarium",
    "/tentang",
    "/privasi",
    "/aksesibilitas",
    "/data",
    "/-/sehat",
]


@pytest.fixture(scope="module", params=GAPS)
def lacking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The name of what a release lacks, and its site."""
    folder = tmp_path_factory.mktemp("tanpa") / "published"
    return request.param, build_app(current_folder(build_sample(folder, GAPS[request.param])))


def page_of(site: Any, path: str) -> str:
    answer = ask(site, path)
    while answer.status_code == 302:
        answer = ask(site, answer.headers["location"])
    assert answer.status_code == 200, path
    text: str = answer.text
    return text


def test_every_section_answers_and_every_link_leads_somewhere(lacking: Any) -> None:
    _, site = lacking
    for path in [*SECTIONS, *(f"/pertanyaan/{slug}" for slug in questions())]:
        page_of(site, path)
    _, wrong = run(crawl(site, ["/"], 1, []))
    assert not wrong, "\n".join(wrong[:20])


SAID = {
    "nothing spent": {"/": "<dt>Realisasi</dt><dd>—<small>belum ada data"},
    "no budget": {
        "/": "<dt>Anggaran</dt><dd>—<small>belum ada data",
        "/anggaran": "tidak memuat anggaran",
        "/perubahan": "tidak memuat anggaran",
    },
    "no procurement": {
        "/": "<dt>Pengadaan</dt><dd>—<small>belum ada data",
        "/pengadaan": "tidak memuat paket pengadaan",
        "/penyedia": "tidak menyebut penyedia",
    },
    "no verdicts": {"/indikator/KOM-01": "Indikator ini belum dihitung"},
    "no indicators": {"/indikator": "tidak memuat indikator"},
    "nothing at all": {
        "/": "<dt>Anggaran</dt><dd>—<small>belum ada data",
        "/sumber": "tidak memuat berkas",
        "/opd": "tidak menyebut perangkat daerah",
        "/wilayah": "tidak menyebut kecamatan",
    },
}


def test_what_is_not_there_is_said(lacking: Any) -> None:
    name, site = lacking
    for path, words in SAID[name].items():
        assert words in page_of(site, path), path
