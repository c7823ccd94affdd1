"""Free text made readable without changing what it says: blanks, hidden characters, entities."""

import html
import re
import unicodedata
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.distinct import arrow, series, spellings
from budget_pipeline.clean.letters import HARD_SPACES, INVISIBLE

# Cells that need a closer look; all others are returned as they are.
_UNUSUAL: Final = r"[^ -~]|^[ ']|[ ]$|  |\\[rnt]|&[#a-zA-Z]"
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_WRITTEN_BREAK: Final = re.compile(r"(?:\\r\\n|\\n|\\r|\\t)(?![a-z])|\\r\\n")
_CONTROL: Final = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))
_NOT_TEXT: Final = (0xFFFE, 0xFFFF, 0xFFF9, 0xFFFA, 0xFFFB)
_HIDDEN: Final = frozenset((*INVISIBLE, *_CONTROL, *_NOT_TEXT))
_DROP_HIDDEN: Final = dict.fromkeys(_HIDDEN)
_SPACES: Final = dict.fromkeys(map(ord, HARD_SPACES + "\u2028\u2029"), " ")
_LABEL: Final = re.compile(
    r"<span\b[^>]*\bclass\s*=\s*(['\"])[^'\"]*\blabel\b[^'\"]*\1[^>]*>(.*?)</span\s*>", re.I | re.S
)


def clean_column(values: "pd.Series[str]") -> tuple["pd.Series[str]", dict[int, str]]:
    """Return texts cleaned, and position -> message code of what was hidden in them.

    NFC; no-break blanks, real and written-out line breaks and runs of blanks become one blank;
    zero-width, bidirectional and control characters go; HTML entities are decoded once. Markup
    stays: escaping is the site's work.
    """
    array = arrow(values)
    texts, rows = spellings(array)
    unusual = pc.match_substring_regex(texts, _UNUSUAL)
    at = np.flatnonzero(unusual.to_numpy(zero_copy_only=False))
    if not len(at):
        return series(array, values.index), {}
    written = texts.take(pa.array(at)).to_pylist()
    clean = pa.array([clean_text(text) for text in written], pa.large_string())
    notes = np.full(len(texts), "", dtype=object)
    notes[at] = [_note(text) for text in written]
    cells = pc.replace_with_mask(texts, unusual, clean)
    if rows is not None:
        cells, notes = cells.take(rows), notes[rows.to_numpy(zero_copy_only=False)]
    found = {int(position): str(notes[position]) for position in np.flatnonzero(notes != "")}
    return series(cells, values.index), found


def clean_text(text: str) -> str:
    r"""Return one text cleaned as `clean_column` does.

    >>> clean_text("Jalan\u00a0 Raya\\r\\n Timur &amp; Barat\u200b ")
    'Jalan Raya Timur & Barat'
    """
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = _WRITTEN_BREAK.sub(" ", text).translate(_SPACES).translate(_DROP_HIDDEN)
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if text.startswith("'") and "'" not in text[1:]:
        return text[1:].lstrip()  # Excel's mark for text
    return text


def labels(text: str) -> tuple[str, list[str]]:
    """Return a package name without SPSE's HTML labels, and the labels.

    >>> labels("Jalan <span class='label label-warning'>Tender Ulang</span>")
    ('Jalan', ['Tender Ulang'])
    """
    if "<" not in text:
        return text, []
    found = [" ".join(match[2].split()) for match in _LABEL.finditer(text)]
    return " ".join(_LABEL.sub(" ", text).split()), [label for label in found if label]


def _note(text: str) -> str:
    if any(ord(char) in _HIDDEN for char in text):
        return "karakter_tersembunyi"
    return "huruf_rusak" if "\ufffd" in text else ""
