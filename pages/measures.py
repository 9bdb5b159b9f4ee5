"""Measures: the latest figure of each, the one before, its target, and how old it is."""

import streamlit as st

from analysis import measures as analysis
from pages.common import figures, show

shown = show.begin("Measures", "What do the figures say about children, and how old are they?", needs_plan=False)
table = figures.load_latest(shown)
if table.empty:
    show.nothing(
        "No figures of this council were uploaded yet.", "Upload the workbook of performance figures as it is, or a file of published statistics."
    )

ordered = analysis.sort_worst_first(table)
st.subheader(show.plain(analysis.describe_latest(ordered)))
st.caption(
    "Words such as better or worse need a direction: where neither way is better, a figure is only up or down. "
    "Measures furthest from their target stand first."
)
show.table(analysis.label_latest(ordered), "measures", caption="Latest figures", limit=120)
st.page_link("pages/measure.py", label="Look at one measure: over time, by category and beside other areas")
