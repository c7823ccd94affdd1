"""Say a statement of SQLite in the SQL of DuckDB or Spark: SQLGlot, and the few things it leaves.

Everything in which the engines differ for our statements stands here, once: fractions are floating
point (others read 0.8 as a decimal), whole numbers have 64 bits and are cut, not rounded; LOWER and
UPPER change the letters a to z only, as SQLite's do.
"""

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase

import sqlglot
from sqlglot import exp

from budget_pipeline.indicators.model import Catalog

WORD = re.compile(r"[a-z_0-9]+")


@cache
def translate(sql: str, dialect: str) -> str:
    """Return the SQLite statement `sql` in `dialect` ("duckdb" or "spark").

    >>> translate("SELECT LOWER(a) * 0.5 AS b FROM t", "duckdb")
    "SELECT TRANSLATE(a, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') * CAST(0.5 AS DOUBLE) AS b FROM t"
    """
    tree = sqlglot.parse_one(sql, read="sqlite")
    whole = "bilangan_bulat" if dialect == "duckdb" else "BIGINT"
    return tree.transform(_adapt, whole, copy=False).sql(
        dialect=dialect, copy=False, comments=False
    )


def words(catalog: Catalog) -> set[str]:
    """Return every word in the statements of the catalogue: what of the tables they can need."""
    texts = [table.sql for table in (*catalog.shared, *catalog.scores)]
    for indicator in catalog.available:
        texts += [indicator.hasil, indicator.bukti, *indicator.tables]
    return {word for text in texts for word in WORD.findall(text)}


def _adapt(node: exp.Expr, whole: str) -> exp.Expr:
    if isinstance(node, exp.Literal) and not node.is_string and not node.this.isdigit():
        return exp.cast(node.copy(), "DOUBLE", copy=False)
    if isinstance(node, exp.Cast) and node.to.this in exp.DataType.INTEGER_TYPES:
        return exp.Anonymous(this=whole, expressions=[node.this])
    if isinstance(node, exp.Lower):
        return _letters(node.this, ascii_uppercase, ascii_lowercase)
    if isinstance(node, exp.Upper):
        return _letters(node.this, ascii_lowercase, ascii_uppercase)
    return node


def _letters(text: exp.Expr, old: str, new: str) -> exp.Expr:
    return exp.Anonymous(
        this="TRANSLATE", expressions=[text, exp.Literal.string(old), exp.Literal.string(new)]
    )
