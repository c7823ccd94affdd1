"""One request for one page: its language and municipality, its way to the data, its answer."""

from collections.abc import AsyncIterable, Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette import NotFound, Response
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import AsgiStream
from markupsafe import Markup

from budget_pipeline.site import amounts, menus, words
from budget_pipeline.site.cells import answer_rows, linked
from budget_pipeline.site.language import Speech, choose
from budget_pipeline.site.links import Links, natural
from budget_pipeline.site.site import Site, site_of
from budget_pipeline.site.sql import Reader
from budget_pipeline.site.streams import csv_lines

T = TypeVar("T")
LONGEST_MS = 2000
CSV = "text/csv; charset=utf-8"
KEPT = ("lang", "wilayah")
NOT_ASKED = (*KEPT, "embed")
# A list that was cut is shown whole on request, but no page grows without end: the downloads hold the rest.
LONGEST_LIST = 2000
Trail = list[tuple[str | None, str]]


class Page:
    """What a page function gets instead of Datasette's bare request."""

    def __init__(self, datasette: Any, request: Any) -> None:
        self.datasette = datasette
        self.request = request
        self.lang = choose(request.scope.get("bahasa") or request.args.get("lang"))
        self.embed = request.args.get("embed") == "1"
        self.say = Speech(self.lang)

    @cached_property
    def site(self) -> Site:
        """Return what is the same for every page of this release."""
        return site_of(self.datasette)

    @cached_property
    def wilayah(self) -> str:
        """Return the code of the municipality the reader looks at."""
        asked = self.query("wilayah")
        return asked if asked in self.site.municipalities else self.site.main_municipality

    @cached_property
    def link(self) -> Links:
        """Return the builder of addresses that keeps language and municipality."""
        kept = {name: self.query(name) for name in KEPT}
        kept["lang"] = "" if self.lang == "id" else self.lang
        if self.wilayah == self.site.main_municipality:
            kept["wilayah"] = ""
        return Links({name: value for name, value in kept.items() if value})

    @property
    def home(self) -> tuple[str | None, str]:
        """Return the first step of every way through the site."""
        return self.link("/"), self.say("Beranda")

    @property
    def path(self) -> str:
        """Return the path as it was asked for, still escaped."""
        path: str = self.request.path
        return path

    def part(self, name: str) -> str:
        """Return a named part of the path, unescaped."""
        return unquote(self.request.url_vars.get(name) or "")

    def query(self, name: str) -> str:
        """Return one query argument, trimmed; empty where it is absent."""
        return (self.request.args.get(name) or "").strip()

    def number(self, name: str, default: int = 0) -> int:
        """Return one query argument as a natural number; `default` where it is none."""
        found = natural(self.query(name))
        return default if found is None else found

    @property
    def everything(self) -> bool:
        """Tell whether the reader asked for whole lists."""
        return self.query("semua") == "1"

    def most(self, size: int) -> int:
        """Return how many rows of a list to show: `size`, or the longest list where all was asked for."""
        return LONGEST_LIST if self.everything else size

    def same_address(self, suffix: str = "", /, **changed: object) -> str:
        """Return the address of this page with some query arguments changed (empty: removed)."""
        asked = {key: self.query(key) for key in self.request.args}
        asked = {key: value for key, value in asked.items() if key not in NOT_ASKED}
        path = self.path.removesuffix(".csv").removesuffix(".svg")
        merged = {**asked, **{key: str(value) for key, value in changed.items()}}
        return self.link(path + suffix, **merged)

    async def read(self, load: Callable[..., T], *args: Any, database: str = "data") -> T:
        """Run `load(Reader, *args)` on a read-only connection, in one go and within the time limit."""

        def run(connection: Any) -> T:
            with sqlite_timelimit(connection, LONGEST_MS):
                return load(Reader(connection), *args)

        result: T = await self.datasette.get_database(database).read(run)
        return result

    async def html(self, template: str, answer_status: int = 200, **context: Any) -> Response:
        """Answer with a rendered template."""
        body = await self.datasette.render_template(template, context, request=self.request)
        headers = {"cache-control": f"max-age={self.datasette.setting('default_cache_ttl')}"}
        return Response.html(
            body, status=answer_status, headers=headers if answer_status == 200 else {}
        )

    def csv(self, filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
        """Answer with exact CSV (UTF-8, RFC 4180), the release named in a header."""
        return Response(
            csv_lines([columns, *rows]), content_type=CSV, headers=self.download(filename)
        )

    def stream(
        self,
        filename: str,
        columns: Sequence[str],
        chunks: AsyncIterable[Iterable[Sequence[Any]]],
    ) -> AsgiStream:
        """Answer with a long CSV, sent piece by piece as its rows come."""

        async def send(writer: Any) -> None:
            await writer.write(csv_lines([columns]))
            async for rows in chunks:
                await writer.write(csv_lines(rows))

        return AsgiStream(send, headers=self.download(filename), content_type=CSV)

    def download(self, filename: str) -> dict[str, str]:
        """Return the headers that make a browser save the answer under `filename`."""
        safe = "".join(c if c.isalnum() and c.isascii() or c in "-_." else "-" for c in filename)
        return {
            "content-disposition": f'attachment; filename="{safe}"',
            "x-release": self.site.release.id,
        }

    async def empty(self, title: str, explanation: str) -> Response:
        """Answer that a section has nothing to show in this release: no error, since nobody asked for a wrong thing."""
        return await self.html(
            "kosong.html",
            judul=title,
            penjelasan=explanation,
            remah=[self.home, (None, title)],
        )

    def redirect(self, address: str) -> Response:
        """Answer by sending the reader to another page of this site."""
        return Response.redirect(address)

    def missing(self, message: str) -> NotFound:
        """Return the error to raise when there is no such page."""
        return NotFound(message)

    def money(self, sen: int | None) -> Markup:
        """Return an amount in short, its full figure on hover."""
        return words.money(sen, self.lang)

    @property
    def words(self) -> dict[str, Any]:
        """Return what every template may use: translation, links, and writing of figures."""
        lang = self.lang
        return {
            "_": self.say,
            "pilih": self.say.pick,
            "lang": lang,
            "link": self.link,
            "situs": self.site,
            "halaman": menus.Surroundings(self),
            "tautan": linked,
            "baris_jawaban": answer_rows,
            "rp": self.money,
            "rp_penuh": partial(amounts.full, lang=lang),
            "rp_polos": amounts.plain,
            "rp_teks": partial(amounts.from_text, lang=lang),
            "angka": partial(amounts.number, lang=lang),
            "bilangan": partial(amounts.measure, lang=lang),
            "persen": partial(amounts.percent, lang=lang),
            "hari": partial(amounts.day, lang=lang),
            "ukuran": partial(amounts.size, lang=lang),
            "putusan": partial(words.verdict, self.say),
            "alasan": partial(words.reason, lang),
            "kelompok_nama": partial(words.group_name, self.say),
            "dasar_nilai": partial(words.value_basis, self.say),
            "nasib_nama": partial(words.fate, self.say),
            "sebab": partial(words.file_change, self.say),
            "status_berkas": partial(words.file_status, self.say),
        }
