"""Codes and ids as text, exactly as meant: nothing padded, rounded or turned into a date.

What a spreadsheet made of a code before we saw it (5.10 -> 5.1, 5.1 -> a date) cannot be undone;
such cells are marked for quarantine, not repaired.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from budget_pipeline.clean.accounts import (
    AccountColumn,
    AccountHabit,
    account_habit,
    accounts_from_mak,
    chart_of,
    normal_form,
    normalise_accounts,
    split_code_and_name,
)
from budget_pipeline.clean.codelists import is_empty_marker
from budget_pipeline.clean.distinct import (
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    Kinds,
    arrow,
    distinct,
    kinds_or_text,
    series,
)
from budget_pipeline.clean.letters import DASHES, HARD_SPACES, INVISIBLE, WIDE
from budget_pipeline.clean.regions import region

__all__ = [
    "AccountColumn",
    "AccountHabit",
    "TextCodes",
    "account_habit",
    "accounts_from_mak",
    "chart_of",
    "holds_dotted_codes",
    "normal_form",
    "normalise_accounts",
    "normalise_text_codes",
    "region",
    "split_code_and_name",
    "split_ids",
]

_KIND_CODES: Final = {
    DATE: "kode_jadi_tanggal",
    ERROR: "sel_galat",
    FORMULA: "rumus_tanpa_nilai",
}
_CLEAN: Final = (
    WIDE
    | dict.fromkeys(INVISIBLE)
    | dict.fromkeys(map(ord, HARD_SPACES + "\t\r\n"), " ")
    | dict.fromkeys(map(ord, DASHES), "-")
)
# Cells that need a closer look: blanks, other than ASCII, a leading apostrophe, 1E+10.
_UNUSUAL: Final = r"^[\s']|\s$|\s\s|[^ -~]|^[0-9.,]+[eE]\+?[0-9]+$"
_PLAIN_NUMBER: Final = r"^(?:[0-9]{1,15})?$"
_FLOAT: Final = r"^([0-9]+)\.0$"
_DOTTED: Final = r"^[0-9Xx]+\.(?:[0-9]{2,}|[1-9]|[0-9]+\.)"
_SCIENTIFIC: Final = re.compile(r"^\d(?:[.,]\d+)?[eE]\+\d+$")
_SAFE_INTEGER: Final = 2**53
_SAFE_DIGITS: Final = 18  # int() itself refuses thousands of digits


@dataclass(frozen=True, slots=True)
class TextCodes:
    """One column of codes: the text of each cell, "" for empty and damaged ones.

    `codes`: position -> message code, of damaged cells and of remarks on good ones.
    """

    text: "pd.Series[str]"
    codes: dict[int, str]


def normalise_text_codes(
    values: "pd.Series[str]", kinds: Kinds, dotted: bool | None = None
) -> TextCodes:
    """Return codes free of blanks, apostrophes and the ".0" of a float; otherwise as written.

    ".0" is taken off only where the column holds no dotted codes, whose last level it could be;
    `dotted` says whether it does, where `values` are only a part of it.
    """
    array, cell_kinds = arrow(values), kinds_or_text(kinds, len(values))
    codes: dict[int, str] = {}
    number, other = cell_kinds == NUMBER, np.isin(cell_kinds, list(_KIND_CODES))
    dotted = holds_dotted_codes(values, kinds) if dotted is None else dotted
    if not dotted and pc.any(pc.match_substring(array, ".0")).as_py():
        array = pc.replace_substring_regex(array, _FLOAT, r"\1")
    doubtful = pc.match_substring_regex(array, _UNUSUAL).to_numpy(zero_copy_only=False)
    if number.any():
        plain = pc.match_substring_regex(array, _PLAIN_NUMBER).to_numpy(zero_copy_only=False)
        doubtful = np.where(number, ~plain, doubtful)
    at = np.flatnonzero(doubtful | other)
    if not len(at):
        return TextCodes(series(array, values.index), codes)
    texts, index = distinct(array.take(pa.array(at)))
    as_text = [_from_text(text, dotted) for text in texts]
    as_number = [_from_number(text) for text in texts]
    cells = array.to_numpy(zero_copy_only=False).copy()
    for position, i in zip(at.tolist(), index.tolist(), strict=True):
        if other[position]:
            cells[position], code = "", _KIND_CODES[int(cell_kinds[position])]
        else:
            cells[position], code = as_number[i] if number[position] else as_text[i]
        if code:
            codes[position] = code
    return TextCodes(series(pa.array(cells, type=pa.large_string()), values.index), codes)


def split_ids(text: str) -> list[str]:
    """Return the ids of a cell that may hold several, each once, in order.

    >>> split_ids("60832782;45828523"), split_ids("4379194.0")
    (['60832782', '45828523'], ['4379194'])
    """
    ids = [_from_text(part, dotted=False)[0] for part in re.split(r"[;,|\s]+", text)]
    return list(dict.fromkeys(part for part in ids if part and not is_empty_marker(part)))


def holds_dotted_codes(values: "pd.Series[str]", kinds: Kinds) -> bool:
    """Tell whether some text cell is a code of several levels."""
    cells = arrow(values)
    if kinds is not None:
        cells = cells.filter(pa.array(~np.isin(kinds, [NUMBER, *_KIND_CODES])))
    return bool(pc.any(pc.match_substring_regex(cells, _DOTTED)).as_py())


def _from_text(text: str, dotted: bool) -> tuple[str, str]:
    plain = " ".join(text.translate(_CLEAN).split()).removeprefix("'").strip()
    if _SCIENTIFIC.match(plain):
        return "", "kode_jadi_angka"
    if not dotted and re.fullmatch(r"[0-9]+\.0", plain):
        plain = plain[:-2]
    wide = any(0xFF10 <= ord(char) <= 0xFF19 for char in text)
    return plain, "digit_lebar_penuh" if wide else ""


def _from_number(text: str) -> tuple[str, str]:
    whole, _, decimals = text.partition(".")
    if decimals.strip("0") or not whole.removeprefix("-").isdecimal():
        return "", "kode_jadi_angka"
    exact = len(whole) <= _SAFE_DIGITS and abs(int(whole)) <= _SAFE_INTEGER
    return whole, "" if exact else "id_tidak_pasti"
