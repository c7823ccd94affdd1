"""Every sentence of the site is known in English, with the same blanks, and nothing stale is kept."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from budget_pipeline.site.language import LOCALE, Speech
from budget_pipeline.site.questions import questions

ROOT = Path(__file__).resolve().parents[2]
BLANK = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Every message id in templates and code."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    ids: set[str] = set()
    for folder in ("budget_pipeline/site", "templates"):
        found = extract_from_dir(
            ROOT / folder,
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods],
            {pattern.removeprefix(f"{folder}/"): value for pattern, value in options.items()},
            keywords={"_": None, "say": None},
        )
        ids |= {
            message if isinstance(message, str) else message[0] for _, _, message, _, _ in found
        }
    return ids


@pytest.mark.parametrize("lang", ["id", "en"])
def test_catalogue_holds_exactly_the_sentences_of_the_site(sentences: set[str], lang: str) -> None:
    known = {message.id for message in catalogue(lang) if message.id}
    assert sentences - known == set(), "not in the catalogue"
    assert known - sentences == set(), "no longer used"


def test_no_english_sentence_is_missing_or_loses_a_blank() -> None:
    for message in catalogue("en"):
        if message.id:
            assert message.string, f"no English for: {message.id}"
            assert sorted(BLANK.findall(message.string)) == sorted(BLANK.findall(message.id))


def test_indonesian_wording_of_a_municipality_keeps_its_blanks() -> None:
    for message in catalogue("id"):
        if message.id and message.string:
            assert sorted(BLANK.findall(message.string)) == sorted(BLANK.findall(message.id))


def test_sentence_is_translated_and_filled() -> None:
    assert Speech("en")("%(n)s baris", n=3) == "3 rows"
    assert Speech("id")("%(n)s baris", n=3) == "3 baris"


def test_every_question_is_worded_in_both_languages() -> None:
    assert len(questions()) >= 10
    for question in questions().values():
        assert question.title["id"] and question.title["en"] and question.text["en"]


def catalogue(lang: str) -> Catalog:
    with (LOCALE / lang / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source, locale=lang)
