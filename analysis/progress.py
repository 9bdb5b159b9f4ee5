"""How far the plan is: statuses as people typed them, and beside them what the dates say.

A status is what somebody typed and is only counted here. What the dates say is worked out on the day ``today``:

- *done*: the status is complete or signed off;
- *live*: neither done nor suspended. Only live actions can be overdue, due soon, undated or without an update, because nobody
  works to the dates of an action that was stopped by decision. Suspended actions past their date are counted apart;
- *overdue*: live, and due before today. An action due today is not overdue;
- *due soon*: live, and due today or within the next 30 days;
- *undated*: live, and without a date, whether ongoing, recurring, counted from an event without a date, or with no date at all;
- *no update*: live, and its last dated update is 60 days old or more, or nothing was ever written about it. An update
  without a date says nothing about its age, and where no update in the whole plan has a date the figure is not known.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pandas as pd

from analysis.wording import are, count_of, join_words, percent, percent_number, share_of
from model.vocabulary import DONE, DUE_PRECISIONS, ROLES, STATUS_NAMES, STATUS_SYMBOLS

DUE_SOON_DAYS = 30
NO_UPDATE_DAYS = 60
NO_THEME = "No theme given"
NO_LEAD = "No lead given"
SUSPENDED = "suspended"
OFF_TRACK = "off track"
IN_TROUBLE = ("at risk", OFF_TRACK)
ALL_ACTIONS = "All actions"
GROUP_FIELDS = ("theme", "recommendation", "lead")
COUNT_LABELS = {
    "done": "Done",
    "in_trouble": "At risk or off track",
    "overdue": "Overdue",
    "due_soon": f"Due in {DUE_SOON_DAYS} days",
    "undated": "Undated",
    "no_update": f"No update for {NO_UPDATE_DAYS} days",
    "suspended_late": "Suspended past the date",
}
COUNTS_SHOWN = ("done", "in_trouble", "overdue", "due_soon", "undated", "no_update")  # as figures; the table has all


def filter_actions(actions: pd.DataFrame, *, theme: str = "", agency: str = "", statuses: Sequence[str] = ()) -> pd.DataFrame:
    """Return the actions that the choices leave, in their order.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    theme : str
        A theme's name; empty for all. ``NO_THEME`` keeps those without one.
    agency : str
        A body that delivers, monitors or scrutinises the action; empty for all.
    statuses : sequence of str
        Statuses to keep; empty for all. A missing status is *not known*.
    """
    keep = pd.Series(True, index=actions.index)
    if theme:
        keep &= actions["theme"].isna() if theme == NO_THEME else actions["theme"].eq(theme)
    if agency:
        for_agency = pd.Series(False, index=actions.index)
        for role in ROLES:
            for_agency |= pd.Series([agency in bodies for bodies in actions[role]], index=actions.index, dtype=bool)
        keep &= for_agency
    if statuses:
        keep &= read_statuses(actions).isin(list(statuses))
    return actions[keep.astype(bool)]


def read_statuses(actions: pd.DataFrame) -> pd.Series:
    """Return each action's status, *not known* where it is missing: counted, never dropped."""
    return actions["status"].fillna("not known")


