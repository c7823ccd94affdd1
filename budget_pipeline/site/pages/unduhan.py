"""Everything to take away: complete files with their checksums."""

from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import asgi_send_file

from budget_pipeline.site.page import Page
from budget_pipeline.site.release import Release
from budget_pipeline.site.routing import route

# The folders under unduhan/ that hold one file per table, and what the page calls them.
FORMATS = {
    "csv": "CSV",
    "csv-excel": "CSV (Excel)",
    "excel": "Excel",
    "jsonl": "JSONL",
    "parquet": "Parquet",
}
EXPLAINED_BY = ("LISENSI.txt", "KAMUS.md", "BACA-SAYA.md", "METODOLOGI.md")
CHUNK = 1 << 16


@route(r"/unduhan")
async def downloads(page: Page) -> Any:
    """Show every file of the release: per table, then the rest."""
    release = page.site.release
    return await page.html(
        "unduhan.html",
        judul=page.say("Unduhan"),
        tabel=tables(release),
        bentuk=FORMATS,
        keterangan=[name for name in EXPLAINED_BY if name in release.checksums],
        lainnya=[f for f in release.files if not _table_of(f.path)],
        alamat=lambda path: page.link("/unduhan/" + path),
        ditinggalkan=release.manifest.get("left_out") or [],
        remah=[page.home, (None, page.say("Unduhan"))],
    )


def tables(release: Release) -> list[dict[str, Any]]:
    """Return one entry per table: name, rows, and its files by format."""
    rows = release.manifest.get("rows") or {}
    found: dict[str, dict[str, Any]] = {}
    for file in release.files:
        if place := _table_of(file.path):
            name, kind = place
            entry = found.setdefault(name, {"nama": name, "baris": rows.get(name), "berkas": {}})
            entry["berkas"].setdefault(kind, file)
    return [found[name] for name in sorted(found)]


def _table_of(path: str) -> tuple[str, str] | None:
    parts = path.split("/")
    if len(parts) == 3 and parts[0] == "unduhan" and parts[1] in FORMATS:
        return parts[2].partition(".")[0], parts[1]
    return None


@route(r"/unduhan/(?P<berkas>.+)")
async def file(page: Page) -> Any:
    """Answer with one published file; only what SHA256SUMS names can be asked for."""
    return send_file(page, page.site.release, unquote(page.request.url_vars["berkas"]))


def send_file(page: Page, release: Release, name: str) -> Any:
    """Return the answer that streams one published file of a release."""
    path = release.file(name)
    if path is None:
        raise page.missing(page.say("Berkas ini tidak ada dalam rilis %(id)s.", id=release.id))
    return FileAnswer(path, release)


class FileAnswer:
    """An answer that sends a file from disk, chunk by chunk."""

    def __init__(self, path: Any, release: Release) -> None:
        self.path = path
        self.release = release

    async def asgi_send(self, send: Any) -> None:
        """Send the file."""
        headers = {"x-release": self.release.id, "cache-control": "no-cache"}
        await asgi_send_file(
            send, self.path, filename=self.path.name, chunk_size=CHUNK, headers=headers
        )
