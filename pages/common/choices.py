"""The choices that all pages share, kept in the address, and the tables they lead to."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

import pandas as pd
import streamlit as st

from analysis.plans import order_plans
from analysis.uk_time import LONDON, date_version, end_of_day
from charts.palette import PALETTES, Palette
from model.vocabulary import STATUS_NAMES, STATUS_SYMBOLS
from pages.common.once import once
from store import Store, open_store

Answer = TypeVar("Answer")

LATEST = "Latest"
EVERY = "All"
_ARRIVE = "_arrive_at"  # in the session: choices to be made before the next run draws them
PERIODS = {"12 months": 12, "24 months": 24, "36 months": 36, "All": 0}
PARTNER_HELP = "Small numbers of children are hidden, and what would give them away. Only the newest version and one period can be seen."
EARLIEST = date(2000, 1, 1)  # a day before the first upload is allowed, and the page then says that nothing was known
EVER = datetime(9999, 1, 1)
STALE_AFTER = timedelta(days=45)  # a plan whose information is older than this says so on every page


def ask(line: int, question: Callable[..., Answer], *arguments: object, **named: object) -> Answer:
    """Return what the store answers, asked once for as long as its journal has the same last line: then nothing in it has changed.

    Parameters
    ----------
    line : int
        The number of that line, as `Store.versions_until` gives it.
    question : callable
        A method of the store that reads versions, or what was uploaded with them.
    """
    return once(_ask, line, question, *arguments, **named)


def _ask(_line: int, question: Callable[..., Answer], *arguments: object, **named: object) -> Answer:
    return question(*arguments, **named)


def get_today() -> date:
    """Return today by the clocks of London, or the day that DASHBOARD_TODAY names (for tests and for rehearsing a meeting)."""
    named = os.environ.get("DASHBOARD_TODAY")
    return date.fromisoformat(named) if named else datetime.now(LONDON).date()


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(url: str | None) -> Store:
    return open_store(url)


def get_store() -> Store:
    """Return the store that DASHBOARD_DATABASE_URL names."""
    return _open(os.environ.get("DASHBOARD_DATABASE_URL"))


@st.cache_resource(show_spinner=False, max_entries=24)
def _tables(url: str | None, version_id: int) -> dict[str, pd.DataFrame]:
    # A version never changes, so its number is the whole key. Shared by all sessions: analysis never writes to a frame.
    return _open(url).tables(version_id)


def find_tables(version_id: int) -> dict[str, pd.DataFrame]:
    """Return the canonical tables of a version; they are shared and never written to."""
    return _tables(os.environ.get("DASHBOARD_DATABASE_URL"), version_id)


@dataclass(frozen=True)
class Shown:
    """What is on show: the choices made, and the tables that they lead to.

    Parameters
    ----------
    council, plan : str
        Empty where nothing was uploaded yet.
    version : Series or None
        The row of ``Store.versions`` of the plan on show.
    latest : bool
        Whether that is the plan's newest version.
    theme, agency : str
        The chosen one, empty for all.
    statuses : tuple of str
        The chosen ones, empty for all.
    months : int
        How many months of figures to show, 0 for all.
    partner : bool
        Whether small numbers are hidden, as for people outside the council.
    known : date or None
        The day whose knowledge is shown: nothing that was uploaded or answered later. None for now.
    line : int
        The last line of the store's journal when the page began.
    """

    council: str
    plan: str
    version: pd.Series | None
    latest: bool
    theme: str = ""
    agency: str = ""
    statuses: tuple[str, ...] = ()
    months: int = 36
    partner: bool = False
    known: date | None = None
    line: int = 0

    @property
    def store(self) -> Store:
        """The store behind it all."""
        return get_store()

    @property
    def version_id(self) -> int | None:
        """The number of the plan's version on show."""
        return None if self.version is None else int(self.version["version_id"])

    @property
    def as_at(self) -> date:
        """The day the plan's dates are judged on: what it says it is true for, else the day it was uploaded."""
        return get_today() if self.version is None else date_version(self.version)

    @property
    def today(self) -> date:
        """Today, or the day whose knowledge is shown."""
        return self.known or get_today()

    @property
    def figures_as_at(self) -> date:
        """The day on which the age of figures is judged: today for what is newest, else the day of the version on show."""
        return self.today if self.latest else self.as_at

    @property
    def past(self) -> bool:
        """Whether a past day or an earlier version is on show, into which nothing can be written."""
        return not self.latest or (self.known is not None and self.known < get_today())

    @cached_property
    def moment(self) -> datetime | None:
        """The last moment that counts: the end of the day whose knowledge is shown, and before the next plan was uploaded; None for now."""
        ends = [end_of_day(self.known)] if self.known else []
        if not self.latest and self.version is not None:
            versions = ask(self.line, self.store.versions, council=self.council, kind="plan")
            later = versions[(versions["plan"] == self.plan) & (versions["version_id"] > self.version_id)]
            ends += [when - timedelta(microseconds=1) for when in later["uploaded_at"].nsmallest(1).dt.to_pydatetime()]
        return min(ends, default=None)

    @cached_property
    def until(self) -> int | None:
        """All that was known at that moment, as the store counts it; None for now."""
        return None if self.moment is None else ask(self.line, self.store.versions_until, self.moment)

    @cached_property
    def versions(self) -> pd.DataFrame:
        """The plan's versions that were known at that moment, newest first."""
        versions = ask(self.line, self.store.versions, council=self.council, kind="plan", until=self.until)
        return versions[versions["plan"] == self.plan]

    @cached_property
    def plans_known(self) -> list[str]:
        """The council's plans that had a version at that moment, the one of the latest day first."""
        return once(order_plans, ask(self.line, self.store.versions, council=self.council, kind="plan", until=self.until))

    def table(self, name: str) -> pd.DataFrame:
        """Return a canonical table of the plan's version on show, without filters."""
        from model import empty

        found = None if self.version_id is None else find_tables(self.version_id).get(name)
        return once(empty, name) if found is None else found

    def records(self, name: str) -> pd.DataFrame:
        """Return risks, inspections, events ... from the newest upload that has them."""
        return ask(self.line, self.store.records, self.council, name, until=self.until)

    @property
    def all_actions(self) -> pd.DataFrame:
        """Every action of the version on show."""
        return self.table("actions")

    @cached_property
    def actions(self) -> pd.DataFrame:
        """The actions that the filters leave."""
        from analysis.progress import filter_actions

        return once(filter_actions, self.all_actions, theme=self.theme, agency=self.agency, statuses=self.statuses)

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.theme or self.agency or self.statuses)

    @property
    def palette(self) -> Palette:
        """The colours that fit the viewer's theme."""
        return PALETTES.get(st.context.theme.type or "light", PALETTES["light"])


