"""Made-up records of children that exist nowhere, with check letters and digits worked out, for the tests of what is refused."""

from datetime import date, timedelta

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(number: int, authority: int = 890) -> str:
    """Return a pupil number with the right check letter."""
    digits = f"{authority}{number:08d}0"[:11] + str(number % 10)
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, 2))
    return LETTERS[total % 23] + digits


def _weighted(nine: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True))


def nhs(number: int) -> str:
    """Return an NHS number with the right check digit, from a number of up to eight digits."""
    for start in range(number, number + 50):
        nine = f"4{start:08d}"
        check = 11 - _weighted(nine) % 11
        if check != 10:
            return nine + str(check % 11)
    raise AssertionError("no number found")


def wrong_nhs(number: int) -> str:
    """Return ten digits like an NHS number whose check digit is wrong."""
    right = nhs(number)
    return right[:9] + str((int(right[9]) + 1) % 10)


def uln(number: int) -> str:
    """Return a learner number with the right check digit."""
    for start in range(number, number + 50):
        nine = f"1{start:08d}"
        rest = _weighted(nine) % 11
        if rest:
            return nine + str(10 - rest)
    raise AssertionError("no number found")


def births(count: int, step: int = 2_741) -> list[date]:
    """Return days spread over some fifteen years before 2024, in no order and on mixed days of the month."""
    return [date(2023, 11, 17) - timedelta(days=(i * step) % 5_500 + i) for i in range(count)]
