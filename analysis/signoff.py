"""Sign-off: who says that an action is done, who has accepted it, who has not, and what a second look found.

Claimed complete means that the owner says so; signed off, that a board or body accepted it. Both come from the tracker's own columns.
Refused is read from what stands where the signature should be ("not accepted", "returned", "more evidence").
"""

import re
from datetime import date

import numpy as np
import pandas as pd

from analysis.history import last_rows
from analysis.progress import read_statuses
from analysis.wording import are, count_of, join_words
from model.vocabulary import DONE, STATUS_SYMBOLS

SECOND_LOOKS = (3, 6)  # months after sign-off
STATES = ("waiting", "refused", "reopened", "signed off")
_REFUSED = re.compile(
    r"\b(not\s+(yet\s+)?(accepted|approved|agreed|signed)|reject|refus|declin|return(ed)?\b|sent back|ask(s|ed)?\s+for"
    r"|(more|further) evidence|withheld)",
    re.IGNORECASE,
)


def judge_sign_off(traced: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return where each action of the last version stands with its sign-off; those never done are left out.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    today : date

    Returns
    -------
    DataFrame
        Indexed by thread: ``key``, ``ref``, ``action``, ``theme``, ``deliver``, ``status``, ``completed`` (as given, else the first version that
        shows it done), ``signed_off``, ``signed_off_by``, ``state`` (waiting: claimed complete and nobody has signed; refused: claimed complete
        and not accepted; reopened: it was done and is no longer; signed off) and ``days`` (waiting or refused: days since it was complete;
        missing where nothing says since when).
    """
    ordered = traced.sort_values(["thread", "version"], kind="stable")
    done = ordered[read_statuses(ordered).isin(DONE)]
    first_done = done.drop_duplicates("thread").set_index("thread")["day"]
    last = last_rows(traced)
    last = last[~last["gone"]]
    statuses = read_statuses(last)
    was_done = pd.Series(last.index.isin(first_done.index), index=last.index) | last["signed_off"].notna()
    refused = was_done & statuses.ne("signed off") & last["signed_off_by"].fillna("").map(lambda text: bool(_REFUSED.search(text)))
    signed = statuses.eq("signed off") | (statuses.isin(DONE) & last["signed_off"].notna() & ~refused)
    claimed = statuses.isin(DONE) & ~signed
    reopened = ~statuses.isin(DONE) & was_done
    state = np.select([signed, refused, claimed, reopened], ["signed off", "refused", "waiting", "reopened"], "")
    completed = last["completed"].fillna(first_done.reindex(last.index))
    columns = ["key", "ref", "action", "theme", "deliver", "signed_off", "signed_off_by"]
    judged = last[columns].assign(status=statuses, completed=completed, state=state, days=(pd.Timestamp(today) - completed).dt.days.astype("Int64"))
    judged.loc[~judged["state"].isin(["waiting", "refused"]), "days"] = pd.NA
    return judged[judged["state"] != ""]


def count_states(judged: pd.DataFrame) -> dict[str, int]:
    """Count the actions of each state, in the order of ``STATES``."""
    counts = judged["state"].value_counts()
    return {state: int(counts.get(state, 0)) for state in STATES}


def pick_state(judged: pd.DataFrame, *states: str) -> pd.DataFrame:
    """Return the actions of some states, those that wait longest first."""
    return judged[judged["state"].isin(states)].sort_values("days", ascending=False, kind="stable")


def second_looks(traced: pd.DataFrame, judged: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the second looks three and six months after each sign-off, and what the versions since then show.

    Reopened actions keep the day on which they had been signed off, from the last version that gives it.

    Returns
    -------
    DataFrame
        ``thread``, ``key``, ``ref``, ``action``, ``signed_off``, ``months`` (3 or 6), ``look`` (day), ``state``: to come, due (it has come and no
        version is as at it or later), still done, or no longer done; and ``as_at`` of the version that shows it. In order of day.
    """
    dated = traced[traced["signed_off"].notna()]
    signed = dated.drop_duplicates("thread", keep="last").set_index("thread")["signed_off"]
    signed = signed[signed.index.isin(judged.index)]
    rows = []
    places = traced.groupby("thread").indices
    seen = traced[["day", "status"]]
    for thread, day in signed.items():
        its = seen.iloc[places[thread]]
        for months in SECOND_LOOKS:
            look = day + pd.DateOffset(months=months)
            rows.append((thread, *judged.loc[thread, ["key", "ref", "action"]], day, months, look, *_find(its, look, today)))
    columns = ["thread", "key", "ref", "action", "signed_off", "months", "look", "state", "as_at"]
    return pd.DataFrame(rows, columns=columns).astype({"as_at": "datetime64[us]"}).sort_values("look", kind="stable").reset_index(drop=True)


def _find(rows: pd.DataFrame, look: pd.Timestamp, today: date) -> tuple[str, pd.Timestamp]:
    if look > pd.Timestamp(today):
        return "to come", pd.NaT
    after = rows[rows["day"] >= look]
    if after.empty:
        return "due", pd.NaT
    first = after.iloc[0]
    return ("still done" if first["status"] in DONE else "no longer done"), first["day"]


def describe_sign_off(judged: pd.DataFrame) -> str:
    """Return the finding in one sentence."""
    counts = count_states(judged)
    if judged.empty:
        return "No action has been claimed complete yet."
    waiting = counts["waiting"] + counts["refused"]
    said = [f"{count_of(counts['signed off'], 'action')} {are(counts['signed off'])} signed off"]
    said.append(f"{waiting:,} {are(waiting)} claimed complete without it" + (f" ({counts['refused']:,} refused)" if counts["refused"] else ""))
    if counts["reopened"]:
        said.append(f"{counts['reopened']:,} {'was' if counts['reopened'] == 1 else 'were'} reopened")
    words = f"{join_words(said).capitalize()}."
    days = judged["days"].dropna()
    return words + (f" The longest has waited {count_of(int(days.max()), 'day')}." if len(days) and days.max() > 0 else "")


def describe_looks(looks: pd.DataFrame) -> str:
    """Return the sentence about second looks."""
    if looks.empty:
        return "No sign-off has a date, so no second look can be set."
    counts = looks["state"].value_counts()
    words = [f"{counts[state]:,} {state}" for state in ("no longer done", "still done", "due", "to come") if state in counts]
    return f"{count_of(len(looks), 'second look').capitalize()}, three and six months after sign-off: {join_words(words)}."


def label_sign_off(judged: pd.DataFrame) -> pd.DataFrame:
    """Return actions and their sign-off with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": judged["ref"],
            "Action": judged["action"],
            "Status": [f"{STATUS_SYMBOLS[status]} {status}" for status in judged["status"]],
            "Sign-off": judged["state"],
            "Complete since": judged["completed"],
            "Signed off": judged["signed_off"],
            "By, or what was said": judged["signed_off_by"],
            "Days waiting": judged["days"],
        }
    ).dropna(axis="columns", how="all")


def label_looks(looks: pd.DataFrame) -> pd.DataFrame:
    """Return second looks with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": looks["ref"],
            "Action": looks["action"],
            "Signed off": looks["signed_off"],
            "Months after": looks["months"],
            "Second look": looks["look"],
            "What it shows": looks["state"],
            "In the version as at": looks["as_at"],
        }
    )
