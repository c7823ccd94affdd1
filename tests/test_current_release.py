"""Which release is current, whatever a switch left behind, and whether its database is ours."""

import sqlite3
from pathlib import Path

import pytest

from budget_pipeline.errors import ReleaseError
from budget_pipeline.layout import current_release
from budget_pipeline.load.database import refuse_other_shape, same_shape
from budget_pipeline.publish import shelf
from budget_pipeline.publish.shelf import switch


@pytest.fixture
def published(tmp_path: Path) -> Path:
    for name in ("aaa", "bbb"):
        (tmp_path / "releases" / name).mkdir(parents=True)
    return tmp_path


def no_links(*_: object, **__: object) -> None:
    raise OSError(1314, "A required privilege is not held by the client")


def test_nothing_is_current_before_the_first_release(tmp_path: Path) -> None:
    assert current_release(tmp_path) is None
    assert current_release(tmp_path / "tidak-ada") is None


def test_the_link_counts_before_a_line_of_text_that_was_left_behind(published: Path) -> None:
    (published / "current.txt").write_text("releases/aaa\n")
    (published / "current").symlink_to("releases/bbb")
    assert current_release(published) == (published / "releases" / "bbb").resolve()


def test_a_switch_by_text_shows_the_old_release_or_the_new_one_at_every_step(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(published, "aaa")
    (published / "current.txt").write_text("releases/lama-sekali\n")  # of a switch that died
    seen: list[str] = []

    def look() -> None:
        found = current_release(published)
        seen.append(found.name if found else "-")

    unlink, replace = Path.unlink, Path.replace

    def watched_unlink(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        look()

    def watched_replace(path: Path, target: Path) -> Path:
        done = replace(path, target)
        look()
        return done

    monkeypatch.setattr(Path, "symlink_to", no_links)
    monkeypatch.setattr(Path, "unlink", watched_unlink)
    monkeypatch.setattr(Path, "replace", watched_replace)
    switch(published, "bbb")
    assert seen == ["aaa", "aaa", "bbb"]
    assert not (published / "current").is_symlink()


def test_the_shelf_reads_the_current_release_as_everybody_does() -> None:
    assert shelf.current_release is current_release


def test_a_database_of_another_shape_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "lain # 1.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    assert not same_shape(other)
    with pytest.raises(ReleaseError, match="lain # 1.db"):
        refuse_other_shape(other)
    text = tmp_path / "teks.db"
    text.write_text("bukan basis data" * 100)
    assert not same_shape(text)
