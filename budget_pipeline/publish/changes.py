"""Tell what a release changes against the one before: CHANGES.md and its part of the manifest."""

from typing import Any

from budget_pipeline.publish.causes import NAMES
from budget_pipeline.publish.diff import EXAMPLES, KINDS, Diff, RowChange, TableDiff

VERDICT_CAUSES = {**NAMES, "data": "data"}
ENGLISH = {"ditambah": "added", "diubah": "changed", "dihapus": "removed"}
FIRST = """\
# Perubahan · Changes

Rilis pertama: tidak ada rilis sebelumnya untuk dibandingkan.
First release: there is none to compare with.
"""


UNREADABLE = """\
# Perubahan · Changes

Rilis sebelumnya (`{release}`) rusak dan tidak dapat dibandingkan.
The release before (`{release}`) is damaged and could not be compared.
"""


def describe_changes(diff: Diff | None, unreadable: str = "") -> str:
    """Return CHANGES.md, Indonesian and English side by side.

    Without a `diff` this is the first release, or the one before it is `unreadable`.
    """
    if diff is None:
        return UNREADABLE.format(release=unreadable) if unreadable else FIRST
    lines = [
        "# Perubahan · Changes",
        "",
        f"Dibandingkan rilis `{diff.before}`. · Compared with release `{diff.before}`.",
        "",
    ]
    if diff.versions[0] != diff.versions[1]:
        lines += [f"Versi program · Program version: {diff.versions[0]} → {diff.versions[1]}", ""]
    if diff.empty:
        lines += ["Tidak ada baris atau putusan yang berubah. · No row and no verdict changed.", ""]
    lines += _files(diff)
    for table in diff.tables:
        lines += _table(table)
    lines += _verdicts(diff)
    return "\n".join(lines).rstrip() + "\n"


def summarise_changes(diff: Diff | None) -> dict[str, Any]:
    """Return the same as data for manifest.json: counts by table, kind and cause."""
    if diff is None:
        return {}
    return {
        "files": diff.files,
        "tables": {
            table.table: {
                "rows": list(table.rows),
                **{
                    kind: {
                        cause: n
                        for (what, cause), n in sorted(table.counts.items())
                        if what == kind
                    }
                    for kind in KINDS
                },
                "totals": {name: [str(old), str(new)] for name, (old, new) in table.totals.items()},
            }
            for table in diff.tables
        },
        "verdicts": [
            {"indicator": code, "before": old, "after": new, "cause": cause, "count": n}
            for (code, old, new, cause), n in sorted(diff.verdicts.items())
        ],
    }


def _files(diff: Diff) -> list[str]:
    lines = [
        f"- {cause} · {NAMES[cause]}: `{path}`"
        for cause, paths in diff.files.items()
        for path in paths
    ]
    return ["## Berkas · Files", "", *lines, ""] if lines else []


def _table(table: TableDiff) -> list[str]:
    lines = [
        f"## {table.table}",
        "",
        f"Baris · Rows: {table.rows[0]} → {table.rows[1]}",
        "",
        "| perubahan · change | sebab · cause | baris · rows |",
        "|---|---|---|",
    ]
    for (kind, cause), count in sorted(table.counts.items()):
        lines.append(f"| {kind} · {ENGLISH[kind]} | {cause} · {NAMES[cause]} | {count} |")
    lines.append("")
    for name, (old, new) in table.totals.items():
        lines.append(f"- Jumlah · Total `{name}`: {old} → {new} ({new - old:+f})")
    lines += _examples(table)
    return [*lines, ""]


def _examples(table: TableDiff) -> list[str]:
    lines = []
    for kind in KINDS:
        examples = [change for change in table.examples if change.kind == kind]
        total = table.count(kind)
        if examples:
            shown = f" ({EXAMPLES} dari · of {total})" if total > EXAMPLES else ""
            lines += ["", f"### {kind} · {ENGLISH[kind]}{shown}", ""]
            lines += [_example(change) for change in examples]
    return lines


def _example(change: RowChange) -> str:
    file, sheet, row = change.place
    values = []
    for name, (old, new) in change.values.items():
        if change.kind == "diubah" and old != new:
            values.append(f"{name}: {_shown(old)} → {_shown(new)}")
        else:
            values.append(f"{name}: {_shown(old if change.kind == 'dihapus' else new)}")
    place = f"`{file}` {sheet} baris {row}"
    return f"- {place} ({change.cause}): " + "; ".join(values)


def _shown(value: object) -> str:
    """Return a value on one line, so that a cell cannot write headings of its own."""
    return "kosong" if value is None else "`" + " ".join(str(value).replace("`", "'").split()) + "`"


def _verdicts(diff: Diff) -> list[str]:
    if not diff.verdicts:
        return []
    lines = [
        "## Putusan indikator · Indicator verdicts",
        "",
        "| indikator | sebelum · before | sesudah · after | sebab · cause | banyaknya · count |",
        "|---|---|---|---|---|",
    ]
    for (code, old, new, cause), count in sorted(diff.verdicts.items()):
        lines.append(f"| {code} | {old} | {new} | {cause} · {VERDICT_CAUSES[cause]} | {count} |")
    return [*lines, ""]
