"""One compiled OCDS release as the rules read it: only fields of the right JSON type count."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Bid:
    """One bid; a tenderer without an id is None, an amount that is no number is None."""

    status: str | None
    tenderers: tuple[str | None, ...]
    amount: float | None
    currency: str | None
    date: str | None

    @property
    def sole_tenderer(self) -> str | None:
        """Return the id of the only tenderer; None for a consortium or an unnamed tenderer."""
        return self.tenderers[0] if len(self.tenderers) == 1 else None

    @property
    def named(self) -> frozenset[str]:
        """Return the ids of the tenderers that have one."""
        return frozenset(tenderer for tenderer in self.tenderers if tenderer is not None)

    @property
    def submitted(self) -> bool:
        """Tell whether a bid was handed in (pending, valid, disqualified); no status is no bid."""
        return self.status is not None and self.status not in ("invited", "withdrawn")

    @property
    def priced(self) -> bool:
        """Tell whether both amount and currency are known."""
        return self.amount is not None and self.currency is not None

    @property
    def price(self) -> float:
        """Return the amount of a priced bid."""
        if self.amount is None:
            raise ValueError("the bid has no amount")
        return self.amount


@dataclass(frozen=True)
class Award:
    """One award; `items` holds the classification ids of its items."""

    status: str | None
    suppliers: tuple[str | None, ...]
    items: tuple[str, ...]

    @property
    def active(self) -> bool:
        """Tell whether the award is in force."""
        return self.status == "active"

    @property
    def sole_supplier(self) -> str | None:
        """Return the id of the only supplier; None for several or an unnamed one."""
        return self.suppliers[0] if len(self.suppliers) == 1 else None


@dataclass(frozen=True)
class Process:
    """One contracting process; `bids` and `awards` are None where the release has no such list."""

    ocid: str
    cancelled: bool
    method: str | None
    details: str | None
    tenderers: int | None
    period_start: str | None
    period_end: str | None
    buyer: str | None
    procuring_entity: str | None
    bids: tuple[Bid, ...] | None
    awards: tuple[Award, ...] | None

    @property
    def submitted_bids(self) -> list[Bid]:
        """Return the bids that were handed in."""
        return [bid for bid in self.bids or () if bid.submitted]

    @property
    def final_awards(self) -> list[Award] | None:
        """Return the active awards; None while an award is open, or without awards or bids."""
        if self.awards is None or self.bids is None:
            return None
        if any(
            award.status not in (None, "active", "cancelled", "unsuccessful")
            for award in self.awards
        ):
            return None
        return [award for award in self.awards if award.active]

    @property
    def sole_winner(self) -> str | None:
        """Return the supplier of the only final award, if it has exactly one."""
        awards = self.final_awards
        return awards[0].sole_supplier if awards is not None and len(awards) == 1 else None


def read_process(release: Any) -> Process | None:
    """Return `release` as a process; None when it is no object or its ocid is no text."""
    if not isinstance(release, dict) or not isinstance(release.get("ocid"), str):
        return None
    tender = _object(release, "tender")
    period = _object(tender, "tenderPeriod")
    bids, awards = _object(release, "bids").get("details"), release.get("awards")
    return Process(
        ocid=release["ocid"],
        cancelled=tender.get("status") == "cancelled",
        method=_text(tender, "procurementMethod"),
        details=_text(tender, "procurementMethodDetails"),
        tenderers=_whole(tender.get("numberOfTenderers")),
        period_start=_text(period, "startDate"),
        period_end=_text(period, "endDate"),
        buyer=_text(_object(release, "buyer"), "id"),
        procuring_entity=_text(_object(tender, "procuringEntity"), "id"),
        bids=tuple(map(_bid, bids)) if isinstance(bids, list) else None,
        awards=tuple(map(_award, awards)) if isinstance(awards, list) else None,
    )


def _bid(bid: Any) -> Bid:
    value = _object(bid, "value")
    return Bid(
        status=_text(bid, "status"),
        tenderers=_ids(bid, "tenderers"),
        amount=_number(value.get("amount")),
        currency=_text(value, "currency"),
        date=_text(bid, "date"),
    )


def _award(award: Any) -> Award:
    items = award.get("items") if isinstance(award, dict) else None
    classes = [_text(_object(item, "classification"), "id") for item in _list(items)]
    return Award(
        status=_text(award, "status"),
        suppliers=_ids(award, "suppliers"),
        items=tuple(name for name in classes if name is not None),
    )


def _object(parent: Any, key: str) -> dict[str, Any]:
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _ids(parent: Any, key: str) -> tuple[str | None, ...]:
    members = _list(parent.get(key)) if isinstance(parent, dict) else []
    return tuple(_text(member, "id") for member in members)


def _text(parent: Any, key: str) -> str | None:
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    # bool is an int to Python, not to JSON.
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
