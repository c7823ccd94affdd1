"""Ready-made questions with parameters: an answer, its CSV, its SQL, its permalink."""

from typing import Any
from urllib.parse import urlencode

from budget_pipeline.site.amounts import plain
from budget_pipeline.site.page import Page
from budget_pipeline.site.questions import Question, questions
from budget_pipeline.site.routing import route
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.stages import read_stages, stage_label

SHOWN = 100
MOST = 50_000
LONGEST_WORD = 40  # SQLite compares with no pattern longer than the bound of /data


@route(r"/pertanyaan")
async def all_questions(page: Page) -> Any:
    """Show every question."""
    return await page.html(
        "pertanyaan_semua.html",
        judul=page.say("Pertanyaan siap pakai"),
        semua=[(q, q.title[page.lang], q.text[page.lang]) for q in questions().values()],
        remah=[page.home, (None, page.say("Pertanyaan"))],
    )


@route(r"/pertanyaan/(?P<nama>[a-z0-9-]+?)(?P<format>\.csv)?")
async def question(page: Page) -> Any:
    """Answer one question."""
    asked = questions().get(page.part("nama"))
    if asked is None:
        raise page.missing(page.say("Tidak ada pertanyaan ini."))
    as_csv = bool(page.part("format"))
    found = await page.read(_load, page, asked, (MOST if as_csv else SHOWN) + 1)
    shown: list[Row] = found["baris"]
    columns = _columns(shown)
    if as_csv:
        lines = [[_plain(row, name, asked) for name in columns] for row in shown[:MOST]]
        # A CSV has no room for a remark: its name says that it is not all.
        cut = f"-{MOST}-baris-pertama" if len(shown) > MOST else ""
        return page.csv(f"{asked.slug}{cut}.csv", columns, lines)
    return await page.html(
        "pertanyaan.html",
        judul=asked.title[page.lang],
        pertanyaan=asked,
        penjelasan=asked.text[page.lang],
        kolom=columns,
        baris=shown[:SHOWN],
        lebih=len(shown) > SHOWN,
        batas=SHOWN,
        nilai=found["nilai"],
        skpd=found["skpd"],
        tahun_semua=found["tahun_semua"],
        tahapan_nama=lambda code: stage_label(code, page.say),
        alamat_kolom=_addresses(page),
        alamat_csv=page.same_address(".csv"),
        alamat_sql=page.link.permalink("/data")
        + "?"
        + urlencode({"sql": f"{asked.sql}\nLIMIT {SHOWN}", **_bound(asked, found["nilai"])}),
        remah=[
            page.home,
            (page.link("/pertanyaan"), page.say("Pertanyaan")),
            (None, asked.title[page.lang]),
        ],
    )


def _load(reader: Reader, page: Page, asked: Question, limit: int) -> dict[str, Any]:
    years = sorted(page.site.years.get(page.wilayah, {}), reverse=True)
    year = page.number("tahun") or _main_year(page, asked) or (years or [0])[0]
    values = {
        "wilayah": page.wilayah,
        "tahun": year,
        "opd": page.query("opd"),
        "rekening": page.query("rekening") or "5.1.02",
        "kata": page.query("kata")[:LONGEST_WORD],
        "tahapan": read_stages(reader, page.say, page.wilayah, year).latest,
    }
    return {
        "baris": list(reader.run(f"{asked.sql}\nLIMIT :batas", {**values, "batas": limit})),
        "nilai": values,
        "tahun_semua": years,
        "skpd": reader.all("skpd_semua", wilayah=page.wilayah) if "opd" in asked.parameters else [],
    }


def _main_year(page: Page, asked: Question) -> int | None:
    """Return the year a question is first answered for: one that has what it is about."""
    about_packages = any(kind in ("paket", "penyedia", "rup") for kind in asked.columns.values())
    site = page.site
    if about_packages:
        return site.main_procurement_year(page.wilayah)
    return site.latest_budget_year(page.wilayah)


def _bound(asked: Question, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if f":{name}" in asked.sql}


def _columns(rows: list[Row]) -> list[str]:
    """Return the columns to show: an amount once, not its whole and its sen."""
    if not rows:
        return []
    names = list(rows[0])
    amounts = {name[:-3] for name in names if name.endswith("_rp") and f"{name[:-3]}_sen" in names}
    out = []
    for name in names:
        base = name.removesuffix("_rp").removesuffix("_sen")
        if base in amounts:
            if name.endswith("_rp"):
                out.append(base)
        elif name not in amounts:
            out.append(name)
    return out


def _plain(row: Row, name: str, asked: Question) -> Any:
    return plain(row[name]) if asked.columns.get(name) == "rupiah" else row[name]


def _addresses(page: Page) -> dict[str, Any]:
    return {
        "paket": lambda value: page.link("/paket", value),
        "penyedia": lambda value: page.link("/penyedia", value),
        "skpd": lambda value: page.link("/opd", value),
        "rup": lambda value: page.link("/rup", value),
    }
