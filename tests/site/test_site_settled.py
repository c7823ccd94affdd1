"""What cannot change while a release is served is found out once."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from budget_pipeline.site.bounded import BoundedDatabase
from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask


def test_tables_of_a_release_are_listed_once_and_not_at_every_request(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[Datasette] = []
    list_tables = Datasette._refresh_schemas

    async def counted(datasette: Datasette) -> None:
        listed.append(datasette)
        await list_tables(datasette)

    monkeypatch.setattr(Datasette, "_refresh_schemas", counted)
    site = build_app(current_folder(published))
    for path in ("/data/paket", "/data/kontrak", "/data"):
        assert ask(site, path).status_code == 200
    assert listed == [site]


def test_a_rule_of_one_table_is_kept_however_often_it_is_asked(published: Path) -> None:
    site = build_app(current_folder(published))
    site._metadata_local["databases"]["data"]["tables"]["kontrak"]["allow"] = False
    for _ in range(2):
        assert ask(site, "/data/kontrak").status_code == 403
        assert ask(site, "/data/paket").status_code == 200


def test_what_a_table_is_made_of_is_asked_of_the_file_once(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_app(current_folder(published))
    first = ask(site, "/data/kontrak").text
    asked: list[str] = []

    def unexpected(question: str) -> Callable[..., Awaitable[None]]:
        async def answer(*names: Any) -> None:
            asked.append(question)

        return answer

    for question in ("table_exists", "table_columns", "primary_keys", "get_table_definition"):
        monkeypatch.setattr(BoundedDatabase, question, unexpected(question))
    assert ask(site, "/data/kontrak").text == first
    assert asked == []
    ask(site, "/data/paket")
    assert asked


def test_names_that_strangers_make_up_are_not_kept_without_end(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budget_pipeline.site.settled.REMEMBERED", 10)
    site = build_app(current_folder(published))
    for number in range(30):
        ask(site, f"/data/tabel-{number}")
    assert 0 < len(site.get_database("data").answers) <= 10
