"""Find out what a file is about: municipality, year, stage, unit, agency, period, in that order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from budget_pipeline.clean import codelists, codes, dates, rupiah
from budget_pipeline.clean.cleaned import Context
from budget_pipeline.extract.profiles import Layout
from budget_pipeline.issues import Issue, Phrase
from budget_pipeline.schema.model import Schema

AGENCY_LINE = re.compile(
    r"^(?:nama )?(?:skpd|opd|unit kerja|perangkat daerah|satuan kerja|instansi)\s*:\s*(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass
class FileContext:
    """What is known before and beyond the cells, and how it became known."""

    known: dict[str, str | int] = field(default_factory=dict)
    unit: int = 1
    unit_text: str = ""
    shows_npwp: bool = False
    issues: list[Issue] = field(default_factory=list)

    def for_cleaning(self) -> Context:
        """Return the part that fills cells no column states."""
        return Context(dict(self.known), self.unit, self.shows_npwp)


def find_context(
    path: PurePosixPath,
    sheet: str,
    title: str,
    settings: Mapping[str, Any],
    layout: Layout,
    schema: Schema,
) -> FileContext:
    """Return the context of one table: sumber.yml first, then the title, then names on the way."""
    context = FileContext(shows_npwp=settings.get("npwp_badan") == "tampil")
    _region(context, path, title, settings, sheet, layout)
    _year(context, path, sheet, title, settings)
    _stage(context, path, sheet, title, settings, schema)
    _unit(context, title, settings, layout)
    year = context.known.get("tahun")
    known_year = year if isinstance(year, int) else None
    stated = settings.get("sampai_tanggal") or dates.period_end(title, known_year)
    period = stated or dates.period_end(sheet, known_year)
    if period:
        context.known["sampai_tanggal"] = str(period)
    agency = AGENCY_LINE.search(title)
    if settings.get("nama_skpd") or agency:
        context.known["nama_skpd"] = str(settings.get("nama_skpd") or agency[1]).strip()  # type: ignore[index]
    if settings.get("kode_skpd"):
        context.known["kode_skpd"] = str(settings["kode_skpd"])
    return context


def _region(
    context: FileContext,
    path: PurePosixPath,
    title: str,
    settings: Mapping[str, Any],
    sheet: str,
    layout: Layout,
) -> None:
    if settings.get("kode_wilayah"):
        context.known["kode_wilayah"] = str(settings["kode_wilayah"])
        return
    for line in title.splitlines():
        found = codes.region(line)
        if found:
            context.known["kode_wilayah"] = found
            return
    if layout.context.get("wilayah") == "nama_berkas":
        found = codes.region(path.stem.replace("_", " "))
        if found:
            context.known["kode_wilayah"] = found
            _taken(context, sheet, "kode_wilayah", found, "nama_berkas")


def _year(
    context: FileContext, path: PurePosixPath, sheet: str, title: str, settings: Mapping[str, Any]
) -> None:
    if settings.get("tahun"):
        context.known["tahun"] = int(settings["tahun"])
        return
    stated = dates.year_from_text(title)
    if stated:
        context.known["tahun"] = stated
        return
    for name, text in (
        ("nama_lembar", sheet),
        ("nama_berkas", path.stem),
        ("nama_folder", path.parent.name),
    ):
        found = YEAR_IN_NAME.search(text)
        if found:
            context.known["tahun"] = int(found[1])
            _taken(context, sheet, "tahun", found[1], name)
            return


def _stage(
    context: FileContext,
    path: PurePosixPath,
    sheet: str,
    title: str,
    settings: Mapping[str, Any],
    schema: Schema,
) -> None:
    if settings.get("tahapan"):
        context.known["tahapan"] = str(settings["tahapan"])
        return
    named = [code for code in schema.codelists["tahapan_apbd"].codes if code.extra["kata_judul"]]
    stages = sorted(named, key=lambda code: -int(code.extra["urutan"]))
    for name, text in (("judul", title), ("nama_lembar", sheet), ("nama_berkas", path.stem)):
        words = re.sub(r"[^a-z0-9]+", " ", text.casefold())
        for stage in stages:
            if re.search(rf"\b{stage.extra['kata_judul']}\b", words):
                context.known["tahapan"] = stage.code
                _taken(context, sheet, "tahapan", stage.code, name)
                return


@cache
def _units() -> dict[str, int]:
    """Return how many rupiah each unit of money is, by its name (`satuan_uang.csv`)."""
    return {code.title.id: int(code.code) for code in codelists.codelist("satuan_uang").codes}


def _unit(context: FileContext, title: str, settings: Mapping[str, Any], layout: Layout) -> None:
    stated = settings.get("satuan")
    if stated:
        context.unit, context.unit_text = _units()[str(stated)], f"sumber.yml: {stated}"
        return
    found = rupiah.unit_from_text(title)
    if found and found != 1:
        context.unit, context.unit_text = found, title.splitlines()[-1]
    elif "satuan" in layout.context:
        context.unit = _units()[layout.context["satuan"]]
        context.unit_text = f"{layout.title.id}: {layout.context['satuan']}"


def _taken(context: FileContext, sheet: str, key: str, value: str, origin: str) -> None:
    params = {"kunci": key, "isi": value, "asal": Phrase(f"asal_{origin}")}
    context.issues.append(Issue("kunci_dari_nama", sheet=sheet, params=params))
