"""Values of a closed list brought to their code by code, name or synonym; the unknown stay."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from budget_pipeline import schema
from budget_pipeline.clean.distinct import arrow, distinct, series
from budget_pipeline.schema.model import CodeList
from budget_pipeline.schema.read import read_codelist

_FOLDER: Final = Path(schema.__file__).parent / "codelists"
_LOOSE: Final = re.compile(r"[\W_]+")


@cache
def codelist(name: str) -> CodeList:
    """Return a declared code list, read alone: this room needs no tables."""
    return read_codelist(_FOLDER / f"{name}.csv")


def normalise(
    values: "pd.Series[str]", codes: CodeList
) -> tuple["pd.Series[str]", npt.NDArray[np.bool_]]:
    """Return the codes, and which cells hold a value that the list does not know.

    Unknown values keep their text; empty cells stay empty and count as known.
    """
    index = spellings(codes)
    texts, rows = distinct(arrow(values))
    found = [index.get(loose(text)) if text else "" for text in texts]
    named = [text if code is None else code for text, code in zip(texts, found, strict=True)]
    unknown = np.array([code is None for code in found], dtype=bool)
    taken = pa.array(named, type=pa.large_string()).take(pa.array(rows))
    return series(taken, values.index), unknown[rows] if len(texts) else np.zeros(0, dtype=bool)


def spellings(codes: CodeList) -> dict[str, str]:
    """Return every spelling of a list, loosened, with its code; codes win over names."""
    index: dict[str, str] = {}
    for code in codes.codes:
        index.setdefault(loose(code.code), code.code)
    for code in codes.codes:
        for word in (code.title.id, code.title.en, *code.synonyms):
            index.setdefault(loose(word), code.code)
    return index


def loose(text: str) -> str:
    """Return a text for comparing: no case, punctuation as blanks.

    >>> loose(" E-Purchasing ")
    'e purchasing'
    """
    return _LOOSE.sub(" ", text).strip().casefold()


def key(text: str) -> str:
    """Return a text for comparing where punctuation carries meaning: no case, single blanks."""
    return " ".join(text.split()).casefold()


def is_empty_marker(text: str) -> bool:
    """Tell whether a text outside an amount column says that there is no value.

    >>> is_empty_marker("N/A"), is_empty_marker("-"), is_empty_marker("Nihil SP2D")
    (True, True, False)
    """
    return key(text) in markers()


@cache
def markers() -> dict[str, str]:
    """Return the words for nil and for no value with their meaning, from penanda_nilai.csv."""
    return {
        key(word): code.code
        for code in codelist("penanda_nilai").codes
        for word in (code.title.id, *code.synonyms)
    }
