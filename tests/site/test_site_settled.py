"""What cannot change while a release is served is found out once."""

from pathlib import Path

import pytest
from datasette.app import Datasette

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
