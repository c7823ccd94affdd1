"""Vote how a delimited text is written: delimiter, escaping of quotes, wrapped lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budget_pipeline.extract.textfile import Text

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_BYTES = 1 << 18
SAMPLE_LINES = 400
# A quoted text of more lines than this is a quote that was never closed.
MAX_QUOTED_LINES = 200
QUOTED = re.compile(r'"(?:[^"\\]|\\.|"")*"')
SEP_LINE = re.compile(rb'\A"?sep=(.)"?[;,]*\r?(?:\n|\r|\Z)', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    r"""How a text is written; `backslash`: a quote inside a field is written \" (LKPP ISB)."""

    delimiter: str
    backslash: bool = False
    wrapped: bool = False


def vote(text: Text, delimiter: str | None = None) -> Dialect:
    """Return the dialect under which most lines of the sample have the same number of fields."""
    sample = text[:SAMPLE_BYTES].decode("utf-8", "replace")
    lines = [line for line in sample.splitlines()[:SAMPLE_LINES] if line.strip()]
    wrapped = _looks_wrapped(lines)
    if wrapped:
        lines = [unwrapped(line) for line in lines]
    chosen = delimiter or max(
        DELIMITERS, key=lambda candidate: _agreement(_records(lines, candidate), candidate)
    )
    return Dialect(chosen, _escapes_with_backslash(text, chosen), wrapped)


def unwrapped(line: str) -> str:
    r"""Return the record inside a line that is one quoted field, else the line itself.

    >>> unwrapped('"2025,""D107"",5"'), unwrapped('"a","b"')
    ('2025,"D107",5', '"a","b"')
    """
    body = line.strip().rstrip(";,\t|")
    if len(body) < 2 or body[0] != '"' or body[-1] != '"':
        return line
    inner = body[1:-1]
    if '"' in inner.replace('""', ""):
        return line
    return inner.replace('""', '"')


def count_fields(line: str, delimiter: str) -> int:
    """Return the number of fields of a line; delimiters inside quotes do not count."""
    if '"' not in line:
        return line.count(delimiter) + 1
    return QUOTED.sub("", line).count(delimiter) + 1


def _records(lines: list[str], delimiter: str) -> Iterator[str]:
    """Yield the lines, those of one quoted text joined: cells of several lines hold any delimiter."""
    opening = re.compile(rf'(?:^|{re.escape(delimiter)})"')
    position, joining = 0, True
    while position < len(lines):
        record, used = lines[position], 1
        while joining and opening.search(QUOTED.sub("", record)):
            if used == min(MAX_QUOTED_LINES, len(lines) - position):
                record, used, joining = lines[position], 1, False
                break
            record += "\n" + lines[position + used]
            used += 1
        yield record
        position += used


def _looks_wrapped(lines: list[str]) -> bool:
    """Tell whether lines are single quoted fields that hold a whole record."""
    candidates = [line for line in lines if unwrapped(line) != line]
    if len(candidates) * 2 < len(lines) or not candidates:
        return False
    counts = [
        max(count_fields(unwrapped(line), delimiter) for delimiter in DELIMITERS)
        for line in candidates
    ]
    return sum(count > 1 for count in counts) * 10 >= 9 * len(counts)


def _agreement(lines: Iterable[str], delimiter: str) -> tuple[float, int]:
    """Return the share of lines that agree on a field count above one, and that count."""
    counts = Counter(count_fields(line, delimiter) for line in lines)
    total = sum(counts.values())
    # Titles and notes around a table have one field each under every delimiter: they do not vote.
    several = {count: times for count, times in counts.items() if count > 1}
    if not several:
        return 0.0, 0
    count, times = max(several.items(), key=lambda item: (item[1], item[0]))
    return round(times / total, 2) + min(count, 30) / 1000, count


def _escapes_with_backslash(text: Text, delimiter: str) -> bool:
    r"""Tell whether \" stands where a closing quote cannot: inside a field, before more text."""
    inside = re.compile(rb'\\"[^"\r\n' + re.escape(delimiter.encode()) + rb"]")
    return text.holds(inside, 3, b'\\"')
