"""Recompute a flagged verdict from its evidence rows alone, by the `putusan` its file declares.

`putusan` is a condition over the names of evidence rows, in words an auditor reads:
`100 * (hps - nilai) / hps < ambang dan banyak(penawaran) >= 2`. A plain name stands for the one
row of that name; over several rows: banyak, jumlah, terendah, tertinggi, rata, beda and
simpangan (n - 1).
"""

import ast
import math
import operator
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from budget_pipeline.errors import SchemaError
from budget_pipeline.indicators.model import Catalog

Scalar = float | str | None
NO_EVIDENCE = "no evidence"
FLAGGED = "SELECT subjek_id FROM hasil_indikator WHERE kode = ? AND status = 'terpicu'"
EVIDENCE = """
    SELECT subjek_id, nama, nilai, teks FROM bukti_indikator
    WHERE kode = ? ORDER BY subjek_id, urutan
"""
WORDS = {"dan": "and", "atau": "or", "bukan": "not"}
ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def deviation(values: Sequence[float]) -> float:
    """Return the sample standard deviation (n - 1), zero when it is rounding residue only."""
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return 0.0 if spread < 1e-9 * abs(mean) else spread


def concentration(values: Sequence[float]) -> float:
    """Return the Herfindahl-Hirschman index of amounts: the sum of squared shares times 10,000.

    >>> concentration([50.0, 30.0, 20.0])
    3800.0
    """
    total = math.fsum(values)
    return round(math.fsum((value / total) ** 2 for value in values) * 10_000, 9)


AGGREGATES: dict[str, Callable[[Sequence[float]], float]] = {
    "jumlah": math.fsum,
    "terendah": min,
    "tertinggi": max,
    "rata": lambda values: math.fsum(values) / len(values),
    "simpangan": deviation,
    "hhi": concentration,
    "mutlak": lambda values: abs(values[0]),
    "akar": lambda values: math.sqrt(values[0]),
}


class Incomplete(Exception):
    """The evidence lacks a value that the rule needs, or has several where one belongs."""


def holds(putusan: str, evidence: Mapping[str, Sequence[Scalar]]) -> bool:
    """Tell whether `putusan` holds over evidence given as values by name.

    >>> holds("banyak(penawaran) = 1", {"penawaran": [950_000.0]})
    True
    >>> holds("100 * (hps - x) / hps < batas", {"hps": [200.0], "x": [199.0], "batas": [1.0]})
    True
    """
    return bool(_value(parse(putusan), evidence))


def parse(putusan: str) -> ast.expr:
    """Return the syntax tree of a rule; SchemaError when it holds anything but the words above."""
    pieces = re.split(r"('[^']*')", putusan)
    python = "".join(piece if piece.startswith("'") else _python(piece) for piece in pieces)
    try:
        tree = ast.parse(python.strip(), mode="eval").body
    except SyntaxError as error:
        raise SchemaError(f"putusan: {putusan!r} is no condition") from error
    _refuse_unknown(tree, putusan)
    return tree


def _python(text: str) -> str:
    text = re.sub(r"(?<![<>!=])=(?!=)", "==", text)
    return re.sub(r"\b(dan|atau|bukan)\b", lambda match: WORDS[match[1]], text)


def _refuse_unknown(tree: ast.expr, putusan: str) -> None:
    known = (
        ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Compare,
        ast.Name, ast.Load, ast.Constant, ast.Call, *ARITHMETIC, *COMPARISONS,
    )  # fmt: skip
    for node in ast.walk(tree):
        bad = not isinstance(node, known)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            bad = (
                name not in (*AGGREGATES, "banyak", "beda")
                or len(node.args) != 1
                or bool(node.keywords)
            )
        if bad:
            raise SchemaError(f"putusan: {ast.unparse(node)} is not allowed in {putusan!r}")


