"""How counts and shares are put into words, the same on every page."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def percent_number(part: int, whole: int) -> float:
    """Return a share in per cent to one decimal, halves rounded up as spreadsheets do; missing where the whole is zero."""
    if not whole:
        return float("nan")
    share = Decimal(int(part)) * 100 / Decimal(int(whole))
    return float(share.quantize(Decimal("0.1"), ROUND_HALF_UP))


def percent(part: int, whole: int) -> str:
    """Return a share in words, ``58.7%``; empty where the whole is zero."""
    return f"{percent_number(part, whole):.1f}%" if whole else ""


def share_of(part: int, whole: int) -> str:
    """Return ``210 of 358 (58.7%)``, or ``0 of 0`` where there is nothing to take a share of."""
    share = percent(part, whole)
    return f"{part:,} of {whole:,}" + (f" ({share})" if share else "")


def count_of(number: int, one: str, many: str = "") -> str:
    """Return ``1 action`` or ``2 actions``; ``no actions`` for zero."""
    if number == 1:
        return f"1 {one}"
    return f"{f'{number:,}' if number else 'no'} {many or one + 's'}"


def are(number: int) -> str:
    """Return the verb that goes with a number: ``is`` for one, ``are`` for all others."""
    return "is" if number == 1 else "are"


def join_words(words: Iterable[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
