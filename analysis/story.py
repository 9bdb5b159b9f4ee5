"""One action's whole story in words: what each version says of it and what changed."""

from datetime import date

import numpy as np
import pandas as pd

from analysis.changes import Difference, describe_changes
from analysis.history import list_moves
from analysis.matching import Pairing
from analysis.progress import read_statuses
from analysis.wording import count_of, join_words
from model.vocabulary import STATUS_SYMBOLS


def headline(rows: pd.DataFrame, last_day: date) -> str:
    """Say in one sentence where the action stands and how often its date moved.

    Parameters
    ----------
    rows : DataFrame
        From ``analysis.history.follow_one``.
    last_day : date
        The day of the last version; an action whose rows end before it is gone from the plan.
    """
    last = rows.iloc[-1]
    name = f"{last['ref']}: " if isinstance(last["ref"], str) else ""
    status = read_statuses(rows).iloc[-1]
    gone = last["day"] < pd.Timestamp(last_day)
    state = f"no longer in the plan, last seen {status} on {_day(last['day'])}" if gone else status
    return f"{name}{state}; {describe_moves(rows)}."


def describe_moves(rows: pd.DataFrame) -> str:
    """Say how often and how far the date moved."""
    moves = list_moves(rows)
    known = rows["due"].dropna()
    if known.empty:
        return "it never had a date"
    first = moves["before"].iloc[0] if len(moves) else known.iloc[0]
    if moves.empty:
        return f"its date, {_day(first)}, has not moved"
    days = (known.iloc[-1] - first).days
    times = {1: "once", 2: "twice"}.get(len(moves), f"{len(moves)} times")
    return f"its date has moved {times}, {count_of(abs(days), 'day')} {'later' if days >= 0 else 'earlier'} than first promised"


def describe_dates(rows: pd.DataFrame) -> str:
    """Return the sentence under the chart: every date it has had."""
    moves = list_moves(rows)
    dates = [*moves["before"].head(1), *moves["after"]] if len(moves) else list(rows["due"].dropna().head(1))
    return f"Every date it has had: {', then '.join(_day(day) for day in dates)}." if dates else "It has had no date."


def label_story(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what each version says, newest first, with what changed since the version before."""
    return pd.DataFrame(
        {
            "As at": rows["day"],
            "Upload": rows["number"],
            "Ref": rows["ref"],
            "Status": [f"{STATUS_SYMBOLS[status]} {status}" for status in read_statuses(rows)],
            "Due": [due if pd.notna(due) else text for due, text in zip(rows["due"], rows["due_text"], strict=True)],
            "Lead": rows["lead"],
            "Completed": rows["completed"],
            "Signed off": rows["signed_off"],
            "What changed": _changes(rows),
        }
    ).iloc[::-1]


def label_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the action's words, update and evidence in each version, newest first."""
    return pd.DataFrame(
        {"As at": rows["day"], "Action": rows["action"], "Update": rows["update"], "Evidence": rows["evidence"], "Sign-off": rows["signed_off_by"]}
    ).iloc[::-1]


def _changes(rows: pd.DataFrame) -> list[str]:
    said = ["first seen"]
    for place in range(1, len(rows)):
        before, after = (rows.iloc[[at]] for at in (place - 1, place))
        kinds = list(dict.fromkeys(describe_changes(Difference(before, after, pairing=Pairing(np.zeros(1, dtype=np.int64), ["followed"])))["change"]))
        gap = rows["version"].iloc[place] - rows["version"].iloc[place - 1] > 1
        said.append(join_words([*(["taken up again"] if gap else []), *kinds]) or "nothing")
    return said


def _day(value: pd.Timestamp) -> str:
    return f"{value.day} {value:%B %Y}"
