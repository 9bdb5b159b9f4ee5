"""What stands still: actions of which neither words nor status change, updates carried forward word for word, and actions without an end.

An action is *live* where it is neither done nor suspended. Its *words* are its text and its update, without regard to spacing.
"""

from datetime import date

import numpy as np
import pandas as pd

from analysis.history import last_rows
from analysis.progress import SUSPENDED, read_statuses
from analysis.slippage import NO_BODY
from analysis.wording import are, count_of, percent_number, share_of
from model.vocabulary import DONE, STATUS_SYMBOLS

STALE_VERSIONS = 2  # in a row without a change: what a board hears twice in the same words
SOFT = {
    "ongoing": "ongoing",
    "recurring": "comes round again",
    "relative": "counted from an event without a date",
    "none": "no date",
}


def measure_standing(traced: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return for each live action of the last version how long it has stood still.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    today : date

    Returns
    -------
    DataFrame
        Indexed by thread: ``key``, ``ref``, ``action``, ``theme``, ``deliver``, ``lead``, ``status``, ``update``, ``due``, ``due_precision``,
        ``due_text``, ``start``; ``versions`` (how many in a row have the same words and status, this one included), ``since`` (day of the first
        of them), ``days`` (from then to today), ``carried`` (how many in a row have the same update, this one included; 0 without an
        update) and ``first_seen`` (day of the first version with the action).
    """
    ordered = traced.sort_values(["thread", "version"], kind="stable")
    update = ordered["update"].map(_plain, na_action="ignore").fillna("")
    state = ordered["action"].map(_plain) + "\n" + update + "\n" + read_statuses(ordered)
    last = last_rows(traced)
    statuses = read_statuses(last)
    live = ~last["gone"] & ~statuses.isin(DONE) & ~statuses.eq(SUSPENDED)
    columns = ["key", "ref", "action", "theme", "deliver", "lead", "update", "due", "due_precision", "due_text", "start"]
    runs, since = _runs(ordered, state)
    carried, _ = _runs(ordered, update)
    kept = last.index[live]
    spoken = last.loc[kept, "update"].notna()
    return last.loc[kept, columns].assign(
        status=statuses[kept],
        versions=runs[kept],
        since=since[kept],
        days=(pd.Timestamp(today) - since[kept]).dt.days,
        carried=carried[kept].where(spoken, 0),
        first_seen=traced.drop_duplicates("thread").set_index("thread")["day"][kept],
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _runs(ordered: pd.DataFrame, state: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return by thread how many versions in a row up to its last one have the same state, and the day of the first of them."""
    threads, versions = ordered["thread"].to_numpy(), ordered["version"].to_numpy()
    states = pd.factorize(state)[0]
    same = np.zeros(len(ordered), dtype=bool)
    same[1:] = (threads[1:] == threads[:-1]) & (states[1:] == states[:-1]) & (versions[1:] == versions[:-1] + 1)
    begins = np.flatnonzero(~same)
    run = np.searchsorted(begins, np.arange(len(ordered)), side="right") - 1
    table = pd.DataFrame({"thread": threads, "length": np.arange(len(ordered)) - begins[run] + 1, "since": ordered["day"].to_numpy()[begins[run]]})
    final = table.drop_duplicates("thread", keep="last").set_index("thread")
    return final["length"], final["since"]


def pick_stale(standing: pd.DataFrame, versions: int = STALE_VERSIONS, days: int = 0) -> pd.DataFrame:
    """Return the live actions whose words and status are the same for at least so many versions and days, longest first."""
    stale = standing[(standing["versions"] >= versions) & (standing["days"] >= days)]
    return stale.sort_values(["days", "versions"], ascending=False, kind="stable")


def count_stale(standing: pd.DataFrame, stale: pd.DataFrame) -> pd.DataFrame:
    """Count live and stale actions of each body that delivers; an action of two bodies counts for each.

    Returns
    -------
    DataFrame
        ``body``, ``live``, ``stale``, ``share`` (% of its live ones); the highest share first.
    """
    live, still = _by_body(standing), _by_body(stale)
    rows = [(body, count, still.get(body, 0), percent_number(still.get(body, 0), count)) for body, count in live.items()]
    table = pd.DataFrame(rows, columns=["body", "live", "stale", "share"])
    return table.sort_values(["share", "stale"], ascending=False, kind="stable").reset_index(drop=True)


def _by_body(frame: pd.DataFrame) -> dict[str, int]:
    counts: dict[str, int] = {}
    for bodies in frame["deliver"]:
        for body in dict.fromkeys(bodies) or [NO_BODY]:
            counts[body] = counts.get(body, 0) + 1
    return counts


def pick_carried(standing: pd.DataFrame) -> pd.DataFrame:
    """Return the live actions whose update is word for word that of the version before, longest carried first."""
    return standing[standing["carried"] > 1].sort_values("carried", ascending=False, kind="stable")


def pick_soft(standing: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the live actions without a due date, with what they say instead and their age.

    Returns
    -------
    DataFrame
        As `measure_standing`, with ``bucket`` (ongoing, comes round again, counted from an event without a date, no date), ``age`` (days from
        its start, or from the first version with it where no start is given) and ``counted_from``. Oldest first.
    """
    soft = standing[standing["due"].isna()]
    began = soft["start"].where(soft["start"] <= pd.Timestamp(today))
    from_ = began.fillna(soft["first_seen"])
    soft = soft.assign(
        bucket=soft["due_precision"].fillna("none").map(lambda name: SOFT.get(name, SOFT["none"])),
        age=(pd.Timestamp(today) - from_).dt.days,
        counted_from=np.where(began.notna(), "start", "first version with it"),
    )
    return soft.sort_values("age", ascending=False, kind="stable")


def describe_stale(standing: pd.DataFrame, stale: pd.DataFrame, least: str) -> str:
    """Return the finding in one sentence; ``least`` is how long that is in words, such as 2 versions or 90 days."""
    if standing.empty:
        return "Every action is done or suspended, so none can stand still."
    if stale.empty:
        return f"No live action has kept its words and status for {least}."
    longest = stale.iloc[0]
    named = longest["ref"] if pd.notna(longest["ref"]) else _plain(longest["action"])[:60]
    return (
        f"{share_of(len(stale), len(standing))} live actions have had the same words and status for {least} or more; "
        f"the longest, {named}, for {count_of(int(longest['days']), 'day')}."
    )


def describe_carried(carried: pd.DataFrame) -> str:
    """Return the sentence about updates carried forward."""
    if carried.empty:
        return "No live action's update is word for word that of the version before."
    return f"The update of {count_of(len(carried), 'live action')} is word for word that of the version before."


def describe_soft(soft: pd.DataFrame) -> str:
    """Return the sentence about actions without an end."""
    if soft.empty:
        return "Every live action has a due date."
    parts = ", ".join(f"{count} {bucket}" for bucket, count in soft["bucket"].value_counts(sort=False).items())
    oldest = count_of(int(soft["age"].max()), "day")
    return f"{count_of(len(soft), 'live action').capitalize()} {are(len(soft))} without a due date ({parts}); the oldest for {oldest}."


def label_standing(standing: pd.DataFrame) -> pd.DataFrame:
    """Return actions that stand still with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": standing["ref"],
            "Action": standing["action"],
            "Delivered by": standing["deliver"],
            "Status": _symbols(standing["status"]),
            "Same since": standing["since"],
            "Days": standing["days"],
            "Versions": standing["versions"],
            "Update": standing["update"],
        }
    )


def label_carried(carried: pd.DataFrame) -> pd.DataFrame:
    """Return updates carried forward with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": carried["ref"],
            "Action": carried["action"],
            "Status": _symbols(carried["status"]),
            "Versions with this update": carried["carried"],
            "Update": carried["update"],
        }
    )


def label_soft(soft: pd.DataFrame) -> pd.DataFrame:
    """Return actions without an end with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": soft["ref"],
            "Action": soft["action"],
            "What it says": soft["bucket"],
            "As typed": soft["due_text"],
            "Status": _symbols(soft["status"]),
            "Age in days": soft["age"],
            "Counted from": soft["counted_from"],
        }
    )


def label_bodies(table: pd.DataFrame) -> pd.DataFrame:
    """Return `count_stale` with headings for reading."""
    return table.rename(columns={"body": "Delivered by", "live": "Live actions", "stale": "Standing still", "share": "Standing still %"})


def _symbols(statuses: pd.Series) -> list[str]:
    return [f"{STATUS_SYMBOLS[status]} {status}" for status in statuses]
