"""Tell this year's column from last year's, where headers name the year of their figures."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budget_pipeline.extract.headers import Header

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
NAMED_YEAR = re.compile(r"\s*(?:\b(?:tahun(?: anggaran)?|ta|t a)\s)?(?<!\d)20\d\d(?!\d)\s*")
LAST_YEAR = "tahun lalu"


def by_year(headers: Sequence["Header"]) -> list["Header"]:
    """Return `headers` so that the latest year answers to the plain name ("realisasi").

    An earlier one answers to nothing but "realisasi tahun lalu": Realisasi 2022 must never be taken
    for the realisation of 2023, whichever of them stands first.
    """
    years: dict[str, dict[int, int]] = defaultdict(dict)
    for index, header in enumerate(headers):
        if named := YEAR.findall(header.full):
            base = NAMED_YEAR.sub(" ", header.last).strip()
            if base:
                years[base][index] = int(named[-1])
    changed = list(headers)
    for base, found in years.items():
        latest = max(found.values())
        for index, year in found.items():
            if year == latest:
                own = changed[index]
                changed[index] = replace(own, tails=(*own.tails, base), loose=own.loose or base)
            else:
                name = f"{base} {LAST_YEAR}" if year == latest - 1 else f"{base} {year}"
                changed[index] = replace(changed[index], full=name, last=name, loose="", tails=())
    return changed
