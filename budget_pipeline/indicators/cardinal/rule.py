"""What every rule is: fed one process at a time, it writes flags into the shared results."""

from collections.abc import Sequence
from typing import Any, ClassVar

from budget_pipeline.indicators.cardinal.process import Process
from budget_pipeline.indicators.cardinal.settings import CardinalSettings, MainCurrency

# {group: {id: {code: value}}}
Results = dict[str, dict[str, dict[str, float]]]


class Rule:
    """One red flag; `code` is OCP's."""

    code: ClassVar[str]

    def __init__(
        self, settings: CardinalSettings, currency: MainCurrency, results: Results
    ) -> None:
        self.settings = settings
        self.currency = currency
        self.results = results
        self.left_out: list[dict[str, Any]] = []
        self.start()

    def start(self) -> None:
        """Prepare an empty population."""

    def add(self, process: Process) -> None:
        """Take one process into account."""
        raise NotImplementedError

    def finish(self) -> None:
        """Flag what only the whole population shows."""

    def flag(self, group: str, ids: Sequence[str] | frozenset[str], value: float) -> None:
        """Write `value` of this rule for each of `ids`."""
        for name in sorted(ids):
            self.results[group].setdefault(name, {})[self.code] = value
