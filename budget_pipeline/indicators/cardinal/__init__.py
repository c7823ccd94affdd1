"""OCP's eleven red flags computed as its reference implementation Cardinal 0.0.8 does.

Rules: redflags.md Annex B. What it is for: to compare our own indicators, and other people's data,
with a known yardstick; so its arithmetic (binary floating point) and its gaps are kept. The one
departure: a winning bid of zero, whose ratio is not a number, is reported and left out.
"""

from collections.abc import Iterable
from typing import Any

from budget_pipeline.indicators.cardinal.process import Process, read_process
from budget_pipeline.indicators.cardinal.rule import Results, Rule
from budget_pipeline.indicators.cardinal.rules_by_outlier import OUTLIER_RULES
from budget_pipeline.indicators.cardinal.rules_by_process import PROCESS_RULES
from budget_pipeline.indicators.cardinal.settings import CardinalSettings, MainCurrency
from budget_pipeline.indicators.remarks import Remarks, remark

GROUPS = ("OCID", "Buyer", "ProcuringEntity", "Tenderer")
RULES: dict[str, type[Rule]] = {
    rule.code: rule for rule in sorted((*PROCESS_RULES, *OUTLIER_RULES), key=lambda rule: rule.code)
}


def run(
    lines: Iterable[Any],
    settings: CardinalSettings | None = None,
    *,
    remarks: Remarks | None = None,
    file: str = "",
) -> Results:
    """Return {"OCID": {id: {code: value}}, "Buyer": ..., "ProcuringEntity": ..., "Tenderer": ...}.

    `lines` are compiled releases, one per contracting process. A group without results is absent.
    Lines that are no process are named in `remarks` and left out.
    """
    settings = settings or CardinalSettings()
    remarks = [] if remarks is None else remarks
    results: Results = {group: {} for group in GROUPS}
    currency = MainCurrency(settings.currency)
    rules = [RULES[code](settings, currency, results) for code in settings.codes(RULES)]
    for number, line in enumerate(lines, start=1):
        process = read_process(line)
        if process is None:
            remarks.append(remark(file, "ocds_tanpa_ocid", row=number))
        elif not _excluded(process, settings):
            for rule in rules:
                rule.add(process)
    for rule in rules:
        rule.finish()
        remarks += [remark(file, "cardinal_dilewati", **params) for params in rule.left_out]
    return {group: found for group, found in results.items() if found}


def _excluded(process: Process, settings: CardinalSettings) -> bool:
    return process.cancelled or process.details in settings.excluded_details
