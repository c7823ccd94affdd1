"""The settings of Cardinal under its own names, given as `NAME=value` options."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from budget_pipeline.indicators.cardinal.process import Bid, Process
from budget_pipeline.indicators.remarks import AnalysisError

NO_TEXTS: frozenset[str] = frozenset()
# A threshold of days per procurement method detail is set as `R003.procurement_method_details.X`.
DAYS_BY_DETAIL = "R003.procurement_method_details."


@dataclass(frozen=True)
class CardinalSettings:
    """One attribute per setting, with Cardinal's default; a threshold of None is the fence."""

    only: frozenset[str] = NO_TEXTS
    currency: str | None = None
    deny_price_comparison: frozenset[str] = NO_TEXTS
    allow_price_comparison: frozenset[str] = NO_TEXTS
    excluded_details: frozenset[str] = NO_TEXTS
    r003_days: int = 15
    r003_methods: frozenset[str] = NO_TEXTS
    r003_days_by_detail: Mapping[str, int] = field(default_factory=dict)
    r018_methods: frozenset[str] = frozenset({"open", "selective"})
    r024_threshold: float | None = None
    r025_percentile: int = 75
    r025_threshold: float | None = None
    r035_minimum: int = 1
    r038_threshold: float | None = None
    r038_minimum_submitted_bids: int = 2
    r038_minimum_contracting_processes: int = 2
    r048_digits: int = 2
    r048_threshold: int | None = None
    r048_minimum_contracting_processes: int = 20
    r058_threshold: float | None = None

    def codes(self, known: Collection[str]) -> list[str]:
        """Return the codes of the rules to run: all of `known` unless `only` names some."""
        if unknown := sorted(self.only - set(known)):
            raise AnalysisError(
                "indikator_tidak_dikenal",
                exit_code=2,
                ditemukan=", ".join(unknown),
                pilihan=", ".join(known),
            )
        return [code for code in known if not self.only or code in self.only]

    def compares_prices(self, process: Process) -> bool:
        """Tell whether price rules apply: the allow list wins; no detail passes a deny list."""
        if self.allow_price_comparison:
            return process.details in self.allow_price_comparison
        return process.details not in self.deny_price_comparison


class MainCurrency:
    """The configured currency, else the first one seen; shared by the rules that compare prices."""

    def __init__(self, configured: str | None) -> None:
        self._currency = configured

    def accepts(self, bid: Bid) -> bool:
        """Tell whether a priced bid is in the main currency."""
        if self._currency is None:
            self._currency = bid.currency
        return bid.currency == self._currency


def cardinal_settings(options: Iterable[str], *, only: Iterable[str] = ()) -> CardinalSettings:
    """Return the settings named by `NAME=value` texts; AnalysisError names what cannot be used.

    Lists are separated by `|`. `only` names the rules to run; without it all eleven are.

    >>> sorted(cardinal_settings(["R003.procurement_methods=open|limited"]).r003_methods)
    ['limited', 'open']
    """
    values: dict[str, Any] = {}
    by_detail: dict[str, int] = {}
    for option in options:
        if option.startswith(DAYS_BY_DETAIL):
            # A method's own name may hold dots and equal signs: the number stands last.
            name, separator, text = option.rpartition("=")
            detail = name.removeprefix(DAYS_BY_DETAIL)
            _require(bool(separator and detail), option)
            by_detail[detail] = _parse(int, text, option)
        else:
            name, separator, text = option.partition("=")
            _require(bool(separator), option)
            if name not in OPTIONS:
                raise AnalysisError(
                    "pengaturan_tidak_dikenal",
                    exit_code=2,
                    ditemukan=name,
                    pilihan=", ".join(sorted([*OPTIONS, f"{DAYS_BY_DETAIL}X"])),
                )
            attribute, parser = OPTIONS[name]
            values[attribute] = _parse(parser, text, option)
    return CardinalSettings(only=frozenset(only), r003_days_by_detail=by_detail, **values)


def _texts(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split("|") if part)


def _count(text: str) -> int:
    if (value := int(text)) < 0:
        raise ValueError(text)
    return value


def _percentile(text: str) -> int:
    if (value := _count(text)) > 100:
        raise ValueError(text)
    return value


def _finite(text: str) -> float:
    if not abs(value := float(text)) < float("inf"):
        raise ValueError(text)
    return value


OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "currency": ("currency", str),
    "no_price_comparison_procurement_methods": ("deny_price_comparison", _texts),
    "price_comparison_procurement_methods": ("allow_price_comparison", _texts),
    "exclusions.procurement_method_details": ("excluded_details", _texts),
    "R003.threshold": ("r003_days", int),
    "R003.procurement_methods": ("r003_methods", _texts),
    "R018.procurement_methods": ("r018_methods", _texts),
    "R024.threshold": ("r024_threshold", _finite),
    "R025.percentile": ("r025_percentile", _percentile),
    "R025.threshold": ("r025_threshold", _finite),
    "R035.threshold": ("r035_minimum", _count),
    "R038.threshold": ("r038_threshold", _finite),
    "R038.minimum_submitted_bids": ("r038_minimum_submitted_bids", _count),
    "R038.minimum_contracting_processes": ("r038_minimum_contracting_processes", _count),
    "R048.digits": ("r048_digits", _count),
    "R048.threshold": ("r048_threshold", _count),
    "R048.minimum_contracting_processes": ("r048_minimum_contracting_processes", _count),
    "R058.threshold": ("r058_threshold", _finite),
}


def _parse(parser: Callable[[str], Any], text: str, option: str) -> Any:
    try:
        return parser(text)
    except ValueError:
        raise AnalysisError("pengaturan_tidak_terbaca", exit_code=2, ditemukan=option) from None


def _require(well_formed: bool, option: str) -> None:
    if not well_formed:
        raise AnalysisError("pengaturan_tidak_terbaca", exit_code=2, ditemukan=option)
