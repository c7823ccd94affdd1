"""Hostile SQL ends with an error page, and the site goes on answering meanwhile; tests/benchmarks times it."""

import asyncio
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.site.asking import ask, run

LOOP = "with recursive n(i) as (select 1 union all select i + 1 from n)"
HOSTILE = {
    "endless recursion": f"{LOOP} select count(*) from n",
    "cross join": "select count(*) from paket, paket, paket, paket, paket, paket, paket, paket",
    "sorted cross join": "select 1 from anggaran a, anggaran b, anggaran c, anggaran d, paket order by random()",
    "large blob": "select zeroblob(300000000)",
    "four large blobs": "select zeroblob(200000000), zeroblob(200000000), zeroblob(200000000), zeroblob(200000000)",
    "length of hex": "select length(hex(zeroblob(30000000)))",
    "doubling": "with recursive d(s) as (select 'x' union all select s || s from d) select max(length(s)) from d",
    "printf": "select printf('%.*c', 900000000, 'x')",
    "format": "select format('%900000000s', 'x')",
    "random blob": "select length(randomblob(999999999))",
    "replace": "select length(replace('0000', '0', '00000000'))",
    "group_concat": f"{LOOP} select group_concat('{'x' * 200}') from n",
    "long group_concat": "select group_concat(a.nama_sub_kegiatan) from anggaran a, anggaran b, anggaran c",
    "json array": f"{LOOP} select json_group_array('{'x' * 200}') from n",
    "many long rows": f"{LOOP}, l(t) as (select group_concat('{'x' * 900}', '') from (select i from n limit 200))"
    " select t, t, t, t, t, t, t, t from l, n",
    "many long blobs": f"{LOOP}, l(t) as (select group_concat('{'x' * 900}', '') from (select i from n limit 200))"
    " select cast(t || i as blob) from l, n",
    "instr": "select instr('xx', 'x')",
    "long instr": "select instr(hex(zeroblob(200000000)), hex(zeroblob(100000)) || '1')",
    "hidden by case": "select LENGTH(HEX(ZEROBLOB(30000000)))",
    "hidden in a condition": "select 1 from paket where length(randomblob(99999999)) > 1",
    "hidden in an order": "select 1 from paket order by hex(nama_paket)",
    "hidden in a filter": "select count(*) filter (where zeroblob(9) is null) from paket",
    "file": "select readfile('/etc/passwd')",
    "pages of the file": "select * from sqlite_dbpage",
    "deep expression": "select " + "+".join("1" * 2000),
    "long statement": "select '" + "x" * 30_000 + "'",
    "many compounds": " union all ".join(["select 1"] * 40),
    "extension": "select load_extension('x')",
    "tokenizer pointer": "select fts3_tokenizer('simple')",
    "path of the file": "select * from pragma_database_list",
    "attach": "attach 'x.db' as x",
    "write": "with x as (select 1) delete from paket",
}
HONEST = (
    "select kode_skpd, count(*), sum(pagu_rp) from anggaran group by 1 order by 3 desc",
    "select * from paket where nama_paket like '%gedung%' limit 20",
    f"{LOOP} select i from n limit 10",
    "select name from pragma_table_info('paket')",
    "select upper(trim(nama_paket)), trim('xxaxx', 'x') from paket",
    f"{LOOP}, l(t) as (select group_concat(char(i + 60), '') from (select i from n limit 30000))"
    " select length(trim(t || '<', t)) from l",
    "select label from cari where cari match 'gedung' limit 5",
)


def address(sql: str, form: str = "") -> str:
    return f"/data{form}?{urlencode({'sql': sql})}"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sql_ends_with_an_error_page(site: Any, name: str) -> None:
    for form in ("", ".json"):
        answer = ask(site, address(HOSTILE[name], form))
        assert answer.status_code == 400, answer.text[:300]
        assert len(answer.content) < 200_000
        assert not re.search(r'"/(tmp|home|work|var)/', answer.text)


@pytest.mark.parametrize("sql", HONEST)
def test_honest_sql_is_answered(site: Any, sql: str) -> None:
    answer = ask(site, address(sql, ".json"))
    assert answer.status_code == 200, answer.text[:300]
    assert answer.json()["rows"]


def test_pages_are_answered_while_strangers_keep_the_database_busy(site: Any) -> None:
    async def together() -> tuple[list[int], set[int], int]:
        told: set[int] = set()
        enough = asyncio.Event()

        async def pester(n: int) -> None:
            while not enough.is_set():
                sql = HOSTILE["cross join"] + f" -- {n}"
                told.add((await site.client.get(address(sql))).status_code)

        pests = [asyncio.create_task(pester(n)) for n in range(6)]
        await asyncio.sleep(0.3)
        pages = [await site.client.get(path) for path in ("/", "/paket/tender-888-1003", "/opd")]
        going_on = sum(not pest.done() for pest in pests)
        enough.set()
        await asyncio.gather(*pests)
        return [page.status_code for page in pages], told, going_on

    pages, told, going_on = run(together())
    assert pages == [200, 200, 200]
    assert told <= {400, 503}
    assert going_on == 6
