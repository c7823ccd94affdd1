"""A supplier's name taken apart: legal form, core name, branch, members of a joint operation.

Forms and titles are declared in bentuk_usaha.csv and gelar.csv. Two names with one core and
different forms (PT X, CV X) are different suppliers.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from budget_pipeline.clean.codelists import codelist

JOINT: Final = "KSO"
PERSON: Final = "Perorangan"
_JOINT_WORD: Final = re.compile(
    r"\(?\s*\b(?:K\.?S\.?O\b\.?|KERJA ?SAMA OPERASI(?:ONAL)?\b|JOINT OPERATIONS?\b)\s*\)?"
)
_STATE_OWNED: Final = re.compile(r"\(\s*PERSERO(?:DA)?\s*\)?|[\s,]TBK\b\.?")
_BRANCH: Final = re.compile(r"^(.+?) (?:KANTOR )?(?:CABANG|CAB|PERWAKILAN|KACAB|KCP|KC)\b ?(.*)$")
_SPELLINGS: Final = {"DAN": "&", "AND": "&", "BERSODARA": "BERSAUDARA"}

Words = tuple[str, ...]
Forms = dict[str, list[tuple[Words, str]]]


@dataclass(frozen=True, slots=True)
class SupplierName:
    """One name taken apart, all in upper case but `form` (a code of bentuk_usaha.csv, "" unknown).

    `person` is True where titles, degrees or the form show a person; False means not shown.
    """

    form: str
    core: str
    branch: str = ""
    members: tuple[str, ...] = ()
    person: bool = False


def split_name(text: str) -> SupplierName:
    """Return the parts of a supplier's name as written.

    >>> split_name("MAJU JAYA, PT (Persero) Tbk.").core
    'MAJU JAYA'
    >>> split_name("CV KARYA-ABADI CAB. SURABAYA")
    SupplierName(form='CV', core='KARYA ABADI', branch='SURABAYA', members=(), person=False)
    """
    written = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    if _JOINT_WORD.search(written):
        return _joint(written)
    words = _words(_STATE_OWNED.sub(" ", written))
    form, words = _take_form(words)
    core, branch = " ".join(words), ""
    if found := _BRANCH.match(core):
        core, branch = found[1], found[2]
        if not form:
            form, words = _take_form(tuple(core.split()))
            core = " ".join(words)
    if form == PERSON or (not form and not branch):
        bare = _without_titles(tuple(core.split()))
        if form or bare != tuple(core.split()):
            return SupplierName(form or PERSON, " ".join(bare), person=True)
    return SupplierName(form, core, branch)


def _joint(written: str) -> SupplierName:
    """Take a joint operation apart; its members are written as "PT NAME"."""
    parts = [part for piece in _JOINT_WORD.split(written) for part in _members(piece)]
    split = [split_name(part) for part in parts]
    names = [f"{name.form} {name.core}".strip() for name in split if name.core]
    return SupplierName(JOINT, " - ".join(names), members=tuple(names))


def _members(piece: str) -> list[str]:
    """Split where another legal form begins, else at dashes set in blanks."""
    piece = piece.strip(" ,;-–&/+")
    parts = _member_start().split(piece)
    if len(parts) == 1:
        parts = re.split(r"\s+[-–]\s+|[;/+]", piece)
    return [part for part in (part.strip(" ,;-–&/+") for part in parts) if part]


@cache
def _member_start() -> re.Pattern[str]:
    spelled = [words for spellings in _forms()[0].values() for words, _ in spellings]
    forms = "|".join(sorted({_pattern(words) for words in spelled} - {JOINT}, key=len)[::-1])
    return re.compile(rf"\s*(?:[-–&,;/+]|\bDAN\b|\bDENGAN\b)\s*(?=(?:{forms})\b)")


def _pattern(spelling: Words) -> str:
    """Return the pattern of a form; one of single letters (P T) may be set with dots or blanks."""
    letters = all(len(word) == 1 for word in spelling)
    return (r"\.?\s?" if letters else r"\s").join(map(re.escape, spelling))


def _words(text: str) -> Words:
    words = re.sub(r"[^\w&]|_", " ", text.replace("'", "").replace("’", "")).split()
    return tuple(_SPELLINGS.get(word, word) for word in words)


def _take_form(words: Words) -> tuple[str, Words]:
    """Return the legal form at either end, and the words without it."""
    at_start, at_end = _forms()
    for spelling, form in at_start.get(words[0], ()) if words else ():
        if len(words) > len(spelling) and words[: len(spelling)] == spelling:
            return form, words[len(spelling) :]
    for spelling, form in at_end.get(words[-1], ()) if words else ():
        if len(words) > len(spelling) and words[-len(spelling) :] == spelling:
            return form, words[: -len(spelling)]
    return "", words


def _without_titles(words: Words) -> Words:
    front, back = _titles()
    while len(words) > 1 and words[0] in front:
        words = words[1:]
    while len(words) > 1:
        size = next((n for n in (3, 2, 1) if len(words) > n and words[-n:] in back), 0)
        if not size:
            break
        words = words[:-size]
    return words


@cache
def _forms() -> tuple[Forms, Forms]:
    """Return (spelling, code) by first word, and by last word where the form may end a name."""
    at_start: Forms = defaultdict(list)
    at_end: Forms = defaultdict(list)
    spelled = [
        (tuple(word.upper().split()), code)
        for code in codelist("bentuk_usaha").codes
        for word in (code.code, code.title.id, *code.synonyms)
    ]
    for spelling, code in sorted(spelled, key=lambda entry: -len(entry[0])):
        at_start[spelling[0]].append((spelling, code.code))
        if code.extra["letak"] == "ujung":
            at_end[spelling[-1]].append((spelling, code.code))
    return dict(at_start), dict(at_end)


@cache
def _titles() -> tuple[frozenset[str], frozenset[Words]]:
    codes = codelist("gelar").codes
    front = [w.upper() for c in codes if c.extra["letak"] == "depan" for w in (c.code, *c.synonyms)]
    back = [
        tuple(w.upper().split())
        for c in codes
        if c.extra["letak"] == "belakang"
        for w in c.synonyms
    ]
    return frozenset(front), frozenset(back)
