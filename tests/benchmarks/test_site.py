"""The pages of the site beside Datasette's own table page on the same database; how many answers a second.

SITE_PUBLISHED names a published folder to measure; without it one with SITE_PACKAGES (20 000) packages is invented.
"""

import asyncio
import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from budget_pipeline.site.serve import build_app, current_folder
from tests.benchmarks.addresses import draw_addresses
from tests.benchmarks.measuring import ROOT
from tests.benchmarks.page import Page
from tests.benchmarks.synthetic_database import complete, make_database

ROUNDS = int(os.environ.get("SITE_ROUNDS", "40"))
HEAVIEST = 100_000  # bytes of the first page, without pictures
SECONDS = 10
SHAPES = {
    "home": ("/", ""),
    "budget of a year": ("/anggaran/{tahun}", ""),
    "budget of an agency": ("/anggaran/{tahun}/opd/{kode_skpd}", "paket"),
    "account": ("/anggaran/{tahun}/rekening/{kode_rekening}", "anggaran"),
    "changes": ("/perubahan/{tahun}", ""),
    "explorer": ("/pengadaan?tahun={tahun}", "paket"),
    "explorer, one agency": ("/pengadaan?tahun=semua&opd={kode_skpd}", "paket"),
    "explorer, value": ("/pengadaan?tahun={tahun}&min=200000000&maks=1000000000", "paket"),
    "explorer, indicator": ("/pengadaan?tahun=semua&indikator={kode}", "hasil_indikator"),
    "package": ("/paket/{id_paket}", "paket"),
    "suppliers": ("/penyedia", ""),
    "supplier": ("/penyedia/{id_penyedia}", "penyedia"),
    "agency": ("/opd/{kode_skpd}", "paket"),
    "plan": ("/rup/{kd_rup}", "rup"),
    "indicators": ("/indikator", ""),
    "indicator": ("/indikator/{kode}", "hasil_indikator"),
    "evidence": ("/indikator/{kode}/{subjek_id}", "hasil_indikator"),
    "search, a word": ("/cari?q=Pembangunan", ""),
    "search, a code": ("/cari?q={kode}", "paket"),
    "quality": ("/kualitas", ""),
    "sources": ("/sumber", ""),
    "downloads": ("/unduhan", ""),
    "question": ("/pertanyaan/penyedia-terbesar?tahun={tahun}", "paket"),
}


@pytest.fixture(scope="module")
def published(place: Path) -> Path:
    """A published folder with many packages."""
    ready = os.environ.get("SITE_PUBLISHED")
    if ready:
        return Path(ready)
    release = place / "published" / "releases" / "0000000000aa"
    release.mkdir(parents=True)
    make_database(release / "data.db", int(os.environ.get("SITE_PACKAGES", "20000")))
    complete(release / "data.db")
    connection = sqlite3.connect(release / "jejak.db")
    connection.execute("CREATE TABLE baris (id_berkas, lembar, baris, nasib, isi)")
    connection.commit()
    connection.close()
    names = ("data.db", "jejak.db")
    sums = "".join(f"{'0' * 64}  {name}\n" for name in names)
    (release / "SHA256SUMS").write_text(sums, encoding="utf-8")
    (release.parents[1] / "current").symlink_to("releases/0000000000aa")
    return release.parents[1]


@pytest.fixture(scope="module")
def addresses(published: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, each for another row drawn by chance."""
    return draw_addresses(current_folder(published) / "data.db", SHAPES, ROUNDS)


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty stay below, in ms."""
    return sorted(times)[int(len(times) * 0.95) - 1] * 1000


def test_pages_beside_the_table_page_of_datasette(
    published: Path, addresses: dict[str, list[str]], page: Page
) -> None:
    bare = ["datasette", "serve", "--immutable", str(current_folder(published) / "data.db")]
    bare += ["--setting", "suggest_facets", "off"]
    with (
        _served(_ours(published, 1)) as ours,
        _served([*bare, "--port", str(_free_port())]) as theirs,
    ):
        _seconds(theirs, "/data/paket")
        for name, paths in addresses.items():
            _seconds(ours, paths[0])
            pairs = [
                (_seconds(ours, paths[turn % len(paths)]), _seconds(theirs, "/data/paket"))
                for turn in range(ROUNDS)
            ]
            mine, other = ([pair[place] for pair in pairs] for place in (0, 1))
            page.ratio(f"page: {name} (p95)", p95(mine), p95(other), 1, unit="ms")


def test_weight_of_the_first_page(published: Path) -> None:
    site = build_app(current_folder(published))
    text = asyncio.run(site.client.get("/")).text
    without = re.sub(r"<svg.*?</svg>", "", text, flags=re.S)
    style = len(site.budget_site.assets["situs.css"])
    print(f"\nfirst page: {len(text)} bytes, {len(without)} without pictures, style {style}")
    assert len(without) + style < HEAVIEST


def test_answers_a_second_uncached_on_all_cores(
    published: Path, addresses: dict[str, list[str]], place: Path, page: Page
) -> None:
    wrk = shutil.which("wrk")
    if wrk is None:
        pytest.skip("the load tool wrk is not here (apt-get install wrk)")
    paths = [path for several in addresses.values() for path in several[:20]]
    random.Random(5).shuffle(paths)  # noqa: S311
    script = place / "paths.lua"
    listed = ",\n".join(f'"{path}"' for path in paths)
    script.write_text(
        f"local paths = {{{listed}}}\nlocal n = 0\n"
        'request = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end\n',
        encoding="utf-8",
    )
    with _served(_ours(published, os.cpu_count() or 1)) as connection:
        _seconds(connection, "/")
        address = f"http://127.0.0.1:{connection.port}"
        load = [wrk, "-t1", "-c8", f"-d{SECONDS}s", "-s", str(script), address]
        done = subprocess.run(load, capture_output=True, text=True, check=True)
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)[1])  # type: ignore[index]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    assert refused is None, done.stdout
    page.ratio("answers a second, all kinds of page (bound 100)", 100, rate, 1, unit="/s")


def _ours(published: Path, workers: int) -> list[str]:
    command = ["budget_pipeline", "serve", "--published", str(published)]
    return [*command, "--workers", str(workers), "--port", str(_free_port())]


@contextmanager
def _served(command: list[str]) -> Iterator[HTTPConnection]:
    """Start `python -m command` and yield a connection to it once it answers."""
    connection = HTTPConnection("127.0.0.1", int(command[command.index("--port") + 1]), timeout=60)
    with subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT) as process:
        try:
            for _ in range(300):
                try:
                    connection.connect()
                    break
                except OSError:
                    time.sleep(0.2)
            yield connection
        finally:
            connection.close()
            process.terminate()


def _seconds(connection: HTTPConnection, path: str) -> float:
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    spent = time.perf_counter() - begun
    assert answer.status == 200, path
    return spent


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
