"""The pages of the site beside Datasette's own table page on the same database; how many answers a second.

SITE_PUBLISHED names a published folder to measure; without it one with SITE_PACKAGES (20 000) packages is invented.
"""

import asyncio
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from budget_pipeline.site.serve import build_app, current_folder
from tests.benchmarks.measuring import ROOT
from tests.benchmarks.page import Page
from tests.benchmarks.synthetic_database import complete, make_database

ROUNDS = 40
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
    connection = sqlite3.connect(f"file:{current_folder(published)}/data.db?immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    year = connection.execute("SELECT max(tahun) FROM ringkas_tahun WHERE pagu > 0").fetchone()[0]
    home = connection.execute(
        "SELECT kode_wilayah FROM ringkas_wilayah ORDER BY bobot DESC LIMIT 1"
    ).fetchone()[0]
    chance = random.Random(4)  # noqa: S311 (a repeatable draw, not a secret)
    found = {}
    for name, (shape, table) in SHAPES.items():
        rows = [dict(row) for row in _drawn(connection, table, home, chance)] if table else [{}]
        found[name] = [_filled(shape, {"tahun": year, **row}) for row in rows]
    connection.close()
    return found


def _drawn(
    connection: sqlite3.Connection, table: str, home: str, chance: random.Random
) -> Iterator[sqlite3.Row]:
    """Yield rows of `table` at places drawn by chance, of the largest municipality where they name one."""
    last = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    of_home = "kode_wilayah = ?" if "kode_wilayah" in names else "? <> ''"
    statement = f"SELECT * FROM {table} WHERE rowid >= ? AND {of_home} LIMIT 1"
    for _ in range(ROUNDS):
        row = connection.execute(statement, (chance.randrange(last), home)).fetchone()
        if row:
            yield row


def _filled(shape: str, row: dict[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda hit: quote(str(row[hit[1]]), safe=""), shape)


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty stay below, in ms."""
    return sorted(times)[int(len(times) * 0.95) - 1] * 1000


def test_pages_beside_the_table_page_of_datasette(
    published: Path, addresses: dict[str, list[str]], page: Page
) -> None:
    from datasette.app import Datasette

    folder = current_folder(published)
    site = build_app(folder)
    bare = Datasette([], immutables=[str(folder / "data.db")], settings={"suggest_facets": False})

    async def seconds(application: Any, path: str) -> float:
        begun = time.perf_counter()
        answer = await application.client.get(path)
        spent = time.perf_counter() - begun
        assert answer.status_code == 200, path
        return spent

    async def measured() -> dict[str, tuple[list[float], list[float]]]:
        took: dict[str, tuple[list[float], list[float]]] = {}
        await bare.client.get("/data/paket")
        for name, paths in addresses.items():
            ours, theirs = took[name] = ([], [])
            await site.client.get(paths[0])
            for turn in range(ROUNDS):
                ours.append(await seconds(site, paths[turn % len(paths)]))
                theirs.append(await seconds(bare, "/data/paket"))
        return took

    for name, (ours, theirs) in asyncio.run(measured()).items():
        page.ratio(f"page: {name} (p95)", p95(ours), p95(theirs), 1, unit="ms")


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
    command = [sys.executable, "-m", "budget_pipeline", "serve", "--published", str(published)]
    command += ["--port", "0", "--workers", str(os.cpu_count())]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as serving:
        try:
            address = _address_of(serving)
            load = [wrk, "-t1", "-c8", f"-d{SECONDS}s", "-s", str(script), address]
            done = subprocess.run(load, capture_output=True, text=True, check=True)
        finally:
            serving.terminate()
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)[1])  # type: ignore[index]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    assert refused is None, done.stdout
    page.ratio("answers a second, all kinds of page (bound 100)", 100, rate, 1, unit="/s")


def _address_of(serving: "subprocess.Popen[str]") -> str:
    for line in serving.stdout or ():
        found = re.search(r"http://[\d.:]+", line)
        if found:
            return found[0]
    raise RuntimeError("the server did not say where it listens")
