"""What `serve` bears on the invented city: uncached pages a second, memory under load, answers from nginx's cache.

SERVING_SECONDS (10) is how long each kind of page is asked for, SERVING_MINUTES (1) how long memory is watched;
SITE_PUBLISHED names a published folder to serve instead of the invented city. Needs wrk (apt-get install wrk).
"""

import os
import random
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from budget_pipeline.pipeline.build import Options, build
from budget_pipeline.site.serve import current_folder
from tests.benchmarks.addresses import draw_addresses
from tests.benchmarks.measuring import ROOT
from tests.benchmarks.page import Page
from tests.site.processes import Serving, serving
from tests.site.proxy import HOST, find_nginx, proxied

SECONDS = int(os.environ.get("SERVING_SECONDS", "10"))
MINUTES = float(os.environ.get("SERVING_MINUTES", "1"))
RATE, CACHED = 100, 1000  # answers a second
SLOWEST = 1000  # ms that nineteen of twenty answers stay below
MEMORY = 300  # MB of each process
KINDS = {
    "home": ("/", ""),
    "table": ("/data/paket", ""),
    "package": ("/paket/{id_paket}", "paket"),
    "indicators": ("/indikator", ""),
    "indicator": ("/indikator/{kode}", "hasil_indikator"),
}
# What nginx grants one reader would stop the load tool: at 25,000 answers a second, also its 40 at once.
NO_LIMIT = ("1000000r/s", 10_000)


@dataclass(frozen=True)
class Load:
    """What the load tool saw: answers a second, and the ms that 95 of 100 stayed below."""

    rate: float
    p95: float


@pytest.fixture(scope="module")
def published(place: Path) -> Path:
    """A published folder: the invented city, or what SITE_PUBLISHED names."""
    if ready := os.environ.get("SITE_PUBLISHED"):
        return Path(ready)
    outcome = build([ROOT / "data" / "raw"], Options(place / "kota"))
    assert outcome.release, outcome.reasons
    return place / "kota"


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[Serving]:
    """Two processes behind one port."""
    with serving(published, "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def addresses(published: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page."""
    return draw_addresses(current_folder(published) / "data.db", KINDS, 20)


@pytest.mark.parametrize("kind", KINDS)
def test_uncached_pages_a_second_on_two_processes(
    server: Serving, addresses: dict[str, list[str]], place: Path, page: Page, kind: str
) -> None:
    seen = ask_for(server.address, addresses[kind], SECONDS, place)
    page.ratio(
        f"serve: {kind}, uncached answers a second (bound {RATE})", RATE, seen.rate, 1, unit="/s"
    )
    page.ratio(f"serve: {kind}, p95 under that load", seen.p95, SLOWEST, 1, unit="ms")


def test_memory_of_each_process_under_load(
    server: Serving, addresses: dict[str, list[str]], place: Path, page: Page
) -> None:
    mixed = [path for paths in addresses.values() for path in paths]
    random.Random(6).shuffle(mixed)  # noqa: S311 (a repeatable order, not a secret)
    held = []
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end:
        ask_for(server.address, mixed, min(30, SECONDS), place)
        held.append(max(memory(worker) for worker in server.workers))
    note = f"at first {held[0]:.0f} MB"
    page.ratio(
        f"serve: memory after {MINUTES:g} minutes", held[-1], MEMORY, 1, unit="MB", note=note
    )


def test_answers_a_second_from_the_cache_of_nginx(
    published: Path, addresses: dict[str, list[str]], place: Path, page: Page
) -> None:
    nginx = find_nginx()
    if nginx is None:
        pytest.skip("no nginx on this machine (on Debian: apt-get install nginx-light)")
    folder = place / "nginx"
    folder.mkdir()
    with proxied(nginx, published, folder, *NO_LIMIT) as proxy:
        for path in addresses["package"]:
            proxy.get(path)
        seen = ask_for(proxy.address, addresses["package"], SECONDS, place)
    name = f"serve: packages from nginx's cache, answers a second (bound {CACHED})"
    page.ratio(name, CACHED, seen.rate, 1, unit="/s")


def ask_for(address: str, paths: list[str], seconds: int, place: Path) -> Load:
    """Ask for `paths` in turn over eight connections; every answer has to be a 200."""
    wrk = shutil.which("wrk")
    if wrk is None:
        pytest.skip("the load tool wrk is not here (apt-get install wrk)")
    script = place / "serving.lua"
    listed = ",\n".join(f'"{path}"' for path in paths)
    script.write_text(
        f'local paths = {{{listed}}}\nlocal n = 0\nwrk.headers["Host"] = "{HOST}"\n'
        'request = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end\n'
        'done = function(_, latency) io.write("p95 ", latency:percentile(95) / 1000, "\\n") end\n',
        encoding="utf-8",
    )
    command = [wrk, "-t1", "-c8", f"-d{seconds}s", "-s", str(script), address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told
    rate, p95 = re.search(r"Requests/sec:\s*([\d.]+)", told), re.search(r"p95 ([\d.]+)", told)
    assert rate and p95, told
    return Load(float(rate[1]), float(p95[1]))


def memory(pid: int) -> float:
    """Return the MB a process holds in memory now."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")) / 1e6
