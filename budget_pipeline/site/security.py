"""Guard every answer: headers, no introspection, no odd addresses, no cookies."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'none'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
OPEN_INTROSPECTION = (b"/-/sehat",)
EXPERT = (b"/data", b"/jejak")


def guard(app: App) -> App:
    """Wrap the ASGI application."""

    async def guarded(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        path = path.partition(b"?")[0]
        answer = _headers_added(send, embeds(scope))
        if _is_odd(path):
            await _refuse(answer, 400, b"Alamat tidak sah.\n")
        elif path.startswith(b"/-/") and not path.startswith(OPEN_INTROSPECTION):
            await _refuse(answer, 404, b"Tidak ada halaman di alamat ini.\n")
        else:
            await app(_language_taken(scope, path), receive, answer)

    return guarded


def embeds(scope: Scope) -> bool:
    """Tell whether the page is asked for as a part of somebody else's page."""
    return ("embed", "1") in parse_qsl(scope.get("query_string", b"").decode("latin1"))


def _is_odd(path: bytes) -> bool:
    """Tell whether a path could make a redirect or a file name out of somebody's text."""
    lowered = path.lower()
    return b"\\" in path or b"%5c" in lowered or path.startswith((b"//", b"/%2f"))


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
            kept = [(k, v) for k, v in message.get("headers", []) if k.lower() != b"set-cookie"]
            message = {**message, "headers": [*kept, *extra]}
        await send(message)

    return answer


async def _refuse(send: Send, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
