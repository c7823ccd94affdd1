"""Compile the releases of one contracting process into one: the latest known value of each field.

A simple form of OCDS merging (standard.open-contracting.org/1.1, merging): objects merge field by
field, lists whose members all have an id merge by id, other lists are replaced. Unlike the
standard, a null does not erase what an earlier release said: unknown is not a fact.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]


def compile_releases(releases: Iterable[Json]) -> Json:
    """Return one release from the releases of one ocid; ties of date keep the order given.

    >>> old = {"date": "2025-01-01T00:00:00Z", "tender": {"id": "1", "status": "active"}}
    >>> new = {"date": "2025-02-01T00:00:00Z", "tender": {"status": "complete"}}
    >>> compile_releases([new, old])["tender"]
    {'id': '1', 'status': 'complete'}
    """
    ordered = sorted(releases, key=lambda release: date_key(release.get("date")))
    compiled: Json = {}
    for release in ordered:
        compiled = _merge(compiled, release)
    return {**compiled, "tag": ["compiled"]}


def is_compiled(release: Json) -> bool:
    """Tell whether a release is a whole process already: tagged compiled, or not tagged at all."""
    tags = release.get("tag")
    return not tags or not isinstance(tags, list) or "compiled" in tags


def date_key(date: Any) -> datetime:
    """Return a release's date to sort by; the beginning of time where it has none."""
    beginning = datetime.min.replace(tzinfo=UTC)
    if not isinstance(date, str):
        return beginning
    try:
        moment = datetime.fromisoformat(date)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        return beginning


def _merge(old: Any, new: Any) -> Any:
    if new in (None, "", [], {}):
        return old
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _merge(old.get(key), new.get(key)) for key in {**old, **new}}
    if _identified(old) and _identified(new):
        merged = {str(member["id"]): member for member in old}
        for member in new:
            key = str(member["id"])
            merged[key] = _merge(merged.get(key), member)
        return list(merged.values())
    return new


def _identified(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(member, dict) and member.get("id") is not None for member in value)
    )
