"""Releases: what each holds, what changed, and a feed to follow them."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from datasette import Response

from budget_pipeline.site.menus import Surroundings
from budget_pipeline.site.page import Page
from budget_pipeline.site.pages.unduhan import send_file
from budget_pipeline.site.release import Release
from budget_pipeline.site.routing import route

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 20


@route(r"/rilis")
async def releases(page: Page) -> Any:
    """Show every release that is kept."""
    return await page.html(
        "rilis_semua.html",
        judul=page.say("Rilis"),
        semua=[(release, published_on(release)) for release in page.site.release.siblings()],
        remah=[page.home, (None, page.say("Rilis"))],
    )


@route(r"/rilis/(?P<id>[0-9a-f]{6,64})")
async def one(page: Page) -> Any:
    """Show one release: manifest, inputs, changes, files."""
    release = _find(page, page.part("id"))
    facts = release.manifest
    return await page.html(
        "rilis.html",
        judul=page.say("Rilis %(id)s", id=release.id),
        rilis=release,
        terbit=published_on(release),
        fakta=facts,
        sekarang=release.id == page.site.release.id,
        remah=[page.home, (page.link("/rilis"), page.say("Rilis")), (None, release.id)],
    )


@route(r"/rilis/(?P<id>[0-9a-f]{6,64})/(?P<berkas>.+)")
async def release_file(page: Page) -> Any:
    """Answer with one file of one release, so that an old citation still finds its data."""
    release = _find(page, page.part("id"))
    return send_file(page, release, unquote(page.request.url_vars["berkas"]))


@route(r"/rilis\.atom")
async def feed(page: Page) -> Any:
    """Answer with the releases as an Atom feed."""
    kept = page.site.release.siblings()[:NEWEST]
    body = atom(page, kept)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def atom(page: Page, kept: list[Release]) -> str:
    """Return the feed of these releases."""
    origin = Surroundings(page).origin
    name = page.site.name(page.wilayah)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": page.lang})
    ET.SubElement(root, "id").text = f"{origin}/rilis"
    ET.SubElement(root, "title").text = page.say("Rilis data %(kota)s", kota=name)
    ET.SubElement(root, "link", {"rel": "self", "href": f"{origin}/rilis.atom"})
    ET.SubElement(root, "link", {"href": f"{origin}/rilis"})
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = name
    ET.SubElement(root, "updated").text = published_on(kept[0]).isoformat() if kept else EPOCH
    for release in kept:
        entry = ET.SubElement(root, "entry")
        ET.SubElement(entry, "id").text = f"{origin}/rilis/{release.id}"
        ET.SubElement(entry, "title").text = page.say("Rilis %(id)s", id=release.id)
        ET.SubElement(entry, "link", {"href": f"{origin}/rilis/{release.id}"})
        ET.SubElement(entry, "updated").text = published_on(release).isoformat()
        ET.SubElement(entry, "content", {"type": "text"}).text = release.changes or page.say(
            "Rilis data."
        )
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


EPOCH = "1970-01-01T00:00:00+00:00"


def published_on(release: Release) -> datetime:
    """Return when the release was put in place: the age of its checksums, since no clock enters its content."""
    path = release.folder / "SHA256SUMS"
    stamp = (path if path.is_file() else release.folder).stat().st_mtime
    return datetime.fromtimestamp(int(stamp), tz=UTC)


def _find(page: Page, identifier: str) -> Release:
    for release in page.site.release.siblings():
        if release.id == identifier:
            return release
    raise page.missing(page.say("Rilis %(id)s tidak disimpan di sini.", id=identifier))
