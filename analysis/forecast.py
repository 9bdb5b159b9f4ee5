"""The chance that a plan is finished by a month, from the pace so far. No random numbers: the same input gives the same answer.

Each month to come is taken to be like one of the past months, each as likely as another, with all that happened in it: what was
finished and what was added. The chances of all sums are added up exactly, month after month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.wording import are, count_of

LEAST_MONTHS = 4  # fewer months of history make no forecast
HORIZON = 240  # months; beyond twenty years nothing is said
FAIR, LIKELY = 0.5, 0.85
NO_FINISH = "no finish in sight at this pace"
TOO_SHORT = "no forecast"


@dataclass(frozen=True)
class Forecast:
    """The chance of being finished after each month.

    Parameters
    ----------
    chances : array of float
        By month, the first one month ahead: the chance that everything is finished by its end. Never falls.
    left : int
        Actions still to finish.
    months : int
        Months of history that it rests on.
    why_not : str
        Why there is no forecast; empty where there is one.
    """

    chances: np.ndarray
    left: int
    months: int
    why_not: str = ""

    def chance_by(self, month: int) -> float:
        """Return the chance of being finished after so many months; 0 before the first, unless nothing is left."""
        if not self.left:
            return 1.0
        if month < 1 or not len(self.chances):
            return 0.0
        return float(self.chances[min(month, len(self.chances)) - 1])

    def month_of(self, chance: float) -> int | None:
        """Return the first month by whose end the chance is reached, None where it is not within twenty years."""
        if not self.left:
            return 0
        reached = np.flatnonzero(self.chances >= chance)
        return int(reached[0]) + 1 if len(reached) else None


def forecast(finished: Sequence[int], left: int, added: Sequence[int] | None = None, horizon: int = HORIZON) -> Forecast:
    """Work out the chance of finishing.

    Parameters
    ----------
    finished : sequence of int
        Actions finished in each past month; months without any count as 0.
    left : int
        Actions still to finish.
    added : sequence of int, optional
        Actions added in the same months; left out, none were.
    horizon : int
        Months to work out.

    Returns
    -------
    Forecast
        Without chances where there are fewer than ``LEAST_MONTHS`` months or nothing was finished in any of them.

    Notes
    -----
    With h(1) ... h(k) finished and a(1) ... a(k) added, the number left falls in a month by h(i) - a(i), each i with chance 1/k. The
    distribution of the number left is convolved with that step once a month; what reaches 0 or less is finished and stays finished.
    """
    grown = [0] * len(finished) if added is None else list(added)
    if len(grown) != len(finished):
        raise ValueError(f"finished has {len(finished)} months and added {len(grown)}; they must be the same months.")
    if left <= 0:
        return Forecast(np.ones(1), 0, len(finished))
    if len(finished) < LEAST_MONTHS:
        return Forecast(np.empty(0), left, len(finished), TOO_SHORT)
    steps = [done - more for done, more in zip(finished, grown, strict=True)]
    if max(steps) <= 0:
        return Forecast(np.empty(0), left, len(finished), NO_FINISH)
    return Forecast(_add_up(steps, left, horizon), left, len(finished))


def _add_up(steps: Sequence[int], left: int, horizon: int) -> np.ndarray:
    """Return the chance of having reached 0 after each month."""
    fastest, slowest = max(steps), min(steps)
    step = np.zeros(fastest - slowest + 1)
    for fall in steps:
        step[fastest - fall] += 1 / len(steps)  # at place p the number left changes by p - fastest
    # What has grown so far that even the fastest pace cannot finish it within the horizon cannot change any chance.
    most = fastest * horizon
    waiting = np.zeros(left + 1)
    waiting[left] = 1.0
    finished, chances = 0.0, np.empty(horizon)
    for month in range(horizon):
        moved = np.convolve(waiting, step)  # place p stands for p - fastest left
        finished += float(moved[: fastest + 1].sum())
        waiting = np.concatenate([[0.0], moved[fastest + 1 :]])[: most + 1]
        chances[month] = finished
        most -= fastest
    return np.minimum(np.maximum.accumulate(chances), 1.0)


def month_ahead(today: date, months: int) -> date:
    """Return the day so many months after today; the last day of the month where today is one."""
    day = pd.Timestamp(today)
    ahead = day + (pd.offsets.MonthEnd(months) if day.is_month_end else pd.DateOffset(months=months))
    return ahead.date()


def months_until(today: date, day: date) -> int:
    """Return how many whole months lie between today and a day; 0 for a day in the past."""
    months = max(0, (day.year - today.year) * 12 + day.month - today.month)
    while months and month_ahead(today, months) > day:
        months -= 1
    return months


def describe_forecast(made: Forecast, today: date, own: date | None) -> str:
    """Return the finding in one sentence: the chance by the board's own date, and the dates of an even and of a good chance."""
    if not made.left:
        return "Nothing is left to finish."
    left = f"{count_of(made.left, 'action').capitalize()} {are(made.left)}"
    if made.why_not == TOO_SHORT:
        return (
            f"{left} left, but there is no forecast: it needs at least {LEAST_MONTHS} whole "
            f"months of history and there {'is' if made.months == 1 else 'are'} {made.months}."
        )
    if made.why_not:
        return f"{left} left and there is {NO_FINISH}."
    fair, likely = made.month_of(FAIR), made.month_of(LIKELY)
    if fair is None:
        return f"{left} left, and within {HORIZON // 12} years there is no even chance of finishing at this pace."
    by = say_chance(made.chance_by(months_until(today, own))) if own else ""
    chance = f"The chance of finishing by {_day(own)}, the board's own date, is {by}. " if own else ""
    good = f" and {say_chance(LIKELY)} by {_day(month_ahead(today, likely))}" if likely else ""
    return f"{chance}At the pace so far the chance is even by {_day(month_ahead(today, fair))}{good}."


def say_chance(chance: float) -> str:
    """Return a chance in whole per cent; never 0% or 100% for what is merely unlikely or likely."""
    if chance <= 0:
        return "nil"
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < chance < 1 else f"{round(chance * 100)}%"


def say_forecast(made: Forecast, today: date, own: date | None) -> tuple[str, str, str]:
    """Return for a line of a table: the chance by the board's own date, and the dates of an even and of a good chance."""
    if not made.left:
        return "finished", "finished", "finished"
    if made.why_not:
        return made.why_not, "", ""
    dates = [made.month_of(chance) for chance in (FAIR, LIKELY)]
    said = [f"over {HORIZON // 12} years" if month is None else _day(month_ahead(today, month)) for month in dates]
    return "" if own is None else say_chance(made.chance_by(months_until(today, own))), said[0], said[1]


def tabulate_chances(made: Forecast, today: date, most: int = 36) -> pd.DataFrame:
    """Return the chance month by month, up to the month in which it passes 99%, with headings for reading."""
    sure = made.month_of(0.99) or len(made.chances)
    months = range(1, min(sure, most, len(made.chances)) + 1)
    days = [pd.Timestamp(month_ahead(today, month)) for month in months]
    return pd.DataFrame({"Months": list(months), "By": days, "Chance": [say_chance(made.chance_by(month)) for month in months]})


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
