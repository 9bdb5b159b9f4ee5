"""When things are to happen: bars from start to due, deadlines by month, planned against completed."""

from datetime import date

import pandas as pd

from analysis.progress import NO_THEME, judge_dates, read_statuses
from analysis.wording import are, count_of
from model.vocabulary import STATUS_NAMES


def list_bars(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """List the actions that have a date, in theme order and then by due date.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    today : date
        The day on which dates are judged.

    Returns
    -------
    DataFrame
        Columns ``key``, ``ref``, ``theme``, ``action``, ``status``, ``start``, ``first_due``, ``due``, ``days_moved`` (from first to
        current date, 0 where it did not move, missing where either is unknown) and ``overdue``.
    """
    dated = actions[actions["due"].notna() | actions["start"].notna()]
    bars = dated[["key", "ref", "theme", "action", "status", "start", "first_due", "due"]].copy()
    bars["theme"] = bars["theme"].fillna(NO_THEME)
    bars["status"] = read_statuses(dated)
    bars["days_moved"] = (bars["due"] - bars["first_due"]).dt.days.astype("Int64")
    bars["overdue"] = judge_dates(dated, today)["overdue"]
    order = {theme: place for place, theme in enumerate(dict.fromkeys(bars["theme"]))}
    return bars.sort_values(
        ["theme", "due", "start"], key=lambda column: column.map(order) if column.name == "theme" else column, kind="stable"
    ).reset_index(drop=True)


def count_deadlines(actions: pd.DataFrame) -> pd.DataFrame:
    """Count the current deadlines of each month by status.

    Returns
    -------
    DataFrame
        ``month`` (its first day; every month between the first and the last deadline, empty ones too), one column for each
        status that occurs, and ``total``. The totals add up to the actions with a due date.
    """
    dated = actions[actions["due"].notna()]
    if dated.empty:
        return pd.DataFrame(columns=["month", "total"])
    months = dated["due"].dt.to_period("M")
    counts = pd.crosstab(months, read_statuses(dated))
    counts = counts.reindex(pd.period_range(months.min(), months.max(), freq="M"), fill_value=0)
    counts = counts[[name for name in STATUS_NAMES if name in counts]]
    counts["total"] = counts.sum(axis=1)
    return counts.rename_axis("month").rename_axis(None, axis=1).reset_index().assign(month=lambda f: f["month"].dt.to_timestamp())


def completion_dates(actions: pd.DataFrame, today: date) -> pd.Series:
    """Return when each done action was completed or, failing that, signed off; missing where it is not done or has no date."""
    return actions["completed"].fillna(actions["signed_off"]).where(judge_dates(actions, today)["done"])


def compare_planned(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Compare, month by month, how many actions were to be done by its end with how many were.

    Planned counts first due dates: what was promised at the start. Completed counts completion or sign-off dates up to ``today``;
    actions that are done without a date of completion are in neither month and are counted by ``count_undated_done``.

    Returns
    -------
    DataFrame
        ``month`` (its last day), ``planned`` and ``completed``, both running totals; ``completed`` is missing after ``today``.
    """
    planned = actions["first_due"].dropna().dt.to_period("M")
    completed = completion_dates(actions, today).dropna().dt.to_period("M")
    ends = pd.concat([planned, completed])
    if ends.empty:
        return pd.DataFrame(
            {"month": pd.Series(dtype="datetime64[us]"), "planned": pd.Series(dtype="float64"), "completed": pd.Series(dtype="float64")}
        )
    months = pd.period_range(ends.min(), ends.max(), freq="M")
    running = pd.DataFrame(
        {
            "month": months.to_timestamp(how="end").normalize(),
            "planned": planned.value_counts().reindex(months, fill_value=0).cumsum().to_numpy(),
            "completed": completed.value_counts().reindex(months, fill_value=0).cumsum().astype("float64").to_numpy(),
        }
    )
    running.loc[months > pd.Period(today, freq="M"), "completed"] = float("nan")
    return running


def count_undated_done(actions: pd.DataFrame, today: date) -> int:
    """Count the actions that are done but have no date of completion or sign-off."""
    return int((judge_dates(actions, today)["done"] & completion_dates(actions, today).isna()).sum())


def count_open_promises(actions: pd.DataFrame, today: date) -> tuple[int, int]:
    """Count the actions whose first date has passed and that are not done: those with a later date now, and all of them."""
    judged = judge_dates(actions, today)
    still = (actions["first_due"] < pd.Timestamp(today)) & ~judged["done"]
    return int((still & (actions["due"] >= pd.Timestamp(today))).sum()), int(still.sum())


def headline(bars: pd.DataFrame) -> str:
    """Say in one sentence what is late and what has moved."""
    late, moved = int(bars["overdue"].sum()), int((bars["days_moved"].fillna(0) > 0).sum())
    first = f"{count_of(late, 'action')} {are(late)} overdue" if late else "No action is overdue"
    return f"{first}; {moved:,} {are(moved)} due later than first promised." if moved else f"{first}; none is due later than first promised."


def describe_bars(bars: pd.DataFrame, actions: pd.DataFrame) -> str:
    """Return the sentence under the timeline."""
    moved = bars[bars["days_moved"].fillna(0) > 0]
    due, overdue, later = int(actions["due"].notna().sum()), int(bars["overdue"].sum()), len(moved)
    text = f"{due} of {count_of(len(actions), 'action')} {'has' if due == 1 else 'have'} a due date; {overdue} {are(overdue)} overdue; "
    text += f"{later} {are(later)} due later than first promised" if later else "none is due later than first promised in this file"
    text += f", by {int(moved['days_moved'].median())} days in the middle case" if later else ""
    without = len(actions) - due
    return text + (f". {without} without a due date {are(without)} not drawn to an end." if without else ".")


def describe_deadlines(deadlines: pd.DataFrame, today: date) -> str:
    """Return the sentence under the deadlines by month."""
    if deadlines.empty:
        return "No action has a due date."
    busiest = deadlines.loc[deadlines["total"].idxmax()]
    ahead = int(deadlines.loc[deadlines["month"] > pd.Timestamp(today), "total"].sum())
    fullest = f"The fullest month is {busiest['month']:%B %Y} with {count_of(int(busiest['total']), 'deadline')}"
    return f"{fullest}; {ahead} {are(ahead)} in the months after {today:%B %Y}."


def describe_planned(running: pd.DataFrame, today: date, undated: int, promises: tuple[int, int] = (0, 0)) -> str:
    """Return the sentence under planned against completed; ``promises`` from `count_open_promises`.

    Where the month of ``today`` is not over, what is promised counts to its end and what is completed to ``today``, and the sentence says so.
    """
    if running.empty:
        return "No action has a first date or a date of completion, so the two cannot be compared."
    known = running[running["completed"].notna()]
    if known.empty:
        first = running["month"].iloc[0]
        return f"The first promise is for {first:%B %Y}, after {_day(today)}, and no action has a date of completion yet."
    last = known.iloc[-1]
    planned, completed = int(last["planned"]), int(last["completed"])
    promised = f"{count_of(planned, 'action')} {'was' if planned == 1 else 'were'} first promised"
    so_far = f"by {_day(today)} " if last["month"].date() > today else ""
    text = f"By {_day(last['month'])}, {promised} and {so_far}{completed} {'has' if completed == 1 else 'have'} a date of completion"
    text += f"; {undated} more {are(undated)} done without a date." if undated else "."
    later, still = promises
    if not still:
        return text
    return f"{text} {still} whose first date has passed {are(still)} not done: {later} {'has' if later == 1 else 'have'} a later date now."


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def label_deadlines(deadlines: pd.DataFrame) -> pd.DataFrame:
    """Return the deadlines by month with headings for reading, months as March 2026."""
    labelled = deadlines.assign(month=[f"{month:%B %Y}" for month in deadlines["month"]])
    return labelled.rename(columns=lambda name: name.capitalize())


def label_bars(bars: pd.DataFrame) -> pd.DataFrame:
    """Return the dated actions with headings for reading."""
    labels = {
        "ref": "Ref",
        "theme": "Theme",
        "action": "Action",
        "status": "Status",
        "start": "Start",
        "first_due": "First due",
        "due": "Due",
        "days_moved": "Days moved",
        "overdue": "Overdue",
    }
    return bars[list(labels)].rename(columns=labels)
