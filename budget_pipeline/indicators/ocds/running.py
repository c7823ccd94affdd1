"""Run indicators on OCDS files: Cardinal's eleven rules, or our own catalogue."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from budget_pipeline.indicators.cardinal import run as run_cardinal
from budget_pipeline.indicators.cardinal.settings import cardinal_settings
from budget_pipeline.indicators.ocds.reading import read_ocds
from budget_pipeline.indicators.remarks import Remarks


def run_indicators(
    paths: Sequence[Path],
    *,
    cardinal: bool = False,
    settings: Iterable[str] = (),
    only: Iterable[str] = (),
    remarks: Remarks | None = None,
    lang: str = "id",
    engine: str = "sqlite",
) -> dict[str, Any]:
    """Return the results of the indicators on OCDS files.

    With `cardinal` the shape is Cardinal's (see `cardinal.run`); `settings` are its own names.
    Without, it is {"processes", "currency", "indikator": {code: counts, temuan, ...},
    "tanpa_subjek": {code: reason}, "catatan"}; `settings` are CODE.parameter=value. `only` names
    the codes wanted; `engine` names where our own statements run. What was left out is appended to `remarks`.
    """
    remarks = [] if remarks is None else remarks
    if cardinal:
        chosen = cardinal_settings(settings, only=only)
        return run_cardinal(read_ocds(paths, remarks=remarks), chosen, remarks=remarks)
    from budget_pipeline.indicators.ocds.own import run_own

    return run_own(paths, settings=settings, only=only, remarks=remarks, lang=lang, engine=engine)
