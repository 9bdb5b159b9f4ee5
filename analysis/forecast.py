"""The chance that a plan is finished by a month, from the pace so far. No random numbers: the same input gives the same answer.

Each month to come is taken to be like one of the past months, each as likely as another, with all that happened in it: what was
finished and what was added. The chances of all sums are added up exactly, month after month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.history import finish_dates, last_rows
from analysis.progress import NO_THEME, SUSPENDED, read_statuses
from analysis.wording import are, count_of, percent
from model.vocabulary import DONE

LEAST_MONTHS = 4  # fewer months of history make no forecast
MONTHS_LOOKED_BACK = 12  # the pace of longer ago says little about the next months
HORIZON = 240  # months; beyond twenty years nothing is said
ENDLESS = ("ongoing", "recurring")
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


def count_months(traced: pd.DataFrame, today: date, threads: Sequence[int] | None = None, look_back: int = MONTHS_LOOKED_BACK) -> pd.DataFrame:
    """Count what was finished and what was added in each whole month of the plan up to today.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    today : date
        Its month counts only where it is the month's last day.
    threads : sequence of int, optional
        Only these actions; the months stay those of the whole plan.
    look_back : int
        At most so many months, 0 for all.

    Returns
    -------
    DataFrame
        ``month`` (its last day), ``finished``, ``added``. The first month is the first whole one of the plan: after its first start, or
        after the first finish or version where no start is given. Actions are added on the day of the first version that has them;
        those of the first version were there from the beginning.
    """
    months = _whole_months(traced, today)[-look_back:] if look_back else _whole_months(traced, today)
    chosen = None if threads is None else set(threads)
    finished = _in_months(finish_dates(traced), months, chosen)
    firsts = traced.drop_duplicates("thread").set_index("thread")
    added = _in_months(firsts.loc[firsts["version"] > 0, "day"], months, chosen)
    return pd.DataFrame({"month": months.to_timestamp(how="end").normalize().as_unit("us"), "finished": finished, "added": added})


def _whole_months(traced: pd.DataFrame, today: date) -> pd.PeriodIndex:
    day = pd.Timestamp(today)
    starts = traced["start"].dropna()
    begins = starts.min() if len(starts) else pd.concat([finish_dates(traced).dropna(), traced["day"]]).min()
    if pd.isna(begins):
        return pd.PeriodIndex([], freq="M")
    first = begins.to_period("M") + (0 if begins.day == 1 else 1)
    last = day.to_period("M") - (0 if day.is_month_end else 1)
    return pd.period_range(first, last, freq="M")


def _in_months(days: pd.Series, months: pd.PeriodIndex, chosen: set[int] | None) -> np.ndarray:
    known = days.dropna()
    if chosen is not None:
        known = known[known.index.isin(chosen)]
    return known.dt.to_period("M").value_counts().reindex(months, fill_value=0).to_numpy(dtype="int64")


def count_left(traced: pd.DataFrame) -> tuple[pd.Index, int, int]:
    """Return the threads still to finish, and how many live ones have no end and how many are suspended, which are not counted."""
    last = last_rows(traced)
    last = last[~last["gone"]]
    statuses = read_statuses(last)
    endless = last["due"].isna() & last["due_precision"].isin(ENDLESS)
    done, stopped = statuses.isin(DONE), statuses.eq(SUSPENDED)
    left = ~done & ~stopped & ~endless
    return last.index[left], int((endless & ~done & ~stopped).sum()), int(stopped.sum())


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


def find_own_date(traced: pd.DataFrame, left: pd.Index) -> date | None:
    """Return the date by which the plan itself says that everything is done: the last due date of what is left."""
    due = last_rows(traced).loc[left, "due"].dropna()
    return None if due.empty else due.max().date()


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
    chance = f"The chance of finishing by {_day(own)}, the plan's own last date, is {by}. " if own else ""
    good = f" and {say_chance(LIKELY)} by {_day(month_ahead(today, likely))}" if likely else ""
    return f"{chance}At the pace so far the chance is even by {_day(month_ahead(today, fair))}{good}."


def say_chance(chance: float) -> str:
    """Return a chance in whole per cent; never 0% or 100% for what is merely unlikely or likely."""
    if chance <= 0:
        return "nil"
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < chance < 1 else f"{round(chance * 100)}%"


def forecast_themes(traced: pd.DataFrame, today: date, own: date | None, look_back: int = MONTHS_LOOKED_BACK) -> pd.DataFrame:
    """Return the forecast of each theme on its own.

    Returns
    -------
    DataFrame
        ``theme``, ``left``, ``finished`` and ``added`` (in the months looked back on), ``chance`` (by the board's own date, in words),
        ``even`` and ``likely`` (dates, or why there is none).
    """
    last = last_rows(traced)
    themes = last["theme"].fillna(NO_THEME)
    left, _, _ = count_left(traced)
    rows = []
    for theme in dict.fromkeys(themes[~last["gone"]]):
        threads = themes.index[themes == theme]
        months = count_months(traced, today, threads.tolist(), look_back)
        its = forecast(months["finished"].tolist(), int(left.isin(threads).sum()), months["added"].tolist())
        rows.append((theme, its.left, int(months["finished"].sum()), int(months["added"].sum()), *_say(its, today, own)))
    return pd.DataFrame(rows, columns=["theme", "left", "finished", "added", "chance", "even", "likely"])


def _say(made: Forecast, today: date, own: date | None) -> tuple[str, str, str]:
    if not made.left:
        return "finished", "finished", "finished"
    if made.why_not:
        return made.why_not, "", ""
    dates = [made.month_of(chance) for chance in (FAIR, LIKELY)]
    said = [f"over {HORIZON // 12} years" if month is None else _day(month_ahead(today, month)) for month in dates]
    return "" if own is None else say_chance(made.chance_by(months_until(today, own))), said[0], said[1]


def label_themes(table: pd.DataFrame) -> pd.DataFrame:
    """Return `forecast_themes` with headings for reading."""
    names = {
        "theme": "Theme",
        "left": "Left",
        "finished": "Finished in these months",
        "added": "Added",
        "chance": "Chance by the date",
        "even": "Even chance by",
        "likely": "85% by",
    }
    return table.rename(columns=names)


def tabulate_chances(made: Forecast, today: date, most: int = 36) -> pd.DataFrame:
    """Return the chance month by month, up to the month in which it passes 99%, with headings for reading."""
    sure = made.month_of(0.99) or len(made.chances)
    months = range(1, min(sure, most, len(made.chances)) + 1)
    return pd.DataFrame(
        {
            "Months": list(months),
            "By": [pd.Timestamp(month_ahead(today, n)) for n in months],
            "Chance": [say_chance(made.chance_by(n)) for n in months],
        }
    )


def burn_up(traced: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return how many actions there were and how many were done, month by month.

    Returns
    -------
    DataFrame
        ``day`` (month ends of the plan so far, then today), ``done`` (running total of those with a day of finishing, of the actions now in
        the plan) and ``scope`` (actions known by then: as the newest version up to that day had them, without those that have no end).
    """
    months = _whole_months(traced, today)
    ends = [*months.to_timestamp(how="end").normalize(), pd.Timestamp(today)]
    ends = sorted(set(ends))
    last = last_rows(traced)
    finished = finish_dates(traced)[~last["gone"]].dropna()
    done_now = int((read_statuses(last).isin(DONE) & ~last["gone"]).sum())
    unknown = done_now - len(finished)  # done before anybody kept count: there from the first day
    counted = traced[~(traced["due"].isna() & traced["due_precision"].isin(ENDLESS)) | read_statuses(traced).isin(DONE)]
    counted = counted[read_statuses(counted).ne(SUSPENDED)]
    scopes = counted.groupby("version").size()
    days = traced.drop_duplicates("version").set_index("version")["day"].sort_index()
    places = np.maximum(np.searchsorted(days.to_numpy(), pd.DatetimeIndex(ends).as_unit("us").to_numpy(), side="right") - 1, 0) if len(days) else []
    return pd.DataFrame(
        {
            "day": pd.DatetimeIndex(ends).as_unit("us"),
            "done": [unknown + int((finished <= day).sum()) for day in ends],
            "scope": [int(scopes.get(days.index[place], 0)) for place in places],
        }
    )


def describe_pace(months: pd.DataFrame, endless: int, suspended: int) -> str:
    """Return the sentence that says what the forecast rests on."""
    finished, added = int(months["finished"].sum()), int(months["added"].sum())
    if months.empty:
        return "There is no whole month of history yet."
    span = f"{months['month'].iloc[0]:%B %Y} to {months['month'].iloc[-1]:%B %Y}" if len(months) > 1 else f"{months['month'].iloc[0]:%B %Y}"
    empty = int((months["finished"] == 0).sum())
    words = f"It rests on {count_of(len(months), 'month')}, {span}: {finished:,} finished and {added:,} added"
    words += f"; in {empty} of them ({percent(empty, len(months))}) nothing was finished" if empty else ""
    left_out = [f"{count_of(endless, 'live action')} without an end"] if endless else []
    left_out += [f"{count_of(suspended, 'suspended action')}"] if suspended else []
    return f"{words}." + (f" Not counted: {' and '.join(left_out)}." if left_out else "")


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
