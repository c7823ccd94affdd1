"""Search: words, beginnings of words, codes by prefix, and nothing typed is ever an operator or an error."""

import random
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from budget_pipeline.site.questions import questions
from tests.site.asking import ask

ALPHABET = "abcXYZ 019²٣.-_'\"\\%*():;<>&+=/\u0000\u202e\u00e9\u4e2d"


def get(site: Any, path: str) -> Any:
    return ask(site, path)


@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ("gedung 3", "/paket/tender-888-1003"),
        ("MAJU", "/penyedia/p-1"),
        ("pendidik", "/opd/1.01.0.00.0.00.01.0000"),
        ("1.02", "/opd/1.02.0.00.0.00.01.0000"),
        ("5.2.03", "/anggaran/2024/rekening/5.2.03.01"),
        ("KOM-01", "/indikator/KOM-01"),
        ("RUP7", "/rup/RUP7"),
        ("tender-888-1005", "/paket/tender-888-1005"),
    ],
)
def test_search_leads_to_the_thing(site: Any, asked: str, link: str) -> None:
    response = get(site, f"/cari?{urlencode({'q': asked})}")
    assert response.status_code == 200
    assert f'href="{link}"' in response.text


def test_hits_are_marked_and_hostile_names_stay_text(site: Any) -> None:
    text = get(site, "/cari?q=alert").text
    assert "<mark>alert</mark>" in text
    assert "<script>alert" not in text


def test_nothing_found_says_what_to_try(site: Any) -> None:
    assert "Tidak ditemukan" in get(site, "/cari?q=zzzzzz").text


def test_two_hundred_odd_inputs_give_an_answer_everywhere(site: Any) -> None:
    chance = random.Random(5)  # noqa: S311 (a repeatable test, not a secret)
    for _ in range(200):
        text = "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(1, 30)))
        slug = chance.choice(list(questions()))
        for path in (
            f"/cari?q={quote(text)}",
            f"/pertanyaan/{slug}?{urlencode(dict.fromkeys(('tahun', 'opd', 'kata', 'rekening'), text))}",
            f"/pengadaan?{urlencode(dict.fromkeys(('tahun', 'opd', 'min', 'maks', 'indikator'), text))}",
            f"/perubahan/2024?{urlencode(dict.fromkeys(('opd', 'golongan', 'ke', 'jenis'), text))}",
        ):
            response = get(site, path)
            assert response.status_code == 200, path
            assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    "number", ["²²²²", "²", "٢٠٢٤", "99999999999999999999", "-1", "1e3", "9" * 400]
)
def test_a_number_that_is_none_is_never_an_error_of_ours(site: Any, number: str) -> None:
    for path in (
        f"/pengadaan?tahun={quote(number)}",
        f"/pengadaan.csv?tahun={quote(number)}",
        f"/pengadaan?mulai={quote(number)}&min={quote(number)}",
        f"/bagan/peta-anggaran?tahun={quote(number)}",
        f"/bagan/batang-anggaran?tahun={quote(number)}",
        f"/bagan/kurva-bulanan?tahun={quote(number)}",
        f"/pertanyaan/serapan?tahun={quote(number)}",
        f"/penyedia?mulai={quote(number)}",
        f"/indikator/KOM-01?mulai={quote(number)}",
        f"/sumber/aaaaaaaaaaaa/x/{quote(number)}",
        f"/anggaran/{quote(number)}",
        f"/perubahan/{quote(number)}",
    ):
        assert get(site, path).status_code in (200, 302, 404), path


@pytest.mark.parametrize("slug", questions())
def test_question_answers_offers_its_sql_and_the_sql_runs(site: Any, slug: str) -> None:
    page = get(site, f"/pertanyaan/{slug}")
    assert page.status_code == 200
    link = page.text.partition('<a href="/data?sql=')[2].partition('"')[0].replace("&amp;", "&")
    assert get(site, f"/data?sql={link}").status_code == 200
    data = get(site, f"/pertanyaan/{slug}.csv")
    assert data.headers["content-type"].startswith("text/csv")
