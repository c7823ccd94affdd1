"""An addendum is a version of its contract in what is published, never a second contract."""

from typing import Any

import pytest

from budget_pipeline.publish.packages.versions import contract_versions


def row(key: str, number: str | None, version: int | None, **own: Any) -> dict[str, Any]:
    return {
        "id_kontrak": key,
        "nomor_kontrak": number,
        "versi_addendum": version,
        "nilai_kontrak": "100",
        "id_penyedia": "p1",
        "nama_penyedia": "CV Satu",
        **own,
    }


def keys(*rows: dict[str, Any]) -> list[list[str]]:
    return [[version["id_kontrak"] for version in one] for one in contract_versions(rows)]


@pytest.mark.parametrize(
    ("rows", "contracts"),
    [
        ([row("a", "1", 0), row("b", "1", 1)], [["a", "b"]]),
        ([row("b", "1/ADD-1", 1), row("a", "1", 0)], [["a", "b"]]),
        ([row("c", "9", 2), row("b", "8", 1), row("a", "1", None)], [["a", "b", "c"]]),
        ([row("b", "8", 1), row("c", "9", 2)], [["b", "c"]]),
        ([row("a", None, None), row("b", "1", 0)], [["b"]]),
        ([row("a", None, None)], [["a"]]),
        ([row("a", "1", 0), row("b", "2", 0), row("c", "2", 1)], [["a"], ["b", "c"]]),
        ([row("a", "1", 0), row("b", "2", 0), row("c", "3", 1)], [["a"], ["b"], ["c"]]),
        ([row("a", "1", 0), row("b", "2", 1, id_penyedia="p2")], [["a"], ["b"]]),
        ([row("a", "1", 0), row("b", "1", 1, nilai_kontrak=None)], [["a", "b"]]),
        ([row("a", None, None, nilai_kontrak=None)], []),
    ],
    ids=[
        "the same number",
        "a number of its own",
        "several addenda",
        "the first contract is not loaded",
        "an award gives way to the contract",
        "only an award with a value",
        "two contracts, one amended",
        "two contracts, and nobody can say which one is amended",
        "another supplier",
        "an addendum of time only",
        "nothing was made",
    ],
)
def test_versions(rows: list[dict[str, Any]], contracts: list[list[str]]) -> None:
    assert keys(*rows) == contracts
