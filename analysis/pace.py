"""How fast a plan has been finished so far, what is left of it, and the outlook that follows from both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.forecast import FAIR, LIKELY, Forecast, forecast, month_ahead, say_forecast
from analysis.history import finish_dates, last_rows
from analysis.progress import NO_THEME, SUSPENDED, read_statuses
from analysis.wording import count_of, percent
from model.vocabulary import DONE

MONTHS_LOOKED_BACK = 12  # the pace of longer ago says little about the next months
ENDLESS = ("ongoing", "recurring")


@dataclass(frozen=True)
class Outlook:
    """A forecast with what it rests on.

    Parameters
    ----------
    made : Forecast
    months : DataFrame
        From `count_months`.
    done : DataFrame
        From `burn_up`.
    own : date or None
        The date by which the plan itself says that everything is done.
    endless, suspended : int
        Live actions without an end and suspended ones, which are not counted.
    """

    made: Forecast
    months: pd.DataFrame
    done: pd.DataFrame
    own: date | None
    endless: int
    suspended: int

    def ends(self, today: date) -> list[tuple[str, date, int]]:
        """Return where the lines of the forecast end: name, day, and how many actions there will be by then at the pace of additions."""
        found = []
        for name, chance in (("even chance", FAIR), ("85% chance", LIKELY)):
            month = self.made.month_of(chance)
            if month:
                grown = round(month * float(self.months["added"].mean()))
                found.append((name, month_ahead(today, month), int(self.done["scope"].iloc[-1]) + grown))
        return found


def look_ahead(traced: pd.DataFrame, today: date, threads: Sequence[int] | None = None, look_back: int = MONTHS_LOOKED_BACK) -> Outlook:
    """Work out the outlook of a plan or of some of its actions.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    today : date
    threads : sequence of int, optional
        Only these actions.
    look_back : int
        Months of pace to go by, 0 for all.
    """
    left, endless, suspended = count_left(traced, threads)
    months = count_months(traced, today, threads, look_back)
    made = forecast(months["finished"].tolist(), len(left), months["added"].tolist())
    return Outlook(made, months, burn_up(traced, today, threads), find_own_date(traced, left), endless, suspended)


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


def count_left(traced: pd.DataFrame, threads: Sequence[int] | None = None) -> tuple[pd.Index, int, int]:
    """Return the threads still to finish, and how many live ones have no end and how many are suspended, which are not counted."""
    last = last_rows(traced)
    last = last[~last["gone"]] if threads is None else last[~last["gone"] & last.index.isin(list(threads))]
    statuses = read_statuses(last)
    endless = last["due"].isna() & last["due_precision"].isin(ENDLESS)
    done, stopped = statuses.isin(DONE), statuses.eq(SUSPENDED)
    left = ~done & ~stopped & ~endless
    return last.index[left], int((endless & ~done & ~stopped).sum()), int(stopped.sum())


def find_own_date(traced: pd.DataFrame, left: pd.Index) -> date | None:
    """Return the date by which the plan itself says that everything is done: the last due date of what is left."""
    due = last_rows(traced).loc[left, "due"].dropna()
    return None if due.empty else due.max().date()


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
        rows.append((theme, its.left, int(months["finished"].sum()), int(months["added"].sum()), *say_forecast(its, today, own)))
    return pd.DataFrame(rows, columns=["theme", "left", "finished", "added", "chance", "even", "likely"])


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


def burn_up(traced: pd.DataFrame, today: date, threads: Sequence[int] | None = None) -> pd.DataFrame:
    """Return how many actions there were and how many were done, month by month.

    Returns
    -------
    DataFrame
        ``day`` (month ends of the plan so far, then today), ``done`` (running total of those with a day of finishing, of the actions now in
        the plan) and ``scope`` (actions known by then: as the newest version up to that day had them, without those that have no end).
    """
    months = _whole_months(traced, today)
    days = traced.drop_duplicates("version").set_index("version")["day"].sort_index()
    traced = traced if threads is None else traced[traced["thread"].isin(list(threads))]
    ends = [*months.to_timestamp(how="end").normalize(), pd.Timestamp(today)]
    ends = sorted(set(ends))
    last = last_rows(traced)
    finished = finish_dates(traced)[~last["gone"]].dropna()
    done_now = int((read_statuses(last).isin(DONE) & ~last["gone"]).sum())
    unknown = done_now - len(finished)  # done before anybody kept count: there from the first day
    counted = traced[~(traced["due"].isna() & traced["due_precision"].isin(ENDLESS)) | read_statuses(traced).isin(DONE)]
    counted = counted[read_statuses(counted).ne(SUSPENDED)]
    scopes = counted.groupby("version").size()
    moments = pd.DatetimeIndex(ends).as_unit("us")
    places = np.maximum(np.searchsorted(days.to_numpy(), moments.to_numpy(), side="right") - 1, 0)
    return pd.DataFrame(
        {
            "day": moments,
            "done": [unknown + int((finished <= day).sum()) for day in ends],
            "scope": [int(scopes.get(days.index[place], 0)) if len(days) else 0 for place in places],
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


def label_months(months: pd.DataFrame) -> pd.DataFrame:
    """Return `count_months` with headings for reading, months as March 2026."""
    return pd.DataFrame({"Month": [f"{month:%B %Y}" for month in months["month"]], "Finished": months["finished"], "Added": months["added"]})
