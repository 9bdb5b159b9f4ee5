"""The choices that only pages about figures have: a measure, a period, where limits come from, two measures."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analysis import measures as analysis
from pages.common import figures, show
from pages.common.choices import Shown

ALL_FIGURES, BEFORE_PLAN = "All figures shown", "The 12 months before the plan"
NO_FIGURES = (
    "No figures of this council were uploaded yet.", "Upload the workbook of performance figures as it is, or a file of published statistics.",
)


def choose_limits(shown: Shown) -> date | None:
    """Let the person choose what limits are worked out from; return the day that the plan began where they are fixed before it."""
    began = figures.plan_start(shown)
    if began is None:
        return None
    chosen = st.segmented_control(
        "Limits come from", [ALL_FIGURES, BEFORE_PLAN], default=ALL_FIGURES, key="limits", bind="query-params", required=True,
        help="Limits from before the plan do not take in the change that the plan is to make. Twelve figures are needed.",
    )
    return began if chosen == BEFORE_PLAN else None


def label_measures(table: pd.DataFrame) -> dict[str, str]:
    """Return what each measure is called in lists and addresses: its name, with its key where another has the same name."""
    shared = table["name"].duplicated(keep=False)
    keys = [f" ({measure})" if again else "" for measure, again in zip(table["measure"], shared, strict=True)]
    return {measure: name + key for measure, name, key in zip(table["measure"], table["name"], keys, strict=True)}


def choose_measure(table: pd.DataFrame, wanted: pd.Series | None = None) -> pd.Series:
    """Let the person choose a measure that has a figure; end the page with a message where there is none.

    Parameters
    ----------
    table : DataFrame
        From ``measures.compare_latest``: every measure of the council.
    wanted : Series of str, optional
        The measures to choose from, in this order; all of them unless given.
    """
    labels = label_measures(table)
    known = table.loc[table["period_end"].notna(), "measure"]
    choices = [measure for measure in (known if wanted is None else wanted) if measure in set(known)]
    if not choices:
        show.nothing(*NO_FIGURES)
    chosen = st.selectbox("Measure", choices, format_func=lambda measure: labels[measure], key="measure", bind="query-params")
    return table[table["measure"] == (chosen if chosen in choices else choices[0])].iloc[0]


def choose_period(periods: list[pd.Timestamp]) -> pd.Timestamp:
    """Let the person choose the period to compare, the newest unless another is chosen."""
    labels = {show.format_date(day): day for day in periods}
    chosen = st.selectbox("Period that ends on", list(labels), key="ends", bind="query-params")
    return labels.get(chosen or "", periods[0])


@dataclass(frozen=True)
class Pair:
    """Two measures over places of one level: their keys and names."""

    level: str
    measures: tuple[str, str]
    names: tuple[str, str]

    def load(self, shown: Shown, safe: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the last figures of both; ``safe`` hides small numbers whatever the view."""
        latest = analysis.keep_whole(figures.load_level(figures.Source.of(shown, safe), self.level))
        first, second = (latest[latest["measure"] == measure] for measure in self.measures)
        return first, second


def choose_pair(shown: Shown) -> Pair:
    """Let the person choose two measures and the kind of place."""
    source = figures.Source.of(shown)
    counts = figures.load_areas(source)["area_level"].value_counts()
    levels = [level for level in ("school", "council", "statistical neighbour", "region") if counts.get(level, 0) > 1]
    if not levels:
        show.nothing(
            "No figures for several schools or areas were uploaded yet.", "A long table of figures with a column for the school or area is enough."
        )
    level = st.segmented_control("Over", levels, default=levels[0], key="over", bind="query-params", required=True) or levels[0]
    latest = analysis.keep_whole(figures.load_level(source, level))
    known = figures.load_definitions(source)
    names = {measure: name if isinstance(name, str) else measure for measure, name in known[["measure", "name"]].itertuples(index=False)}
    choices = [measure for measure, its in latest.groupby("measure", sort=False) if its["area"].nunique() > 1]
    if len(choices) < 2:
        show.nothing(f"Fewer than two measures have figures for several places of the kind {level}.", "Upload a table with both.")
    x = st.selectbox("Across", choices, format_func=lambda m: names.get(m, m), key="x", bind="query-params") or choices[0]
    y = st.selectbox("Up", choices, index=1, format_func=lambda m: names.get(m, m), key="y", bind="query-params") or choices[1]
    return Pair(level, (x, y), (names.get(x, x), names.get(y, y)))
