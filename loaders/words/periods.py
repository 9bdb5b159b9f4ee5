"""Reading the periods of a whole row of headings or column of labels, and those that titles name among other words."""

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

from loaders.grid import Cell
from loaders.words.period_labels import DASHES, PLAIN_HABIT, YEAR_ENDS, Habit, Period, follows, is_period, read_period, year_ending

__all__ = [
    "YEAR_ENDS", "Habit", "Period", "count_periods", "find_habit", "find_period", "is_period", "is_snapshot", "read_period", "read_periods", "span",
    "year_ending",
]  # fmt: skip

_SNAPSHOT = re.compile(r"^\s*(?:as\s+)?at\b|\bsnapshot\b|\(at\b", re.IGNORECASE)
_AMONG_MONTHS = 0.2  # share of labels that name months from which a day beside them is meant as a day


def read_periods(labels: Sequence[Cell], habit: Habit = PLAIN_HABIT) -> list[Period | None]:
    """Read the labels of one row of headings, or one column, together.

    Days that stand a month, a quarter or a year apart are the last days of such periods: "31 Mar 2024", "31 Mar 2025" are years to that day.
    A label that says "at" means the day itself, and so does one that stands among labels of months: "April 2024", "30 April 2024".

    Returns
    -------
    list of Period or None
        In the order of the labels.
    """
    read = [read_period(label, habit) for label in labels]
    months = sum(period is not None and period.kind == "month" for period in read)
    if months >= _AMONG_MONTHS * len(read):
        return read
    closing = [period is not None and period.kind == "day" and not is_snapshot(label) for label, period in zip(labels, read, strict=True)]
    days = sorted({period.end for period, closes in zip(read, closing, strict=True) if period and closes})
    if len(days) < 2:
        return read
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(days)]
    usual = sorted(gaps)[len(gaps) // 2]
    return [_ending(period, usual) if period and closes else period for period, closes in zip(read, closing, strict=True)]


def is_snapshot(label: Cell) -> bool:
    """Tell whether a label says that the figure was true at a day: "At 31 March 2026"."""
    return isinstance(label, str) and bool(_SNAPSHOT.search(label))


def span(first: date, last: date) -> Period:
    """Return the period between two days, named by its length where it is a day, a week or whole months."""
    after = last + timedelta(days=1)
    months = 12 * (after.year - first.year) + after.month - first.month if first.day == after.day == 1 else 0
    kind = {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months, "months" if months else "days")
    if not months and (last - first).days in (0, 6):
        kind = "week" if (last - first).days else "day"
    return Period(first, last, kind)


def _ending(day: Period, gap: int) -> Period:
    """Return the period that a day closes, from the usual number of days between such days."""
    months, kind = (1, "month") if 28 <= gap <= 31 else (3, "quarter") if 89 <= gap <= 93 else (12, "year") if 364 <= gap <= 367 else (0, "")
    if gap == 7:
        return Period(day.end - timedelta(days=6), day.end, "week")
    after = day.end + timedelta(days=1)
    if not months or after.day != 1:
        return day
    place = after.year * 12 + after.month - 1 - months
    return Period(date(place // 12, place % 12 + 1, 1), day.end, kind)


def find_habit(texts: Sequence[str]) -> Habit:
    """Work out from titles and names near a table which kind of year it uses and which year its months belong to."""
    text = " ".join(" ".join(texts).casefold().split())
    year = "financial"
    if re.search(r"30(?:th)? sept", text):
        year = "workforce"
    elif re.search(r"academic year|school year|31(?:st)? august", text):
        year = "academic"
    elif re.search(r"calendar year|31(?:st)? december", text):
        year = "calendar"
    span = re.search(r"\b(?P<y1>20\d\d)\s*[/-]\s*(?P<y2>(?:20)?\d\d)\b", text)
    starts = int(span["y1"]) if span and follows(int(span["y1"]), span["y2"]) else None
    rolling = bool(re.search(r"rolling (?:12|twelve|year)", text))
    return Habit(year, starts, rolling)


def find_period(text: str, habit: Habit = PLAIN_HABIT) -> Period | None:
    """Find the period that a title or a heading names among other words: the longest label, the last of equals.

    A bare year counts only where nothing longer is there; "2013 to 2025" is a span of many years and is left alone.
    """
    if re.search(r"\b(?:19|20)\d\d\s+(?:to|-|and)\s+(?:19|20)\d\d\b(?!\s*/)", DASHES.sub("-", text)):
        return None
    words = re.sub(r"[():;,]", " ", text).split()
    for length in range(min(6, len(words)), 0, -1):
        for first in range(len(words) - length, -1, -1):
            period = read_period(" ".join(words[first : first + length]), habit)
            if period:
                return period
    return None


def count_periods(cells: Sequence[Cell]) -> int:
    """Return how many cells of a row name periods; whole numbers count only as years in a row: 2021, 2022, 2023, not 2014, 1998, 2031."""
    years = [int(cell) for cell in cells if isinstance(cell, (int, float)) and is_period(cell)]
    steps = {later - earlier for earlier, later in itertools.pairwise(years)}
    counted = len(years) if len(steps) == 1 and steps <= {1, -1} else 0
    return counted + sum(is_period(cell) for cell in cells if not isinstance(cell, (int, float)))
