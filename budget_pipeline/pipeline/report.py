"""Tell what was found: one JSON object for programs, plain sentences for the clerk."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from budget_pipeline.issues import Issue, sentence
from budget_pipeline.pipeline.money import rupiah
from budget_pipeline.pipeline.results import FileResult, SheetResult
from budget_pipeline.schema.model import Text

MARKS = {
    "dimuat": "OK",
    "dimuat_dengan_peringatan": "OK, dengan peringatan",
    "sebagian_karantina": "SEBAGIAN DITAHAN",
    "ditolak": "DITOLAK",
    "diabaikan": "diabaikan",
}
MARKS_EN = {
    "dimuat": "OK",
    "dimuat_dengan_peringatan": "OK, with warnings",
    "sebagian_karantina": "PARTLY HELD BACK",
    "ditolak": "REJECTED",
    "diabaikan": "ignored",
}
FATES_EN = {
    "dimuat": "loaded",
    "subtotal": "subtotal",
    "judul": "heading",
    "catatan": "note",
    "kosong": "blank",
    "duplikat": "duplicate",
    "karantina": "held back",
}
MARK_BY_SEVERITY = {"tolak": "x", "karantina": "x", "peringatan": "!", "saran": "-"}
SHOWN_PER_CAUSE = 3


def as_json(
    files: Sequence[FileResult],
    release: str | None,
    exit_code: int,
    reasons: Sequence[Text],
    lang: str,
) -> dict[str, Any]:
    """Return the object of design.md 4.1."""
    return {
        "ok": exit_code == 0,
        "release": release,
        "files": [_file_json(file, lang) for file in files],
        "reasons": [reason.in_language(lang) for reason in reasons],
        "exit": exit_code,
    }


def _file_json(file: FileResult, lang: str) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "status": file.status,
        "reason": _reason(file, lang),
        "sheets": [_sheet_json(sheet, lang) for sheet in file.sheets],
        "issues": [_issue_json(issue, lang) for issue in file.issues],
    }


def _sheet_json(sheet: SheetResult, lang: str) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "tables": sheet.tables,
        "profile": sheet.profile or None,
        "header_rows": sheet.header_rows,
        "stage": sheet.stage,
        "year": sheet.year,
        "rows": {"read": sheet.rows_read, **sheet.fates},
        "totals": {name: _plain(value) for name, value in sheet.totals.items()},
        "reconciliation": [
            {
                "label": item.label,
                "column": item.column,
                "row": item.position,
                "stated": _plain(item.stated),
                "computed": _plain(item.computed),
                "difference": _plain(item.difference),
                "ok": item.agrees,
                "note": item.note,
            }
            for item in sheet.comparisons
        ],
        "issues": [_issue_json(issue, lang) for issue in sheet.issues],
    }


def _issue_json(issue: Issue, lang: str) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": issue.severity,
        "cell": issue.cell or None,
        "row": issue.row,
        "value": issue.value or None,
        "message": issue.message(lang),
    }


def as_text(files: Sequence[FileResult], lang: str = "id") -> Iterator[str]:
    """Yield the lines a clerk reads: per file and sheet what was recognised, fates, problems."""
    english = lang == "en"
    marks = MARKS_EN if english else MARKS
    for file in files:
        name = printable(file.path)
        yield f"{name}: {marks[file.status]}"
        reason = _reason(file, lang)
        if reason:
            yield f"    {reason}"
        yield from _problems(name, file.issues, lang)
        for sheet in file.sheets:
            yield from _sheet_text(name, sheet, lang)
        yield ""


def _sheet_text(file: str, sheet: SheetResult, lang: str) -> Iterator[str]:
    english = lang == "en"
    if not sheet.tables:
        word = "not recognised" if english else "tidak dikenali"
        if sheet.rows_read:
            yield f'  {"Sheet" if english else "Lembar"} "{printable(sheet.name)}": {word}'
            yield from _problems(file, sheet.issues, lang)
        return
    title = sheet.title.in_language(lang) if sheet.title else sheet.profile
    headers = ", ".join(map(str, sheet.header_rows)) or "-"
    known = "recognised as" if english else "dikenali sebagai"
    row = "header in row" if english else "judul di baris"
    yield (
        f'  {"Sheet" if english else "Lembar"} "{printable(sheet.name)}": {known} {title}'
        f" ({sheet.profile}; {row} {headers}) -> {', '.join(sheet.tables)}"
    )
    about = [
        f"{'year' if english else 'tahun'} {sheet.year}" if sheet.year else "",
        f"{'stage' if english else 'tahapan'} {sheet.stage}" if sheet.stage else "",
    ]
    if any(about):
        yield f"    {', '.join(filter(None, about))}"
    shown = "; ".join(f"{printable(k)} = {printable(v)[:40]}" for k, v in sheet.sample.items() if v)
    if shown:
        yield f"    {'example' if english else 'contoh'}: {shown}"
    names = FATES_EN if english else {}
    fates = ", ".join(f"{n} {names.get(fate, fate)}" for fate, n in sheet.fates.items() if n)
    yield f"    {sheet.rows_read} {'rows' if english else 'baris'}: {fates}"
    for name, total in sheet.totals.items():
        if total:
            yield f"    {'total' if english else 'jumlah'} {name}: Rp {rupiah(total)}"
    yield from _comparisons(sheet, english)
    yield from _problems(file, sheet.issues, lang)


def _comparisons(sheet: SheetResult, english: bool) -> Iterator[str]:
    if not sheet.comparisons:
        return
    good = sum(item.agrees for item in sheet.comparisons)
    word = "stated totals agree" if english else "total tertulis cocok"
    yield f"    {good}/{len(sheet.comparisons)} {word}"


def _problems(file: str, issues: Sequence[Issue], lang: str) -> Iterator[str]:
    """Group a thousand cells that share one cause: the first few with their place, then a count."""
    causes: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        if issue.severity != "catatan":
            causes.setdefault((issue.code, issue.column), []).append(issue)
    for group in causes.values():
        mark = MARK_BY_SEVERITY[group[0].severity]
        for issue in group[:SHOWN_PER_CAUSE]:
            place = printable(issue.place(file, lang))
            yield f"    {mark} {place}: {printable(issue.message(lang))}"
        rest = group[SHOWN_PER_CAUSE:]
        if rest:
            cells = ", ".join(i.cell or str(i.row) for i in rest[:10] if i.cell or i.row)
            more = "more of the same kind" if lang == "en" else "lagi dengan sebab yang sama"
            yield f"      +{len(rest)} {more}: {cells}{' ...' if len(rest) > 10 else ''}"


def _reason(file: FileResult, lang: str) -> str | None:
    if not file.reason_code:
        return None
    return sentence(file.reason_code, lang, **file.reason_params)


def printable(text: str) -> str:
    """Return `text` on one line: control characters shown, so that a name cannot forge a line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"
