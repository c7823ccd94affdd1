"""Where every figure comes from: files, sheets, and the sheet around one row as it was read."""

import json
from typing import Any

from budget_pipeline.site import words
from budget_pipeline.site.links import natural
from budget_pipeline.site.page import Page
from budget_pipeline.site.routing import route
from budget_pipeline.site.sheet import cleaned_values, column_map, grid
from budget_pipeline.site.sql import Reader

ISSUES = 200
AROUND = 4


@route(r"/sumber")
async def files(page: Page) -> Any:
    """Show every file that was read or rejected."""
    rows = await page.read(lambda reader: reader.all("berkas_semua"))
    return await page.html(
        "sumber_semua.html",
        judul=page.say("Berkas sumber"),
        berkas=rows,
        remah=[page.home, (None, page.say("Sumber"))],
    )


@route(r"/sumber/(?P<berkas>[^/]+)")
async def file(page: Page) -> Any:
    """Show one file: its sheets, the fate of their rows, what was wrong and what adds up."""
    found = await page.read(_load_file, page, page.part("berkas"))
    if found is None:
        raise page.missing(
            page.say("Tidak ada berkas %(id)s dalam rilis ini.", id=page.part("berkas"))
        )
    return await page.html(
        "sumber.html",
        **found,
        judul=found["berkas"]["jalur"] or page.part("berkas"),
        nasib_semua=words.fates(),
        # Blank rows above the headings were not kept: a sheet opens at its headings.
        mulai=lambda sheet: next(iter(_header_rows(sheet)), 1),
        remah=[
            page.home,
            (page.link("/sumber"), page.say("Sumber")),
            (None, page.part("berkas")),
        ],
    )


@route(r"/sumber/(?P<berkas>[^/]+)/(?P<lembar>[^/]+)/(?P<baris>\d+)")
async def row(page: Page) -> Any:
    """Show one row as it was read, with its neighbours, beside what it was loaded as."""
    file_id, sheet, number = page.part("berkas"), page.part("lembar"), natural(page.part("baris"))
    if number is None:
        raise page.missing(page.say("Baris %(n)s tidak ada di lembar ini.", n=page.part("baris")))
    found = await page.read(_load_row, file_id, sheet, number)
    if found is None:
        raise page.missing(page.say("Tidak ada lembar ini dalam rilis ini."))
    headers = json.dumps(_header_rows(found["lembar"]))
    around = await page.read(_load_around, file_id, sheet, number, headers, database="jejak")
    if not any(r["baris"] == number for r in around["rows"]):
        raise page.missing(page.say("Baris %(n)s tidak ada di lembar ini.", n=number))
    mapping = column_map(found["lembar"])
    table = grid(around["rows"], around["headers"], mapping, number)
    for pair in found["pasangan"]:
        pair["asli"] = table.value(number, pair["huruf"])
    marked = page.query("sel") or next(
        (issue["sel"] for issue in found["masalah"] if issue["sel"]), ""
    )
    return await page.html(
        "sumber_baris.html",
        **found,
        judul=page.say(
            "%(berkas)s, baris %(n)s", berkas=found["berkas"]["jalur"] or file_id, n=number
        ),
        baris=number,
        kisi=table,
        sel=marked.upper(),
        sebelum=number - 1 if any(r["baris"] == number - 1 for r in around["rows"]) else None,
        sesudah=number + 1 if any(r["baris"] == number + 1 for r in around["rows"]) else None,
        remah=[
            page.home,
            (page.link("/sumber"), page.say("Sumber")),
            (page.link("/sumber", file_id), found["berkas"]["jalur"] or file_id),
            (None, page.say("%(lembar)s, baris %(n)s", lembar=sheet, n=number)),
        ],
    )


def _load_file(reader: Reader, page: Page, file_id: str) -> dict[str, Any] | None:
    file = reader.one("berkas", berkas=file_id)
    if file is None:
        return None
    fates: dict[str, dict[str, int]] = {}
    for row in reader.all("berkas_nasib", berkas=file_id):
        fates.setdefault(row["lembar"], {})[row["nasib"]] = row["jumlah"]
    return {
        "berkas": file,
        "lembar_semua": reader.all("berkas_lembar", berkas=file_id),
        "nasib": fates,
        "masalah": reader.first("berkas_masalah", page.most(ISSUES), berkas=file_id),
        "rekonsiliasi": reader.first("berkas_rekonsiliasi", page.most(ISSUES), berkas=file_id),
    }


def _load_row(reader: Reader, file_id: str, sheet: str, number: int) -> dict[str, Any] | None:
    file = reader.one("berkas", berkas=file_id)
    described = reader.one("lembar", berkas=file_id, lembar=sheet)
    if file is None:
        return None
    described = described or {"lembar": sheet, "tabel": "", "kolom": "{}", "baris_judul": ""}
    return {
        "berkas": file,
        "lembar": described,
        "masalah": reader.all("baris_masalah", berkas=file_id, lembar=sheet, baris=number),
        "pasangan": cleaned_values(reader, described, file_id, sheet, number),
    }


def _load_around(
    reader: Reader, file_id: str, sheet: str, number: int, headers: str
) -> dict[str, Any]:
    return {
        "rows": reader.all(
            "jejak_sekitar",
            berkas=file_id,
            lembar=sheet,
            dari=number - AROUND,
            sampai=number + AROUND,
        ),
        "headers": reader.all("jejak_judul", berkas=file_id, lembar=sheet, nomor=headers),
    }


def _header_rows(described: dict[str, Any]) -> list[int]:
    parts = (described.get("baris_judul") or "").replace(",", " ").split()
    return [number for number in map(natural, parts) if number is not None]