def _label(version: pd.Series) -> str:
    dated = date_version(version)
    when = f"{'as at' if pd.notna(version['as_at']) else 'uploaded'} {dated.day} {dated:%B %Y}"  # %-d is not known on Windows
    return f"{when} (upload {version['version_id']})"


def arrive_at(council: str, plan: str) -> None:
    """Let the next run show the newest of a council and plan: what was kept a moment ago is what the person wants to see."""
    st.session_state[_ARRIVE] = {"council": council, **({"plan": plan, "version": LATEST} if plan else {}), "known": None}


def choose() -> None:
    """Draw the shared choices in the side bar and keep what was chosen for the page."""
    st.session_state.update(st.session_state.pop(_ARRIVE, {}))
    store = get_store()
    line = store.versions_until(EVER)
    councils = ask(line, store.councils)
    with st.sidebar:
        if not councils:
            st.session_state["_shown"] = Shown("", "", None, True)
            st.caption("Nothing has been uploaded yet.")
            return
        council = st.selectbox("Council", councils, key="council", bind="query-params") or councils[0]
        plans = once(order_plans, ask(line, store.versions, council=council, kind="plan", until=None))
        plan = (st.selectbox("Plan", plans, key="plan", bind="query-params") or plans[0]) if plans else ""
        # What is chosen most stands first, though what it offers hangs on the choices beneath it.
        filters, past, viewer = st.container(), st.container(), st.container()
        with viewer:
            partner = st.toggle("Partner view", key="partner", bind="query-params", help=PARTNER_HELP)
        with past:
            st.caption("**Earlier times**")
            known = None if partner else _choose_day(store, line, council)
            version, latest = _choose_version(store, line, council, plan, partner=partner, known=known)
        with filters:
            st.caption("**Show only**")
            st.session_state["_shown"] = _choose_filters(Shown(council, plan, version, latest, partner=partner, known=known, line=line))


