"""Actions: one list to search, and everything known about the chosen action."""

import streamlit as st

from analysis import actions as analysis
from analysis import progress
from charts import status as charts
from pages.common import show

shown = show.begin("Actions", "Which actions are these, and what is known about each?")
with st.container(horizontal=True, vertical_alignment="bottom"):
    words = st.text_input(
        "Search", key="search", bind="query-params", help="Every word must occur somewhere in the action, its lead, update, evidence ..."
    )
    dates = st.selectbox(
        "Show only",
        ["", *analysis.DATE_CHOICES],
        key="dates",
        bind="query-params",
        format_func=lambda choice: analysis.DATE_CHOICES.get(choice, "All"),
    )

found = analysis.search_actions(analysis.choose_by_dates(shown.actions, dates or "", shown.as_at), words or "")
if found.empty:
    show.nothing("No action fits the search and the choices in the side bar.", "Try fewer words or choices.")

st.header(show.plain(progress.headline(found, shown.as_at)))
whole = progress.total_progress(found, shown.as_at)
show.legend(charts.build_legend(whole, shown.palette, shares=True))
show.chart(charts.build_status_bar(whole, shown.palette), charts.describe_status_bar(whole), key="statuses")
names = {row["key"]: analysis.name_action(row) for _, row in found.iterrows()}
key = st.selectbox(
    "Open an action",
    list(names),
    index=None,
    format_func=names.get,
    key="action",
    bind="query-params",
    placeholder="Choose one to see everything known about it",
)
if key in names:
    show.table(analysis.describe_action(found[found["key"] == key].iloc[0]), "action", caption="As it stands in the file; sheet and row say where")
show.table(analysis.label_actions(found), "actions", caption=analysis.describe_found(found, shown.all_actions))
