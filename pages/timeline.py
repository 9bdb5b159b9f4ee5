"""Timeline: what is to happen when, which dates moved, and whether completion keeps up with the promise."""

import streamlit as st

from analysis import timeline
from charts import timeline as charts
from pages.common import show

shown = show.begin("Timeline", "Are things happening when they were promised?")
show.need_actions(shown)
actions, today = shown.actions, shown.as_at

bars = timeline.list_bars(actions, today)
st.header(timeline.headline(bars))
st.subheader("Promised and completed")
running, undated = timeline.compare_planned(actions, today), timeline.count_undated_done(actions, today)
words = timeline.describe_planned(running, today, undated, timeline.count_open_promises(actions, today))
show.chart(charts.build_planned(running, today, shown.palette), words, key="planned") if len(running) else st.markdown(words)
show.table(
    running.set_axis(["Month", "Promised by then", "Completed by then"], axis=1),
    "planned",
    caption="Promised and completed, running totals",
    closed=True,
)

st.subheader("Deadlines by month")
deadlines = timeline.count_deadlines(actions)
words = timeline.describe_deadlines(deadlines, today)
show.chart(charts.build_deadlines(deadlines, today, shown.palette), words, key="deadlines") if len(deadlines) else st.markdown(words)
show.table(timeline.label_deadlines(deadlines), "deadlines", caption="Deadlines by month and status", closed=True)

st.subheader("From start to due date")
words = timeline.describe_bars(bars, actions)
if len(bars):
    st.caption("A bar runs from the start to the current date; ◇ is the date first promised.")
    show.chart(charts.build_bars(bars, shown.records("events"), today, shown.palette), words, key="bars")
if len(bars) > charts.MOST_ROWS:
    st.caption(f"The first {charts.MOST_ROWS} of {len(bars)} are drawn; choose a theme in the side bar to see the others. The table holds all.")
show.table(timeline.label_bars(bars), "dates", caption="Every date", closed=True)
