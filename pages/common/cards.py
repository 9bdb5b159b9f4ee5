"""The parts of the page of all measures: matrix, worst and best, small charts by theme."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis import verdicts
from analysis.figure_words import describe_counts, describe_day, describe_target, format_value
from analysis.measures import keep_months, keep_whole
from charts.palette import PALETTES
from charts.small import Card, build_cards, build_key, draw_small
from pages.common import choosing, figures, show
from pages.common.choices import Shown
from pages.common.once import once

NO_THEME = "Other measures"
# More small charts than this are shown one theme at a time.
MOST_CARDS = 120


def show_matrix(judged: pd.DataFrame, safe: Callable[[], pd.DataFrame]) -> None:
    """Show the nine cells of variation by assurance, and which measures have no place in them."""
    st.header("Change and target together")
    inside = judged["assurance"].notna()
    if not inside.any():
        st.markdown("No measure has both enough figures for a verdict and a target to judge, so the matrix is empty.")
    else:
        st.caption("Has it really changed (improving, no real change, worsening, from top to bottom), and will its target be met?")
        grid = st.grid(3, min_column_width=230, border=True)
        for meaning, names in once(verdicts.list_cells, judged):
            with grid.cell():
                listed = "\n".join(f"- {show.plain(name)}" for name in names)
                st.markdown(f"**{show.plain(meaning)}:**\n{listed}" if names else f"{show.plain(meaning)}.")
        table = once(verdicts.build_matrix, judged)
        show.table(table, "matrix", caption="The matrix as a table", closed=True, export=lambda: verdicts.build_matrix(safe()))
    outside = once(verdicts.list_outside, judged)
    if len(outside):
        show.table(outside, "outside", caption=f"Not in the matrix: {outside['Measures'].sum()} measures, with the reason", closed=bool(inside.any()))


def show_extremes(judged: pd.DataFrame) -> None:
    """Show the measures to look at first and those that go best."""
    sides = st.grid(2, min_column_width=320, gap="medium")
    for heading, picked, none in (
        ("Look at these first", once(verdicts.pick_worst, judged), "No measure is worsening, bound to miss its target or short of it."),
        ("Going best", once(verdicts.pick_best, judged), "No measure is really improving or bound to meet its target yet."),
    ):
        with sides.cell():
            st.subheader(heading)
            st.markdown(once(_list_measures, picked) or none)


def _list_measures(picked: pd.DataFrame) -> str:
    return "\n".join(f"- {show.plain(verdicts.label_short(row))}" for _, row in picked.iterrows())


def show_cards(shown: Shown, judged: pd.DataFrame, began: date | None) -> None:
    """Show a small chart of every measure that has a figure, theme by theme, worst first."""
    st.header("Every measure")
    known = judged[judged["period_end"].notna()]
    themes = [*dict.fromkeys(known["theme"].dropna()), *([NO_THEME] if known["theme"].isna().any() else [])]
    if len(known) > MOST_CARDS:
        theme = st.selectbox("Theme of the measures", themes, key="measures-theme", bind="query-params")
        themes = [theme or themes[0]]
    st.html(build_key(shown.palette))
    source = figures.Source.of(shown)
    address = urlencode({name: st.query_params.get_all(name) for name in st.query_params if name != "measure"}, doseq=True)
    for theme in themes:
        st.subheader(show.plain(theme))
        st.html(_cards(source, shown.figures_as_at, shown.months, began, theme=theme, palette=shown.palette.name, address=address))


@st.cache_data(show_spinner=False, max_entries=64)
def _cards(
    source: figures.Source, today: date, months: int, began: date | None, *, theme: str, palette: str, address: str,
) -> str:
    judged, charts = figures.judge(source, today, months, began)
    its = verdicts.sort_by_verdict(judged[(judged["theme"].fillna(NO_THEME) == theme) & judged["period_end"].notna()])
    own = keep_whole(figures.load_own(source))
    series = dict(list(own[own["measure"].isin(its["measure"])].groupby("measure")))
    cards, labels = [], choosing.label_measures(judged)
    for _, row in its.iterrows():
        measure = row["measure"]
        picture = draw_small(keep_months(series[measure], months), charts.get(measure), row["target"], PALETTES[palette])
        cards.append(
            Card(
                name=row["name"], link=f"measure?{urlencode({'measure': labels[measure]})}{'&' if address else ''}{address}", picture=picture,
                alt=verdicts.describe_card(row), figure=format_value(row["value"], row["unit"], row["symbol"], row["decimals"]),
                day=f"on {describe_day(row['period_end'])}{', old' if row['old'] else ''}", counts=describe_counts(row), target=describe_target(row),
                verdict=verdicts.label_verdict(row),
            )
        )
    return build_cards(cards)
