"""Every answer is guarded: whose host, which addresses, which headers, how long it may be kept."""

import asyncio
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from budget_pipeline.site.serve import build_app, current_folder
from tests.site.asking import ask, run

EXPERT = "/data/paket"
PAGES = ("/", "/paket/tender-888-1003", "/pengadaan.csv?tahun=semua", EXPERT, "/data/paket.json")
INTROSPECTION = (
    "/-/versions",
    "/-/versions.json",
    "/-/settings",
    "/-/threads",
    "/-/plugins.json",
    "/-/databases.json",
    "/-/metadata",
    "/-/config",
    "/-/actor",
    "/-/allow-debug",
    "/-/permissions",
    "/-/patterns",
    "/-/logout",
    "/-/messages",
    "/-/static/app.css",
    "/-/sehat.json",
)


async def raw(
    site: Any, path: bytes, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of a request as written, nothing normalised on the way."""
    path, _, query = path.partition(b"?")
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path.decode("latin1"),
        "raw_path": path,
        "query_string": query,
        "headers": [
            (key.lower().encode(), value.encode("latin1"))
            for key, value in {"host": "situs", **(headers or {})}.items()
        ],
    }
    said: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        said.append(message)

    await site.app()(scope, receive, send)
    told = {key.decode().lower(): value.decode() for key, value in said[0]["headers"]}
    return said[0]["status"], told, b"".join(m.get("body", b"") for m in said[1:])


def get(
    site: Any, path: str | bytes, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    return run(raw(site, path if isinstance(path, bytes) else path.encode(), headers, method))


@pytest.fixture
def pinned(published: Path) -> Any:
    """The site with a permanent address in its settings."""
    made = build_app(current_folder(published))
    made.budget_site.settings = {
        **made.budget_site.settings,
        "alamat": "https://data.contoh.go.id",
    }
    return made


@pytest.mark.parametrize("path", INTROSPECTION)
def test_nobody_is_told_about_the_machine(site: Any, path: str) -> None:
    status, _, body = get(site, path)
    assert status == 404
    assert b"python" not in body.lower()


def test_introspection_is_closed_under_any_spelling(site: Any) -> None:
    for path in ("/%2d/versions", "/%2D/threads.json", "/-%2Fversions", "/~2D/versions"):
        status, headers, body = get(site, path)
        assert status in (302, 404)
        assert b"sqlite" not in body.lower()
        if status == 302:
            assert get(site, headers["location"])[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        b"//example.com/x/",
        b"/\\example.com/x/",
        b"/%5Cexample.com/x/",
        b"/%5cexample.com/x/",
        b"/%2F/example.com/x/",
        b"/%2fexample.com/x/",
        b"/paket//x",
        b"/paket/%00",
        "/paket/é".encode(),
    ],
)
def test_addresses_that_could_become_somebody_elses_are_refused(site: Any, path: bytes) -> None:
    status, headers, _ = get(site, path)
    assert status == 400
    assert "location" not in headers


def test_no_redirect_leaves_the_site(site: Any) -> None:
    for path in (b"/example.com/", b"/data/", b"/paket/", b"/.example.com/", b"/@example.com/"):
        _, headers, _ = get(site, path)
        where = headers.get("location", "/")
        assert where.startswith("/"), path
        assert not where.startswith("//"), path


@pytest.mark.parametrize("host", ["", "a b", 'a"><script>', "a/b", "a\\b", "a@b", "a:b:c", "é"])
def test_host_that_is_no_host_is_refused(site: Any, host: str) -> None:
    status, _, body = get(site, "/", {"host": host})
    assert status == 400
    assert host.encode("latin1") not in body or not host


@pytest.mark.parametrize("host", ["situs", "data.contoh.go.id:8443", "127.0.0.1:8001", "[::1]:80"])
def test_ordinary_hosts_are_answered(site: Any, host: str) -> None:
    assert get(site, "/", {"host": host})[0] == 200


def test_configured_address_stands_in_every_answer_whatever_host_was_asked(pinned: Any) -> None:
    for path in (*PAGES, "/rilis.atom", "/data/paket.json?_size=3", "/data/paket?_size=3"):
        status, headers, body = get(pinned, path, {"host": "jahat.example"})
        assert status == 200
        assert "jahat.example" not in str(headers)
        assert b"jahat.example" not in body
    assert (
        b'"https://data.contoh.go.id/data/paket.json?'
        in (get(pinned, "/data/paket.json?_size=3", {"host": "jahat.example"})[2])
    )


@pytest.mark.parametrize("path", ["/", "/tidak-ada", EXPERT, "/data?sql=select+zeroblob(9)", "//x"])
def test_every_answer_has_the_headers_of_a_careful_site(site: Any, path: str) -> None:
    _, headers, _ = get(site, path, {"cookie": "ds_messages=x; ds_actor=y"})
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers


def test_cookies_and_logins_change_nothing_so_that_answers_can_be_kept(site: Any) -> None:
    bare = get(site, EXPERT)
    logged = get(site, EXPERT, {"cookie": "ds_actor=x", "authorization": "Bearer x"})
    assert (bare[0], bare[2]) == (logged[0], logged[2])
    assert "private" not in logged[1]["cache-control"]
    assert "vary" not in logged[1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_nothing_but_reading_is_heard(site: Any, method: str) -> None:
    status, headers, _ = get(site, "/", method=method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", PAGES)
def test_who_has_the_answer_already_gets_304_and_no_body(site: Any, path: str) -> None:
    status, headers, _ = get(site, path)
    assert status == 200
    assert headers["etag"].startswith('"0123456789ab-')
    assert headers["x-release"] == "0123456789ab"
    assert "max-age=0" in headers["cache-control"]
    assert "must-revalidate" in headers["cache-control"]
    for known in (headers["etag"], f"W/{headers['etag']}", f'"x", {headers["etag"]}'):
        again = get(site, path, {"if-none-match": known})
        assert (again[0], again[2]) == (304, b"")
        assert again[1]["etag"] == headers["etag"]
        assert "content-security-policy" in again[1]
    assert get(site, path, {"if-none-match": '"x"'})[0] == 200


def test_error_is_never_marked_as_an_answer_to_keep(site: Any) -> None:
    for path in ("/tidak-ada", "/data?sql=select+zeroblob(9)"):
        status, headers, _ = get(site, path)
        assert status >= 400
        assert "etag" not in headers
        assert "max-age" not in headers.get("cache-control", "")


def test_download_is_asked_for_again_and_files_named_by_content_are_not(site: Any) -> None:
    _, headers, _ = get(site, "/unduhan/datapackage.json")
    assert headers["cache-control"] == "no-cache"
    assert get(site, "/unduhan/datapackage.json", {"if-none-match": headers["etag"]})[0] == 304
    asset = site.budget_site.asset("situs.css")
    assert "immutable" in get(site, asset)[1]["cache-control"]
    assert get(site, "/-/sehat")[1]["cache-control"] == "no-store"


def test_mark_changes_with_the_release_the_shelf_and_the_settings(
    published: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    shelf = tmp_path / "published"
    shutil.copytree(published, shelf, symlinks=True)
    folder = current_folder(shelf)

    def tag(made: Any) -> str:
        return get(made, "/")[1]["etag"]

    site = build_app(folder)
    first = tag(site)
    assert tag(build_app(folder)) == first, "two processes agree"
    shutil.copytree(folder, shelf / "releases" / "ba9876543210")
    kept = tag(site)
    assert kept != first, "the list of releases is part of the pages"
    assert tag(build_app(shelf / "releases" / "ba9876543210")) != kept
    settings = tmp_path / "metadata.yml"
    settings.write_text("title: lain\n", encoding="utf-8")
    monkeypatch.setattr("budget_pipeline.site.serve.metadata_path", lambda: settings)
    assert tag(build_app(folder)) != kept


def test_robots_are_asked_to_leave_expert_pages_and_filters_alone(site: Any) -> None:
    rules = get(site, "/robots.txt")[2].decode().splitlines()
    assert {"User-agent: *", "Disallow: /data", "Disallow: /jejak", "Disallow: /*?"} <= set(rules)


@pytest.mark.parametrize(
    "name",
    [
        'nama_paket" = "nama_paket" or 1=1 --__exact',
        'id_paket" > 0 union select 1,2,3 --__gt',
        "nama_paket) or (1=1__exact",
        'nama_paket";drop table paket;--',
        "sqlite_master.name__exact",
        "_sort=nama_paket desc, (select 1)",
    ],
)
def test_filter_named_like_sql_answers_400(site: Any, name: str) -> None:
    asked = quote(name, safe="=") if name.startswith("_sort") else f"{quote(name)}=1"
    for form in ("", ".json"):
        assert ask(site, f"/data/paket{form}?{asked}").status_code == 400


def test_ready_made_conditions_in_sql_are_refused_like_any_hostile_sql(site: Any) -> None:
    answer = ask(site, "/data/paket.json?_where=1%3Dlength(hex(zeroblob(99999999)))")
    assert answer.status_code == 400


def test_crowd_of_long_statements_is_sent_away_and_not_queued(site: Any) -> None:
    loop = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"

    async def together() -> list[Any]:
        asked = [site.client.get(f"/data?sql={quote(loop)}--{n}") for n in range(20)]
        return list(await asyncio.gather(*asked))

    answers = run(together())
    assert {a.status_code for a in answers} <= {400, 503}
    turned_away = [a for a in answers if a.status_code == 503]
    assert len(turned_away) >= 10
    assert {a.headers["retry-after"] for a in turned_away} == {"2"}
    assert ask(site, EXPERT).status_code == 200
