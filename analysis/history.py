"""What became of each action over all the versions of a plan: one thread an action, from the first version that has it to the last.

A *thread* is a number that follows one action through the versions, whatever becomes of its reference. Versions stand in order of
the day their information is as at; where two are as at the same day the later upload is a correction and stands alone.

The first date is kept for ever: it is the date that the first version with a date for the action calls its first, or gives. A later
version that calls another date its first does not change it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from analysis.matching import Pairing, pair, plain_ref
from analysis.progress import read_statuses
from model.vocabulary import DONE

# What is followed of each action. Everything else can be read in the version itself.
FOLLOWED = (
    "key",
    "ref",
    "theme",
    "action",
    "lead",
    "deliver",
    "recommendation_refs",
    "start",
    "first_due",
    "due",
    "due_text",
    "due_precision",
    "completed",
    "status",
    "update",
    "update_date",
    "evidence",
    "signed_off",
    "signed_off_by",
)


@dataclass(frozen=True)
class Snapshot:
    """A version of a plan as history sees it.

    Parameters
    ----------
    number : int
        The version's number in the store.
    day : date
        The day its information is as at.
    actions : DataFrame
        Canonical actions.
    confirmed : mapping of str to str
        Pairs with the version before that a person confirmed, see ``analysis.matching.pair``.
    """

    number: int
    day: date
    actions: pd.DataFrame
    confirmed: Mapping[str, str] = field(default_factory=dict)


def put_in_order(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """Return the versions by day; of several as at one day the last upload, which corrects the others."""
    by_day: dict[date, Snapshot] = {}
    for snapshot in sorted(snapshots, key=lambda one: one.number):
        by_day[snapshot.day] = snapshot
    return [by_day[day] for day in sorted(by_day)]


def trace(snapshots: Sequence[Snapshot]) -> pd.DataFrame:
    """Follow every action through the versions.

    Parameters
    ----------
    snapshots : sequence of Snapshot
        In any order.

    Returns
    -------
    DataFrame
        One row for each action in each version: ``thread`` (int), ``number`` and ``day`` of the version, ``version`` (its place, from
        0) and the columns of ``FOLLOWED``. In order of version, then as the plan prints them.
    """
    ordered = put_in_order(snapshots)
    frames, threads = [], _Threads()
    for place, snapshot in enumerate(ordered):
        followed = snapshot.actions[list(FOLLOWED)]
        ids = threads.follow(snapshot.actions, snapshot.confirmed)
        frames.append(followed.assign(thread=ids, number=snapshot.number, day=pd.Timestamp(snapshot.day).as_unit("us"), version=place))
    if not frames:
        columns = {"thread": "int64", "number": "int64", "day": "datetime64[us]", "version": "int64"}
        from model import empty

        return empty("actions")[list(FOLLOWED)].assign(**{name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return pd.concat(frames, ignore_index=True)


class _Threads:
    """The threads so far: those of the version before, and those that ended earlier and may be taken up again."""

    def __init__(self) -> None:
        self._before: pd.DataFrame | None = None
        self._ids = np.empty(0, dtype=np.int64)
        self._ended: list[tuple[pd.DataFrame, np.ndarray]] = []
        self._next = 0

    def follow(self, actions: pd.DataFrame, confirmed: Mapping[str, str]) -> np.ndarray:
        """Return the thread of each action of the next version."""
        ids = np.full(len(actions), -1, dtype=np.int64)
        if self._before is not None:
            partner = pair(self._before, actions, confirmed).partner
            kept = partner >= 0
            ids[partner[kept]] = self._ids[kept]
            self._take_up_again(actions, ids, confirmed)
            if not kept.all():
                self._ended.append((self._before[~kept], self._ids[~kept]))
        new = np.flatnonzero(ids < 0)
        ids[new] = np.arange(self._next, self._next + len(new))
        self._next += len(new)
        self._before, self._ids = actions, ids
        return ids

    def _take_up_again(self, actions: pd.DataFrame, ids: np.ndarray, confirmed: Mapping[str, str]) -> None:
        """Give new actions the thread of one that was dropped in an earlier version, where reference and words say it is the same."""
        for place in range(len(self._ended) - 1, -1, -1):
            new = np.flatnonzero(ids < 0)
            if not len(new):
                return
            gone, threads = self._ended[place]
            partner = pair(gone, actions.iloc[new], confirmed).partner
            again = partner >= 0
            ids[new[partner[again]]] = threads[again]
            self._ended[place] = (gone[~again], threads[~again])


def last_rows(traced: pd.DataFrame) -> pd.DataFrame:
    """Return the last row of each thread, indexed by thread in order, with ``gone``: not in the last version."""
    last = traced.drop_duplicates("thread", keep="last").set_index("thread").sort_index()
    newest = traced["version"].max() if len(traced) else 0
    return last.assign(gone=last["version"] < newest)


def first_dates(traced: pd.DataFrame) -> pd.Series:
    """Return the first date of each thread: of its first row that has one, what that row calls its first, else its due date."""
    stated = traced["first_due"].fillna(traced["due"])
    known = stated.notna()
    return stated[known].groupby(traced.loc[known, "thread"], sort=False).first()


def list_moves(traced: pd.DataFrame) -> pd.DataFrame:
    """List every move of a due date.

    A move is a due date that differs from the one known before it. A date that was given, taken away and given again unchanged has
    not moved. Where the first version with the action already gives another date than the one it calls first, that move was made
    before, and its day is not known.

    Returns
    -------
    DataFrame
        ``thread``, ``number``, ``version``, ``day`` (of the version that first shows it; missing for a move made before the first one),
        ``before``, ``after``, ``days`` (positive: later).
    """
    dated = traced[traced["due"].notna()].sort_values(["thread", "version"], kind="stable")
    before = dated.groupby("thread", sort=False)["due"].shift()
    begins = before.isna()
    first = dated["first_due"].where(begins)
    before = before.where(~begins, first)
    moves = pd.DataFrame(
        {
            "thread": dated["thread"],
            "number": dated["number"],
            "version": dated["version"],
            "day": dated["day"].where(~begins, pd.NaT),
            "before": before,
            "after": dated["due"],
        }
    )
    moves = moves[moves["before"].notna() & (moves["before"] != moves["after"])].reset_index(drop=True)
    return moves.assign(days=(moves["after"] - moves["before"]).dt.days.astype("Int64"))


def summarise_dates(traced: pd.DataFrame, since: date | None = None) -> pd.DataFrame:
    """Return for each action what became of its date.

    Parameters
    ----------
    traced : DataFrame
        From `trace`.
    since : date, optional
        The period begins after this day; left out, it is everything after the first version.

    Returns
    -------
    DataFrame
        Indexed by thread, last version's rows only: ``key``, ``ref``, ``action``, ``theme``, ``deliver``, ``lead``, ``status``, ``first``,
        ``due``, ``dates`` (list, every date it has had in order), ``moves``, ``moves_in_period``, ``days`` (from first to current date;
        missing where either is) and ``rewritten`` (the file now calls another date its first).
    """
    last = last_rows(traced)
    last = last[~last["gone"]]
    moves = list_moves(traced)
    inside = moves[moves["day"].notna() & (moves["day"] > pd.Timestamp(since))] if since is not None else moves[moves["day"].notna()]
    first = first_dates(traced).reindex(last.index)
    listed = moves.groupby("thread", sort=False)["after"].agg(list)
    opening = moves.drop_duplicates("thread").set_index("thread")["before"]
    dates = [
        [opening[thread], *listed[thread]] if thread in listed.index else ([start] if pd.notna(start) else []) for thread, start in first.items()
    ]
    result = last[["key", "ref", "action", "theme", "deliver", "lead", "due", "due_text", "due_precision"]].assign(
        status=read_statuses(last),
        first=first,
        dates=pd.Series(dates, index=last.index, dtype="object"),
        moves=moves.groupby("thread").size().reindex(last.index, fill_value=0),
        moves_in_period=inside.groupby("thread").size().reindex(last.index, fill_value=0),
        rewritten=last["first_due"].notna() & first.notna() & (last["first_due"] != first),
    )
    return result.assign(days=(result["due"] - result["first"]).dt.days.astype("Int64"))


def finish_dates(traced: pd.DataFrame) -> pd.Series:
    """Return when each action that is now done was finished, by thread; missing where it is not done or nothing says when.

    The date of completion, failing that of sign-off, failing that the day of the first version of the present run of done ones, where
    an earlier version shows it not yet done.
    """
    last = last_rows(traced)
    done = read_statuses(last).isin(DONE)
    stated = last["completed"].fillna(last["signed_off"])
    seen = _first_seen_done(traced).reindex(last.index)
    return stated.fillna(seen).where(done)


def _first_seen_done(traced: pd.DataFrame) -> pd.Series:
    ordered = traced[["thread", "version", "day"]].assign(done=read_statuses(traced).isin(DONE)).sort_values(["thread", "version"], kind="stable")
    was = ordered.groupby("thread", sort=False)["done"].shift()
    turned = ordered[ordered["done"] & was.eq(False)]
    return turned.drop_duplicates("thread", keep="last").set_index("thread")["day"]


def follow_one(traced: pd.DataFrame, thread: int) -> pd.DataFrame:
    """Return one action's rows, oldest version first."""
    return traced[traced["thread"] == thread].sort_values("version", kind="stable").reset_index(drop=True)


def pair_versions(traced: pd.DataFrame, old: int, new: int) -> Pairing:
    """Pair two versions, given by number, by their threads: whatever was renumbered or confirmed on the way between them counts."""
    before, after = (traced.loc[traced["number"] == number, ["thread", "ref"]] for number in (old, new))
    places = {thread: place for place, thread in enumerate(after["thread"])}
    partner = np.array([places.get(thread, -1) for thread in before["thread"]], dtype=np.int64)
    pairing = Pairing(partner, ["followed" if place >= 0 else "" for place in partner])
    refs = {plain_ref(ref): place for place, ref in enumerate(after["ref"]) if isinstance(ref, str)}
    for i, ref in enumerate(before["ref"]):
        j = refs.get(plain_ref(ref), -1) if isinstance(ref, str) else -1
        if j >= 0 and partner[i] < 0 and not (partner == j).any():
            pairing.reused.append((i, j))
    return pairing
