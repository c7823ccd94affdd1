"""Turn a picture into pixels where the optional library `resvg-py` is installed; without it there is no PNG link."""

import importlib
import importlib.util
from functools import cache
from pathlib import Path

LIBRARY = "resvg_py"
FONTS = Path(__file__).parent.parent / "huruf"
ZOOM = 2.0


@cache
def available() -> bool:
    """Tell whether PNG files can be made here."""
    return importlib.util.find_spec(LIBRARY) is not None


def rasterise(svg: str) -> bytes:
    """Return the PNG of a standalone SVG, in our own fonts so that every server draws the same."""
    pixels: bytes = importlib.import_module(LIBRARY).svg_to_bytes(
        svg_string=svg,
        zoom=ZOOM,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
    )
    return bytes(pixels)