def _list_meetings(events: pd.DataFrame, today: date) -> dict[str, date]:
    """Return the board meetings before today, the last one first."""
    boards = events.loc[(events["kind"] == "board meeting") & (events["date"] < pd.Timestamp(today)), "date"]
    return {f"{day.day} {day:%B %Y}": day.date() for day in boards.drop_duplicates().sort_values(ascending=False)}


def _choose_day(store: Store, line: int, council: str) -> date | None:
    """Let the person go back to any past day, by its date or by a board meeting; return it, None for now."""
    days = once(_list_meetings, ask(line, store.records, council, "events"), get_today())

    def go_to_meeting() -> None:
        st.session_state["known"] = days.get(st.session_state["meeting"])

    def leave_meeting() -> None:
        st.session_state["meeting"] = None

    known = st.date_input(
        "As known on", value=None, key="known", bind="query-params", min_value=EARLIEST, max_value=get_today(), format="DD/MM/YYYY",
        on_change=leave_meeting, help="Every page then shows what had been uploaded by the end of that day, and nothing later. Empty: now.",
    )
    if days:
        help_ = "Go back to what was known at a past board meeting"
        st.selectbox("Board meeting", list(days), index=None, key="meeting", placeholder="Now", on_change=go_to_meeting, help=help_)
    return known if isinstance(known, date) else None


def _list_versions(versions: pd.DataFrame, plan: str) -> dict[str, pd.Series]:
    """Return the versions of a plan by their label, newest first."""
    return {_label(row): row for _, row in versions[versions["plan"] == plan].iterrows()}


def _choose_version(
    store: Store, line: int, council: str, plan: str, *, partner: bool, known: date | None
) -> tuple[pd.Series | None, bool]:
    until = ask(line, store.versions_until, end_of_day(known)) if known else None
    by_label = once(_list_versions, ask(line, store.versions, council=council, kind="plan", until=until), plan)
    if not by_label:
        return None, True
    chosen = st.selectbox(
        "Version", [LATEST, *by_label], key="version", bind="query-params", help="Every upload is kept. Choose one to see the plan as it stood then.",
        disabled=partner,
    )
    newest = next(iter(by_label.values()))
    # Two versions side by side can give a hidden number away, so partners see the newest only.
    version = newest if partner else by_label.get(chosen or LATEST, newest)
    return version, int(version["version_id"]) == int(newest["version_id"])


def _list_themes(actions: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actions["theme"].dropna()))


def _choose_filters(shown: Shown) -> Shown:
    from analysis.agencies import list_bodies

    actions = shown.all_actions
    themes, bodies = once(_list_themes, actions), once(list_bodies, actions)
    theme = st.selectbox("Theme", [EVERY, *themes], key="theme", bind="query-params")
    agency = st.selectbox("Agency", [EVERY, *bodies], key="agency", bind="query-params", help="Any body that delivers, monitors or scrutinises")
    statuses = st.multiselect(
        "Status",
        list(STATUS_NAMES),
        key="status",
        bind="query-params",
        format_func=lambda name: f"{STATUS_SYMBOLS[name]} {name}",
        placeholder="All",
    )
    period = st.selectbox(
        "Figures", list(PERIODS), index=2, key="period", bind="query-params", help="How far back charts of figures go", disabled=shown.partner
    )
    return Shown(
        shown.council,
        shown.plan,
        shown.version,
        shown.latest,
        "" if theme in (None, EVERY) else theme,
        "" if agency in (None, EVERY) else agency,
        tuple(statuses),
        PERIODS["36 months" if shown.partner else period or "36 months"],
        shown.partner,
        shown.known,
        shown.line,
    )


def get_shown() -> Shown:
    """Return what the shared choices lead to."""
    return st.session_state["_shown"]
