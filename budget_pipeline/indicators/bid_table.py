"""Read bids from somebody's CSV: find separator, columns and decimal sign; report the rest.

One row a bid. Nothing is dropped silently: a row without tender, a bid that is missing, unreadable
or not above zero, and a label that says neither yes nor no are named with their line.
"""

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from budget_pipeline.indicators.remarks import AnalysisError, Remarks, remark

SEPARATORS: tuple[str, ...] = (",", ";", "\t", "|")
YES = {"1", "1.0", "true", "yes", "y", "ya", "benar"}
NO = {"0", "0.0", "false", "no", "n", "tidak", "salah"}
CURRENCY = re.compile(r"(?i)^(rp\.?|idr|usd|eur|chf|[$€£¥])|(,-|,--)$")
GROUPING = re.compile(r"[\s'’\u00a0\u202f]")
# How a number may be written: the pattern, the thousands sign, the decimal sign.
STYLES = {
    ".": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"), "", "."),
    "1.234,5": (re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"), ".", ","),
    "1,234.5": (re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"), ",", "."),
}
ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True)
class BidTable:
    """Usable bids in file order: tender, amount, label (None unknown), and how they were read."""

    tenders: tuple[str, ...]
    bids: tuple[float, ...]
    labels: tuple[bool | None, ...]
    read: int
    separator: str
    style: str


def read_bids(
    path: Path, *, tender: str, bid: str, label: str | None = None, remarks: Remarks
) -> BidTable:
    """Return the bids of a CSV file; AnalysisError when the file or a column cannot be used."""
    text = _decode(path)
    wanted = [tender, bid] + ([label] if label else [])
    separator, rows = _rows(path, text, wanted)
    places = [_place(path, rows[0][1], name) for name in wanted]
    cells = [
        (line, [row[at].strip() if at < len(row) else "" for at in places])
        for line, row in rows[1:]
        if any(cell.strip() for cell in row)
    ]
    style = number_style([cell[1] for _, cell in cells])
    kept: list[tuple[str, float, bool | None]] = []
    for line, cell in cells:
        amount = _number(cell[1], style)
        if not cell[0]:
            remarks.append(remark(path.name, "tabel_tanpa_tender", row=line, kolom_tender=tender))
        elif not cell[1]:
            remarks.append(remark(path.name, "tabel_tanpa_penawaran", row=line))
        elif amount is None:
            remarks.append(remark(path.name, "tabel_bukan_angka", row=line, ditemukan=cell[1]))
        elif amount <= 0:
            remarks.append(remark(path.name, "tabel_tidak_positif", row=line, ditemukan=cell[1]))
        else:
            answer = _label(cell[2]) if label else None
            if label and answer is None:
                remarks.append(remark(path.name, "tabel_label", row=line, ditemukan=cell[2]))
            kept.append((cell[0], amount, answer))
    tenders, bids, labels = zip(*kept, strict=True) if kept else ((), (), ())
    return BidTable(tenders, bids, labels, len(cells), separator, style)


def number_style(cells: Sequence[str]) -> str:
    """Return how the numbers of one column are written: ".", "1.234,5" or "1,234.5".

    The style that reads most cells wins. A column whose only dots stand before exactly three digits
    ("950.000") is read with dots as thousands, as Indonesian offices write.

    >>> number_style(["950.000", "1250"]), number_style(["950.50", "1.000"])
    ('1.234,5', '.')
    """
    clean = [_strip(cell) for cell in cells if cell]
    dotted = [cell for cell in clean if "." in cell]
    if dotted and all(ONE_GROUP.fullmatch(cell) for cell in dotted):
        return "1.234,5"
    return max(
        STYLES, key=lambda style: sum(bool(STYLES[style][0].fullmatch(cell)) for cell in clean)
    )


def _number(text: str, style: str) -> float | None:
    pattern, thousands, decimal = STYLES[style]
    clean = _strip(text)
    if not pattern.fullmatch(clean):
        return None
    if thousands:
        clean = clean.replace(thousands, "")
    value = float(clean.replace(decimal, "."))
    return value if math.isfinite(value) else None


def _strip(text: str) -> str:
    return GROUPING.sub("", CURRENCY.sub("", text.strip()))


def _label(text: str) -> bool | None:
    word = text.casefold()
    if word in YES:
        return True
    return False if word in NO else None


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AnalysisError(
            "berkas_tidak_terbuka", ditemukan=path.name, sebab=error.strerror or str(error)
        ) from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(path: Path, text: str, wanted: Sequence[str]) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return the separator under which the wanted columns appear, and the rows with their lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, separators = _first_line(path, lines, 0), SEPARATORS
    # Excel may state the separator on a line of its own.
    if stated := re.fullmatch(r'"?sep=(.)"?', lines[first].strip()):
        first, separators = _first_line(path, lines, first + 1), (stated[1],)
    body = "\n".join(lines[first:])
    heads = {sep: next(csv.reader([lines[first]], delimiter=sep)) for sep in separators}
    separator = max(
        heads,
        key=lambda sep: (sum(_has(heads[sep], name) for name in wanted), len(heads[sep])),
    )
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    try:
        return separator, [(first + reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise AnalysisError(
            "tabel_rusak", ditemukan=path.name, baris=first + reader.line_num, sebab=str(error)
        ) from None


def _first_line(path: Path, lines: Sequence[str], start: int) -> int:
    for number in range(start, len(lines)):
        if lines[number].strip():
            return number
    raise AnalysisError("tabel_kosong", ditemukan=path.name)


def _has(head: Sequence[str], name: str) -> bool:
    return name in [cell.strip() for cell in head]


def _place(path: Path, head: Sequence[str], name: str) -> int:
    """Return the position of column `name`, exactly or else without regard to case."""
    names = [cell.strip() for cell in head]
    found = [at for at, cell in enumerate(names) if cell == name]
    if not found:
        found = [at for at, cell in enumerate(names) if cell.casefold() == name.casefold()]
    if len(found) != 1:
        raise AnalysisError(
            "tabel_kolom_ganda" if found else "tabel_kolom_tidak_ada",
            exit_code=2,
            ditemukan=path.name,
            nama=name,
            pilihan=", ".join(cell for cell in names if cell),
        )
    return found[0]
