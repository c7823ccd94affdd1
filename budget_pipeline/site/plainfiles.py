"""Where a page stands among plain files: an address becomes a path, a link becomes a way from file to file."""

import hashlib
import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlsplit

INDEX = "index.html"
NOTE = "/salinan-statis"
KINDS = (".csv", ".svg", ".png", ".atom", ".txt", ".css", ".js", ".ico", ".json")
DOWNLOADS = "/unduhan/"
# Marks a cell, or the content of a style sheet: the same page without it.
NOT_KEPT = ("sel", "v")
SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._=-]{0,90}")
LINK = re.compile(r'\b(href|src)="(/[^"]*)"')
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


def plain_address(address: str) -> str:
    """Return an internal address in one form: no fragment, arguments in order, nothing that only marks.

    >>> plain_address("/pengadaan?opd=1.01&lang=en&halaman=2#isi")
    '/pengadaan?halaman=2&lang=en&opd=1.01'
    """
    parts = urlsplit(address)
    asked = sorted((k, v) for k, v in parse_qsl(parts.query) if k not in NOT_KEPT)
    query = "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in asked)
    return parts.path + (f"?{query}" if query else "")


def file_of(address: str) -> str:
    """Return the path of the file for an address as `plain_address` writes it.

    >>> file_of("/"), file_of("/anggaran/2024?lang=en"), file_of("/pengadaan.csv?opd=1.01&tahun=2024")
    ('index.html', 'en/anggaran/2024/index.html', 'pengadaan,opd=1.01,tahun=2024.csv')
    """
    parts = urlsplit(address)
    if parts.path.startswith(DOWNLOADS):
        return unquote(parts.path).lstrip("/")
    asked = dict(parse_qsl(parts.query))
    english = asked.pop("lang", "") == "en"
    kind = next((kind for kind in KINDS if parts.path.endswith(kind)), "")
    steps = [_safe(step) for step in parts.path.removesuffix(kind).split("/") if step]
    name = ",".join(_safe(f"{key}={value}") for key, value in asked.items())
    if kind:
        steps[-1:] = [(steps[-1] if steps else "") + (f",{name}" if name else "") + kind]
    else:
        steps += [name, INDEX] if name else [INDEX]
    return "/".join(["en", *steps] if english else steps)


def rewritten(page: str, here: str, found: Callable[[str], str], note: str) -> str:
    """Return a page whose links lead to files and whose forms, which need a server, say so.

    `here`: the file of the page; `found` gives the file for an internal address; `note`: what stands for a form.
    """

    def link(match: re.Match[str]) -> str:
        name, address = match[1], html.unescape(match[2])
        fragment = urlsplit(address).fragment
        way = relative(here, found(address))
        if fragment and fragment not in NOT_KEPT:
            way += f"#{fragment}"
        return f'{name}="{html.escape(way)}"'

    return LINK.sub(link, FORM.sub(lambda _: note, page))


def relative(here: str, there: str) -> str:
    """Return the address of file `there` as seen from file `here`.

    >>> relative("paket/a/index.html", "aset/situs.css"), relative("index.html", "a b/index.html")
    ('../../aset/situs.css', 'a%20b/index.html')
    """
    return quote(posixpath.relpath(f"/{there}", posixpath.dirname(f"/{here}")), safe="/=,")


def _safe(step: str) -> str:
    """Return one step of an address as a file name that every system allows."""
    text = unquote(step)
    if SAFE.fullmatch(text):
        return text
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.")[:60]
    return f"{readable}-{hashlib.sha256(text.encode()).hexdigest()[:8]}".lstrip("-")
