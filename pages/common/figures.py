"""What the pages about figures are made of: the council's figures, its areas and definitions, small numbers hidden where they must be.

Everything here is kept for the next visitor under the number of the journal's last line: a later upload has another number.
"""

import os
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analysis import measures as analysis
from analysis.control_chart import ControlChart
from analysis.counts import fill_polarity
from analysis.disclosure import THRESHOLD, describe_rule
from analysis.notes import find_plan_start
from analysis.verdicts import judge_measures
from loaders.words.published import read_pairs
from model import TABLES
from pages.common.choices import Shown, get_store
from pages.common.once import once
from reports import own_figures

TARGET_COLUMNS = ("target", "target_from", "target_until", "tolerance", "target_set_by")


def get_threshold() -> int:
    """Return up to which count figures are hidden: 5, or what DASHBOARD_SMALL_NUMBER says."""
    return int(os.environ.get("DASHBOARD_SMALL_NUMBER", THRESHOLD))


@dataclass(frozen=True)
class Source:
    """Whose figures, as known when, and whether small numbers are hidden: the whole key of what is kept."""

    url: str
    council: str
    line: int
    safe: bool
    threshold: int

    @property
    def hide_up_to(self) -> int | None:
        """Up to which count figures are hidden; None where nothing is."""
        return self.threshold if self.safe else None

    @classmethod
    def of(cls, shown: Shown, safe: bool = False) -> "Source":
        """Return the source behind what is on show."""
        line = shown.until if shown.until is not None else shown.line
        return cls(os.environ.get("DASHBOARD_DATABASE_URL", ""), shown.council, line, safe or shown.partner, get_threshold())


@st.cache_resource(show_spinner=False, max_entries=8)
def _definitions(source: Source) -> pd.DataFrame:
    return fill_polarity(get_store().measures(source.council, until=source.line), read_pairs())


@st.cache_resource(show_spinner=False, max_entries=8)
def _areas(source: Source) -> pd.DataFrame:
    return get_store().areas(source.council, until=source.line)


@st.cache_resource(show_spinner=False, max_entries=8)
def _places(source: Source) -> pd.DataFrame:
    return get_store().places(source.council, until=source.line)


@st.cache_resource(show_spinner=False, max_entries=8)
def _shared(source: Source) -> frozenset[str]:
    return frozenset(get_store().shared_measures(source.council, until=source.line))


def load_shared(source: Source) -> frozenset[str]:
    """Return the measures of which other areas have figures too."""
    return _shared(_open(source))


def _open(source: Source) -> Source:
    """Return the source as definitions and areas are kept under: they are the same whether small numbers are hidden or not."""
    return Source(source.url, source.council, source.line, False, 0)


def load_definitions(source: Source) -> pd.DataFrame:
    """Return the definitions of the council's measures, every target of each."""
    return _definitions(_open(source))


def load_areas(source: Source) -> pd.DataFrame:
    """Return the areas that the council's figures are about."""
    return _areas(_open(source))


def load_places(source: Source) -> pd.DataFrame:
    """Return what the uploads say about areas: codes and regions."""
    return _places(_open(source))


def find_own_codes(source: Source) -> list[str]:
    """Return the codes under which the council's own figures stand."""
    return analysis.find_own_codes(load_areas(source), source.council)


@st.cache_resource(show_spinner=False, max_entries=8)
def load_own(source: Source) -> pd.DataFrame:
    """Return the council's own figures: every measure, breakdown and period, with the counts behind published percentages."""
    return own_figures.read_own(get_store(), source.council, source.line, source.hide_up_to)


@st.cache_resource(show_spinner=False, max_entries=32)
def load_everyone(source: Source, measure: str) -> pd.DataFrame:
    """Return the figures of every area for one measure, with the counts behind a published percentage; an area without a code has its name."""
    return own_figures.read_everyone(get_store(), source.council, source.line, measure, source.hide_up_to)


@st.cache_resource(show_spinner=False, max_entries=16)
def latest(source: Source, today: date) -> pd.DataFrame:
    """Return the latest figure of each of the own measures, kept for the next visitor."""
    return analysis.compare_latest(load_definitions(source), analysis.keep_whole(load_own(source)), today)


@st.cache_resource(show_spinner=False, max_entries=16)
def judge(source: Source, today: date, months: int, plan_began: date | None) -> tuple[pd.DataFrame, dict[str, ControlChart]]:
    """Return measures with their verdicts and control charts, kept for the next visitor."""
    rebases = get_store().records(source.council, "rebases", until=source.line)
    return judge_measures(latest(source, today), analysis.keep_whole(load_own(source)), months=months, plan_began=plan_began, rebases=rebases)


def load_latest(shown: Shown, safe: bool = False) -> pd.DataFrame:
    """Return the latest figure of each of the council's own measures; ``safe`` hides small numbers whatever the view."""
    return latest(Source.of(shown, safe), shown.figures_as_at)


def load_judged(shown: Shown, plan_began: date | None = None, safe: bool = False) -> tuple[pd.DataFrame, dict[str, ControlChart]]:
    """Return the council's own measures with their verdicts, and the control charts behind them."""
    return judge(Source.of(shown, safe), shown.figures_as_at, shown.months, plan_began)


def plan_start(shown: Shown) -> date | None:
    """Return the day from which the plan can have had an effect."""
    return once(find_plan_start, shown.table("plans"), shown.all_actions) if shown.version is not None else None


def say_rule(shown: Shown) -> None:
    """Say under the title what is hidden: everywhere in the partner view, else in downloads."""
    rule = describe_rule(get_threshold())
    st.caption(f"Partner view. {rule}" if shown.partner else f"Downloads may leave the council: in them, {rule[0].lower()}{rule[1:]}")


@st.cache_resource(show_spinner=False, max_entries=4)
def load_level(source: Source, level: str) -> pd.DataFrame:
    """Return the last figure of every measure for each area of one level."""
    return own_figures.read_level(get_store(), source.council, source.line, level, source.hide_up_to)


def find_definition(source: Source, measure: str) -> pd.DataFrame:
    """Return a measure's definition as two columns, empty fields left out."""
    known = load_definitions(source)
    its = known[known["measure"] == measure]
    if its.empty:
        return pd.DataFrame({"What": ["Definition"], "Value": ["No definition was uploaded for this measure."]})
    row = its.iloc[-1]
    # Targets and commentary stand on the page itself, with their dates.
    left_out = {*TARGET_COLUMNS, "commentary"}
    shown = [(c.label, row[c.name]) for c in TABLES["measures"].columns if c.name not in left_out and pd.notna(row[c.name])]
    return pd.DataFrame(shown, columns=["What", "Value"], dtype="object")
