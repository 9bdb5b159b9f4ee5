"""History: everything that has happened to one action, version by version."""

import streamlit as st

from analysis import history, slippage, story
from charts.past import build_trend
from pages.common import past, show

shown = show.begin("History of an action", "What has happened to this action, and which dates has it had?")
past.need_officer(shown)
known = past.load_past(shown)
if not known.names:
    show.nothing("This plan has no actions that could be read.", "Look at its reading report under Versions, or upload it again.")

chosen = st.selectbox("Action", list(known.names), format_func=known.names.get, key="story", bind="query-params")
thread = next(iter(known.names)) if chosen is None else chosen
rows = history.follow_one(known.traced, thread)

st.header(show.plain(story.headline(rows, known.snapshots[-1].day)))
st.markdown(show.plain(rows["action"].iloc[-1]))
points = slippage.milestone_trend(known.traced, [thread])
if len(points) > 1:
    st.caption("Across: the day that a version is as at. Up: the date then promised. Under the dotted line the date has passed.")
    show.chart(build_trend(points, shown.palette), story.describe_dates(rows), key="dates")
show.table(story.label_story(rows), "history", caption="Version by version, newest first; what changed is named")
show.table(story.label_words(rows), "words", caption="What was written each time", closed=True)
