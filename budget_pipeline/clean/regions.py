"""A municipality named in a title, a cell or a file name, as its Kemendagri code (kode wilayah)."""

import re
from collections import defaultdict
from functools import cache
from typing import Final

from budget_pipeline.clean.codelists import codelist

# Short forms met in titles and agency names; everything is compared in full words.
_WRITTEN_OUT: Final = (
    (r"\b(?:pemkab|kab|kabupaten)(?: adm(?:inistrasi)?)?\b", "kabupaten"),
    (r"\b(?:pemkot|kota|kodya|kotamadya)(?: adm(?:inistrasi)?)?\b", "kota"),
    (r"\bpemprov\b|\bprop(?:insi)?\b|\bprov\b", "provinsi"),
    (r"\bkep\b", "kepulauan"),
    (r"\bd ?k ?i jakarta\b|\bdaerah khusus jakarta\b", "daerah khusus ibukota jakarta"),
    (r"\bd ?i yogyakarta\b|\bdiy\b", "daerah istimewa yogyakarta"),
    (r"\bnanggroe aceh darussalam\b", "aceh"),
)
_INVERTED: Final = re.compile(r"([a-z' ]+?) ?\((kab|kota|prov)\.?\)")
_FILLERS: Final = re.compile(r"^(?:pemerintah |lpse |bpkad |bkad )?(?:daerah (?!istimewa|khusus))?")
_TYPES: Final = ("kabupaten", "kota", "provinsi")
_MOST_WORDS: Final = 6


def region(text: str) -> str | None:
    """Return the one kode wilayah that `text` names, None where it names none or several.

    A kabupaten and a kota may share a name, so a bare "Bandung" is nobody's.

    >>> region("PEMERINTAH KABUPATEN BURU"), region("Kab. Bandung"), region("Bandung")
    ('81.04', '32.04', None)
    """
    written = text.strip()
    if re.fullmatch(r"\d{2}\.?\d{2}|\d{2}", written):
        code = written if "." in written or len(written) == 2 else f"{written[:2]}.{written[2:]}"
        return code if code in _codes() else None
    plain = _plain(written)
    words = plain.split()
    found = {_typed(words, at) for at in range(len(words))} - {None}
    if not found:
        found |= _bare_names().get(_joined(_FILLERS.sub("", plain)), set())
    return next(iter(found)) if len(found) == 1 else None


def _typed(words: list[str], at: int) -> str | None:
    """Return the region whose type stands at `at`; the longest name wins (Buru Selatan)."""
    if words[at] not in _TYPES:
        return None
    for size in range(_MOST_WORDS, 0, -1):
        code = _typed_names().get((words[at], "".join(words[at + 1 : at + 1 + size])))
        if code:
            return code
    return None


def _plain(text: str) -> str:
    plain = text.casefold().replace("_", " ")
    plain = _INVERTED.sub(lambda m: f"{m[2]} {m[1].strip()}", plain)
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())
    for pattern, full in _WRITTEN_OUT:
        plain = re.sub(pattern, full, plain)
    return plain


def _joined(words: str) -> str:
    return words.replace(" ", "")  # Pangkalpinang, Pangkal Pinang; Pare-Pare, Parepare


@cache
def _codes() -> frozenset[str]:
    return frozenset(code.code for code in codelist("wilayah").codes)


@cache
def _typed_names() -> dict[tuple[str, str], str]:
    """Return (type, name without blanks) of every region with its code."""
    names = {}
    for code in codelist("wilayah").codes:
        for word in (code.title.id, *code.synonyms):
            kind, plain = code.extra["tingkat"], _plain(word)
            names[kind, _joined(plain.removeprefix(kind + " "))] = code.code
    return names


@cache
def _bare_names() -> dict[str, set[str]]:
    """Return names without their type, each with every region that bears it."""
    names: dict[str, set[str]] = defaultdict(set)
    for (_, name), code in _typed_names().items():
        names[name].add(code)
    return dict(names)
