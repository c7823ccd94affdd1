"""A thin writer of SVG: escaped text, classes instead of styles, so that a strict policy and a dark theme both hold."""

from dataclasses import dataclass, field

from markupsafe import Markup, escape

# Only for the downloaded file; on a page the style sheet colours the same classes in both themes.
STANDALONE = (
    "svg{font-family:system-ui,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;background:#fbfaf7}"
    "text{fill:#1c2224;font-size:13px}.redup{fill:#545d61}.judul{font-size:16px;font-weight:650}"
    ".kecil{font-size:11px}.kanan{text-anchor:end}.tengah{text-anchor:middle}.tebal{font-weight:600}"
    ".garis{stroke:#dcd7cc;fill:none}.sumbu{stroke:#545d61;fill:none}"
    ".i1{fill:#0b5a6f}.i2{fill:#86b4c0}.i3{fill:#d8e8ec}.di1{fill:#fff}.telaah{fill:#8a4b00}"
    ".kurva1{stroke:#0b5a6f;stroke-width:2.5;fill:none}"
    ".kurva2{stroke:#545d61;stroke-width:2;stroke-dasharray:5 4;fill:none}"
    ".ambang{stroke:#8a4b00;stroke-width:2;stroke-dasharray:4 3;fill:none}"
)


@dataclass
class Picture:
    """One drawing of a fixed size; `label` is what a screen reader says first."""

    width: int
    height: int
    label: str
    parts: list[str] = field(default_factory=list)

    def rect(
        self, x: float, y: float, width: float, height: float, kind: str, title: str = ""
    ) -> None:
        """Add a rectangle of class `kind`."""
        inner = f"<title>{escape(title)}</title>" if title else ""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"'
            f' class="{kind}">{inner}</rect>'
        )

    def text(self, x: float, y: float, content: str, kind: str = "") -> None:
        """Add one line of text with its baseline at `y`."""
        attribute = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text x="{_n(x)}" y="{_n(y)}"{attribute}>{escape(content)}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Add a straight line."""
        self.parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" class="{kind}"/>'
        )

    def path(self, points: list[tuple[float, float]], kind: str) -> None:
        """Add a line through `points`."""
        if points:
            steps = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
            self.parts.append(f'<polyline points="{steps}" class="{kind}"/>')

    def circle(self, x: float, y: float, radius: float, kind: str, title: str = "") -> None:
        """Add a disc."""
        inner = f"<title>{escape(title)}</title>" if title else ""
        self.parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" class="{kind}">{inner}</circle>'
        )

    def open_link(self, address: str, label: str) -> None:
        """Begin a link around what is added until close_link; without an address only its name."""
        if address:
            self.parts.append(f'<a href="{escape(address)}">')
        else:
            self.parts.append(f'<g role="img" aria-label="{escape(label)}">')
        self.parts.append(f"<title>{escape(label)}</title>")

    def close_link(self, address: str) -> None:
        """End what open_link began."""
        self.parts.append("</a>" if address else "</g>")

    def inline(self, kind: str = "") -> Markup:
        """Return the picture to stand in a page."""
        return Markup(self._opened(f' class="bagan {kind}"') + "".join(self.parts) + "</svg>")

    def standalone(self, title: str, source: str) -> str:
        """Return the picture as a file of its own: with colours, a title above and its source below."""
        head, foot = 34, 26
        body = "".join(self.parts)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height + head + foot}"'
            f' width="{self.width}" height="{self.height + head + foot}" role="img"'
            f' aria-label="{escape(self.label)}"><style>{STANDALONE}</style>'
            f'<text x="4" y="22" class="judul">{escape(title)}</text>'
            f'<g transform="translate(0 {head})">{body}</g>'
            f'<text x="4" y="{self.height + head + 18}" class="kecil redup">{escape(source)}</text></svg>\n'
        )

    def _opened(self, more: str) -> str:
        return (
            f'<svg viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
            f' role="group" aria-label="{escape(self.label)}"{more}>'
        )


def breadth(text: str, size: float = 13) -> float:
    """Return about how many pixels wide a text is; capitals are wide, so that shouted names still fit.

    >>> breadth("DINAS") > breadth("Dinas") > breadth("di i,")
    True
    """
    wide = sum(c.isupper() or c in "mw%" for c in text)
    slim = sum(c in "ijl.,:;'| ft" for c in text)
    return size * (0.7 * wide + 0.36 * slim + 0.59 * (len(text) - wide - slim))


def fit(text: str, width: float, size: float = 13) -> str:
    """Return `text` cut to about `width` pixels at a font size, with an ellipsis where it was cut.

    >>> fit("Dinas Pendidikan", 60)
    'Dinas P…'
    """
    if breadth(text, size) <= width:
        return text
    kept = text
    while kept and breadth(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def wrap(text: str, width: float, lines: int, size: float = 13) -> list[str]:
    """Return `text` broken at spaces into at most `lines` lines of about `width` pixels.

    >>> wrap("Dinas Pekerjaan Umum dan Tata Ruang", 110, 2)
    ['Dinas Pekerjaan', 'Umum dan Tata…']
    """
    out: list[str] = []
    words = text.split()
    while words and len(out) < lines:
        line = words.pop(0)
        while words and breadth(f"{line} {words[0]}", size) <= width:
            line += " " + words.pop(0)
        out.append(fit(line, width, size))
    if words and out:
        out[-1] = fit(out[-1] + " " + " ".join(words), width, size)
        if not out[-1].endswith("…"):
            out[-1] += "…"
    return [line for line in out if line]


def _n(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
