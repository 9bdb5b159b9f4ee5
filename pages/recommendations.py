"""Recommendations: what inspectors asked for, what is done about it, and what nobody has picked up."""

import streamlit as st

from analysis import recommendations as analysis
from analysis.actions import label_actions
from charts.status import build_legend, build_status_bars
from pages.common import show

shown = show.begin("Recommendations", "Is every recommendation being answered?")
known = shown.table("recommendations")
whole = analysis.list_recommendations(known, shown.all_actions, shown.as_at)
table = analysis.list_recommendations(analysis.keep_named(known, shown.actions), shown.actions, shown.as_at) if shown.filtered else whole
lonely, unlinked = analysis.keep_filtered(whole, shown.all_actions, shown.actions)
if table.empty:
    show.nothing("This plan names no recommendations.", "A column such as 'Recommendation' or 'Rec no.' in the tracker links actions to them.")

st.header(show.plain(analysis.describe_recommendations(table, lonely, unlinked)))
progress = analysis.count_progress(table, shown.actions, shown.as_at)
st.html(build_legend(progress, shown.palette))
show.chart(build_status_bars(progress, shown.palette), analysis.describe_progress(progress), key="recommendations")
show.table(analysis.label_recommendations(table), "recommendations", caption="Every recommendation, once; an action can answer several", closed=True)

st.header("Without an action")
show.table(analysis.label_recommendations(lonely), "without-action", caption="Recommendations that no action names")
st.header("Without a recommendation")
show.table(label_actions(unlinked), "without-recommendation", caption="Actions that name no recommendation")
