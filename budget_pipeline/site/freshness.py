"""Say of every answer which release it is of and how long it may be kept; answer 304 to who has it already.

An answer is a function of its address, the release, the list of releases beside it, the program and its settings. One
mark stands for all of these, so it can be compared before anything is computed, and two processes that serve the same
release give the same mark. Readers ask again each time, which costs a 304; a proxy may answer for SHARED seconds.
"""

import hashlib
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from budget_pipeline.site.security import App, Headers, Scope, Send

SHARED = 60
POLICY = f"public, max-age=0, s-maxage={SHARED}, must-revalidate".encode()
NOT_MARKED = (b"no-store", b"immutable")


class Mark:
    """The entity tag of everything a release answers, for as long as the same releases are kept."""

    def __init__(self, folder: Path, shown_by: str) -> None:
        self.release = folder.name
        self.shelf = folder.parent
        self.shown_by = shown_by
        self._seen = -1
        self._tag = b""

    def tag(self) -> bytes:
        """Return the tag, quoted; one look at the folder of releases."""
        now = self.shelf.stat().st_mtime_ns
        if now != self._seen:
            kept = sorted(path.name for path in self.shelf.iterdir() if path.is_dir())
            digest = hashlib.sha256("\n".join([self.shown_by, *kept]).encode()).hexdigest()
            self._seen, self._tag = now, f'"{self.release}-{digest[:12]}"'.encode()
        return self._tag


def digest_of_program(*folders: Path) -> str:
    """Return a digest of all files that decide how a release is shown: code, templates, sentences, settings."""
    found = hashlib.sha256()
    for folder in folders:
        paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in paths:
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def fresh(app: App, marked: Callable[[], Mark]) -> App:
    """Wrap the ASGI application of one release; `marked` gives its mark."""

    async def answered(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/-/"):
            await app(scope, receive, send)
            return
        mark = marked()
        tag = mark.tag()
        if tag in _known(scope):
            await send({"type": "http.response.start", "status": 304, "headers": _said(mark, tag)})
            await send({"type": "http.response.body", "body": b""})
            return
        await app(scope, receive, _marked(send, mark, tag))

    return answered


def _known(scope: Scope) -> list[bytes]:
    """Return the tags of what the asker keeps; a proxy that compresses makes them weak."""
    lines = [value for key, value in scope["headers"] if key == b"if-none-match"]
    return [part.strip().removeprefix(b"W/") for line in lines for part in line.split(b",")]


def _marked(send: Send, mark: Mark, tag: bytes) -> Send:
    async def answer(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            message = {**message, "headers": _with_mark(message.get("headers", []), mark, tag)}
        await send(message)

    return answer


def _with_mark(headers: Headers, mark: Mark, tag: bytes) -> Headers:
    """Return the headers with ours, unless an answer knows better how long it may be kept or of which release it is."""
    told = {key.lower(): value for key, value in headers}
    policy = told.get(b"cache-control", b"")
    if any(word in policy for word in NOT_MARKED):
        return headers
    ours = dict(_said(mark, tag))
    if b"no-cache" in policy:
        ours[b"cache-control"] = policy
    ours[b"x-release"] = told.get(b"x-release", ours[b"x-release"])
    return [*((k, v) for k, v in headers if k.lower() not in ours), *ours.items()]


def _said(mark: Mark, tag: bytes) -> Headers:
    return [
        (b"etag", tag),
        (b"cache-control", POLICY),
        (b"x-release", mark.release.encode()),
    ]
