"""Which dates moved, how often and how far, by theme, body and plan, and how late actions are with the open ones counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from analysis.history import finish_dates, first_dates, last_rows, summarise_dates
from analysis.progress import NO_THEME, read_statuses
from analysis.wording import are, count_of, percent_number, share_of
from model.vocabulary import DONE, STATUS_SYMBOLS

WHOLE_PLAN = "Whole plan"
NO_BODY = "No body named"
HALF = Fraction(1, 2)
NO_BREAK = "\N{NO-BREAK SPACE}"  # keeps each of several dates in a cell on one line
MOST_LINES = 16  # actions that a milestone trend chart follows


def median_delay(days: Sequence[int], finished: Sequence[bool]) -> int | None:
    """Return the days within which half of the actions were finished, open ones counted (Kaplan-Meier).

    Parameters
    ----------
    days : sequence of int
        Days from the first date to the finish, or, of an action not finished, to the day it was last seen open.
    finished : sequence of bool

    Returns
    -------
    int or None
        None where fewer than half would be finished by the longest known delay, or where there are no actions.

    Notes
    -----
    Kaplan and Meier (1958). At each delay t with d actions finished and n not yet finished or lost from sight just before it, the share
    still open is multiplied by 1 - d / n; an action last seen open at t counts in n. The median is the least t at which that share is
    at most a half. Fractions are exact.
    """
    open_share = Fraction(1)
    at_risk = len(days)
    ends: dict[int, list[bool]] = {}
    for delay, done in zip(days, finished, strict=True):
        ends.setdefault(delay, []).append(done)
    for delay in sorted(ends):
        open_share *= 1 - Fraction(sum(ends[delay]), at_risk)
        if open_share <= HALF:
            return int(delay)
        at_risk -= len(ends[delay])
    return None


def measure_delays(traced: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return how late each action is whose first date has come; the others cannot be late yet and are left out.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    today : date

    Returns
    -------
    DataFrame
        Indexed by thread: ``theme``, ``deliver``, ``days`` (int, 0 for what was finished on or before its first date), ``finished`` and
        ``dropped`` (no longer in the plan). An open action counts to ``today``, a dropped one to the last version that has it. Done
        actions of which nothing says when are left out.
    """
    last = last_rows(traced)
    first = first_dates(traced).reindex(last.index)
    ends = finish_dates(traced)
    done = read_statuses(last).isin(DONE)
    known = ~done | ends.notna()
    until = ends.fillna(last["day"].where(last["gone"], pd.Timestamp(today)))
    days = (until - first).dt.days
    passed = (first <= pd.Timestamp(today)) & known & (days.ge(0) | (done & first.notna()))
    late = last.loc[passed.astype(bool), ["theme", "deliver"]]
    return late.assign(
        days=days[late.index].clip(lower=0).astype("int64"), finished=done[late.index], dropped=last.loc[late.index, "gone"].astype(bool)
    )


