"""Characters that only look like others: full-width digits, odd blanks, marks without width."""

from typing import Final

HARD_SPACES: Final = "\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
INVISIBLE: Final = (
    0x00AD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
)  # fmt: skip
WIDE: Final = {0xFF10 + n: str(n) for n in range(10)} | {0xFF0C: ",", 0xFF0E: ".", 0xFF0B: "+"}
DASHES: Final = "−–—‐‑‒﹣－"

_CODE: Final = (
    WIDE
    | dict.fromkeys(INVISIBLE)
    | dict.fromkeys(map(ord, HARD_SPACES + " \t\r\n"))
    | dict.fromkeys(map(ord, DASHES), "-")
)


def plain_code(text: str) -> str:
    """Return a dotted code without blanks, apostrophe and trailing dot, in ordinary digits.

    >>> plain_code("'5.1. 02 . ")
    '5.1.02'
    """
    return text.translate(_CODE).removeprefix("'").rstrip(".")
