"""Which council and plan an uploaded file belongs to, suggested from what it holds and chosen by a person, before it is compared or kept."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.matching import share_kept
from loaders.plans.titles import names_plan
from loaders.reading import Reading
from model import empty
from pages.common import past as pasts
from pages.common import show
from pages.common.choices import Shown, get_store

NEW_PLAN = "A plan that is not kept here yet"
SAME_FROM = 0.5  # share of the actions that two files must have in common to be taken for versions of one plan


@dataclass(frozen=True)
class Place:
    """Where a file would be kept.

    Parameters
    ----------
    council, plan : str
        Suggested names; empty where the file states no council and none is known.
    newest : Series or None
        The row of ``Store.versions`` that the file follows, None where it begins a plan.
    """

    council: str
    plan: str
    newest: pd.Series | None = None

    @property
    def actions(self) -> pd.DataFrame:
        """The actions of the version that the file follows."""
        return empty("actions") if self.newest is None else pasts.find_actions(int(self.newest["version_id"]))

    @property
    def label(self) -> str:
        """The place in words."""
        return NEW_PLAN if self.newest is None else f"The next version of {self.council}: {self.plan}"


def choose_place(reading: Reading, shown: Shown, number: int) -> Place:
    """Ask which kept plan the file continues, with the likeliest chosen already; figures and records belong to the council on show."""
    stated = _state(reading, shown.council)
    if reading.kind != "plan":
        return Place(shown.council or stated.council, shown.plan or stated.plan)
    places = [*_list_places(), stated]
    if len(places) == 1:
        return stated
    suggested, why = suggest_place(places, reading.table("actions"))
    st.subheader("Which plan this is")
    chosen = st.selectbox("This file is", [place.label for place in places], index=suggested, key=f"place-{number}")
    st.caption(show.plain(why))
    return next(place for place in places if place.label == chosen)


def _state(reading: Reading, council: str) -> Place:
    """Return the place that the file itself names, in the council on show where it names none."""
    plans = reading.table("plans")
    councils, titles = plans["council"].dropna().tolist(), plans["title"].dropna().tolist()
    return Place(councils[0] if councils else council, next(filter(names_plan, titles), "Improvement plan"))


def _list_places() -> list[Place]:
    """Return every plan kept, by its newest version."""
    versions = get_store().versions(kind="plan").drop_duplicates(["council", "plan"])
    return [Place(row["council"], row["plan"], row) for _, row in versions.iterrows()]


def suggest_place(places: list[Place], actions: pd.DataFrame) -> tuple[int, str]:
    """Return which place is likeliest and why: the plan that shares most actions, else one of the same name, else the last, a new one."""
    kept, stated = places[:-1], places[-1]
    shares = [share_kept(place.actions, actions) for place in kept]
    best = max(range(len(kept)), key=shares.__getitem__)
    if shares[best] >= SAME_FROM:
        return best, f"Suggested because {shares[best]:.0%} of its actions stand in both."
    named = [number for number, place in enumerate(kept) if _same_name(place, stated)]
    if named:
        return named[0], f"Suggested because it has the same title, though only {shares[named[0]]:.0%} of its actions stand in both."
    return len(kept), "Suggested because no plan kept here has the same title or most of these actions."


def _same_name(place: Place, stated: Place) -> bool:
    return place.plan.casefold() == stated.plan.casefold() and stated.council.casefold() in ("", place.council.casefold())
