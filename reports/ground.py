"""What a pack is built from, read from the store once: a version of the plan, what was known with it, and the council's figures.

Files may leave the council: small numbers are hidden here, before anything is worked out of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from analysis import measures
from analysis.control_chart import ControlChart
from analysis.counts import fill_polarity
from analysis.disclosure import THRESHOLD
from analysis.effects import read_promises
from analysis.history import Snapshot, put_in_order, trace
from analysis.impact import group_by_theme, judge_impact, place_groups
from analysis.links import link_measures, newest_answers
from analysis.promises import judge_promises
from analysis.said_numbers import hide_in
from analysis.uk_time import date_version, date_versions
from analysis.verdicts import judge_measures
from loaders.words.published import read_pairs
from model import empty
from reports.own_figures import read_own
from store import Store

RECORDS = ("risks", "inspections", "case_reviews", "events")
# What officers wrote in their own words may name a number that a partner version hides.
FREE_TEXT = ("update", "earlier_updates", "evidence", "effect", "other", "outcome_rating")
# What stays in a partner version as it was typed: small numbers of children within it are hidden.
TYPED = ("action", "text", "due_text", "risk", "mitigation", "title", "definition")
MONTHS = 36
MATCH = "match:"  # what a person said about two actions of two versions stands under this, as on the pages
_EVER = datetime(9999, 1, 1)


@dataclass(frozen=True)
class Wanted:
    """Which pack is wanted.

    Parameters
    ----------
    council, plan : str
    version_id : int
        The plan's version.
    until : int or None
        All that was known with that version, as the store counts it; None for everything known now.
    today : date
        The day on which the age of figures and the dates of events are judged.
    moment : datetime or None
        That moment: answers given later are not known yet; None for now.
    partner : bool
        Leave out what officers wrote in their own words and what compares versions, as for people outside the council.
    safe : bool
        Hide small numbers. Only what stays on the council's own screens may do without.
    threshold : int
        Counts of 1 to this many are hidden then.
    months : int
        How many months of figures count, 0 for all.
    """

    council: str
    plan: str
    version_id: int
    until: int | None
    today: date
    moment: datetime | None = None
    partner: bool = False
    safe: bool = True
    threshold: int = THRESHOLD
    months: int = MONTHS


@dataclass(frozen=True)
class Impact:
    """What links, promised effects and verdicts together say; the frames are those of ``analysis.links``, ``promises`` and ``impact``."""

    links: pd.DataFrame
    promises: pd.DataFrame
    themes: pd.DataFrame


@dataclass(frozen=True)
class Ground:
    """The tables of a pack. ``snapshots`` are the plan's versions up to the one on show, oldest first."""

    wanted: Wanted
    version: pd.Series
    versions: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    snapshots: Sequence[Snapshot]
    records: Mapping[str, pd.DataFrame]
    definitions: pd.DataFrame
    own: pd.DataFrame
    rebases: pd.DataFrame
    said: pd.DataFrame
    readings: Mapping[int, dict[str, Any]]

    def table(self, name: str) -> pd.DataFrame:
        """Return a canonical table of the plan, empty where it has none."""
        return self.tables.get(name, empty(name))

    @property
    def answers(self) -> dict[str, str]:
        """The last answer to each question, those given at the upload first."""
        kept = self.readings[int(self.version["version_id"])].get("profile") or {}
        return {**kept, **dict(zip(self.said["question"], self.said["answer"], strict=True))}

    @property
    def earlier(self) -> Snapshot | None:
        """The plan's version before the one on show, None where it is the first."""
        return self.snapshots[-2] if len(self.snapshots) > 1 else None

    @cached_property
    def traced(self) -> pd.DataFrame:
        """Every action through the versions up to the one on show."""
        return trace(self.snapshots)

    @property
    def actions(self) -> pd.DataFrame:
        """Every action, for counting."""
        return self.table("actions")

    @cached_property
    def readable_actions(self) -> pd.DataFrame:
        """Every action, for reading: in a partner version without what officers wrote in their own words."""
        if not self.wanted.partner:
            return self.actions
        return self.actions.assign(**{name: pd.Series(float("nan"), index=self.actions.index, dtype="str") for name in FREE_TEXT})

    @property
    def as_at(self) -> date:
        """The day on which the plan's dates are judged: what it says it is true for, else the day it was uploaded."""
        return date_version(self.version)

    @property
    def today(self) -> date:
        """The day on which figures and events are judged."""
        return self.wanted.today

    @cached_property
    def whole(self) -> pd.DataFrame:
        """The council's own figures, the whole of each measure."""
        return measures.keep_whole(self.own)

    @cached_property
    def latest(self) -> pd.DataFrame:
        """The latest figure of each measure, from ``measures.compare_latest``."""
        return measures.compare_latest(self.definitions, self.whole, self.today)

    @cached_property
    def _judged(self) -> tuple[pd.DataFrame, dict[str, ControlChart]]:
        return judge_measures(self.latest, self.whole, months=self.wanted.months, rebases=self.rebases)

    @property
    def judged(self) -> pd.DataFrame:
        """The measures with their verdicts."""
        return self._judged[0]

    @property
    def charts(self) -> dict[str, ControlChart]:
        """The control charts behind the verdicts."""
        return self._judged[1]

    @cached_property
    def impact(self) -> Impact:
        """Where each theme stands between delivery and impact, and what became of the promised effects."""
        published = self.table("plans")["report_published"].dropna()
        newest = self.whole["period_end"].max()
        day: date = max(self.as_at, newest.date()) if pd.notna(newest) else self.as_at
        promised = read_promises(self.actions, self.judged, published.iloc[0].date() if len(published) else None)
        linked = link_measures(self.actions, self.judged, newest_answers(self.said, self.answers))
        order = self.table("themes")["name"].tolist()
        themes = place_groups(
            self.actions, group_by_theme(self.actions), linked, judge_impact(self.judged, promised, day), self.as_at, order=order
        )
        return Impact(linked, judge_promises(promised, self.judged, self.whole, day, months=self.wanted.months), themes)

    @property
    def known_figures(self) -> bool:
        """Whether any figure of the council is known."""
        return bool(len(self.latest)) and bool(self.latest["period_end"].notna().any())


