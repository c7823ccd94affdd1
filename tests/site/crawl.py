"""Follow every link of a site in process, some of each shape of address, and say what is wrong."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

LINK = re.compile(r'(?:href|src)="([^"#]+)')
# Downloads are bytes, Datasette's own filters and sorts are without end.
LEFT = re.compile(r"^/(unduhan/|rilis/[0-9a-f]+/|(data|jejak)[^?]*\?.*\b_(sort|next|facet|size))")
# What stands below a table of Datasette's is the key of one of its rows.
ROW = re.compile(r"^(/(?:data|jejak)/[^/]+)/.+$")
PAYLOADS = ("<script>alert(1)", "<b onerror=alert(2)>x")


async def crawl(
    site: Any, start: Iterable[str], each: int, secrets: Iterable[str]
) -> tuple[int, list[str]]:
    """Return how many pages were seen and what was wrong with which."""
    queue = list(start)
    seen = set(queue)
    shapes: Counter[str] = Counter()
    wrong: list[str] = []
    visited = 0
    while queue:
        path = queue.pop(0)
        shape = shape_of(path)
        shapes[shape] += 1
        if shapes[shape] > each:
            continue
        visited += 1
        response = await site.client.get(path)
        if response.status_code >= 400:
            wrong.append(f"{path}: {response.status_code}")
        body = response.text
        wrong += [f"{path}: shows {secret}" for secret in secrets if secret in body]
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        wrong += [f"{path}: {payload} unescaped" for payload in PAYLOADS if payload in body]
        for link in LINK.findall(body):
            address = html.unescape(link)
            if address.startswith("javascript:"):
                wrong.append(f"{path}: link to {address}")
            if address.startswith("/") and address not in seen and not LEFT.match(address):
                seen.add(address)
                queue.append(address)
    return visited, wrong


def shape_of(address: str) -> str:
    """Return an address with what varies replaced, so that pages of one kind count together.

    Both languages are one kind: a crawl stays in the one it began with where links keep it.
    """
    parts = urlsplit(address)
    path = ROW.sub(r"\1/0", parts.path)
    steps = [re.sub(r"^.*\d.*$", "N", step) for step in path.split("/")]
    names = {pair.partition("=")[0] for pair in parts.query.split("&") if pair} - {"lang"}
    return "/".join(steps) + "?" + ",".join(sorted(names))
