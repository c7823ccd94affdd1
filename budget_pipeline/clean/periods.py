"""What a title says of time: the year of a report and the day up to which it counts."""

import calendar
import re
from functools import cache
from typing import Final

from budget_pipeline.clean.calendar_text import FIRST_YEAR, LAST_YEAR, full_year, months

_ORDINALS: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "satu": 1, "dua": 2, "tiga": 3, "empat": 4,
}  # fmt: skip
_WORD: Final = "(" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_JOINED: Final = rf"(?: ?(?:s/d|s\.? ?d\.?|sampai(?: dengan)?|-|dan) ?{_WORD}\b)?"
_QUARTER: Final = re.compile(
    rf"\b(?:tri ?wulan|tribulan|tw|kuartal)[ .-]*(?:ke[ -]?)?{_WORD}\b{_JOINED}"
)
_HALF: Final = re.compile(rf"\bsemester[ .-]*(?:ke[ -]?)?{_WORD}\b{_JOINED}")
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_BUDGET_YEAR: Final = (
    re.compile(r"\btahun anggaran\W{0,3}((?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?:^|[^a-z])t\.? ?a\b\.?\W{0,2}((?:19|20)\d\d)(?!\d)"),
    re.compile(r"\btahun\W{0,3}((?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<![\d.,/])((?:19|20)\d\d)(?![\d]|[.,/]\d)"),
)


def period_end(text: str, year: int | None) -> str | None:
    """Return the last day that a title or header covers, as ISO text; None where it says none.

    The last date, month, quarter or half-year named wins ("Januari s.d. Juni"); `year` serves where
    the text names none.

    >>> period_end("KONDISI S/D TGL. : 30 APRIL 2019", None), period_end("s.d. TW III", 2024)
    ('2019-04-30', '2024-09-30')
    """
    plain = " ".join(text.casefold().replace("_", " ").split())
    if found := list(_NUMERIC.finditer(plain)):
        numbers = [int(part) for part in found[-1].groups()]
        return _day(numbers[2], numbers[1], numbers[0])
    if found := list(_month_pattern().finditer(plain)):
        written_day, name, written_year = found[-1].groups()
        named_year = full_year(written_year) if written_year else _year_near(plain, year)
        day = int(written_day) if written_day else None
        return _day(named_year, months()[name], day)
    for pattern, length in ((_QUARTER, 3), (_HALF, 6)):
        if found := list(pattern.finditer(plain)):
            ordinal = _ORDINALS[found[-1][2] or found[-1][1]]
            in_range = ordinal * length <= 12
            return _day(_year_near(plain, year), ordinal * length, None) if in_range else None
    return None


def year_from_text(text: str) -> int | None:
    """Return the budget year a title names, None where it names none or several.

    >>> year_from_text("LAPORAN REALISASI TAHUN ANGGARAN 2026"), year_from_text("T.A. 2024")
    (2026, 2024)
    """
    plain = " ".join(text.casefold().replace("_", " ").split())
    for pattern in _BUDGET_YEAR:
        years = {int(year) for year in pattern.findall(plain)}
        years = {year for year in years if FIRST_YEAR <= year <= LAST_YEAR}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


@cache
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w])(?:(\d{{1,2}})[ .-]*)?\b({names})\b\.?(?:[ .,-]{{0,2}}((?:19|20)\d\d)(?!\d))?"
    )


def _year_near(plain: str, year: int | None) -> int | None:
    found = year_from_text(plain)
    return found if found is not None else year


def _day(year: int | None, month: int, day: int | None) -> str | None:
    if year is None or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    chosen = last if day is None else day
    return f"{year:04d}-{month:02d}-{chosen:02d}" if 1 <= chosen <= last else None
