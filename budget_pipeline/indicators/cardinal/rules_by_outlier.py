"""Red flags that only a population shows: R024, R025, R038, R048, R058."""

from collections import Counter
from dataclasses import dataclass

from budget_pipeline.indicators.cardinal.process import Bid, Process
from budget_pipeline.indicators.cardinal.rule import Rule
from budget_pipeline.indicators.fences import fences, quantile


@dataclass(frozen=True)
class Margin:
    """How far the lowest bid of anybody else lay above the winner's lowest, as a share of it."""

    ratio: float
    winner: str
    rival: str


class PriceMargin(Rule):
    """What R024 and R058 share: the margin between winner and lowest rival of each process."""

    def start(self) -> None:
        """Prepare an empty population."""
        self.margins: dict[str, Margin] = {}

    def add(self, process: Process) -> None:
        """Remember the margin of a process with one winner, both prices in the main currency."""
        winner = process.sole_winner
        if winner is None or not self.settings.compares_prices(process):
            return
        bids = [bid for bid in process.bids or () if self._comparable(bid)]
        own = [bid for bid in bids if bid.sole_tenderer == winner]
        others = [bid for bid in bids if bid.sole_tenderer != winner]
        if not own or not others:
            return
        best, rival = min(map(_price, own)), min(others, key=_price)
        if rival.price < best:
            return
        if best == 0:
            self.left_out.append({"kode": self.code, "ocid": process.ocid})
            return
        ratio = (rival.price - best) / best
        self.margins[process.ocid] = Margin(ratio, winner, rival.sole_tenderer or "")

    def _comparable(self, bid: Bid) -> bool:
        return (
            bid.status == "valid"
            and bid.sole_tenderer is not None
            and bid.priced
            and self.currency.accepts(bid)
        )


class R024(PriceMargin):
    """Price close to the winning bid: the margin is a low outlier."""

    code = "R024"

    def finish(self) -> None:
        """Flag margins at or below the lower fence, or the fixed threshold."""
        limit = _lower_limit([m.ratio for m in self.margins.values()], self.settings.r024_threshold)
        for ocid, margin in self.margins.items():
            if limit is not None and margin.ratio <= limit:
                self.flag("OCID", [ocid], margin.ratio)
                self.flag("Tenderer", [margin.winner, margin.rival], 0.0)


class R058(PriceMargin):
    """Heavily discounted bid: the margin is a high outlier."""

    code = "R058"

    def finish(self) -> None:
        """Flag margins at or above the upper fence, or the fixed threshold."""
        limit = _upper_limit([m.ratio for m in self.margins.values()], self.settings.r058_threshold)
        for ocid, margin in self.margins.items():
            if limit is not None and margin.ratio >= limit:
                self.flag("OCID", [ocid], margin.ratio)
                self.flag("Tenderer", [margin.winner], 0.0)


class R025(Rule):
    """Excessive unsuccessful bids: a frequent tenderer whose share of wins is a low outlier."""

    code = "R025"

    def start(self) -> None:
        """Prepare empty counts."""
        self.tried: Counter[str] = Counter()
        self.won: Counter[str] = Counter()

    def add(self, process: Process) -> None:
        """Count each tenderer with a valid bid of its own once per process with one winner."""
        winner = process.sole_winner
        if winner is None:
            return
        valid = {bid.sole_tenderer for bid in process.bids or () if bid.status == "valid"}
        for tenderer in valid - {None}:
            self.tried[str(tenderer)] += 1
            self.won[str(tenderer)] += tenderer == winner

    def finish(self) -> None:
        """Flag tenderers with many participations and few wins."""
        ratios = {name: self.won[name] / tried for name, tried in self.tried.items()}
        limit = _lower_limit(list(ratios.values()), self.settings.r025_threshold)
        often = quantile(self.tried.values(), self.settings.r025_percentile / 100)
        for name, ratio in ratios.items():
            if limit is not None and self.tried[name] >= often and ratio <= limit:
                self.flag("Tenderer", [name], ratio)


class R038(Rule):
    """Excessive disqualified bids per buyer, procuring entity or tenderer: a high outlier."""

    code = "R038"

    def start(self) -> None:
        """Prepare empty counts per group."""
        groups = ("Buyer", "ProcuringEntity", "Tenderer")
        self.submitted: dict[str, Counter[str]] = {group: Counter() for group in groups}
        self.disqualified: dict[str, Counter[str]] = {group: Counter() for group in groups}

    def add(self, process: Process) -> None:
        """Count every submitted bid for its buyer, procuring entity and tenderers."""
        for bid in process.submitted_bids:
            names = [("Buyer", process.buyer), ("ProcuringEntity", process.procuring_entity)]
            names += [("Tenderer", tenderer) for tenderer in bid.tenderers]
            for group, name in names:
                if name is not None:
                    self.submitted[group][name] += 1
                    self.disqualified[group][name] += bid.status == "disqualified"

    def finish(self) -> None:
        """Flag, within each group, the members at or above the upper fence."""
        for group, submitted in self.submitted.items():
            # The documentation says processes; the rule counts bids in all three groups.
            minimum = (
                self.settings.r038_minimum_submitted_bids
                if group == "Tenderer"
                else self.settings.r038_minimum_contracting_processes
            )
            ratios = {
                name: self.disqualified[group][name] / count
                for name, count in submitted.items()
                if count >= minimum
            }
            limit = _upper_limit(list(ratios.values()), self.settings.r038_threshold)
            for name, ratio in ratios.items():
                if limit is not None and ratio >= limit:
                    self.flag(group, [name], ratio)


class R048(Rule):
    """Heterogeneous supplier: the number of different item classes awarded is a high outlier."""

    code = "R048"

    def start(self) -> None:
        """Prepare empty counts."""
        self.processes: Counter[str] = Counter()
        self.classes: dict[str, set[str]] = {}

    def add(self, process: Process) -> None:
        """Collect the classes of items in active awards to one supplier, and count processes."""
        seen = set()
        for award in process.awards or ():
            supplier = award.sole_supplier
            if award.active and supplier is not None and award.items:
                seen.add(supplier)
                codes = {item[: self.settings.r048_digits] for item in award.items}
                self.classes.setdefault(supplier, set()).update(codes)
        self.processes.update(seen)

    def finish(self) -> None:
        """Flag suppliers of enough processes at or above the upper fence."""
        minimum = self.settings.r048_minimum_contracting_processes
        counts = {
            name: float(len(codes))
            for name, codes in self.classes.items()
            if self.processes[name] >= minimum
        }
        limit = _upper_limit(list(counts.values()), self.settings.r048_threshold)
        for name, count in counts.items():
            if limit is not None and count >= limit:
                self.flag("Tenderer", [name], count)


OUTLIER_RULES: tuple[type[Rule], ...] = (R024, R025, R038, R048, R058)


def _lower_limit(values: list[float], fixed: float | None) -> float | None:
    """Return the fixed threshold or the lower fence; None where it would flag nobody or everybody.

    Both quantities are never negative, so a fence at or below zero, or a first quartile of zero
    (a quarter of the population has the value itself), tells nothing.
    """
    if fixed is not None:
        return fixed if fixed > 0 else None
    found = fences(values)
    return found.lower if found and found.q1 > 0 and found.lower > 0 else None


def _upper_limit(values: list[float], fixed: float | None) -> float | None:
    """Return the fixed threshold or the upper fence; None at zero, which would flag everybody."""
    if fixed is None and (found := fences(values)):
        fixed = found.upper
    return fixed if fixed is not None and fixed > 0 else None


def _price(bid: Bid) -> float:
    return bid.price
