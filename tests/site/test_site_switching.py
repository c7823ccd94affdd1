"""A newer release takes over without a request that fails or mixes two releases."""

import asyncio
import contextlib
import shutil
import sqlite3
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from budget_pipeline.site.switching import Switching
from budget_pipeline.site.workers import switching_app
from tests.site.asking import run

OLD, NEW = "0123456789ab", "ba9876543210"
PATHS = ("/", "/anggaran/2024", "/paket/tender-888-1003", "/pengadaan?tahun=semua", "/data/paket")


@pytest.fixture
def shelf(published: Path, tmp_path: Path) -> Path:
    """A published folder of the sample with a second release beside the current one, of another city name."""
    folder = tmp_path / "published"
    shutil.copytree(published, folder, symlinks=True)
    shutil.copytree(folder / "releases" / OLD, folder / "releases" / NEW)
    connection = sqlite3.connect(folder / "releases" / NEW / "data.db")
    connection.execute("UPDATE ringkas_wilayah SET nama = 'Kota Baru'")
    connection.commit()
    connection.close()
    return folder


def switch(shelf: Path, release: str) -> None:
    beside = shelf / "current.new"
    beside.symlink_to(f"releases/{release}")
    beside.replace(shelf / "current")


async def poll(app: Switching, until: str, seconds: float = 60.0) -> list[tuple[str, int, str]]:
    """Ask page after page, several at once, until one answer is of `until`; then once more."""
    transport = httpx.ASGITransport(app=app)
    seen: list[tuple[str, int, str]] = []
    deadline = asyncio.get_running_loop().time() + seconds
    async with httpx.AsyncClient(transport=transport, base_url="http://situs") as client:
        while True:
            answers = await asyncio.gather(*(client.get(path) for path in PATHS))
            seen += [(path, a.status_code, a.text) for path, a in zip(PATHS, answers, strict=True)]
            if any(answer.headers["x-release"] == until for answer in answers):
                return seen
            assert asyncio.get_running_loop().time() < deadline, "never changed"


def releases_in(text: str) -> set[str]:
    pairs = ((OLD, "Kota Contoh"), (NEW, "Kota Baru"))
    return {
        release
        for release, city in pairs
        if f"<code>{release}</code>" in text.partition("<footer")[2] or f"· {city}</title>" in text
    }


def test_every_answer_is_whole_and_of_one_release(shelf: Path) -> None:
    app = switching_app(shelf)

    async def story() -> list[tuple[str, int, str]]:
        before = await poll(app, OLD)
        switch(shelf, NEW)
        after = await poll(app, NEW)
        again = await poll(app, NEW)
        return before + after + again

    seen = run(story())
    assert [(path, status) for path, status, _ in seen if status != 200] == []
    assert [path for path, _, text in seen if len(releases_in(text)) != 1] == []
    assert {NEW} == set.union(*(releases_in(text) for _, _, text in seen[-len(PATHS) :]))
    assert app.served.folder.name == NEW


def test_a_request_that_has_begun_is_answered_by_its_release(shelf: Path) -> None:
    app = switching_app(shelf)
    old = app.served

    async def story() -> list[bytes]:
        pieces: list[bytes] = []
        gate = asyncio.Event()

        async def slow(message: Any) -> None:
            await gate.wait()
            pieces.append(message.get("body", b""))

        async def nothing() -> Any:
            return {"type": "http.request", "body": b""}

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/pengadaan.csv",
            "raw_path": b"/pengadaan.csv",
            "query_string": b"tahun=semua",
            "headers": [(b"host", b"situs")],
            "scheme": "http",
        }
        begun = asyncio.create_task(app(scope, nothing, slow))
        await asyncio.sleep(0.1)
        switch(shelf, NEW)
        await poll(app, NEW)
        gate.set()
        await begun
        return pieces

    body = b"".join(run(story())).decode()
    assert body.count("\r\n") > 5
    assert app.served is not old
    assert old.busy == 0


def test_a_broken_release_is_not_taken_over(shelf: Path, caplog: Any) -> None:
    app = switching_app(shelf)
    (shelf / "releases" / NEW / "data.db").write_bytes(b"not a database")

    async def story() -> list[tuple[str, int, str]]:
        switch(shelf, NEW)
        first = await poll(app, OLD)
        assert app.change is not None
        await app.change
        broken = await poll(app, OLD)
        assert app.refused is not None
        assert app.change.done()
        return first + broken

    seen = run(story())
    assert {status for _, status, _ in seen} == {200}
    assert "tetap disajikan" in caplog.text


def test_releases_that_were_left_keep_no_thread_and_no_file(shelf: Path) -> None:
    app = switching_app(shelf)

    async def story() -> None:
        await poll(app, OLD)
        writing = writers()
        for release in (NEW, OLD, NEW, OLD, NEW):
            switch(shelf, release)
            await poll(app, release)
        deadline = asyncio.get_running_loop().time() + 30
        while writers() > writing or open_files(shelf / "releases" / OLD):
            assert asyncio.get_running_loop().time() < deadline, "something of it stays"
            await asyncio.sleep(0.05)
        assert open_files(shelf / "releases" / NEW)

    run(story())


def writers() -> int:
    """Threads in which Datasette writes its notes: one to each release."""
    return sum("_execute_writes" in thread.name for thread in threading.enumerate())


def open_files(folder: Path) -> list[str]:
    """Files below `folder` that this process holds open."""
    links = []
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since it was listed
            links.append(str(link.readlink()))
    return [name for name in links if name.startswith(str(folder))]
