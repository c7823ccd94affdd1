"""The site as plain files: every page, no broken link from any folder, the same bytes each time."""

import functools
import hashlib
import html
import http.server
import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from budget_pipeline.cli import main
from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.site import export as exporting
from budget_pipeline.site.export import Exported, export
from budget_pipeline.site.plainfiles import file_of, plain_address
from budget_pipeline.site.serve import current_folder
from tests.site.asking import apart

LINK = re.compile(r'(?:href|src|action)="([^"]+)"')


@pytest.fixture(scope="module")
def copied(published: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Exported]:
    """The sample site as plain files, in a folder of a folder, and what was told of it."""
    target = tmp_path_factory.mktemp("salinan") / "di" / "bawah" / "situs"
    with fewer_pages():
        return target, apart(lambda: export(current_folder(published), target, lambda pages: None))


@contextmanager
def fewer_pages() -> Iterator[None]:
    """Let a copy have few pages with arguments, so that tests take seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting, "MOST_FILTERED", 25)
        yield


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(copied: tuple[Path, Exported]) -> Iterator[str]:
    """Where the folder three above the copy is served by a plain file server."""
    handler = functools.partial(Quiet, directory=str(copied[0].parents[2]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/di/bawah/situs/"
        server.shutdown()


def text(copied: tuple[Path, Exported], name: str) -> str:
    return (copied[0] / name).read_text(encoding="utf-8")


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_link_leads_to_a_file_inside_the_copy(address: str) -> None:
    waiting, seen, wrong = [address + "index.html"], {address + "index.html"}, []
    while waiting:
        page = waiting.pop()
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:
                body = answer.read()
        except urllib.error.HTTPError as error:
            wrong.append(f"{page}: {error.code}")
            continue
        if not page.endswith(".html"):
            continue
        for link in LINK.findall(body.decode()):
            if urlsplit(html.unescape(link)).scheme:
                continue
            there = urldefrag(urljoin(page, html.unescape(link))).url
            if link.startswith("/") or not there.startswith(address):
                wrong.append(f"{page}: leaves the copy by {link}")
            elif there not in seen:
                seen.add(there)
                waiting.append(there)
    assert wrong == []
    names = {url.removeprefix(address) for url in seen}
    assert {
        "paket/tender-888-1003/index.html",
        "en/paket/tender-888-1003/index.html",
        "anggaran/2024/index.html",
        "indikator/KOM-01/index.html",
        "salinan-statis/index.html",
        "rilis/0123456789ab/index.html",
        "rilis.atom",
        "unduhan/datapackage.json",
    } <= names


def test_nothing_was_missing_on_the_way(copied: tuple[Path, Exported]) -> None:
    assert copied[1].broken == []
    assert copied[1].files == len(hashes(copied[0]))


def test_every_source_row_of_the_release_is_there(copied: tuple[Path, Exported]) -> None:
    rows = list((copied[0] / "sumber" / "bbbbbbbbbbbb" / "tender").iterdir())
    assert (
        len(rows) == 129
    )  # 128 that were read and the one before them, which says that it was not


def test_what_needs_a_server_says_so_instead_of_failing(copied: tuple[Path, Exported]) -> None:
    for name in ("index.html", "pengadaan/index.html", "en/pengadaan/index.html"):
        page = text(copied, name)
        assert "<form" not in page
        assert "salinan-statis/index.html" in page
    assert "memerlukan peladen" in text(copied, "index.html")
    assert "need a server" in text(copied, "en/index.html")
    assert not (copied[0] / "data").exists()
    assert "data.db" in text(copied, "salinan-statis/index.html")


def test_downloads_are_the_published_bytes(copied: tuple[Path, Exported], published: Path) -> None:
    sums = (published / "current" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    found = hashes(copied[0] / "unduhan")
    for line in sums:
        digest, _, name = line.partition("  ")
        assert found[name] == digest


def test_a_second_copy_has_the_same_bytes_and_takes_the_place_of_the_first(
    copied: tuple[Path, Exported], published: Path, tmp_path: Path
) -> None:
    target = tmp_path / "situs"
    shutil.copytree(copied[0], target)
    (target / "sisa.html").write_text("x", encoding="utf-8")
    with fewer_pages():
        arguments = ["publish", "--static", str(target), "--published", str(published)]
        result = apart(lambda: CliRunner().invoke(main, arguments))
    assert result.exit_code == 0, result.output
    assert "Rilis 0123456789ab ->" in result.output
    assert "situs.invalid" in result.output
    assert hashes(target) == hashes(copied[0])
    assert [path.name for path in tmp_path.iterdir()] == ["situs"]


def test_folder_of_somebody_else_is_left_alone(published: Path, tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("penting", encoding="utf-8")
    with pytest.raises(BudgetPipelineError, match="bukan salinan situs"):
        export(current_folder(published), tmp_path, lambda pages: None)
    assert (tmp_path / "catatan.txt").read_text(encoding="utf-8") == "penting"


def test_kinds_of_pages_are_bounded_and_the_rest_leads_to_the_explanation(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_PAGES", 5)
    monkeypatch.setattr(exporting, "MOST_FILTERED", 2)
    done = apart(lambda: export(current_folder(published), tmp_path / "situs", lambda pages: None))
    packages = list((tmp_path / "situs" / "paket").iterdir())
    assert 0 < len(packages) <= 5
    assert sum(done.left_out.values()) > done.left_out["peladen"] > 0
    assert "salinan-statis" in (tmp_path / "situs" / "pengadaan" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/?lang=en", "en/index.html"),
        ("/paket/tender-1", "paket/tender-1/index.html"),
        ("/anggaran/2024/opd/1.01", "anggaran/2024/opd/1.01/index.html"),
        ("/pengadaan?tahun=2024&opd=1.01", "pengadaan/opd=1.01,tahun=2024/index.html"),
        ("/pengadaan.csv?opd=1.01", "pengadaan,opd=1.01.csv"),
        ("/aset/situs.css?v=abc", "aset/situs.css"),
        ("/sumber/aa/LRA/7?sel=H7#sel", "sumber/aa/LRA/7/index.html"),
        ("/unduhan/unduhan/csv/paket.csv", "unduhan/unduhan/csv/paket.csv"),
    ],
)
def test_an_address_always_has_the_same_file(address: str, name: str) -> None:
    assert file_of(plain_address(address)) == name


def test_names_that_a_disk_would_not_take_are_written_differently_and_never_alike() -> None:
    odd = ["/paket/a%2Fb", "/paket/a%5Cb", "/paket/%2E%2E", "/paket/a%20b", "/paket/" + "x" * 300]
    names = [file_of(address) for address in odd]
    assert len({name.casefold() for name in names}) == len(odd)
    for name in names:
        assert re.fullmatch(r"paket/[A-Za-z0-9._-]{1,100}/index\.html", name)
        assert ".." not in name
