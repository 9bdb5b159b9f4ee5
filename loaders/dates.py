"""Reading the deadline of one cell: what was typed, what it means and how exactly it was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loaders.grid import Cell


@dataclass(frozen=True)
class DateStyle:
    """How a whole column writes its dates.

    Parameters
    ----------
    month_first : bool
        The column writes 12/25/2026 for Christmas Day.
    earliest, latest : date or None
        The span of the column's own full dates.
    serials : bool
        Numbers in the column are Excel's day numbers.
    problem : str
        What a person should know about the decision; empty where the column is plain.
    """

    month_first: bool = False
    earliest: date | None = None
    latest: date | None = None
    serials: bool = True
    problem: str = ""


@dataclass(frozen=True)
class DateRead:
    """What one cell says about time; ``precision`` is a key of DUE_PRECISIONS and ``problem`` is empty where nothing is wrong."""

    start: date | None = None
    due: date | None = None
    precision: str = "none"
    text: str = ""
    all_dates: tuple[date, ...] = ()
    problem: str = ""


def decide_style(values: Iterable[Cell]) -> DateStyle:
    """Decide how a column writes its dates from all its cells."""
    return DateStyle()


def read_date(value: Cell, style: DateStyle, anchor: date | None = None) -> DateRead:
    """Read one cell."""
    return DateRead(text="" if value is None else str(value))


def find_date(text: str) -> date | None:
    """Find the date in a title, heading or version label."""
    return None
