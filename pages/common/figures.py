"""The parts of the pages about figures: what is loaded for them, and their choices."""

import pandas as pd
import streamlit as st

from analysis import measures as analysis
from model import TABLES
from pages.common import show
from pages.common.choices import Shown


def load_latest(shown: Shown) -> pd.DataFrame:
    """Return the latest figure of each of the council's own measures."""
    if not shown.council:
        return analysis.compare_latest(shown.store.measures(""), shown.store.observations(""), shown.figures_as_at).head(0)
    code = find_own_code(shown)
    own = (
        shown.store.observations(shown.council, area_code=code, until=shown.until)
        if code
        else shown.store.observations(shown.council, area_code="", until=shown.until)
    )
    return analysis.compare_latest(shown.store.measures(shown.council, until=shown.until), analysis.keep_whole(own), shown.figures_as_at)


def find_own_code(shown: Shown) -> str | None:
    """Return the code of the council's own area in its figures."""
    return analysis.find_own_area(shown.store.areas(shown.council, until=shown.until), shown.council)


def choose_measure(shown: Shown) -> pd.Series:
    """Let the person choose a measure that has a figure; end the page with a message where there is none."""
    table = load_latest(shown)
    table = table[table["period_end"].notna()] if len(table) else table
    if table.empty:
        show.nothing("No figures of this council were uploaded yet.", "Upload the workbook of performance figures as it is.")
    names = dict(zip(table["measure"], table["name"], strict=True))
    chosen = st.selectbox("Measure", list(names), format_func=lambda measure: names[measure], key="measure", bind="query-params")
    return table[table["measure"] == (chosen or table["measure"].iloc[0])].iloc[0]


def load_measure(shown: Shown, measure: str) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    """Return a measure's series (own, then comparators), its categories, and the last figure of every area."""
    code = find_own_code(shown)
    everything = shown.store.observations(shown.council, measure=measure, until=shown.until)
    whole = analysis.keep_whole(everything)
    own = everything[everything["area_code"] == code]
    series = {shown.council: cut(analysis.keep_whole(own), shown.months), **analysis.pick_comparators(whole, code, shown.months)}
    return series, analysis.break_down(own), analysis.last_by_area(whole)


def cut(series: pd.DataFrame, months: int) -> pd.DataFrame:
    """Return the last so many months of a series, all of it for 0."""
    return analysis.keep_months(series, months)


def join_series(series: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the series drawn as one table for reading and download."""
    frames = [
        pd.DataFrame(
            {
                "Series": name,
                "To": points["period_end"],
                "Figure": [analysis.format_value(v, u, s) for v, u, s in zip(points["value"], points["unit"], points["symbol"], strict=True)],
                "Numerator": points["numerator"],
                "Denominator": points["denominator"],
                "Upload": points["version_id"],
            }
        )
        for name, points in series.items()
    ]
    return pd.concat(frames, ignore_index=True)


def describe_measure(shown: Shown, measure: str) -> pd.DataFrame:
    """Return a measure's definition as two columns, empty fields left out."""
    known = shown.store.measures(shown.council, until=shown.until)
    its = known[known["measure"] == measure]
    if its.empty:
        return pd.DataFrame({"What": ["Definition"], "Value": ["No definition was uploaded for this measure."]})
    row = its.iloc[-1]
    return pd.DataFrame(
        [(c.label, row[c.name]) for c in TABLES["measures"].columns if pd.notna(row[c.name])], columns=["What", "Value"], dtype="object"
    )


def choose_pair(shown: Shown) -> tuple[str, str, pd.DataFrame, pd.DataFrame]:
    """Let the person choose two measures and the kind of place; return their names and figures."""
    areas = shown.store.areas(shown.council, until=shown.until) if shown.council else pd.DataFrame({"area_level": []})
    counts = areas["area_level"].value_counts()
    levels = [level for level in ("school", "council", "statistical neighbour", "region") if counts.get(level, 0) > 1]
    if not levels:
        show.nothing(
            "No figures for several schools or areas were uploaded yet.", "A long table of figures with a column for the school or area is enough."
        )
    level = st.segmented_control("Over", levels, default=levels[0], key="over", bind="query-params", required=True) or levels[0]
    latest = analysis.keep_whole(shown.store.observations(shown.council, area_level=level, latest=True, until=shown.until))
    known = shown.store.measures(shown.council, until=shown.until)
    names = {measure: name if isinstance(name, str) else measure for measure, name in known[["measure", "name"]].itertuples(index=False)}
    choices = [measure for measure, its in latest.groupby("measure", sort=False) if its["area"].nunique() > 1]
    if len(choices) < 2:
        show.nothing(f"Fewer than two measures have figures for several places of the kind {level}.", "Upload a table with both.")
    x = st.selectbox("Across", choices, format_func=lambda m: names.get(m, m), key="x", bind="query-params") or choices[0]
    y = st.selectbox("Up", choices, index=1, format_func=lambda m: names.get(m, m), key="y", bind="query-params") or choices[1]
    return names.get(x, x), names.get(y, y), latest[latest["measure"] == x], latest[latest["measure"] == y]