def judge_dates(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Say what each action's dates mean on a day; the rules stand at the top of this file.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    today : date
        The day to judge on.

    Returns
    -------
    DataFrame
        One row for each action, same index: ``done``, ``live``, ``suspended``, ``in_trouble``, ``overdue``, ``due_soon``, ``undated``,
        ``suspended_late`` (bool), ``days_overdue`` (Int64, missing unless overdue) and ``no_update`` (boolean; missing where
        the age of the last update is not known).
    """
    day = pd.Timestamp(today)
    statuses = read_statuses(actions)
    done = statuses.isin(DONE)
    suspended = statuses.eq(SUSPENDED)
    live = ~done & ~suspended
    late = actions["due"] < day
    overdue = live & late
    days = (day - actions["due"]).dt.days.astype("Int64").where(overdue, pd.NA)
    return pd.DataFrame(
        {
            "done": done,
            "live": live,
            "suspended": suspended,
            "in_trouble": statuses.isin(IN_TROUBLE),
            "overdue": overdue,
            "days_overdue": days,
            "due_soon": live & ~late & (actions["due"] <= day + timedelta(days=DUE_SOON_DAYS)),
            "undated": live & actions["due"].isna(),
            "suspended_late": suspended & late,
            "no_update": _judge_updates(actions, day).where(live, False),
        }
    )


def _judge_updates(actions: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    dates = actions["update_date"]
    old = (dates <= day - timedelta(days=NO_UPDATE_DAYS)).astype("boolean")
    written = actions["update"].notna()
    if not dates.notna().any():
        return pd.Series(pd.NA, index=actions.index, dtype="boolean")
    return old.mask(dates.isna() & written, pd.NA).mask(dates.isna() & ~written, True)


def count_statuses(actions: pd.DataFrame) -> pd.DataFrame:
    """Count the actions in each status, in the order of a stacked bar; statuses that nobody has are there with 0.

    Returns
    -------
    DataFrame
        ``status``, ``symbol``, ``count``, ``whole`` (all actions) and ``share`` (of all actions, %; missing where there are none).
    """
    counts = read_statuses(actions).value_counts().reindex(list(STATUS_NAMES), fill_value=0)
    return pd.DataFrame(
        {
            "status": list(STATUS_NAMES),
            "symbol": [STATUS_SYMBOLS[name] for name in STATUS_NAMES],
            "count": counts.to_numpy(),
            "whole": len(actions),
            "share": [percent_number(count, len(actions)) for count in counts],
        }
    )


def count_dates(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Count what is done and what the dates say, each with its share of all the actions and how it was worked out.

    Returns
    -------
    DataFrame
        Indexed by done, in_trouble, overdue, due_soon, undated, no_update, suspended_late: ``label``, ``count`` (Int64; missing where it
        is not known), ``whole``, ``share`` in words and ``note``, one or two sentences.
    """
    judged = judge_dates(actions, today)
    whole = len(actions)
    known = judged["no_update"].notna()
    counts: dict[str, int | None] = {name: int(judged[name].sum()) for name in COUNT_LABELS if name != "no_update"}
    counts["no_update"] = int(judged["no_update"].fillna(False).sum()) if known.any() and _updates_are_dated(actions) else None
    notes = {
        "in_trouble": "Their status is at risk or off track, whatever the dates say.",
        "done": "Their status is complete or signed off.",
        "overdue": _note_overdue(counts["suspended_late"] or 0),
        "due_soon": f"Due from {_day(today)} to {_day(today + timedelta(days=DUE_SOON_DAYS))}, neither done nor suspended.",
        "undated": _note_undated(actions[judged["undated"]]),
        "no_update": _note_updates(judged, counts["no_update"]),
        "suspended_late": "Suspended, and their date has passed: not counted as overdue.",
    }
    order = list(COUNT_LABELS)
    return pd.DataFrame(
        {
            "label": [COUNT_LABELS[name] for name in order],
            "count": pd.array([counts[name] for name in order], dtype="Int64"),
            "whole": whole,
            "share": ["not known" if counts[name] is None else share_of(counts[name] or 0, whole) for name in order],
            "note": [notes[name] for name in order],
        },
        index=order,
    )


def label_dates(counts: pd.DataFrame) -> pd.DataFrame:
    """Return `count_dates` with headings for reading."""
    names = {"label": "What", "share": "Actions", "note": "How it is counted"}
    return counts[list(names)].rename(columns=names).reset_index(drop=True)


def _updates_are_dated(actions: pd.DataFrame) -> bool:
    return bool(actions["update_date"].notna().any())


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _note_overdue(suspended_late: int) -> str:
    note = "Due before the day of this plan's information and neither done nor suspended, whatever the status says."
    if suspended_late:
        note += f" {count_of(suspended_late, 'suspended action').capitalize()} past the date {are(suspended_late)} not counted."
    return note


def _note_undated(undated: pd.DataFrame) -> str:
    if undated.empty:
        return "Every action that is neither done nor suspended has a date."
    precisions = undated["due_precision"].fillna("none").value_counts()
    words = {"ongoing": "ongoing", "recurring": "recurring", "relative": "counted from an event without a date", "none": "no date"}
    parts = [f"{precisions[name]} {words.get(name, name)}" for name in DUE_PRECISIONS if name in precisions]
    return f"Neither done nor suspended: {join_words(parts)}."


def _note_updates(judged: pd.DataFrame, count: int | None) -> str:
    if count is None:
        return "No update in these actions has a date, so their age is not known."
    unknown = int(judged["no_update"].isna().sum())
    note = f"The last update is {NO_UPDATE_DAYS} days old or more, or nothing was written; done and suspended actions are left out."
    if unknown:
        note += f" {count_of(unknown, 'action').capitalize()} with an update without a date {are(unknown)} not counted."
    return note


def headline(actions: pd.DataFrame, today: date) -> str:
    """Say in one sentence how far the actions are."""
    counts = count_dates(actions, today)["count"]
    whole = len(actions)
    if not whole:
        return "There are no actions to count."
    done, overdue = int(counts["done"]), int(counts["overdue"])
    first = f"{done:,} of {count_of(whole, 'action')} {are(done)} done ({percent(done, whole)})"
    late = f"{overdue:,} {are(overdue)} overdue" if overdue else "none is overdue"
    return f"{first}; {late}."


def group_progress(actions: pd.DataFrame, groups: pd.Series, today: date, *, order: Iterable[str] = ()) -> pd.DataFrame:
    """Count statuses and dates within groups of actions.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    groups : Series
        The group's name for each action, same index; every action is in one group, so the groups add up to all actions.
    today : date
    order : iterable of str
        Names that come first, in this order, and are there even without an action.

    Returns
    -------
    DataFrame
        ``group``, ``total``, one column of counts for each status, ``done``, ``overdue``, ``trouble`` (overdue or off track,
        each action once) and ``done_share``, ``overdue_share``, ``trouble_share`` (% of the total, missing where it is 0).
    """
    judged = judge_dates(actions, today)
    statuses = read_statuses(actions)
    names = list(dict.fromkeys([*order, *groups]))
    marks = pd.DataFrame({name: statuses.eq(name) for name in STATUS_NAMES})
    marks["done"], marks["overdue"] = judged["done"], judged["overdue"]
    marks["trouble"] = judged["overdue"] | statuses.eq(OFF_TRACK)
    marks.insert(0, "total", True)
    counts = marks.groupby(groups.to_numpy(dtype=object)).sum().reindex(names, fill_value=0).astype("int64")
    for name in ("done", "overdue", "trouble"):
        counts[f"{name}_share"] = [percent_number(part, whole) for part, whole in zip(counts[name], counts["total"], strict=True)]
    return counts.rename_axis("group").reset_index()


def theme_progress(actions: pd.DataFrame, today: date, *, themes: Iterable[str] = ()) -> pd.DataFrame:
    """Count statuses and dates within each theme; actions without one stand last under ``NO_THEME``.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    today : date
    themes : iterable of str
        The plan's themes in order; one without an action is shown with 0.

    Returns
    -------
    DataFrame
        As `group_progress`; the rows add up to all actions.
    """
    named = [*themes, *actions["theme"].dropna()]
    return group_progress(actions, actions["theme"].fillna(NO_THEME), today, order=dict.fromkeys(named))


def total_progress(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return one row like those of `group_progress` for all the actions together."""
    return group_progress(actions, pd.Series(ALL_ACTIONS, index=actions.index), today, order=[ALL_ACTIONS])


def lead_progress(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Count statuses and dates for each lead as typed, the one with the most actions first; those without one under ``NO_LEAD``."""
    leads = group_progress(actions, actions["lead"].fillna(NO_LEAD), today)
    return leads.sort_values("total", ascending=False, kind="stable").reset_index(drop=True)


def add_total(progress: pd.DataFrame, actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return `group_progress` with a last row for all the actions, counted from the actions themselves."""
    return pd.concat([progress, total_progress(actions, today)], ignore_index=True)


def list_groups(progress: pd.DataFrame) -> list[str]:
    """Return the groups that have an action, the one with most overdue or off track first: where a reader looks first."""
    return list(progress[progress["total"] > 0].sort_values("trouble", ascending=False, kind="stable")["group"])


def headline_groups(progress: pd.DataFrame, actions: pd.DataFrame, today: date) -> str:
    """Say in one sentence which group is furthest on and which has most overdue or off track; how far all are where there is one group only."""
    groups = progress[(progress["total"] > 0) & ~progress["group"].isin([NO_THEME, NO_LEAD])]
    if len(groups) < 2:
        return headline(actions, today)
    best = groups.sort_values(["done_share", "trouble_share", "done"], ascending=[False, True, False], kind="stable").iloc[0]
    worst = groups.sort_values(["trouble_share", "done_share", "trouble"], ascending=[False, True, False], kind="stable").iloc[0]
    words = f"{best['group']} is furthest on, {best['done']:,} of {best['total']:,} done" if best["done"] else "No action is done"
    if not worst["trouble"]:
        return f"{words}; nothing is overdue or off track."
    if worst["group"] == best["group"]:
        return f"{words}, and also has most overdue or off track, {worst['trouble']:,} of {worst['total']:,}."
    return f"{words}; {worst['group']} has most overdue or off track, {worst['trouble']:,} of {worst['total']:,}."


def describe_progress(progress: pd.DataFrame, label: str) -> pd.DataFrame:
    """Return `group_progress` with the words a reader sees; statuses that no group has are left out."""
    used = [name for name in STATUS_NAMES if progress[name].any()]
    columns = {
        "group": label, "total": "Actions", **{name: f"{STATUS_SYMBOLS[name]} {name}" for name in used},
        "done": "Done", "done_share": "Done %", "overdue": "Overdue", "overdue_share": "Overdue %",
    }
    return progress[list(columns)].rename(columns=columns)


def worst_and_best(actions: pd.DataFrame, today: date, number: int = 3) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Pick the groups of actions that need attention first and those that are furthest on.

    Worst: the highest share overdue or off track, then the lowest share done, then the most such actions. Best: the highest
    share done, then the lowest share overdue or off track, then the most done. A group stands on one side only: with few
    groups, each side takes at most half of them. A group with nothing overdue or off track is never among the worst, one
    with nothing done never among the best.

    Returns
    -------
    tuple of str, DataFrame, DataFrame
        What the groups are (theme, recommendation or lead: the first by which the plan divides its actions; empty where it
        does not), the worst and the best, as `group_progress`.
    """
    for field in GROUP_FIELDS:
        given = actions[actions[field].notna()]
        if given[field].nunique() > 1:
            groups = group_progress(given, given[field], today)
            side = min(number, len(groups) // 2)
            worst = groups[groups["trouble"] > 0].sort_values(
                ["trouble_share", "done_share", "trouble"], ascending=[False, True, False], kind="stable"
            ).head(side)
            rest = groups[(groups["done"] > 0) & ~groups["group"].isin(worst["group"])]
            best = rest.sort_values(["done_share", "trouble_share", "done"], ascending=[False, True, False], kind="stable").head(side)
            return field, worst.reset_index(drop=True), best.reset_index(drop=True)
    nothing = group_progress(actions.head(0), actions["theme"].head(0), today)
    return "", nothing, nothing


def describe_statuses(actions: pd.DataFrame) -> pd.Series:
    """Return each action's status in words with its symbol, never a colour alone."""
    return read_statuses(actions).map({name: f"{STATUS_SYMBOLS[name]} {name}" for name in STATUS_NAMES})


def describe_actions(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the actions as a reader sees them in a list, in the plan's order.

    Returns
    -------
    DataFrame
        Ref, Action, Lead, Due (date), Due as typed (where no day was given), Status, Days overdue (missing unless overdue)
        and Latest update; columns that say nothing about any of them are left out.
    """
    listed = pd.DataFrame(
        {
            "Ref": actions["ref"],
            "Action": actions["action"],
            "Lead": actions["lead"],
            "Due": actions["due"],
            "Due, as typed": actions["due_text"].where(actions["due"].isna() | actions["due_precision"].ne("day")),
            "Status": describe_statuses(actions),
            "Days overdue": judge_dates(actions, today)["days_overdue"],
            "Latest update": actions["update"],
        }
    )
    return listed.dropna(axis="columns", how="all") if len(listed) else listed
