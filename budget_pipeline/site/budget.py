"""Read one level of the budget along one classification, and know what each of its rows leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from budget_pipeline.site.amounts import percent, plain
from budget_pipeline.site.links import natural
from budget_pipeline.site.sql import Reader, Row
from budget_pipeline.site.stages import REALISED, Stages, read_stages

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page

KINDS = ("belanja", "pendapatan", "pembiayaan")
WHOLE = "*"
LONGEST = 60
WHOLE_DIMENSIONS = ("skpd", "rekening", "program", "dana", "urusan")
AGENCY_DIMENSIONS = ("program", "rekening", "dana", "urusan")
# The word in the address of each classification that has pages of its own.
ADDRESSES = {
    "rekening": "rekening",
    "program": "program",
    "kegiatan": "kegiatan",
    "sub_kegiatan": "sub-kegiatan",
    "dana": "dana",
    "urusan": "urusan",
}
# What stands below a code of each classification.
BELOW = {"rekening": "rekening", "program": "kegiatan", "kegiatan": "sub_kegiatan"}
Boxes = list[tuple[str, Any, str]]


@dataclass(frozen=True)
class Children:
    """The rows of one budget table with what they are compared with."""

    rows: list[Row]
    stages: Stages
    total: int | None
    before: dict[str, int | None]
    label_before: str
    kind: str = ""
    dimension: str = ""

    def shown(self, everything: bool) -> list[Row]:
        """Return the rows a page shows at first: a longer table asks for the rest."""
        return self.rows if everything or len(self.rows) <= LONGEST + 10 else self.rows[:LONGEST]


@dataclass(frozen=True)
class Position:
    """Where in the budget the reader stands: agency or '*', classification, code whose children are shown."""

    agency: str
    dimension: str
    parent: str


def position(ask: Mapping[str, str]) -> Position:
    """Return the place that the arguments of an address name; unknown ones are ignored.

    >>> position({"opd": "1.01", "program": "1.01.02"})
    Position(agency='1.01', dimension='kegiatan', parent='1.01.02')
    """
    agency = ask.get("opd") or WHOLE
    wanted = ask.get("menurut") or ""
    if wanted == "rekening" or (wanted in BELOW.values() and ask.get("induk")):
        return Position(agency, wanted, ask.get("induk") or "")
    if agency == WHOLE:
        return Position(agency, wanted if wanted in WHOLE_DIMENSIONS else "skpd", "")
    if wanted in ("dana", "urusan"):
        return Position(agency, wanted, "")
    if ask.get("kegiatan"):
        return Position(agency, "sub_kegiatan", ask["kegiatan"])
    if ask.get("program"):
        return Position(agency, "kegiatan", ask["program"])
    return Position(agency, "program", "")


def budget_rows(reader: Reader, page: "Page", ask: Mapping[str, str]) -> Children | None:
    """Return the rows of the level that `ask` names; None where the year has no budget."""
    year, place = natural(ask.get("tahun")), position(ask)
    if year is None:
        return None
    by_agency = place.agency != WHOLE or place.dimension == "skpd"
    stages = read_stages(reader, page.say, page.wilayah, year, of_agencies=by_agency)
    totals = reader.all("anggaran_jumlah", wilayah=page.wilayah, tahun=year, skpd=place.agency)
    kinds = [kind for kind in KINDS if any(row["jenis"] == kind for row in totals)]
    if not kinds:
        return None
    kind = ask.get("jenis") if ask.get("jenis") in kinds else kinds[0]
    where = {
        "wilayah": page.wilayah,
        "skpd": place.agency,
        "dimensi": place.dimension,
        "induk": place.parent,
        "jenis": kind,
    }
    rows = reader.all("anggaran_anak", tahun=year, **where, **stages.parameters())
    earlier = read_stages(reader, page.say, page.wilayah, year - 1)
    before: dict[str, int | None] = {}
    if earlier.latest:
        past = reader.all("anggaran_anak", tahun=year - 1, **where, **earlier.parameters())
        before = {row["kode"]: row["akhir"] for row in past}
    return Children(
        rows=with_difference(rows),
        stages=stages,
        total=sum(row["akhir"] or 0 for row in rows) or None,
        before=before,
        label_before=f"{earlier.label_latest} {year - 1}",
        kind=kind or "",
        dimension=place.dimension,
    )


def with_difference(rows: list[Row]) -> list[Row]:
    """Add `selisih`, latest less first; a stage without the line counts as nothing, an unknown pair stays unknown."""
    for row in rows:
        known = row["awal"] is not None or row["akhir"] is not None
        row["selisih"] = (row["akhir"] or 0) - (row["awal"] or 0) if known else None
    return rows


def child_address(page: "Page", ask: Mapping[str, str]) -> Callable[[Row], str]:
    """Return the function that gives the address below a row, empty where there is nothing below."""
    year, place = ask.get("tahun", ""), position(ask)
    arguments = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "sub"}

    def address(row: Row) -> str:
        code = row["kode"]
        if not code:
            return ""
        if place.dimension == "skpd":
            return page.link("/anggaran", year, "opd", code, jenis=ask.get("jenis"))
        if place.agency == WHOLE:
            return page.link("/anggaran", year, ADDRESSES[place.dimension], code)
        if place.dimension == "rekening":
            return page.link("/anggaran", year, "opd", place.agency, menurut="rekening", induk=code)
        if place.dimension not in arguments:
            return ""
        chosen = {"program": ask.get("program"), "kegiatan": ask.get("kegiatan")}
        chosen[arguments[place.dimension]] = code
        return page.link("/anggaran", year, "opd", place.agency, **chosen)

    return address


def dimension_name(page: "Page", dimension: str) -> str:
    """Return the name of a classification."""
    names = {
        "skpd": page.say("Perangkat daerah"),
        "rekening": page.say("Rekening"),
        "program": page.say("Program"),
        "kegiatan": page.say("Kegiatan"),
        "sub_kegiatan": page.say("Sub kegiatan"),
        "dana": page.say("Sumber dana"),
        "urusan": page.say("Bidang urusan"),
    }
    return names[dimension]


def kind_name(page: "Page", kind: str) -> str:
    """Return the name of a kind of budget line."""
    names = {
        "belanja": page.say("Belanja"),
        "pendapatan": page.say("Pendapatan"),
        "pembiayaan": page.say("Pembiayaan"),
    }
    return names.get(kind, kind)


def amount(totals: list[Row], kind: str, stage: str) -> int | None:
    """Return the total of one kind and stage among the rows of anggaran_jumlah."""
    return next((r["nilai"] for r in totals if r["jenis"] == kind and r["tahapan"] == stage), None)


def stage_boxes(page: "Page", stages: Stages, own: Row, whole: int | None) -> Boxes:
    """Return the figures above a table: latest stage, first stage with the difference, realised, share."""
    boxes: Boxes = []
    if stages.latest:
        boxes.append((stages.label_latest, page.money(own["akhir"]), ""))
    if stages.changed:
        difference = page.money((own["akhir"] or 0) - (own["awal"] or 0))
        boxes.append(
            (stages.label_first, page.money(own["awal"]), page.say("selisih %(rp)s", rp=difference))
        )
    if stages.realised:
        share = percent(own["realisasi"], own["akhir"], page.lang) if own["akhir"] else ""
        note = page.say("%(persen)s dari anggaran", persen=share) if share else ""
        boxes.append((stages.label_realised, page.money(own["realisasi"]), note))
    if whole and own["akhir"] is not None:
        boxes.append(
            (page.say("Porsi dari seluruhnya"), percent(own["akhir"], whole, page.lang), "")
        )
    return boxes


def csv_of(page: "Page", shown: Children, name: str) -> Any:
    """Answer with the rows of a budget table as CSV, only the stages that are there."""
    stages = shown.stages
    fields = [("awal", stages.first)] if stages.changed else []
    fields += [("akhir", stages.latest)] if stages.latest else []
    fields += [("realisasi", REALISED)] if stages.realised else []
    columns = ["kode", "nama", *(name for _, name in fields)]
    rows = [[r["kode"], r["nama"], *(plain(r[field]) for field, _ in fields)] for r in shown.rows]
    return page.csv(f"{name}.csv", columns, rows)
