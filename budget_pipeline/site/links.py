"""Build the addresses of pages, keeping what the reader chose; and read numbers out of them."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode


class Links:
    """Addresses for one request; `kept` are the query arguments that every internal link repeats."""

    def __init__(self, kept: Mapping[str, str], base: str = "") -> None:
        self.kept = dict(kept)
        self.base = base

    def __call__(self, path: str, *parts: object, **query: object) -> str:
        """Return the address of `path` with each of `parts` as one escaped segment.

        >>> Links({"lang": "en"})("/anggaran", 2024, "opd", "1.01/A")
        '/anggaran/2024/opd/1.01%2FA?lang=en'
        """
        segments = "".join(f"/{segment(part)}" for part in parts)
        return (
            self.base + path.rstrip("/") + segments + self._query(query)
            if parts
            else (self.base + path + self._query(query))
        )

    def permalink(self, path: str, *parts: object) -> str:
        """Return the address without anything the reader chose."""
        return Links({}, self.base)(path, *parts)

    def _query(self, query: Mapping[str, object]) -> str:
        given = {key: value for key, value in query.items() if value not in (None, "")}
        merged = {key: value for key, value in {**self.kept, **given}.items() if value != ""}
        return f"?{urlencode(merged, doseq=True)}" if merged else ""


def natural(text: str | None) -> int | None:
    """Return what `text` writes in digits 0 to 9, at most fifteen of them; None for anything else.

    >>> natural("2024"), natural("²"), natural("-1"), natural("9" * 16), natural(None)
    (2024, None, None, None, None)
    """
    written = (text or "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else None


def segment(value: object) -> str:
    """Return `value` escaped as one path segment, slashes included.

    A segment of dots alone would be taken for a folder by browsers and proxies, so they are escaped too.
    """
    text = quote(str(value), safe="")
    return text.replace(".", "%2E") if set(text) == {"."} else text
