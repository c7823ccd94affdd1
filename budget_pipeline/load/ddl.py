"""Turn a declared table into STRICT SQLite: columns, checks, keys, indexes.

Money rule, the same everywhere: a rupiah column `pagu` is stored as two integers, `pagu_rp` (whole rupiah, rounded
down) and `pagu_sen` (0 to 99), and `pagu` is generated from them. Exact totals add the two integer columns;
`sum(pagu)` reads in rupiah and is exact as long as no row has sen. Dates are ISO text with a companion `<name>_hari`,
the integer number of days since 1970-01-01, so that intervals are plain subtraction on any SQL engine.
"""

from budget_pipeline.schema.model import Column, Schema, Table

TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "year": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
}


def stored_columns(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that are written, in order: money as `_rp` and `_sen`, dates with `_hari`."""
    names: list[str] = []
    for column in table.columns:
        if column.is_money:
            names += [f"{column.name}_rp", f"{column.name}_sen"]
        elif column.is_date:
            names += [column.name, f"{column.name}_hari"]
        else:
            names.append(column.name)
    return tuple(names)


def create_table(table: Table, schema: Schema) -> str:
    """Return the CREATE TABLE statement of `table`."""
    parts = [part for column in table.columns for part in _column_parts(column)]
    if table.has_surrogate_key:
        parts[0] = '"id" INTEGER PRIMARY KEY'
    elif table.primary_key:
        parts.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    for column in table.columns:
        if column.references:
            target, _, name = column.references.partition(".")
            parts.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{target}" ("{name}")')
    body = ",\n  ".join(parts)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n) STRICT'


def create_indexes(table: Table) -> list[str]:
    """Return the CREATE INDEX statements of `table`, to run after loading."""
    return [
        f'CREATE INDEX "{index_name(table, index)}" ON "{table.name}" ({_names(index)})'
        for index in table.indexes
    ]


def index_name(table: Table, columns: tuple[str, ...]) -> str:
    """Return what the index of `table` on `columns` is called."""
    return f"{table.name}_{'_'.join(columns)}"


def in_dependency_order(schema: Schema) -> list[Table]:
    """Return the tables so that each comes after the tables it references."""
    done: list[Table] = []
    waiting = [schema.tables[name] for name in sorted(schema.tables)]
    while waiting:
        ready = [table for table in waiting if _references(table) <= {other.name for other in done}]
        done += ready
        waiting = [table for table in waiting if table not in ready]
    return done


def _references(table: Table) -> set[str]:
    targets = {column.references.partition(".")[0] for column in table.columns if column.references}
    return targets - {table.name}


def _column_parts(column: Column) -> list[str]:
    name = column.name
    required = " NOT NULL" if column.constraints.required else ""
    if column.is_money:
        return [
            f'"{name}" ANY GENERATED ALWAYS AS (CASE WHEN "{name}_sen" = 0 THEN "{name}_rp"'
            f' ELSE "{name}_rp" + "{name}_sen" / 100.0 END) VIRTUAL',
            f'"{name}_rp" INTEGER{required}',
            f'"{name}_sen" INTEGER{required} CHECK ("{name}_sen" BETWEEN 0 AND 99)',
        ]
    parts = [f'"{name}" {TYPES[column.type]}{required}{_check(column)}']
    if column.is_date:
        parts.append(f'"{name}_hari" INTEGER')
    return parts


def _check(column: Column) -> str:
    name, limits = column.name, column.constraints
    if column.type == "boolean":
        return f' CHECK ("{name}" IN (0, 1))'
    if limits.enum:
        # Not `IN (...)`: past two values SQLite lays that list in a table of its own for every row inserted.
        literals = ("'" + value.replace("'", "''") + "'" for value in limits.enum)
        alternatives = " OR ".join(f'"{name}" = {literal}' for literal in literals)
        return f" CHECK ({alternatives})"
    if limits.minimum is not None and column.type in ("integer", "year"):
        return f' CHECK ("{name}" >= {limits.minimum})'
    return ""


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