def gather(store: Store, wanted: Wanted) -> Ground:
    """Read everything that a pack is built from.

    Parameters
    ----------
    store : Store
    wanted : Wanted

    Raises
    ------
    KeyError
        The version is not there, or not of this council and plan.
    """
    until = wanted.until
    versions = store.versions(council=wanted.council, until=until)
    same = versions[(versions["kind"] == "plan") & (versions["plan"] == wanted.plan)]
    on_show = same[same["version_id"] == wanted.version_id]
    if on_show.empty:
        raise KeyError(f"There is no version {wanted.version_id} of {wanted.plan}.")
    line = until if until is not None else store.versions_until(_EVER)
    said = _find_answers(store, wanted)
    used = versions[(versions["version_id"] == wanted.version_id) | (versions["kind"] != "plan")]
    return Ground(
        wanted=wanted,
        version=on_show.iloc[0],
        versions=versions,
        tables={name: _hide_said(frame, wanted) for name, frame in store.tables(wanted.version_id).items()},
        snapshots=_follow(store, same[same["version_id"] <= wanted.version_id], wanted.version_id, said),
        records={name: _hide_said(store.records(wanted.council, name, until=line), wanted) for name in RECORDS},
        definitions=_hide_said(fill_polarity(store.measures(wanted.council, until=line), read_pairs()), wanted),
        own=read_own(store, wanted.council, line, wanted.threshold if wanted.safe or wanted.partner else None),
        rebases=store.records(wanted.council, "rebases", until=line),
        said=said,
        readings={int(number): store.report(int(number)) for number in used["version_id"]},
    )


def _hide_said(frame: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Hide small numbers within texts that stay in a partner version."""
    return hide_in(frame, TYPED, wanted.threshold) if wanted.partner else frame


def _find_answers(store: Store, wanted: Wanted) -> pd.DataFrame:
    """Return the answers about the plan that were given by the moment, oldest first."""
    said = store.answers(wanted.council, wanted.plan, until=wanted.until)
    if wanted.moment is not None:
        said = said[said["at"] <= pd.Timestamp(wanted.moment)]
    return said


def _follow(store: Store, versions: pd.DataFrame, last: int, said: pd.DataFrame) -> list[Snapshot]:
    """Return the versions up to one of them by the day they are as at, with the pairs that a person confirmed; that one stands last."""
    dated = date_versions(versions)
    all_of_them = []
    answers = dict(zip(said["question"], said["answer"], strict=True))
    for number, day in zip(versions["version_id"], dated, strict=True):
        confirmed = {**(store.report(int(number)).get("profile") or {}), **answers}
        matches = {question.removeprefix(MATCH): answer for question, answer in confirmed.items() if question.startswith(MATCH)}
        all_of_them.append(Snapshot(int(number), day.date(), store.table(int(number), "actions"), matches))
    day = next(snapshot.day for snapshot in all_of_them if snapshot.number == last)
    return put_in_order([snapshot for snapshot in all_of_them if snapshot.day <= day])


def find_version(store: Store, council: str, plan: str, as_at: date | None) -> tuple[int, datetime | None, date | None]:
    """Return the version of a plan on a day, the moment up to which things were known with it, and the day to judge figures on.

    Parameters
    ----------
    store : Store
    council, plan : str
    as_at : date, optional
        The newest version whose own date is not later; left out, the newest of all.

    Returns
    -------
    version_id : int
    moment : datetime or None
        The last moment that counts, before the next version was uploaded; None where it is the newest.
    day : date or None
        The version's own date where it is not the newest.

    Raises
    ------
    LookupError
        There is no such version.
    """
    versions = store.versions(council=council, kind="plan")
    versions = versions[versions["plan"] == plan]
    dated = date_versions(versions)
    fitting = versions if as_at is None else versions[dated < pd.Timestamp(as_at) + pd.Timedelta(days=1)]
    if fitting.empty:
        raise LookupError(f"There is no version of {plan} as at {as_at} or earlier." if as_at else f"There is no version of {plan}.")
    number = int(fitting["version_id"].iloc[0])
    later = versions[versions["version_id"] > number]
    if later.empty:
        return number, None, None
    moment = later["uploaded_at"].min().to_pydatetime() - timedelta(microseconds=1)
    return number, moment, dated.loc[fitting.index[0]].date()
