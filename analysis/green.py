"""What green is worth: of the actions that were rated on track and then fell due, how many were complete on time.

Each version is what a board had before it. Of the actions rated *on track* in one version and due after it, up to the day of the next
version, those are counted that the next version shows done, on or before the date then promised. Where no day of completion is
given, done by the next version counts as on time, which flatters. An action that is gone from the next version was not completed.
"""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.progress import NO_THEME, read_statuses
from analysis.slippage import NO_BODY, WHOLE_PLAN
from analysis.wording import count_of, percent_number
from model.vocabulary import DONE

LEAST = 10  # fewer ratings than this say nothing
ON_TRACK = "on track"
TOO_FEW = "too few to say"


def judge_green(traced: pd.DataFrame) -> pd.DataFrame:
    """Return every rating of *on track* whose date fell due before the next version, and whether it was kept.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.

    Returns
    -------
    DataFrame
        ``thread``, ``ref``, ``action``, ``theme``, ``deliver``, ``rated`` (day of the version), ``due`` (as promised then), ``by`` (day of the
        next version), ``on_time`` and ``what`` (complete on time, complete late, not complete, gone from the plan).
    """
    days = traced.drop_duplicates("version").set_index("version")["day"].sort_index()
    following = days.shift(-1)
    rated = traced[read_statuses(traced).eq(ON_TRACK)]
    rated = rated.assign(by=following.reindex(rated["version"]).to_numpy())
    rated = rated[rated["by"].notna() & (rated["due"] > rated["day"]) & (rated["due"] <= rated["by"])]
    after = traced[["thread", "version", "completed", "signed_off"]].assign(done=read_statuses(traced).isin(DONE), version=traced["version"] - 1)
    both = rated.merge(after, on=["thread", "version"], how="left", suffixes=("", "_after"))
    done = both["done"].eq(True)
    finished = both["completed_after"].fillna(both["signed_off_after"])
    on_time = done & ~(finished > both["due"])
    what = np.select([both["done"].isna(), on_time, done], ["gone from the plan", "complete on time", "complete late"], "not complete")
    return pd.DataFrame(
        {
            "thread": both["thread"],
            "ref": both["ref"],
            "action": both["action"],
            "theme": both["theme"],
            "deliver": both["deliver"],
            "rated": both["day"],
            "due": both["due"],
            "by": both["by"],
            "on_time": on_time.astype(bool),
            "what": what,
        }
    )


@dataclass(frozen=True)
class Worth:
    """What green was worth in a group: how many were rated, how many of them on time, and how many are on track now."""

    rated: int
    on_time: int
    now: int

    @property
    def enough(self) -> bool:
        """Whether there are enough ratings to say anything."""
        return self.rated >= LEAST

    @property
    def expected(self) -> int | None:
        """How many of those now on track would land on time on past form, halves up; None where there are too few to say."""
        return math.floor(self.now * self.on_time / self.rated + 0.5) if self.enough else None

    def describe(self) -> str:
        """Return what it means in one sentence."""
        if not self.enough:
            return f"{TOO_FEW.capitalize()}: only {count_of(self.rated, 'rating')} of on track fell due so far, and {LEAST} are needed."
        said = f"{self.on_time:,} of {self.rated:,} rated on track were complete on time"
        if not self.now:
            return f"{said}; none is now on track with a date still to come."
        return f"{said}: on past form about {self.expected:,} of the {self.now:,} now on track will land on time."


def count_on_track(actions: pd.DataFrame, today: date) -> pd.Series:
    """Return which actions are on track with a date still to come: those that can land on time."""
    return read_statuses(actions).eq(ON_TRACK) & (actions["due"] >= pd.Timestamp(today))


def weigh_green(judged: pd.DataFrame, actions: pd.DataFrame, today: date) -> Worth:
    """Return what green was worth over the whole plan."""
    return Worth(len(judged), int(judged["on_time"].sum()), int(count_on_track(actions, today).sum()))


def weigh_green_by(judged: pd.DataFrame, actions: pd.DataFrame, today: date, by: str) -> pd.DataFrame:
    """Return what green was worth in each theme or for each body that delivers; never for a person.

    Parameters
    ----------
    judged : DataFrame
        From `judge_green`.
    actions : DataFrame
        Canonical actions of the version on show.
    today : date
    by : str
        theme or deliver.

    Returns
    -------
    DataFrame
        ``group``, ``rated``, ``on_time``, ``share`` (%; missing under ``LEAST``), ``now``, ``expected`` (Int64) and ``words``; the whole plan
        is the last row.

    Raises
    ------
    ValueError
        Any other column: how often a person's ratings held is not worked out.
    """
    if by not in ("theme", "deliver"):
        raise ValueError("What green is worth is worked out by theme and by body only, never by person.")
    now = actions[count_on_track(actions, today)]
    past, present = _split(judged, by), _split(now, by)
    rows = []
    for group in dict.fromkeys([*past, *present]):
        its = judged.loc[past.get(group, [])]
        rows.append(_row(group, Worth(len(its), int(its["on_time"].sum()), len(present.get(group, [])))))
    rows.append(_row(WHOLE_PLAN, Worth(len(judged), int(judged["on_time"].sum()), len(now))))
    return pd.DataFrame(rows).astype({"expected": "Int64"})


def _split(frame: pd.DataFrame, by: str) -> dict[str, list]:
    groups: dict[str, list] = {}
    for place, value in frame[by].items():
        names = (dict.fromkeys(value) or [NO_BODY]) if by == "deliver" else [value if isinstance(value, str) else NO_THEME]
        for name in names:
            groups.setdefault(name, []).append(place)
    return groups


def _row(group: str, worth: Worth) -> dict[str, object]:
    return {
        "group": group,
        "rated": worth.rated,
        "on_time": worth.on_time,
        "share": percent_number(worth.on_time, worth.rated) if worth.enough else float("nan"),
        "now": worth.now,
        "expected": pd.NA if worth.expected is None else worth.expected,
        "words": worth.describe() if worth.enough else TOO_FEW,
    }


def label_green(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return `weigh_green_by` with headings for reading."""
    return pd.DataFrame(
        {
            by: table["group"],
            "Rated on track and fell due": table["rated"],
            "Complete on time": table["on_time"],
            "On time %": [TOO_FEW if pd.isna(share) else f"{share:.1f}" for share in table["share"]],
            "Now on track": table["now"],
            "Will land on time": [TOO_FEW if pd.isna(n) else f"about {n:,}" for n in table["expected"]],
        }
    )


def label_judged(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the ratings behind the figure with headings for reading."""
    return pd.DataFrame(
        {
            "Ref": judged["ref"],
            "Action": judged["action"],
            "Rated on track": judged["rated"],
            "Due, as promised then": judged["due"],
            "Next version": judged["by"],
            "What came of it": judged["what"],
        }
    )
