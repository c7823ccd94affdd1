"""The files of docs/deploy do what they say: the real nginx before the real server, the real systemd on the units."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.site.proxy import HOST, Proxy, find_nginx, proxied

DEPLOY = ROOT / "docs" / "deploy"
UNITS = ("anggaran-situs.service", "anggaran-impor.service", "anggaran-impor.timer")


@pytest.fixture(scope="module")
def proxy(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx with our configuration in front of two processes."""
    nginx = find_nginx()
    if nginx is None:
        pytest.skip("no nginx on this machine (on Debian: apt-get install nginx-light)")
    with proxied(nginx, published, tmp_path_factory.mktemp("nginx")) as running:
        yield running


def test_second_reader_is_answered_from_the_cache(proxy: Proxy) -> None:
    first = proxy.get("/indikator")
    again = proxy.get("/indikator")
    assert (first.status_code, first.headers["x-cache"]) == (200, "MISS")
    assert (again.status_code, again.headers["x-cache"]) == (200, "HIT")
    assert again.text == first.text
    assert again.headers["x-release"] == "0123456789ab"
    assert "default-src 'none'" in again.headers["content-security-policy"]


def test_reader_who_has_the_page_gets_304_from_the_cache(proxy: Proxy) -> None:
    tag = proxy.get("/kualitas").headers["etag"]
    again = proxy.get("/kualitas", **{"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_answers_are_compressed_for_who_can_read_them(proxy: Proxy) -> None:
    answer = proxy.get("/penyedia", **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()


def test_health_is_never_kept(proxy: Proxy) -> None:
    for _ in range(2):
        answer = proxy.get("/-/sehat")
        assert answer.json()["ok"]
        assert answer.headers["x-cache"] != "HIT"


def test_errors_are_not_kept(proxy: Proxy) -> None:
    for _ in range(2):
        answer = proxy.get("/paket/tidak-ada")
        assert (answer.status_code, answer.headers["x-cache"]) == (404, "MISS")


@pytest.mark.parametrize("path", ["//jahat.example/x", "/%5Cjahat.example/", "/a//b"])
def test_odd_addresses_are_refused_before_the_program(proxy: Proxy, path: str) -> None:
    with socket.create_connection(("127.0.0.1", int(proxy.address.rpartition(":")[2]))) as asked:
        asked.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        answer = asked.recv(1000)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"ocation:" not in answer


def test_two_slashes_in_what_was_searched_are_no_odd_address(proxy: Proxy) -> None:
    assert proxy.get("/cari?q=http://contoh").status_code == 200


def test_another_host_is_not_answered(proxy: Proxy) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        proxy.get("/", host="jahat.example")


def test_download_comes_from_the_disk_whole_or_in_parts(proxy: Proxy, published: Path) -> None:
    path = published / "current" / "data.db"
    whole = proxy.get("/unduhan/data.db")
    assert whole.content == path.read_bytes()
    assert "x-cache" not in whole.headers
    assert whole.headers["content-disposition"] == "attachment"
    assert whole.headers["x-content-type-options"] == "nosniff"
    part = proxy.get("/unduhan/data.db", range="bytes=100-199")
    assert part.status_code == 206
    assert part.content == path.read_bytes()[100:200]
    assert part.headers["content-range"] == f"bytes 100-199/{path.stat().st_size}"


def test_file_of_a_named_release_comes_from_its_own_folder(proxy: Proxy, published: Path) -> None:
    answer = proxy.get("/rilis/0123456789ab/unduhan/csv/anggaran.csv", range="bytes=0-4")
    assert (answer.status_code, answer.content) == (206, b"tahun")
    assert proxy.get("/rilis/0123456789ab").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "path", ["/unduhan/tidak-ada.csv", "/unduhan/..%2f..%2fcurrent", "/unduhan/%2e%2e/.kunci"]
)
def test_nothing_but_the_release_can_be_downloaded(proxy: Proxy, path: str) -> None:
    assert proxy.get(path).status_code in (400, 404)


def test_pages_of_downloads_and_tables_still_come_from_the_program(proxy: Proxy) -> None:
    for path in ("/unduhan", "/data/paket", "/data"):
        answer = proxy.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].startswith("text/html")


def test_who_asks_too_fast_is_told_to_wait(proxy: Proxy) -> None:
    with httpx.Client(timeout=60, headers={"host": HOST}) as client:
        told = [client.get(f"{proxy.address}/indikator").status_code for _ in range(200)]
    assert set(told) == {200, 429}
    assert told[:20] == [200] * 20


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_nothing_wrong_with_the_units(unit: str, tmp_path: Path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("/opt/anggaran/.venv/bin/budget-pipeline", sys.executable)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    about_ours = [line for line in result.stderr.splitlines() if "anggaran" in line]
    assert (result.returncode, about_ours) == (0, [])


@pytest.mark.parametrize("unit", UNITS[:2])
def test_units_run_commands_that_exist_without_rights_they_do_not_need(unit: str) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    settings = dict(line.split("=", 1) for line in text.splitlines() if re.match(r"\w+=", line))
    assert settings["NoNewPrivileges"] == "yes"
    assert settings["ProtectSystem"] == "strict"
    assert settings["CapabilityBoundingSet"] == ""
    assert settings["User"] == "anggaran"
    assert settings["MemoryMax"]
    arguments = settings["ExecStart"].split()[1:]
    result = subprocess.run(
        [sys.executable, "-m", "budget_pipeline", arguments[0], "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for option in (word for word in arguments if word.startswith("--")):
        assert option in result.stdout
