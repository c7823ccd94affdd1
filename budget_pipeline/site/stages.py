"""Know which budget stages a year has and what they are called, so that no amount stands without its status."""

from dataclasses import dataclass
from functools import cache

from budget_pipeline.schema.read import HERE, read_codelist
from budget_pipeline.site.amounts import day
from budget_pipeline.site.language import Speech
from budget_pipeline.site.sql import Reader

REALISED = "realisasi"


@dataclass(frozen=True)
class Stages:
    """The first and the latest budget stage of one year, and whether anything was realised."""

    first: str
    latest: str
    realised: bool
    label_first: str
    label_latest: str
    label_realised: str

    @property
    def changed(self) -> bool:
        """Tell whether the year has two budget stages to compare."""
        return self.first != self.latest

    def parameters(self) -> dict[str, str]:
        """Return what the budget queries bind."""
        return {"awal": self.first, "akhir": self.latest}


def read_stages(reader: Reader, say: Speech, municipality: str, year: int) -> Stages:
    """Return the stages loaded for one municipality and year."""
    rows = reader.all("tahapan", wilayah=municipality, tahun=year)
    budget = sorted((r["tahapan"] for r in rows if r["tahapan"] != REALISED), key=stage_order)
    realised = next((r for r in rows if r["tahapan"] == REALISED), None)
    first, latest = (budget[0], budget[-1]) if budget else ("", "")
    return Stages(
        first=first,
        latest=latest,
        realised=realised is not None,
        label_first=stage_label(first, say.lang),
        label_latest=stage_label(latest, say.lang),
        label_realised=_realised_label(say, realised["sampai"] if realised else None),
    )


def stage_order(code: str) -> tuple[int, str]:
    """Return a key that sorts stages in the order of the budget year."""
    codes = [entry.code for entry in _stages().codes]
    return (codes.index(code) if code in codes else len(codes), code)


def stage_label(code: str, lang: str) -> str:
    """Return the name of a stage in words."""
    entry = _stages().code(code)
    return entry.title.in_language(lang) if entry else code


def _realised_label(say: Speech, until: str | None) -> str:
    if until is None:
        return say("Realisasi")
    return say("Realisasi s.d. %(hari)s", hari=day(until, say.lang))


@cache
def _stages():  # type: ignore[no-untyped-def]
    return read_codelist(HERE / "codelists" / "tahapan_apbd.csv")
