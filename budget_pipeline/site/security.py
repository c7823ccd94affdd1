"""Guard every answer: whose host it is, no odd addresses, no introspection, no cookies, headers."""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'none'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
METHODS = ("GET", "HEAD")
OPEN_INTROSPECTION = (b"/-/sehat",)
EXPERT = (b"/data", b"/jejak")
# A name or address with or without a port; anything else could end up in a link.
HOST = re.compile(rb"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
# Nobody is logged in here: an answer that depended on these could not be kept for the next reader.
NOT_HEARD = (b"cookie", b"authorization")
NOT_SAID = (b"set-cookie", b"vary")


def guard(app: App, address: Callable[[], str]) -> App:
    """Wrap the ASGI application; `address` gives the permanent address of the site, empty where none is configured."""

    async def guarded(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        path = path.partition(b"?")[0]
        answer = _headers_added(send, embeds(scope))
        pinned = urlsplit(address())
        host = pinned.netloc.encode() or _header(scope["headers"], b"host")
        if scope["method"] not in METHODS:
            allow = (b"allow", ", ".join(METHODS).encode())
            await _refuse(answer, 405, b"Hanya GET dan HEAD.\n", [allow])
        elif _is_odd(path) or not HOST.fullmatch(host):
            await _refuse(answer, 400, b"Alamat tidak sah.\n")
        elif path.startswith(b"/-/") and path not in OPEN_INTROSPECTION:
            await _refuse(answer, 404, b"Tidak ada halaman di alamat ini.\n")
        else:
            heard = [(k, v) for k, v in scope["headers"] if k not in (*NOT_HEARD, b"host")]
            told = {**scope, "headers": [*heard, (b"host", host)]}
            if pinned.scheme:
                told["scheme"] = pinned.scheme
            await app(_language_taken(told, path), receive, answer)

    return guarded


def embeds(scope: Scope) -> bool:
    """Tell whether the page is asked for as a part of somebody else's page."""
    return ("embed", "1") in parse_qsl(scope.get("query_string", b"").decode("latin1"))


def _is_odd(path: bytes) -> bool:
    """Tell whether a path could make a redirect or a file name out of somebody's text."""
    lowered = path.lower()
    return (
        not path.isascii()
        or b"\\" in path
        or b"%5c" in lowered
        or b"//" in path
        or lowered.startswith(b"/%2f")
        or b"%00" in path
    )


def _header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    return next((value for key, value in headers if key == name), b"")


def _language_taken(scope: Scope, path: bytes) -> Scope:
    """Return the scope with `lang` moved out of the query of Datasette's own pages, which would filter by it."""
    query = scope.get("query_string", b"").decode("latin1")
    if "lang=" not in query or not path.startswith(EXPERT):
        return scope
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = urlencode([(key, value) for key, value in pairs if key != "lang"])
    return (
        {**scope, "query_string": kept.encode(), "bahasa": dict(pairs)["lang"]}
        if dict(pairs).get("lang")
        else scope
    )


def _headers_added(send: Send, embedded: bool) -> Send:
    policy = POLICY.format(ancestors="*" if embedded else "'none'")
    extra = [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]
    if not embedded:
        extra.append((b"x-frame-options", b"DENY"))

    async def answer(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = [(k, v) for k, v in message.get("headers", []) if k.lower() not in NOT_SAID]
            again = [(b"retry-after", b"2")] if message["status"] == 503 else []
            message = {**message, "headers": [*kept, *extra, *again]}
        await send(message)

    return answer


async def _refuse(send: Send, status: int, text: bytes, more: Headers | None = None) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *(more or [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
