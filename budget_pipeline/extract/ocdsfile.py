"""Lay OCDS releases out as plain tables, so that the ordinary layouts recognise them.

Source: Open Contracting Data Standard 1.1 (release schema, bids extension). Amounts stay the text
they were; one release or record is one row of "tender", each bid and each award one row of its own.
"""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from budget_pipeline.extract.sheets import Sheet

TENDER = {
    "ocid": ("ocid",),
    "tender id": ("tender", "id"),
    "tender title": ("tender", "title"),
    "buyer id": ("buyer", "id"),
    "buyer name": ("buyer", "name"),
    "tender value amount": ("planning", "budget", "amount", "amount"),
    "hps": ("tender", "value", "amount"),
    "tender datePublished": ("tender", "tenderPeriod", "startDate"),
    "tender procurementMethod": ("tender", "procurementMethod"),
    "tender mainProcurementCategory": ("tender", "mainProcurementCategory"),
    "tender status": ("tender", "status"),
    "tender tenderPeriod endDate": ("tender", "tenderPeriod", "endDate"),
    "currency": ("tender", "value", "currency"),
    "release date": ("date",),
}
Row = dict[str, str]


def ocds_tables(releases: Sheet) -> list[Sheet]:
    """Return the sheets "tender", "bids" and "awards" of the releases in `releases`.

    `releases` has a header row and columns ocid and json (one compact JSON text a release).
    """
    tender, bids, awards = [], [], []
    for text in releases.cells.iloc[1:, 1].tolist():
        release = json.loads(text, parse_float=str, parse_int=str)
        tender.append({name: _at(release, path) for name, path in TENDER.items()})
        bids += list(_bids(release))
        awards += list(_awards(release))
    tables = {"tender": tender, "bids": bids, "awards": awards}
    return [_sheet(name, rows) for name, rows in tables.items() if rows]


def _bids(release: dict[str, Any]) -> Iterator[Row]:
    for bid in _list(_value(release, ("bids", "details"))):
        for bidder in _list(bid.get("tenderers")) or [{}]:
            yield {
                "ocid": _at(release, ("ocid",)),
                "tender id": _at(release, ("tender", "id")),
                "bid id": _at(bid, ("id",)),
                "bid tenderer name": _at(bidder, ("name",)),
                "bid tenderer id": _at(bidder, ("id",)),
                "bid value amount": _at(bid, ("value", "amount")),
                "bid status": _at(bid, ("status",)),
                "currency": _at(bid, ("value", "currency")),
                "release date": _at(release, ("date",)),
            }


def _awards(release: dict[str, Any]) -> Iterator[Row]:
    signed = {_at(contract, ("awardID",)): contract for contract in _list(release.get("contracts"))}
    for award in _list(release.get("awards")):
        contract = signed.get(_at(award, ("id",)), {})
        for supplier in _list(award.get("suppliers")) or [{}]:
            yield {
                "ocid": _at(release, ("ocid",)),
                "tender id": _at(release, ("tender", "id")),
                "award id": _at(award, ("id",)),
                "award value amount": _at(award, ("value", "amount")),
                "award date": _at(award, ("date",)),
                "supplier name": _at(supplier, ("name",)),
                "supplier id": _at(supplier, ("id",)),
                "contract value amount": _at(contract, ("value", "amount")),
                "contract dateSigned": _at(contract, ("dateSigned",)),
                "currency": _at(award, ("value", "currency")),
                "release date": _at(release, ("date",)),
            }


def _at(thing: Any, path: tuple[str, ...]) -> str:
    value = _value(thing, path)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


def _value(thing: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return thing


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _sheet(name: str, rows: list[Row]) -> Sheet:
    table = [list(rows[0]), *(list(row.values()) for row in rows)]
    cells = pd.DataFrame(table, dtype="string[pyarrow]")
    cells.index = pd.RangeIndex(1, len(table) + 1)
    return Sheet(name, cells)