def _value(node: ast.expr, evidence: Mapping[str, Sequence[Scalar]]) -> Scalar | bool:
    match node:
        case ast.Constant(value=str() | int() | float() as value):
            return value
        case ast.Name(id=name):
            values = evidence.get(name, ())
            if len(values) != 1 or values[0] is None:
                raise Incomplete(f"{name}: {len(values)} rows")
            return values[0]
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_value(part, evidence) for part in parts)
        case ast.BoolOp(values=parts):
            return _any(parts, evidence)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return not _value(part, evidence)
        case ast.UnaryOp(operand=part):
            return -_number(part, evidence)
        case ast.BinOp(left=left, op=sign, right=right):
            return ARITHMETIC[type(sign)](_number(left, evidence), _number(right, evidence))
        case ast.Compare(left=left, ops=signs, comparators=others):
            sides = [_value(side, evidence) for side in (left, *others)]
            pairs = zip(signs, sides, sides[1:], strict=False)
            return all(COMPARISONS[type(sign)](a, b) for sign, a, b in pairs)
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return _aggregate(name, argument, evidence)
    raise Incomplete(ast.unparse(node))


def _any(parts: Sequence[ast.expr], evidence: Mapping[str, Sequence[Scalar]]) -> bool:
    """Tell whether one alternative holds; one without its evidence does not stop the others."""
    lacking = None
    for part in parts:
        try:
            if _value(part, evidence):
                return True
        except Incomplete as error:
            lacking = error
    if lacking:
        raise lacking
    return False


def _aggregate(name: str, argument: ast.expr, evidence: Mapping[str, Sequence[Scalar]]) -> float:
    if name in ("mutlak", "akar"):
        return AGGREGATES[name]([_number(argument, evidence)])
    values = evidence.get(ast.unparse(argument), ())
    if name == "beda":
        return len(set(values))
    if name == "banyak":
        return len(values)
    numbers = [value for value in values if isinstance(value, float | int)]
    if len(numbers) < len(values) or (not numbers and name != "jumlah"):
        raise Incomplete(f"{name}({ast.unparse(argument)}): {len(numbers)} numbers")
    return AGGREGATES[name](numbers)


def _number(node: ast.expr, evidence: Mapping[str, Sequence[Scalar]]) -> float:
    value = _value(node, evidence)
    if value is None or isinstance(value, str):
        raise Incomplete(f"{ast.unparse(node)} is not a number")
    return float(value)


def disagreements(connection: sqlite3.Connection, catalog: Catalog) -> list[str]:
    """Return one line per flagged verdict that its evidence rows alone do not give again.

    Reads hasil_indikator and bukti_indikator of a computed database; an empty list is the proof.
    """
    return [
        f"{indicator.kode} {subject}: {problem}"
        for indicator in catalog.available
        for subject, problem in unproved(connection, indicator.kode, indicator.putusan)
    ]


def unproved(connection: sqlite3.Connection, kode: str, putusan: str) -> Iterator[tuple[str, str]]:
    """Yield each flagged subject of one indicator that its evidence does not prove, and why.

    A rule that is empty proves nothing and refutes nothing: then only missing evidence is told.
    """
    flagged = {subject for (subject,) in connection.execute(FLAGGED, (kode,))}
    for subject, evidence in _evidence(connection, kode):
        flagged.discard(subject)
        if putusan and (problem := _problem(putusan, evidence)):
            yield subject, problem
    yield from ((subject, NO_EVIDENCE) for subject in sorted(flagged))


def _problem(putusan: str, evidence: Mapping[str, Sequence[Scalar]]) -> str | None:
    try:
        return None if holds(putusan, evidence) else "evidence does not give the verdict"
    except (Incomplete, ZeroDivisionError, TypeError, ValueError) as error:
        return f"evidence is incomplete ({error})"


def _evidence(
    connection: sqlite3.Connection, kode: str
) -> Iterator[tuple[str, dict[str, list[Scalar]]]]:
    rows = connection.execute(EVIDENCE, (kode,))
    for subject, group in groupby(rows, key=lambda row: str(row[0])):
        values: dict[str, list[Scalar]] = {}
        for _, name, number, words in group:
            values.setdefault(name, []).append(words if number is None else number)
        yield subject, values
