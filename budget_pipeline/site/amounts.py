"""Write amounts, numbers and dates the way a reader of either language expects them.

Inside the site every amount of money is one integer number of sen (hundredths of a rupiah), so that sums and
differences stay exact; only these functions turn it into text.
"""

from datetime import date
from decimal import Decimal

from budget_pipeline.schema.read import load_schema

SCALES_ID = ((10**12, "T"), (10**9, "M"), (10**6, "jt"), (10**3, "rb"))
SCALES_EN = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k"))
NBSP = "\N{NO-BREAK SPACE}"


def short(sen: int | None, lang: str = "id") -> str:
    r"""Return an amount shortened to one decimal, rounded half up; an em dash where it is unknown.

    >>> short(86603538442700)
    'Rp\xa0866,0\xa0M'
    >>> short(-150000000, "en")
    '−Rp\xa01.5\xa0m'
    """
    if sen is None:
        return "—"
    rupiah = (abs(sen) + 50) // 100
    sign = "−" if sen < 0 else ""
    for scale, unit in SCALES_EN if lang == "en" else SCALES_ID:
        # 999,95 jt would print as 1.000,0 jt: it belongs to the next scale.
        if rupiah * 20 >= scale * 20 - scale // 1000 and rupiah >= 1000:
            tenths = (rupiah * 10 + scale // 2) // scale
            return (
                f"{sign}Rp{NBSP}{number(tenths // 10, lang)}{_point(lang)}{tenths % 10}{NBSP}{unit}"
            )
    return f"{sign}Rp{NBSP}{rupiah}"


def full(sen: int | None, lang: str = "id") -> str:
    r"""Return an amount with every digit, sen only where there are any.

    >>> full(89140815891042)
    'Rp\xa0891.408.158.910,42'
    """
    if sen is None:
        return "—"
    sign = "−" if sen < 0 else ""
    rupiah, rest = divmod(abs(sen), 100)
    decimals = f"{_point(lang)}{rest:02d}" if rest else ""
    return f"{sign}Rp{NBSP}{number(rupiah, lang)}{decimals}"


def plain(sen: int | None) -> str:
    """Return an amount as a machine reads it: rupiah with a decimal point, empty where unknown.

    >>> plain(89140815891042), plain(-500), plain(None)
    ('891408158910.42', '-5', '')
    """
    if sen is None:
        return ""
    rupiah, rest = divmod(abs(sen), 100)
    return f"{'-' if sen < 0 else ''}{rupiah}{f'.{rest:02d}' if rest else ''}"


def from_text(written: str, lang: str = "id") -> str:
    r"""Return an amount that a manifest states as decimal text, with every digit.

    >>> from_text("891408158910.42")
    'Rp\xa0891.408.158.910,42'
    """
    return full(int(Decimal(written).scaleb(2)), lang)


def rounded(sen: int, lang: str = "id") -> str:
    r"""Return an amount for an axis: as `short`, without a decimal that is zero.

    >>> rounded(5000000000), rounded(250000000)
    ('Rp\xa050\xa0jt', 'Rp\xa02,5\xa0jt')
    """
    return short(sen, lang).replace(f"{_point(lang)}0{NBSP}", NBSP)


def number(value: float | None, lang: str = "id", decimals: int = 0) -> str:
    """Return a number with thousands separated; an em dash where it is unknown.

    >>> number(1234567), number(0.25, decimals=2), number(12.5, "en", 1)
    ('1.234.567', '0,25', '12.5')
    """
    if value is None:
        return "—"
    text = f"{value:,.{decimals}f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(part: float | None, whole: float | None, lang: str = "id") -> str:
    r"""Return `part` of `whole` in percent with one decimal; an em dash where it cannot be computed.

    >>> percent(1, 8), percent(1, 0), percent(None, 3)
    ('12,5\xa0%', '—', '—')
    """
    if part is None or not whole:
        return "—"
    return f"{number(100 * part / whole, lang, 1)}{NBSP}%"


def measure(value: float | None, lang: str = "id") -> str:
    """Return a number of unknown kind (a ratio, a count, days) with as many decimals as it needs, up to four.

    >>> measure(1.0), measure(0.98765), measure(1234.5)
    ('1', '0,9877', '1.234,5')
    """
    if value is None:
        return "—"
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def day(value: str | None, lang: str = "id") -> str:
    """Return an ISO date or datetime as a day in words.

    >>> day("2024-05-12 08:00:00"), day("2024-05-12", "en"), day(None)
    ('12 Mei 2024', '12 May 2024', '—')
    """
    if not value:
        return "—"
    try:
        when = date.fromisoformat(value[:10])
    except ValueError:
        return value
    month = load_schema().codelists["bulan"].codes[when.month - 1].title.in_language(lang)
    return f"{when.day} {month[:3]} {when.year}"


def size(octets: int | None, lang: str = "id") -> str:
    r"""Return a file size in the largest fitting unit.

    >>> size(646000)
    '646\xa0kB'
    """
    if octets is None:
        return "—"
    for scale, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if octets >= scale:
            return f"{number(octets / scale, lang, 0 if octets >= 10 * scale else 1)}{NBSP}{unit}"
    return f"{octets}{NBSP}B"


def _point(lang: str) -> str:
    return "." if lang == "en" else ","
