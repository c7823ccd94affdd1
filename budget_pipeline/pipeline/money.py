"""Add up rupiah exactly, and write them the way a clerk reads them."""

from decimal import Decimal

import numpy as np
import numpy.typing as npt


def exact_sum(whole: npt.NDArray[np.int64]) -> Decimal:
    """Return the sum of whole rupiah, whatever its size.

    >>> exact_sum(np.array([2**62, 2**62, 2**62, -1]))
    Decimal('13835058055282163711')
    """
    high, low = whole >> 32, whole & 0xFFFFFFFF
    return Decimal((int(high.sum()) << 32) + int(low.sum()))


def rupiah(amount: Decimal) -> str:
    """Return an amount the Indonesian way, sen only where there are any.

    >>> rupiah(Decimal("1295927372.42")), rupiah(Decimal("-0.50")), rupiah(Decimal(1000))
    ('1.295.927.372,42', '-0,50', '1.000')
    """
    whole, _, part = f"{abs(amount):.2f}".partition(".")
    sign = "-" if amount < 0 else ""
    digits = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{digits}" + ("" if part == "00" else f",{part}")
