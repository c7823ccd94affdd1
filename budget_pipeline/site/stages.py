"""Know which budget stages a year has and what they are called, so that no amount stands without its status."""

from dataclasses import dataclass

from budget_pipeline.schema.model import CodeList
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site.amounts import day
from budget_pipeline.site.language import Speech
from budget_pipeline.site.sql import Reader, Row

REALISED = "realisasi"
# The budget column of a realisation report, where no budget was loaded.
REPORTED = "laporan"


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


def read_stages(
    reader: Reader, say: Speech, municipality: str, year: int, *, of_agencies: bool = False
) -> Stages:
    """Return the stages loaded for one municipality and year.

    Agencies may have another source of realisation than the whole municipality; the label says which.
    """
    rows = reader.all("tahapan", wilayah=municipality, tahun=year)
    budget = sorted((r["tahapan"] for r in rows if r["tahapan"] != REALISED), key=stage_order)
    realised = next((r for r in rows if r["tahapan"] == REALISED), None)
    first, latest = (budget[0], budget[-1]) if budget else ("", "")
    return Stages(
        first=first,
        latest=latest,
        realised=realised is not None,
        label_first=stage_label(first, say),
        label_latest=stage_label(latest, say),
        label_realised=_realised_label(say, realised, "_skpd" if of_agencies else ""),
    )


def stage_order(code: str) -> tuple[int, str]:
    """Return a key that sorts stages in the order of the budget year."""
    codes = [entry.code for entry in _stages().codes]
    return (codes.index(code) if code in codes else len(codes), code)


def stage_label(code: str, say: Speech) -> str:
    """Return the name of a stage in words."""
    if code == REPORTED:
        return say("Anggaran menurut laporan")
    entry = _stages().code(code)
    return entry.title.in_language(say.lang) if entry else code


def _realised_label(say: Speech, realised: Row | None, scope: str) -> str:
    until = realised[f"sampai{scope}"] if realised else None
    documents = realised is not None and realised[f"asal{scope}"] == "transaksi"
    name = say("Realisasi menurut dokumen") if documents else say("Realisasi")
    if until is None:
        return name
    return say("%(realisasi)s s.d. %(hari)s", realisasi=name, hari=day(until, say.lang))


def _stages() -> CodeList:
    return load_schema().codelists["tahapan_apbd"]
