"""Run the real nginx with docs/deploy/nginx.conf in front of `budget-pipeline serve`, for the length of a test."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.conftest import ROOT
from tests.site.processes import serving

CONFIGURATION = ROOT / "docs" / "deploy" / "nginx.conf"
HOST = "data.contoh.go.id"
SLOW, BURST = "10r/s", 40  # what the configuration says of one reader


@dataclass(frozen=True)
class Proxy:
    """An nginx under way: where it listens, the server behind it, its folder of logs and cache."""

    address: str
    server: str
    folder: Path

    def get(self, path: str, host: str = HOST, **headers: str) -> httpx.Response:
        """Ask for `path` with the configured host."""
        with httpx.Client(timeout=60) as client:
            return client.get(self.address + path, headers={"host": host, **headers})


def find_nginx() -> str | None:
    """Return the path of nginx; `make test` installs Debian's when it can."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")


@contextmanager
def proxied(
    nginx: str, published: Path, folder: Path, rate: str = SLOW, burst: int = BURST
) -> Iterator[Proxy]:
    """Yield nginx with our configuration in front of two processes; `rate`, `burst`: what one reader may ask for."""
    with serving(published, "--workers", "2") as server:
        port = _free_port()
        behind = server.address.removeprefix("http://")
        (folder / "anggaran.conf").write_text(
            _configured(folder, published, port, behind, (rate, burst)), encoding="utf-8"
        )
        (folder / "nginx.conf").write_text(_around(folder), encoding="utf-8")
        command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield Proxy(f"http://127.0.0.1:{port}", server.address, folder)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _configured(
    folder: Path, published: Path, port: int, behind: str, limit: tuple[str, int]
) -> str:
    """Return docs/deploy/nginx.conf with this machine's paths and ports, and the limit given."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for before, after in (
        ("/var/cache/nginx/anggaran", str(folder / "cache")),
        ("/srv/anggaran/published", str(published)),
        ("127.0.0.1:8001", behind),
        ("listen 80", f"listen 127.0.0.1:{port}"),
        (f"rate={SLOW}", f"rate={limit[0]}"),
        (f"burst={BURST}", f"burst={limit[1]}"),
    ):
        assert before in text, before
        text = text.replace(before, after)
    return text


def _around(folder: Path) -> str:
    # Started by root, its workers would be of another account, which cannot look into the folders of tests.
    account = "user root;" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return (
        f"{account} daemon off; pid {folder}/pid; error_log {folder}/error.log warn;\n"
        "events { worker_connections 256; }\n"
        "http { include /etc/nginx/mime.types; access_log off;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        + f"include {folder}/anggaran.conf; }}\n"
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "nginx did not start"
            time.sleep(0.1)
