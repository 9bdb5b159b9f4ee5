"""The statutory clock: when an action plan is due at Ofsted, in working days of England.

Source: the Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007: the written statement of what the council
proposes to do is due within 70 working days of receiving the report. The day after receipt is day 1; Saturdays, Sundays and bank holidays
in England do not count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import holidays

SUBMISSION_WORKING_DAYS = 70
SATURDAY = 5


@dataclass(frozen=True)
class Clock:
    """Where the statutory clock stands.

    Parameters
    ----------
    start : date or None
        The day from which days are counted; None where neither date is known.
    counted_from : {"received", "published", "not known"}
    due : date or None
        The day by which the plan must be submitted.
    day : int or None
        Today's working day of the 70: 1 is the first after the start. Goes on beyond 70.
    left : int or None
        Working days left up to and including the due day; negative once it has passed.
    """

    start: date | None
    counted_from: Literal["received", "published", "not known"]
    due: date | None
    day: int | None
    left: int | None


def clock(published: date | None, received: date | None, today: date) -> Clock:
    """Return where the statutory clock stands today.

    Parameters
    ----------
    published, received : date or None
        When the report was published, and when the council received it; the latter counts where both are known.
    today : date
    """
    start = received or published
    if start is None:
        return Clock(None, "not known", None, None, None)
    due = submission_due(start)
    return Clock(
        start=start,
        counted_from="received" if received else "published",
        due=due,
        day=working_days_between(start, today),
        left=working_days_between(today, due),
    )


def submission_due(start: date) -> date:
    """Return the 70th working day after a day."""
    return add_working_days(start, SUBMISSION_WORKING_DAYS)


def add_working_days(start: date, days: int) -> date:
    """Return the n-th working day after a day; the day after is the first that can count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after one day up to and including another; negative where the other is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def is_working_day(day: date) -> bool:
    """Return whether a day is neither at a weekend nor a bank holiday in England."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
