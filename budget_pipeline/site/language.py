"""Speak Indonesian by default and English on request: gettext catalogues under locale/.

Message ids are the Indonesian sentences themselves, so `id` needs an entry only where a municipality words
something differently; `en` must have one for every sentence (tests/site checks it). Catalogues are read from
their .po files, there is nothing to compile.
"""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")
DEFAULT = "id"


class Speech:
    """The sentences of one language; calling it translates, filling in %(name)s blanks."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.catalogue = catalogue(lang)

    def __call__(self, message: str, **blanks: object) -> str:
        """Return `message` in this language; a blank filled with Markup makes the whole Markup."""
        text = self.catalogue.gettext(message)
        if not blanks:
            return text
        if any(isinstance(value, Markup) for value in blanks.values()):
            return Markup(text) % blanks
        return text % blanks

    def pick(self, indonesian: str | None, english: str | None) -> str:
        """Return the text of this language, the Indonesian one where there is no English."""
        return (english if self.lang == "en" else indonesian) or indonesian or english or ""


@cache
def catalogue(lang: str) -> GNUTranslations:
    """Return the catalogue of `lang`, read from its .po file."""
    path = LOCALE / lang / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def choose(wanted: str | None) -> str:
    """Return the language asked for, or the default."""
    return wanted if wanted in LANGUAGES else DEFAULT
