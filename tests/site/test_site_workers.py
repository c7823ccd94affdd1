"""Several processes behind one port: one may die, all change over to a newer release, all stop in order."""

import os
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.site.processes import peak_memory, serving
from tests.site.test_site_bounds import HOSTILE

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="asks Linux about processes (/proc)"
)
OLD, NEW = "0123456789ab", "ba9876543210"
PATHS = ("/", "/anggaran/2024", "/paket/tender-888-1003", "/data/paket", "/penyedia")


@pytest.fixture
def shelf(published: Path, tmp_path: Path) -> Path:
    """A published folder with a second release beside the current one, of another city name."""
    folder = tmp_path / "published"
    shutil.copytree(published, folder, symlinks=True)
    shutil.copytree(folder / "releases" / OLD, folder / "releases" / NEW)
    with sqlite3.connect(folder / "releases" / NEW / "data.db") as connection:
        connection.execute("UPDATE ringkas_wilayah SET nama = 'Kota Baru'")
    connection.close()
    return folder


# A connection for each request, since one that is kept would stay with one process.
CLIENT = httpx.Client(headers={"connection": "close"}, timeout=60)


def get(address: str, **params: str) -> httpx.Response:
    return CLIENT.get(address, params=params or None)


def switch(shelf: Path, release: str) -> None:
    beside = shelf / "current.new"
    beside.symlink_to(f"releases/{release}")
    beside.replace(shelf / "current")


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


def test_several_processes_share_the_port_and_a_dead_one_is_replaced(published: Path) -> None:
    with serving(published, "--workers", "2") as server:
        wait_until(lambda: len(server.workers) == 2)
        first = server.workers
        assert get(server.address).status_code == 200
        os.kill(first[0], signal.SIGKILL)
        wait_until(lambda: len(server.workers) == 2 and first[0] not in server.workers)
        assert {get(server.address).status_code for _ in range(20)} == {200}
        last = server.workers
        server.process.terminate()
        server.process.wait(timeout=60)
        assert [pid for pid in last if Path(f"/proc/{pid}").exists()] == []
        with pytest.raises(httpx.TransportError):
            get(server.address)


def test_answer_under_way_is_finished_before_a_server_stops(published: Path) -> None:
    with serving(published, "--workers", "2") as server:
        with httpx.stream(
            "GET", f"{server.address}/pengadaan.csv?tahun=semua", timeout=60
        ) as answer:
            server.process.terminate()
            body = answer.read()
        assert body.count(b"\r\n") > 5
        server.process.wait(timeout=60)


def test_each_process_may_use_only_so_much_memory(published: Path) -> None:
    with serving(published, "--workers", "2") as server:
        for name in ("four large blobs", "doubling", "group_concat", "json array", "printf"):
            for _ in range(2):
                asked = get(f"{server.address}/data", sql=HOSTILE[name])
                assert asked.status_code in (400, 503)
        for pid in server.workers:
            limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
            assert "Max address space         1500000000" in limits
            assert peak_memory(pid) < 500_000_000


def test_all_processes_go_over_without_a_failed_or_mixed_answer(shelf: Path) -> None:
    cities = {OLD: "Kota Contoh", NEW: "Kota Baru"}
    wrong: list[str] = []
    seen: list[str] = []
    enough = threading.Event()

    def ask(address: str) -> None:
        while not enough.is_set():
            for path in PATHS:
                try:
                    answer = get(address + path)
                except httpx.TransportError as error:
                    wrong.append(f"{path}: {error!r}")
                    continue
                release = answer.headers.get("x-release", "")
                seen.append(release)
                other = cities[NEW if release == OLD else OLD]
                if answer.status_code != 200 or other in answer.text.partition("<main")[0]:
                    wrong.append(f"{path}: {answer.status_code} {release}")
                if cities.get(release, "?") not in answer.text:
                    wrong.append(f"{path}: {release} without its city")

    def all_new() -> bool:
        return len(seen) > 40 and set(seen[-40:]) == {NEW}

    with serving(shelf, "--workers", "2") as server:
        readers = [threading.Thread(target=ask, args=(server.address,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        try:
            wait_until(lambda: len(seen) > 20)
            switch(shelf, NEW)
            wait_until(all_new)
        finally:
            enough.set()
            for reader in readers:
                reader.join()
    assert wrong == []
    assert set(seen) == {OLD, NEW}


def test_newer_release_is_found_while_nobody_asks(shelf: Path) -> None:
    with serving(shelf) as server:
        switch(shelf, NEW)

        def first_answer_after_a_pause() -> bool:
            time.sleep(3)
            return str(get(f"{server.address}/-/sehat").json()["release"]) == NEW

        wait_until(first_answer_after_a_pause)
