"""Propose a layout profile for a sheet nobody declared yet, for staff to read and mend.

A header is matched by synonym, then by similar spelling, then by what the column holds; never by
its position. The proposal says how sure it is of each column and shows examples.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from budget_pipeline.extract.headers import Header, read_headers
from budget_pipeline.extract.sheets import Sheet, column_letter
from budget_pipeline.extract.words import key
from budget_pipeline.schema.model import Column, Schema, Table

SEARCH_ROWS = 40
EXAMPLES = 3
SIMILAR = 82
PROVENANCE = ("kode_wilayah", "id_berkas", "lembar", "baris")
ACCOUNT = re.compile(r"^[4-6](\.\d{1,2}){3,5}(\.\d{3,5})?\.?$")
AMOUNT = re.compile(r"^\(?-?(rp\.?\s*)?[\d.,]{4,}( ?(rb|jt|m|t))?(,-)?\)?$", re.IGNORECASE)
DATE = re.compile(
    r"^\d{4}-\d{2}-\d{2}|^\d{1,2}[/ -](\d{1,2}|[a-z]{3,9})[/ -]\d{2,4}$", re.IGNORECASE
)
# Columns that a content rule may claim, per pattern.
CONTENT: tuple[tuple[re.Pattern[str], Callable[[Column], bool]], ...] = (
    (ACCOUNT, lambda column: column.format == "rekening"),
    (AMOUNT, lambda column: column.is_money),
    (DATE, lambda column: column.is_date),
)


@dataclass(frozen=True)
class Match:
    """One proposed column: where it stands, what it should feed, how sure, and why."""

    source: int
    header: str
    column: str
    confidence: int
    how: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """The best table for one sheet, with its header row and matched columns."""

    sheet: str
    table: str
    header_row: int
    matches: tuple[Match, ...]
    left_out: tuple[str, ...]
    wanted: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Return how much of the sheet is explained and how much of the table is there."""
        named = {match.column for match in self.matches}
        there = sum(name in named for name in self.wanted) / max(len(self.wanted), 1)
        return sum(match.confidence for match in self.matches) / 100 + there


def propose(sheet: Sheet, schema: Schema) -> Proposal | None:
    """Return the best proposal for `sheet`, or None when nothing in it resembles any table."""
    best: Proposal | None = None
    for first in _header_candidates(sheet):
        headers = read_headers(sheet, first, 1)
        for table in schema.of_kind("fact"):
            matches = tuple(_matches(sheet, headers, first, table))
            used = {match.source for match in matches}
            left = tuple(h.text for i, h in enumerate(headers) if h.text and i not in used)
            row = int(sheet.cells.index[first])
            proposal = Proposal(sheet.name, table.name, row, matches, left, table.recognise)
            if len(matches) >= 2 and (best is None or proposal.score > best.score):
                best = proposal
    return best


def as_yaml(proposal: Proposal, name: str, schema: Schema) -> str:
    """Return the proposal as a layout profile with its reasons as comments."""
    table = schema.table(proposal.table)
    lines = [
        f"# Usulan profil untuk lembar {proposal.sheet!r}; periksa, betulkan, lalu simpan sebagai",
        f"# profil-{name}.yml di samping berkasnya. Berkas dengan judul yang sama lalu dikenali.",
        f"name: {name}",
        f'title: {{id: "{table.title.id} ({name})", en: "{table.title.en} ({name})"}}',
        'source: "tulis asal berkas di sini"',
        f"# Judul kolom terbaca di baris {proposal.header_row}.",
        "require:",
        *(f"  - {_quoted(key(match.header))}" for match in proposal.matches),
        "feeds:",
        f"  - table: {proposal.table}",
        "    columns:",
    ]
    for match in proposal.matches:
        shown = "; ".join(match.examples)
        lines.append(
            f"      {match.column}: [{_quoted(key(match.header))}]"
            f"  # kolom {column_letter(match.source)}, yakin {match.confidence} %"
            f" ({match.how}); contoh: {shown}"
        )
    if proposal.left_out:
        lines.append("# Belum dipetakan:")
        lines += [f"#   {_quoted(text)}" for text in proposal.left_out]
    return "\n".join(lines) + "\n"


def _header_candidates(sheet: Sheet) -> list[int]:
    """Return rows that look like headers: several texts, no amounts, filled rows below."""
    found = []
    for position in range(min(len(sheet.cells), SEARCH_ROWS)):
        cells = [text.strip() for text in sheet.head[position] if text.strip()]
        texts = [text for text in cells if not AMOUNT.match(text)]
        if len(cells) >= 2 and len(texts) == len(cells):
            found.append(position)
    return found[:5]


def _matches(sheet: Sheet, headers: Sequence[Header], first: int, table: Table) -> Iterator[Match]:
    """Yield the surest pairing of headers and columns, each used once, in sheet order."""
    candidates = []
    for index, header in enumerate(headers):
        if not header.last:
            continue
        examples = _examples(sheet, first, index)
        for column in (*table.columns, *table.internal):
            if column.derived or column.name in PROVENANCE:
                continue
            confidence, how = _rate(header, column, examples)
            if confidence:
                match = Match(index, header.text, column.name, confidence, how, examples)
                candidates.append(match)
    chosen: dict[int, Match] = {}
    for match in sorted(candidates, key=lambda match: (-match.confidence, match.source)):
        named = {other.column for other in chosen.values()}
        if match.source not in chosen and match.column not in named:
            chosen[match.source] = match
    yield from (chosen[source] for source in sorted(chosen))


def _rate(header: Header, column: Column, examples: tuple[str, ...]) -> tuple[int, str]:
    if header.last in column.synonyms or header.full in column.synonyms:
        return 100, "judul sama"
    if header.loose in column.synonyms:
        return 95, "judul sama tanpa periode"
    similar = max((fuzz.ratio(header.last, word) for word in column.synonyms), default=0.0)
    if similar >= SIMILAR:
        return int(similar), "judul mirip"
    for pattern, fits in CONTENT:
        if fits(column) and examples and all(pattern.match(text) for text in examples):
            return 50, "isi kolom"
    return 0, ""


def _examples(sheet: Sheet, first: int, index: int) -> tuple[str, ...]:
    column = sheet.head[first + 1 : first + 60, index]
    return tuple([" ".join(text.split())[:30] for text in column if text.strip()][:EXAMPLES])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', "'").replace("\n", " ") + '"'