def slippage_by(dates: pd.DataFrame, delays: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count moved dates, and the median delay, for the plan and each of its themes or bodies.

    Parameters
    ----------
    dates : DataFrame
        From ``analysis.history.summarise_dates``.
    delays : DataFrame
        From `measure_delays`.
    by : str
        theme or deliver. An action delivered by two bodies counts for each; the plan counts it once.

    Returns
    -------
    DataFrame
        ``group``, ``actions``, ``dated``, ``moved_in_period``, ``moved``, ``twice`` (two moves or more), ``earlier`` (now before the
        first date), ``share_moved`` (% of the dated),
        ``days`` (median, from first to current date, of those moved), ``passed`` (first
        dates passed) and ``delay`` (median days late with open actions counted, Int64). The whole
        plan is the last row.
    """
    groups = _groups(dates, by)
    late = _groups(delays, by)
    rows = [_count_group(name, dates.loc[threads], delays.loc[late.get(name, [])]) for name, threads in groups.items()]
    rows.append(_count_group(WHOLE_PLAN, dates, delays))
    table = pd.DataFrame(rows)
    return table.astype({"days": "Int64", "delay": "Int64"})


def _groups(frame: pd.DataFrame, by: str) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    if by == "theme":
        for thread, theme in frame["theme"].fillna(NO_THEME).items():
            groups.setdefault(theme, []).append(thread)
    else:
        for thread, bodies in frame["deliver"].items():
            for body in dict.fromkeys(bodies) or [NO_BODY]:
                groups.setdefault(body, []).append(thread)
    return groups


def _count_group(name: str, dates: pd.DataFrame, delays: pd.DataFrame) -> dict[str, object]:
    dated = int(dates["first"].notna().sum())
    moved = dates[dates["moves"] > 0]
    days = moved["days"].dropna()
    return {
        "group": name,
        "actions": len(dates),
        "dated": dated,
        "moved_in_period": int((dates["moves_in_period"] > 0).sum()),
        "moved": len(moved),
        "twice": int((dates["moves"] > 1).sum()),
        "earlier": int((days < 0).sum()),
        "share_moved": percent_number(len(moved), dated),
        "days": int(days.median()) if len(days) else pd.NA,
        "passed": len(delays),
        "delay": pd.NA if (delay := median_delay(delays["days"].tolist(), delays["finished"].tolist())) is None else delay,
    }


def describe_slippage(table: pd.DataFrame) -> str:
    """Return the finding in one sentence, from `slippage_by`."""
    plan = table.iloc[-1]
    if not plan["dated"]:
        return "No action has a date, so none can have moved."
    moved = f"{share_of(plan['moved'], plan['dated'])} of the dates have moved since they were first given"
    if not plan["moved"]:
        return "No date has moved since it was first given."
    forward = f" {plan['earlier']:,} of them {are(plan['earlier'])} now earlier than first given." if plan["earlier"] else ""
    return f"{moved}, {plan['moved_in_period']:,} of them in this period and {plan['twice']:,} twice or more.{forward}"


def describe_delay(delays: pd.DataFrame) -> str:
    """Return the sentence about how late actions are, and what finished ones alone would make of it."""
    if delays.empty:
        return "No action's first date has come yet, so nothing can be said about delay."
    finished = delays.loc[delays["finished"], "days"]
    still = len(delays) - len(finished)
    known = median_delay(delays["days"].tolist(), delays["finished"].tolist())
    # The pages that show the plan as it stands do not count what was dropped: said here, so that the two numbers can be laid side by side.
    dropped = int(delays["dropped"].sum()) if "dropped" in delays else 0
    since = f" ({dropped:,} of them dropped from the plan since)" if dropped else ""
    base = f"Of {count_of(len(delays), 'action')} whose first date has come{since}, {len(finished):,} {are(len(finished))} finished"
    if known is None:
        return f"{base} and {still:,} {are(still)} open: fewer than half were finished within {_days(int(delays['days'].max()))} of it."
    words = f"half were finished within {_days(known)} of it" if known else "half or more were finished by it"
    alone = (
        ""
        if finished.empty or not still or int(finished.median()) == known
        else f" The finished ones alone would say {_days(int(finished.median()))}."
    )
    return f"{base} and {still:,} {are(still)} open; with the open ones counted, {words}.{alone}"


def _days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"


def label_slippage(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return `slippage_by` with headings for reading."""
    names = {
        "group": by,
        "actions": "Actions",
        "dated": "With a date",
        "moved_in_period": "Moved in the period",
        "moved": "Moved in all",
        "twice": "Twice or more",
        "share_moved": "Moved %",
        "days": "Days moved (median)",
        "delay": "Days late (median, open counted)",
    }
    labelled = table[list(names)].rename(columns=names)
    late = names["delay"]
    labelled[late] = [_late(days, passed) for days, passed in zip(table["delay"], table["passed"], strict=True)]
    return labelled


def _late(days: object, passed: int) -> str:
    if not passed:
        return "none due yet"
    return "over half still open" if pd.isna(days) else _days(int(str(days)))


@dataclass(frozen=True)
class Slippage:
    """What became of the dates of some actions: tables as `summarise_dates`, `measure_delays`, `slippage_by` and `milestone_trend` give them."""

    dates: pd.DataFrame
    delays: pd.DataFrame
    by_theme: pd.DataFrame
    by_body: pd.DataFrame
    moved: pd.DataFrame
    trend: pd.DataFrame


def follow_dates(
    traced: pd.DataFrame, today: date, since: date | None = None, threads: Sequence[int] | None = None, most: int = MOST_LINES
) -> Slippage:
    """Work out all about the dates of a plan, or of some of its actions.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    today, since : date
        The day to judge on, and the day after which moves count as in the period.
    threads : sequence of int, optional
        Only these actions; left out, all of the last version, and in the delays those dropped as well.
    most : int
        How many actions the milestone trend follows.
    """
    dates, delays = summarise_dates(traced, since), measure_delays(traced, today)
    if threads is not None:
        dates, delays = dates[dates.index.isin(list(threads))], delays[delays.index.isin(list(threads))]
    moved = list_moved(dates)
    by_theme, by_body = slippage_by(dates, delays, "theme"), slippage_by(dates, delays, "deliver")
    return Slippage(dates, delays, by_theme, by_body, moved, milestone_trend(traced, moved.index.tolist()[:most]))


def list_moved(dates: pd.DataFrame) -> pd.DataFrame:
    """Return the actions whose date moved, the most often and furthest first, with every date they have had."""
    moved = dates[dates["moves"] > 0].sort_values(["moves", "days"], ascending=False, kind="stable")
    return moved


def label_moved(moved: pd.DataFrame) -> pd.DataFrame:
    """Return `list_moved` with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": moved["ref"],
            "Action": moved["action"],
            "Status": [f"{STATUS_SYMBOLS[status]} {status}" for status in moved["status"]],
            "Every date it has had": [" → ".join(_day(day).replace(" ", NO_BREAK) for day in dates) for dates in moved["dates"]],
            "Moves": moved["moves"],
            "Days": moved["days"],
            "Note": ["The file now calls another date its first" if rewritten else "" for rewritten in moved["rewritten"]],
        }
    )


def _day(value: pd.Timestamp) -> str:
    return f"{value.day} {value:%B %Y}"


def milestone_trend(traced: pd.DataFrame, threads: Sequence[int]) -> pd.DataFrame:
    """Return the points of a milestone trend chart: at each version's day the date then promised.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    threads : sequence of int
        The actions to draw, in this order.

    Returns
    -------
    DataFrame
        ``thread``, ``label`` (the reference, else the beginning of the text), ``day``, ``due``, ``status``, ``moves`` (so far).
    """
    rows = traced[traced["thread"].isin(list(threads)) & traced["due"].notna()]
    order = {thread: place for place, thread in enumerate(threads)}
    rows = rows[~_still_done(traced).reindex(rows.index)]
    rows = rows.sort_values(["thread", "version"], key=lambda column: column.map(order) if column.name == "thread" else column, kind="stable")
    moved = rows.groupby("thread", sort=False)["due"].transform(lambda due: due.ne(due.shift()).cumsum() - 1)
    return pd.DataFrame(
        {
            "thread": rows["thread"],
            "label": rows["ref"].fillna(rows["action"].str.slice(0, 24)),
            "action": rows["action"],
            "day": rows["day"],
            "due": rows["due"],
            "status": read_statuses(rows),
            "moves": moved.astype("int64"),
        }
    ).reset_index(drop=True)


def _still_done(traced: pd.DataFrame) -> pd.Series:
    """Return which rows are done as the version before had them already: their date is no promise any more."""
    done = read_statuses(traced).isin(DONE)
    return done & done.groupby(traced["thread"]).shift(fill_value=False)


def describe_trend(points: pd.DataFrame) -> str:
    """Return the sentence under the milestone trend chart."""
    if points.empty:
        return "No date has moved, so there is no trend to draw."
    ends = points.drop_duplicates("thread", keep="last")
    starts = points.drop_duplicates("thread").set_index("thread")["due"]
    days = (ends.set_index("thread")["due"] - starts).dt.days
    furthest = ends.set_index("thread").loc[days.idxmax()]
    far = int(days.max())
    moved = f"has moved {_days(far)} later" if far > 0 else f"has moved {_days(-far)} earlier" if far else "stands where it began"
    return (
        f"{count_of(len(ends), 'action').capitalize()} drawn: a flat line is a promise kept, a rising one is slipping. "
        f"The furthest, {furthest['label']}, {moved} over these versions and is now due {_day(furthest['due'])}."
    )
