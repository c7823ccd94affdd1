"""The one boundary at which personal data is removed, before anything is written.

Source: UU 27/2022 (personal data protection), Article 4; PMK 112/2022 (an individual's tax number
is the NIK). Three ways in: columns whose header names personal data, tax numbers, and numbers that
stand in free text. What is masked leaves a mark, so that a reader sees that something stood there.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.codelists import codelist
from budget_pipeline.clean.distinct import arrow, distinct, series, spellings
from budget_pipeline.clean.personal_numbers import SUSPECT, find_personal, mask_text, only_amount

__all__ = [
    "TaxNumbers",
    "find_personal",
    "is_personal_header",
    "is_tax_header",
    "mask_text",
    "mask_texts",
    "npwp_key",
]

# Of a column with few texts each is looked at once, however many parts of it come.
FEW: Final = 64
REMEMBERED: Final = 20_000
HIDDEN: Final = "[disamarkan]"
TAX_HEADER: Final = re.compile(r"\bnpwp\d*\b")
# The key only tells equal numbers apart inside one release; the salt keeps it from being looked up
# in a table made for another program.
SALT: Final = b"budget-pipeline/npwp/1:"


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


def npwp_key(values: "pd.Series[str]", show: bool = False) -> TaxNumbers:
    """Return what may be kept of each tax number, in whichever of its spellings.

    The first nine digits name a taxpayer, the rest office and branch. A company's 16 digits are a
    zero and its 15, or start with 10 (registered since 2024); other 16 digits are a person's NIK.
    Fifteen digits that start with 04 to 09 were given to persons. Of persons nothing is kept; of
    companies a masked form, or the whole number where the municipality wants to `show` it.
    """
    texts, rows = distinct(arrow(values))
    read = [_tax_number(text, show) for text in texts] or [("", "", False)]
    keys, masks, persons = (list(part) for part in zip(*read, strict=True))
    if not texts:
        rows = np.zeros(0, np.int32)
    take = pa.array(rows)
    return TaxNumbers(
        series(pa.array(keys, pa.large_string()).take(take), values.index),
        series(pa.array(masks, pa.large_string()).take(take), values.index),
        np.array(persons, bool)[rows],
    )


def mask_texts(
    values: "pd.Series[str]", amounts: npt.NDArray[np.bool_] | None = None
) -> tuple["pd.Series[str]", int]:
    """Return the column with personal numbers masked, and how many cells were changed.

    `amounts`: which cells a header calls amounts. There 62812345678 is 62 billion rupiah, no telephone.
    """
    masked, count = _masked_column(values)
    if not count or amounts is None or not amounts.any():
        return masked, count
    changed = (masked != values).to_numpy(bool)
    for at in np.flatnonzero(changed & amounts).tolist():
        changed[at] = not only_amount(values.iloc[at])
    return masked.where(changed, values), int(changed.sum())


def _masked_column(values: "pd.Series[str]") -> tuple["pd.Series[str]", int]:
    texts, rows = spellings(arrow(values))
    masked = _masked(texts)
    if not masked:
        return values, 0
    changed = np.zeros(len(texts), bool)
    changed[list(masked)] = True
    shown = pa.array(list(masked.values()), pa.large_string())
    cells = pc.replace_with_mask(texts, pa.array(changed), shown)
    if rows is not None:
        cells, changed = cells.take(rows), changed[rows.to_numpy(zero_copy_only=False)]
    return series(cells, values.index), int(changed.sum())


def _masked(texts: Any) -> dict[int, str]:
    """Return position -> masked text of the texts that hold personal numbers, in order."""
    if len(texts) > FEW:
        suspects = np.flatnonzero(
            pc.match_substring_regex(texts, SUSPECT).to_numpy(zero_copy_only=False)
        )
    else:  # these are known from the rows before, and RE2 takes longer to read the pattern
        suspects = np.arange(len(texts))
    found = {}
    for at, text in zip(suspects.tolist(), texts.take(pa.array(suspects)).to_pylist(), strict=True):
        masked = _mask_once(text)
        if masked != text:
            found[at] = masked
    return found


_mask_once = lru_cache(REMEMBERED)(mask_text)


def _tax_number(text: str, show: bool) -> tuple[str, str, bool]:
    """Return (key, published form, is a person) of one tax number."""
    digits = re.sub(r"\D", "", re.sub(r"^(\d+)\.0+$", r"\1", text.strip()))
    digits = digits[:16] if len(digits) == 22 else digits  # 16 and six for a place of business
    if len(digits) in (13, 14):
        digits = digits.zfill(15)  # leading zeros lost in a number cell
    if len(set(digits)) <= 1 or not digits[:9].strip("0"):
        return "", "", False
    if len(digits) == 16 and digits.startswith("10"):
        return _key(digits), digits if show else f"{digits[:4]}********{digits[12:]}", False
    company = len(digits) == 16 and digits.startswith("0")
    digits = digits[1:] if company else digits
    if len(digits) == 16 or (len(digits) == 15 and not company and "04" <= digits[:2] <= "09"):
        return "", HIDDEN, True
    if len(digits) != 15:
        return "", HIDDEN, False
    serial, office = (f"{digits[5:8]}.{digits[8]}", digits[9:12]) if show else ("***.*", "***")
    written = f"{digits[:2]}.{digits[2:5]}.{serial}-{office}.{digits[12:]}"
    return _key(digits[:9]), written, False


def _key(digits: str) -> str:
    return hashlib.sha256(SALT + digits.encode()).hexdigest()[:24]


@cache
def _personal_headers() -> tuple[re.Pattern[str], ...]:
    listed: Any = codelist("data_pribadi").codes
    return tuple(re.compile(pattern) for code in listed for pattern in code.synonyms)
