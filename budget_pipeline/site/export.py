"""Write the site of one release as plain files, for a town that has no server: every page, followed from the first.

A page is asked for in process, kept as it is, and its links are followed, so the files are what a reader would have
seen. Only when all are known are the links turned into ways from file to file. What needs a server (search, free
filters, SQL) leads to a page that says so.
"""

import asyncio
import html
import json
import os
import re
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from budget_pipeline.errors import BudgetPipelineError
from budget_pipeline.site.plainfiles import (
    DOWNLOADS,
    INDEX,
    LINK,
    NOTE,
    file_of,
    plain_address,
    relative,
    rewritten,
)
from budget_pipeline.site.routing import find_routes
from budget_pipeline.site.serve import build_app
from budget_pipeline.site.site import site_of

MARK = "salinan-statis.json"
MOST_PAGES = 20_000  # of one kind of page
MOST_FILTERED = (
    300  # of one kind and format of page with arguments: years, pages of a list, one agency
)
NO_ADDRESS = "http://situs.invalid"
NEEDS_SERVER = re.compile(r"/(data|jejak|cari|-)(/|\.|\?|$)")
# The two kinds that are most of all pages: source rows, whose words are the source's, and evidence sheets.
ONE_LANGUAGE = re.compile(r"/(sumber/[^/]+/[^/]+/\d+|indikator/[^/?]+/[^/?]+)")
NOTES = {
    "id": "Pencarian dan saringan memerlukan peladen.",
    "en": "Search and filters need a server.",
}


@dataclass
class Exported:
    """What was written: pages, files in all, their bytes, the address of the site, broken links, what was left out."""

    pages: int = 0
    files: int = 0
    size: int = 0
    origin: str = ""
    broken: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def export(release_dir: Path, target: Path, on_page: Callable[[int], None]) -> Exported:
    """Write the site of `release_dir` to the folder `target`, which is new, empty or an earlier copy.

    The copy is made beside it and takes its place when it is whole. BudgetPipelineError for any other folder.
    """
    refuse_other_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        datasette = build_app(release_dir)
        copy = Copy(datasette, beside, on_page)
        asyncio.run(copy.follow())
        copy.finish()
        beside.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return copy.done


def refuse_other_folder(target: Path) -> None:
    """Raise BudgetPipelineError for a folder that holds something else."""
    if target.exists() and not (target / MARK).is_file():
        if target.is_dir() and not any(target.iterdir()):
            return
        raise BudgetPipelineError(
            f"{target} sudah ada dan bukan salinan situs. Pilih folder baru. / It exists and is no copy of the site."
        )


