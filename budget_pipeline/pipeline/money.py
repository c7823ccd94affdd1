"""Write rupiah the way a clerk reads them."""

from decimal import Decimal


def rupiah(amount: Decimal) -> str:
    """Return an amount the Indonesian way, sen only where there are any.

    >>> rupiah(Decimal("1295927372.42")), rupiah(Decimal("-0.50")), rupiah(Decimal(1000))
    ('1.295.927.372,42', '-0,50', '1.000')
    """
    whole, _, part = f"{abs(amount):.2f}".partition(".")
    sign = "-" if amount < 0 else ""
    digits = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{digits}" + ("" if part == "00" else f",{part}")
