"""Every indicator has a case of each kind: flagged, spared, boundary, exclusions, missing, zero."""

import math
from collections.abc import Iterator

import pytest
import sqlglot
import yaml
from sqlglot import exp

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.indicators.model import Indicator
from budget_pipeline.indicators.thresholds import with_constants
from budget_pipeline.schema.read import load_schema
from tests.indicator_cases import FOLDER, Case, all_cases, run_case

CATALOG = load_catalog()
SCHEMA = load_schema()
CODES = [item.kode for item in CATALOG.available]
CASES: dict[str, list[Case]] = {kode: [] for kode in CODES}
for one in all_cases():
    CASES[one.indikator].append(one)
NUMBERS = ("integer", "number")


def about(kode: str) -> dict:
    """Return what the case file of an indicator declares about its cases."""
    path = FOLDER / f"{kode.lower().replace('-', '_')}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def expected(kode: str) -> set[tuple[str | None, str | None]]:
    """Return the (status, reason) pairs that the cases of an indicator expect."""
    return {(row.get("status"), row.get("alasan")) for case in CASES[kode] for row in case.expect}


def given(kode: str, name: str) -> Iterator[object]:
    """Yield what the cases of an indicator write in the column `table.column`."""
    table, _, column = name.partition(".")
    for case in CASES[kode]:
        yield from (row[column] for row in case.given.get(table, []) if column in row)


def reasons(indicator: Indicator, column: str) -> set[str]:
    """Return every text that `column` of the main statement can hold, shared tables included."""
    return set(_texts(_select(with_constants(indicator, []).hasil), column))


def _select(sql: str) -> exp.Expression:
    tree = sqlglot.parse_one(sql, read="sqlite")
    while isinstance(tree, exp.Union):
        tree = tree.left
    return tree


def _texts(select: exp.Expression, column: str) -> Iterator[str]:
    for projection in select.expressions:
        if projection.alias == column:
            yield from _outcomes(projection.this)


def _outcomes(node: exp.Expression) -> Iterator[str]:
    if isinstance(node, exp.Paren):
        yield from _outcomes(node.this)
    elif isinstance(node, exp.Case):
        for branch in node.args["ifs"]:
            yield from _outcomes(branch.args["true"])
    elif isinstance(node, exp.Coalesce):
        for part in (node.this, *node.expressions):
            yield from _outcomes(part)
    elif isinstance(node, exp.Column):
        for table in CATALOG.shared:
            yield from _texts(_select(table.sql), node.name)
    elif isinstance(node, exp.Literal):
        yield node.this


@pytest.mark.parametrize("kode", CODES)
@pytest.mark.parametrize(
    ("column", "status"),
    [("tidak_berlaku", "tidak_berlaku"), ("tidak_dapat_dihitung", "tidak_dapat_dihitung")],
)
def test_each_exclusion_and_each_missing_field_has_a_case(
    kode: str, column: str, status: str
) -> None:
    told = {reason for found, reason in expected(kode) if found == status}
    beyond_reach = set(about(kode).get("tak_terjangkau", {}))
    assert reasons(CATALOG.indicator(kode), column) - told - beyond_reach == set()


def test_reasons_are_found_in_statement_and_shared_tables() -> None:
    found = reasons(CATALOG.indicator("KOL-01"), "tidak_berlaku")
    assert {"bukan metode kompetitif", "penawaran sah kurang dari jumlah minimal"} <= found


@pytest.mark.parametrize("kode", CODES)
def test_reasons_said_to_be_beyond_reach_are(kode: str) -> None:
    told = {reason for _, reason in expected(kode)}
    assert set(about(kode).get("tak_terjangkau", {})) & told == set()


@pytest.mark.parametrize("kode", CODES)
def test_an_indicator_that_leaves_something_out_says_what(kode: str) -> None:
    indicator = CATALOG.indicator(kode)
    left_out = reasons(indicator, "tidak_berlaku") - set(about(kode).get("tak_terjangkau", {}))
    assert bool(left_out) == bool(indicator.pengecualian)


@pytest.mark.parametrize("kode", CODES)
def test_flagged_and_spared_have_a_case(kode: str) -> None:
    assert {"terpicu", "tidak_terpicu"} <= {status for status, _ in expected(kode)}


@pytest.mark.parametrize("kode", [kode for kode in CODES if CATALOG.indicator(kode).parameter])
def test_the_boundary_has_a_case(kode: str) -> None:
    named = about(kode).get("batas")
    if named:
        assert named in {case.name for case in CASES[kode]}
        return
    likely = sorted(CASES[kode], key=lambda case: "tepat" not in case.name)
    assert any(map(at_the_boundary, likely)), "no case has a value equal to its threshold"


def at_the_boundary(case: Case) -> bool:
    """Tell whether a verdict of the case has a value that equals its threshold."""
    verdicts = run_case(case).execute(
        "SELECT nilai, ambang FROM hasil_indikator WHERE status IN ('terpicu', 'tidak_terpicu')"
        " AND nilai IS NOT NULL AND ambang IS NOT NULL"
    )
    # A fence is stored with the margin of 1e-9 that rounding gets.
    return any(math.isclose(value, limit, rel_tol=1e-9, abs_tol=2e-9) for value, limit in verdicts)


@pytest.mark.parametrize("kode", CODES)
def test_zero_and_null_have_a_case(kode: str) -> None:
    columns = CATALOG.indicator(kode).kolom_wajib
    values = {name: list(given(kode, name)) for name in columns}
    assert any(value is None for found in values.values() for value in found), "no null"
    numbers = [name for name in columns if kind(name) in NUMBERS]
    if numbers:
        assert any(value == 0 for name in numbers for value in values[name]), f"no 0: {numbers}"


def kind(name: str) -> str:
    """Return the declared type of `table.column`."""
    table, _, column = name.partition(".")
    return SCHEMA.table(table).column(column).type