class Copy:
    """The copy under way: which addresses are known, which file each has."""

    def __init__(self, datasette: Any, folder: Path, on_page: Callable[[int], None]) -> None:
        self.app = datasette.app()
        self.site = site_of(datasette)
        self.folder = folder
        self.on_page = on_page
        self.done = Exported(origin=str(self.site.settings.get("alamat") or ""))
        self.kinds = [(re.compile(pattern), pattern) for pattern, _ in find_routes()]
        self.count: Counter[str] = Counter()
        self.waiting: deque[str] = deque()
        self.files: dict[str, str | None] = {}
        self.taken: dict[str, str] = {}

    async def follow(self) -> None:
        """Ask for every page that links lead to, in the order in which they are found."""
        starts = ["/", "/robots.txt", NOTE, f"{NOTE}?lang=en"]
        starts += [f"/?wilayah={code}" for code in self.site.municipalities]
        for start in starts:
            self.known(start)
        while self.waiting:
            await self._take(self.waiting.popleft())

    def known(self, link: str) -> str:
        """Return the file that a link of the site leads to; an address not met before is put in line."""
        address = self._canonical(link)
        if address not in self.files:
            self.files[address] = self._file_for(address)
        return self.files[address] or file_of(f"{NOTE}?lang=en" if "lang=en" in link else NOTE)

    def finish(self) -> None:
        """Turn links into ways from file to file, and say in a file of its own what the copy is of."""
        for address, name in self.files.items():
            if name is None or not name.endswith(f"/{INDEX}") and name != INDEX:
                continue
            path = self.folder / name
            language = "en" if "lang=en" in address else "id"
            note = self._note(name, language)
            text = rewritten(path.read_text(encoding="utf-8"), name, self.known, note)
            path.write_text(text, encoding="utf-8", newline="\n")
        told = {"release": self.site.release.id, "pages": self.done.pages}
        (self.folder / MARK).write_text(json.dumps(told) + "\n", encoding="utf-8")
        sizes = [p.stat().st_size for p in self.folder.rglob("*") if p.is_file()]
        self.done.files, self.done.size = len(sizes), sum(sizes)

    def _canonical(self, link: str) -> str:
        """Return the one address for what a link leads to: one language for the most, one place for downloads."""
        address = plain_address(link)
        own = f"/rilis/{self.site.release.id}/"
        if address.startswith(own):
            return DOWNLOADS + urlsplit(address).path.removeprefix(own)
        if address.startswith(DOWNLOADS):
            return urlsplit(address).path
        if ONE_LANGUAGE.match(address):
            return address.replace("?lang=en", "?").replace("&lang=en", "").rstrip("?")
        if address == f"/?wilayah={self.site.main_municipality}":
            return "/"
        return address

    def _file_for(self, address: str) -> str | None:
        """Return the file for a new address and put it in line; None for what a copy cannot have."""
        if NEEDS_SERVER.match(address):
            self.done.left_out["peladen"] += 1
            return None
        if address.startswith(DOWNLOADS):
            return self._download(address)
        path, _, query = address.partition("?")
        kind = next((name for pattern, name in self.kinds if pattern.match(path)), path)
        filtered = query not in ("", "lang=en")
        if filtered:
            kind += f" {Path(path).suffix}?"
        self.count[kind] += 1
        if self.count[kind] > (MOST_FILTERED if filtered else MOST_PAGES):
            self.done.left_out[kind] += 1
            return None
        name = file_of(address)
        if self.taken.setdefault(name.casefold(), address) != address:
            self.done.left_out["nama berkas sama"] += 1
            return None
        self.waiting.append(address)
        return name

    def _download(self, address: str) -> str | None:
        """Put a published file into the copy, as a second name of the same bytes where the disk allows it."""
        name = unquote(address.removeprefix(DOWNLOADS))
        source = self.site.release.file(name)
        if source is None:
            self.done.broken.append(address)
            return None
        target = self.folder / file_of(address)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
        return file_of(address)

    async def _take(self, address: str) -> None:
        status, kind, body = await self._ask(address)
        if status in (301, 302):
            self.files[address] = self.known(body.decode())
            return
        if status != 200:
            self.done.broken.append(f"{address}: {status}")
            self.files[address] = None
            return
        name = self.files[address]
        assert name is not None
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.done.pages += 1
        self.on_page(self.done.pages)
        if kind.startswith("text/html"):
            text = body.decode()
            for match in LINK.finditer(text):
                self.known(html.unescape(match[2]))

    async def _ask(self, address: str) -> tuple[int, str, bytes]:
        """Return status, content type and body of one answer, of a redirect where it leads instead."""
        path, _, query = address.partition("?")
        host = urlsplit(self.done.origin or NO_ADDRESS)
        scope = {
            "type": "http",
            "method": "GET",
            "scheme": host.scheme,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", host.netloc.encode())],
        }
        said: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        async def send(message: Any) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        headers = {key.lower(): value for key, value in said[0]["headers"]}
        if b"location" in headers:
            return said[0]["status"], "", headers[b"location"]
        body = b"".join(message.get("body", b"") for message in said[1:])
        return said[0]["status"], headers.get(b"content-type", b"").decode(), body

    def _note(self, here: str, language: str) -> str:
        """Return what stands in the place of a form: why it is not there, and other municipalities to go to."""
        there = relative(here, file_of(NOTE if language == "id" else f"{NOTE}?lang=en"))
        return f'<p class="kecil"><a href="{html.escape(there)}">{NOTES[language]}</a></p>'
