"""Red flags that one process shows by itself: R003, R018, R028, R030, R035, R036."""

import re
from datetime import datetime, timedelta
from itertools import chain

from budget_pipeline.indicators.cardinal.process import Bid, Process
from budget_pipeline.indicators.cardinal.rule import Rule

RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", flags=re.ASCII
)


class R003(Rule):
    """Submission period too short: whole days from start to end below the threshold."""

    code = "R003"

    def add(self, process: Process) -> None:
        """Flag the process whose period is short for its method."""
        settings = self.settings
        if settings.r003_methods and process.method not in settings.r003_methods:
            return
        start, end = _moment(process.period_start), _moment(process.period_end)
        if start is None or end is None:
            return
        limit = settings.r003_days_by_detail.get(process.details or "", settings.r003_days)
        if _whole_days(end - start) < limit:
            self.flag("OCID", [process.ocid], 1.0)


class R018(Rule):
    """Single bid received: a competitive method whose number of tenderers is one."""

    code = "R018"

    def add(self, process: Process) -> None:
        """Flag the process with one tenderer; only the published count is read."""
        methods = self.settings.r018_methods
        if process.tenderers == 1 and (not methods or process.method in methods):
            self.flag("OCID", [process.ocid], 1.0)


class R028(Rule):
    """Identical bid prices: submitted bids of different tenderers with one amount and currency."""

    code = "R028"

    def add(self, process: Process) -> None:
        """Flag the process and every tenderer of a price that different tenderers share."""
        if not self.settings.compares_prices(process):
            return
        bidders: dict[tuple[float | None, str | None], set[frozenset[str]]] = {}
        for bid in process.submitted_bids:
            if bid.priced and bid.named:
                bidders.setdefault((bid.amount, bid.currency), set()).add(bid.named)
        for tenderers in bidders.values():
            if len(tenderers) > 1:
                self.flag("OCID", [process.ocid], 1.0)
                self.flag("Tenderer", frozenset(chain.from_iterable(tenderers)), 1.0)


class R030(Rule):
    """Late bid won: an awardee's valid bid is dated after the period's end (compared as text)."""

    code = "R030"

    def add(self, process: Process) -> None:
        """Flag the process and the tenderers whose late bid won."""
        end = process.period_end
        if end is None or process.awards is None:
            return
        suppliers = {name for award in process.awards if award.active for name in award.suppliers}
        late = {
            tenderer
            for bid in process.bids or ()
            if bid.status == "valid" and bid.date is not None and bid.date > end
            for tenderer in bid.named
        }
        if winners := frozenset(late & suppliers):
            self.flag("OCID", [process.ocid], 1.0)
            self.flag("Tenderer", winners, 1.0)


class R035(Rule):
    """All except the winning bid disqualified; the value is the number of others disqualified."""

    code = "R035"

    def add(self, process: Process) -> None:
        """Flag the process whose only valid tenderer won while others were disqualified."""
        awards = process.final_awards
        if awards is None:
            return
        suppliers = {name for award in awards for name in award.suppliers if name is not None}
        valid = self._tenderers(process, "valid")
        others = self._tenderers(process, "disqualified") - valid
        if len(valid) == 1 and valid == suppliers and len(others) >= self._minimum:
            self.flag("OCID", [process.ocid], float(len(others)))
            self.flag("Tenderer", valid, 0.0)

    @property
    def _minimum(self) -> int:
        return max(self.settings.r035_minimum, 1)

    @staticmethod
    def _tenderers(process: Process, status: str) -> frozenset[str]:
        bids = [bid for bid in process.bids or () if bid.status == status]
        return frozenset(chain.from_iterable(bid.named for bid in bids))


class R036(Rule):
    """Lowest bid disqualified, although a valid bid has an amount and an award was made."""

    code = "R036"

    def add(self, process: Process) -> None:
        """Flag the process whose lowest submitted bid (the first of equals) was disqualified."""
        if not self.settings.compares_prices(process):
            return
        if not any(award.active for award in process.awards or ()):
            return
        bids = [b for b in process.submitted_bids if b.priced and self.currency.accepts(b)]
        if not any(bid.status == "valid" for bid in bids):
            return
        if min(bids, key=_price).status == "disqualified":
            self.flag("OCID", [process.ocid], 1.0)


PROCESS_RULES: tuple[type[Rule], ...] = (R003, R018, R028, R030, R035, R036)


def _moment(text: str | None) -> datetime | None:
    """Return an RFC 3339 timestamp with its offset; None for anything else."""
    if text is None or not RFC_3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        return None


def _whole_days(interval: timedelta) -> int:
    """Return whole days, truncated towards zero: minus half a day is no day."""
    days = abs(interval) // timedelta(days=1)
    return days if interval >= timedelta(0) else -days


def _price(bid: Bid) -> float:
    return bid.price
