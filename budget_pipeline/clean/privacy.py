"""The one boundary at which personal data is removed, before anything is written.

Source: UU 27/2022 (personal data protection), Article 4; PMK 112/2022 (an individual's tax number
is the NIK). Three ways in: columns whose header names personal data, tax numbers, and numbers that
stand in free text. What is masked leaves a mark, so that a reader sees that something stood there.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.codelists import codelist
from budget_pipeline.clean.distinct import arrow, distinct, series

HIDDEN: Final = "[disamarkan]"
TAX_HEADER: Final = re.compile(r"\bnpwp\d*\b")
# The key only tells equal numbers apart inside one release; the salt keeps it from being looked up
# in a table made for another program.
SALT: Final = b"budget-pipeline/npwp/1:"
PAPUA: Final = ("91", "92", "93", "94", "95", "96")
NUMBER: Final = (
    r"(?<![\d.])(?<!\d,)(?:\d{16}|\d{6}[ .-]\d{6}[ .-]\d{4}"
    r"|\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4})(?![\d.]?\d)"
)
NIK: Final = re.compile(NUMBER)
NIP: Final = re.compile(
    r"(?<!\d)(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?"
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2]) ?[12] ?\d{3}(?!\d)"
)
EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PHONE: Final = re.compile(
    r"(?<![\w.\-/])(?<!\d,)(?:\+62 ?|62|0)8\d{1,2}[ -]?\d{3,4}[ -]?\d{3,5}(?![\d.]?\d)"
)
ACCOUNT: Final = re.compile(r"(?i)\b(?:no|nomor)\.? ?rek(?:ening)?\b[^\d]{0,20}(\d[\d-]{7,})")
TAX_IN_TEXT: Final = re.compile(
    r"(?i)\bnpwp\b[^\d]{0,12}(\d{15,16}|\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3})"
)
# Cheap and linear: only texts with this can hold any of the above.
SUSPECT: Final = r"\d{4}[ .-]?\d{4}|@|\d{3}[ -]\d{4}|\d{3}\.\d{3}\.\d-"
MARKS: Final = (
    (EMAIL, "[surel disamarkan]"),
    (NIP, "[NIP disamarkan]"),
    (PHONE, "[telepon disamarkan]"),
)


@dataclass(frozen=True)
class TaxNumbers:
    """Tax numbers of a column: opaque key or "", masked form or "", and which are of persons."""

    key: "pd.Series[str]"
    masked: "pd.Series[str]"
    person: npt.NDArray[np.bool_]


def is_personal_header(header: str) -> bool:
    """Tell whether a column with this header (normal form) is never published.

    >>> is_personal_header("no hp"), is_personal_header("kode rekening")
    (True, False)
    """
    return any(pattern.match(header) for pattern in _personal_headers())


def is_tax_header(header: str) -> bool:
    """Tell whether a header (normal form) announces tax numbers."""
    return bool(TAX_HEADER.search(header))


def npwp_key(values: "pd.Series[str]") -> TaxNumbers:
    """Return what may be kept of each tax number.

    The first nine digits name a taxpayer, the rest office and branch. A 16-digit number that does
    not start with 0 is a NIK: nothing of it is kept.
    """
    texts, rows = distinct(arrow(values))
    read = [_tax_number(text) for text in texts] or [("", "", False)]
    keys, masks, persons = (list(part) for part in zip(*read, strict=True))
    if not texts:
        rows = np.zeros(0, np.int32)
    take = pa.array(rows)
    return TaxNumbers(
        series(pa.array(keys, pa.large_string()).take(take), values.index),
        series(pa.array(masks, pa.large_string()).take(take), values.index),
        np.array(persons, bool)[rows],
    )


def mask_texts(values: "pd.Series[str]") -> tuple["pd.Series[str]", int]:
    """Return the column with personal numbers masked, and how many cells were changed."""
    array = arrow(values)
    encoded = array.dictionary_encode()
    suspects = pc.match_substring_regex(encoded.dictionary, SUSPECT)
    if not pc.any(suspects).as_py():
        return values, 0
    texts = encoded.dictionary.to_pylist()
    changed = np.zeros(len(texts), bool)
    for number in np.flatnonzero(suspects.to_numpy(zero_copy_only=False)):
        masked = mask_text(texts[number])
        changed[number] = masked != texts[number]
        texts[number] = masked
    if not changed.any():
        return values, 0
    rows = encoded.indices
    cells = int(changed[rows.to_numpy(zero_copy_only=False)].sum())
    return series(pa.array(texts, pa.large_string()).take(rows), values.index), cells


def mask_text(text: str) -> str:
    """Return a text with every personal number replaced by a mark.

    >>> mask_text("a.n. Budi NIK 3599004101900000")
    'a.n. Budi NIK [NIK disamarkan]'
    """
    text = NIK.sub(lambda found: "[NIK disamarkan]" if _is_nik(found[0]) else found[0], text)
    text = TAX_IN_TEXT.sub(lambda found: found[0].replace(found[1], "[NPWP disamarkan]"), text)
    text = ACCOUNT.sub(lambda found: found[0].replace(found[1], "[rekening disamarkan]"), text)
    for pattern, mark in MARKS:
        text = pattern.sub(mark, text)
    return text


def find_personal(text: str) -> list[str]:
    """Return the personal numbers a text holds; nothing for a text that was masked."""
    found = [number for number in NIK.findall(text) if _is_nik(number)]
    for pattern in (NIP, EMAIL, PHONE):
        found += pattern.findall(text)
    return found


def _is_nik(written: str) -> bool:
    """Tell whether 16 digits are built like a NIK: region, day (women + 40), month.

    Region 99 inside a province is kept for invented numbers, so that tests harm nobody.
    """
    digits = re.sub(r"\D", "", written)
    region, day, month = digits[:4], int(digits[6:8]), int(digits[8:10])
    known = region in _region_codes() or region[:2] in PAPUA
    known = known or (region[2:] == "99" and region[:2] in _province_codes())
    return known and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def _tax_number(text: str) -> tuple[str, str, bool]:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 16 and digits.startswith("0"):
        digits = digits[1:]
    if len(set(digits)) <= 1:
        return "", "", False
    if len(digits) == 16:
        return "", HIDDEN, True
    if len(digits) != 15:
        return "", HIDDEN, False
    key = hashlib.sha256(SALT + digits[:9].encode()).hexdigest()[:24]
    return key, f"{digits[:2]}.{digits[2:5]}.***.*-***.{digits[12:]}", False


@cache
def _personal_headers() -> tuple[re.Pattern[str], ...]:
    listed: Any = codelist("data_pribadi").codes
    return tuple(re.compile(pattern) for code in listed for pattern in code.synonyms)


@cache
def _region_codes() -> frozenset[str]:
    codes = (code.code for code in codelist("wilayah").codes)
    return frozenset(code.replace(".", "") for code in codes if "." in code)


@cache
def _province_codes() -> frozenset[str]:
    return frozenset(code.code for code in codelist("wilayah").codes if "." not in code.code)
