"""One written date: day, month name or number, year, and a time if there is one."""

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from budget_pipeline.clean.codelists import codelist, is_empty_marker

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()
_EXCEL_DAY_ZERO: Final = datetime.datetime(1899, 12, 30)
_JAKARTA: Final = datetime.timezone(datetime.timedelta(hours=7), "WIB")

_TIME: Final = (
    r"(?:[ t,]*(?:pukul |jam )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)? ?"
    r"(?:z|utc|wib|wita|wit|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST: Final = re.compile(rf"^(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}$")
_DAY_FIRST: Final = re.compile(
    rf"^(\d{{1,2}}) ?[-/. ] ?(\d{{1,2}}) ?[-/. ] ?(\d{{2}}|\d{{4}}){_TIME}$"
)
_DAY_NAME: Final = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad),? ")
_DAY_MONTH: Final = re.compile(rf"^(\d{{1,2}})[-/. ]*([a-z]+)[-/., ]*(\d{{4}}|\d{{2}}){_TIME}$")
_MONTH_DAY: Final = re.compile(r"^([a-z]+) (\d{1,2}), ?(\d{4})$")
_NO_DAY: Final = re.compile(r"^(?:\d{4}|\d{4}-\d{1,2}|\d{1,2}[-/]\d{4}|[a-z]+[-/. ]+\d{4})$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with a clock time ("HH:MM:SS") where one was written."""

    day: datetime.date
    time: str = ""

    @property
    def days(self) -> int:
        """Return the days since 1970-01-01."""
        return self.day.toordinal() - _EPOCH

    def text(self, want_time: bool) -> str:
        """Return ISO text, with the time if wanted and known."""
        return f"{self.day} {self.time}" if want_time and self.time else str(self.day)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text that is no date, with the code of the message that says why."""

    code: str


def read_moment(text: str, *, number: bool = False) -> Moment | Mistake | None:
    """Return the date of a cell, the mistake in it, or None where it says there is none.

    >>> read_moment("31 Des 24").text(False)
    '2024-12-31'
    >>> read_moment("12/31/2024").code
    'tanggal_mustahil'
    """
    plain = " ".join(text.split()).strip("'").casefold()
    if not plain or plain.startswith("0000-00-00") or is_empty_marker(plain):
        return None
    if plain.replace(".", "", 1).isdecimal() and plain.count(".") <= 1 and plain.isascii():
        return _from_number(plain, number)
    plain = _DAY_NAME.sub("", plain)
    if found := _YEAR_FIRST.match(plain):
        year, month, day, *clock = found.groups()
        return _moment(int(year), int(month), int(day), clock)
    if found := _DAY_FIRST.match(plain):
        day, month, year, *clock = found.groups()
        return _moment(full_year(year), int(month), int(day), clock)
    if found := _DAY_MONTH.match(plain):
        day, name, year, *clock = found.groups()
        return _named(name, full_year(year), int(day), clock)
    if found := _MONTH_DAY.match(plain):
        return _named(found[1], int(found[3]), int(found[2]), [])
    return Mistake("tanggal_tidak_lengkap" if _NO_DAY.match(plain) else "bukan_tanggal")


@cache
def months() -> dict[str, int]:
    """Return every spelling of a month met in the wild, from bulan.csv."""
    return {
        word.casefold(): int(code.code)
        for code in codelist("bulan").codes
        for word in (code.title.id, code.title.en, *code.synonyms)
    }


def full_year(text: str) -> int:
    """Return a year in four digits; two digits are of this century.

    >>> full_year("24")
    2024
    """
    return int(text) + (2000 if len(text) == 2 else 0)


def _named(name: str, year: int, day: int, clock: list[str | None]) -> Moment | Mistake:
    month = months().get(name)
    return Mistake("bukan_tanggal") if month is None else _moment(year, month, day, clock)


def _moment(year: int, month: int, day: int, clock: list[str | None]) -> Moment | Mistake:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Mistake("tahun_di_luar_batas")
    try:
        date = datetime.date(year, month, day)
        hour, minute, second = (int(part or 0) for part in (*clock, None, None, None)[:3])
        time = datetime.time(hour, minute, second).isoformat() if clock and clock[0] else ""
    except ValueError:
        return Mistake("tanggal_mustahil")
    return Moment(date, time)


def _from_number(text: str, number: bool) -> Moment | Mistake:
    """Read digits alone; the fraction of an Excel serial is its time of day."""
    whole, _, fraction = text.partition(".")
    if len(whole) in (10, 13) and not fraction.strip("0"):
        seconds = int(whole) // (1000 if len(whole) == 13 else 1)
        moment = datetime.datetime.fromtimestamp(seconds, _JAKARTA)
        return _within(Moment(moment.date(), moment.time().isoformat()))
    if len(whole) == 8 and not fraction.strip("0"):
        return _moment(int(whole[:4]), int(whole[4:6]), int(whole[6:]), [])
    if len(whole) == 5 and 20_000 <= int(whole) <= 80_000 and (number or not fraction):
        seconds = round(float("0." + (fraction or "0")) * 86_400)
        moment = _EXCEL_DAY_ZERO + datetime.timedelta(days=int(whole), seconds=seconds)
        clock = moment.time().isoformat() if fraction.strip("0") else ""
        return _within(Moment(moment.date(), clock))
    return Mistake("tanggal_tidak_lengkap" if len(whole) == 4 else "bukan_tanggal")


def _within(moment: Moment) -> Moment | Mistake:
    fits = FIRST_YEAR <= moment.day.year <= LAST_YEAR
    return moment if fits else Mistake("tahun_di_luar_batas")
