"""Times as the loaders hold them: a column's way of writing dates, and a time found in a text with the days it may mean."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
# Years in which a plan's date can lie: children's services directorates began with the Children Act 2004.
FIRST_YEAR, LAST_YEAR = 1990, 2100

Days = tuple[date, date]


@dataclass(frozen=True)
class DateStyle:
    """How a whole column writes its dates.

    Parameters
    ----------
    month_first : bool
        The column writes 12/25/2026 for Christmas Day.
    mixed : bool
        The column has dates of both kinds, so 02/03/2026 cannot be decided.
    earliest, latest : date or None
        The span in which most of the column's own full dates lie.
    problem : str
        What a person should know about the decision; empty where the column is plain.
    """

    month_first: bool = False
    mixed: bool = False
    earliest: date | None = None
    latest: date | None = None
    problem: str = ""

    def fits(self, day: date) -> bool:
        """Tell whether a day is near the column's other dates (two years before to five years after)."""
        if self.earliest is None or self.latest is None:
            return True
        return self.earliest - timedelta(days=731) <= day <= self.latest + timedelta(days=1827)


@dataclass(frozen=True)
class Piece:
    """A time named in a text: its place, its first and last day, and how exactly it was given.

    ``span`` says that the piece is itself a range. ``of_year`` gives the days once the year is known, for a piece that names none; a piece
    with neither days nor ``of_year`` cannot be a date.
    """

    begin: int
    end: int
    precision: str
    days: Days | None = None
    of_year: Callable[[int], Days | None] | None = None
    problem: str = ""
    span: bool = False


def month_days(year: int, month: int) -> Days:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_days(year: int, quarter: int) -> Days:
    """Return the first and last day of a quarter of the financial year that begins in April of a year."""
    month = 3 * quarter + 1
    return (date(year, month, 1), month_days(year, month + 2)[1]) if quarter < 4 else (date(year + 1, 1, 1), date(year + 1, 3, 31))


def words_of(day: date) -> str:
    """Return a date as people write it: 24 July 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
