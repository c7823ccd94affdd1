"""Where what an indicator judged has its page."""

from typing import TYPE_CHECKING

from budget_pipeline.site.links import natural

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page


def subject_address(page: "Page", kind: str | None, subject: str, agency: str | None) -> str:
    """Return the page of what an indicator judged, empty where it has none of its own.

    A pair of suppliers leads to the first of the two, whose page names the other.
    """
    if kind == "paket":
        return page.link("/paket", subject)
    if kind == "rup":
        # rup-<kind of plan>-<code>
        return page.link("/rup", subject.split("-", 2)[-1])
    if kind == "pasangan":
        return page.link("/penyedia", subject.partition(":")[0])
    if kind and kind.startswith("penyedia"):
        return page.link("/penyedia", subject.rpartition(":")[2])
    if kind == "daerah" and (year := natural(subject.rpartition(":")[2])):
        return page.link("/anggaran", year)
    return page.link("/opd", agency) if agency else ""
