"""Slippage: which dates moved, how often and how far, and how late actions are with the open ones counted."""

import streamlit as st

from analysis import slippage
from charts.past import build_trend
from pages.common import past, show
from pages.common.once import once

shown = show.begin("Slippage", "Which dates have moved, and is this slippage on a date already revised?")
show.need_actions(shown)
known = past.load_past(shown)
since = past.choose_period(known)
chosen = past.pick_threads(shown, known) if shown.filtered else None

found = once(slippage.follow_dates, known.traced, shown.as_at, since, chosen)
st.header(show.plain(slippage.describe_slippage(found.by_theme)))
st.markdown(show.plain(slippage.describe_delay(found.delays)))
if len(known.snapshots) > 1 and len(found.trend):
    st.caption("Across: the day that a version is as at. Up: the date then promised. Under the dotted line a date has passed.")
    show.chart(build_trend(found.trend, shown.palette), slippage.describe_trend(found.trend), key="trend")
show.table(
    slippage.label_moved(found.moved),
    "moved",
    caption="Every date that moved, most often first; each reference opens the action's whole history",
    links=past.link_threads(known, found.moved.index, shown),
)
show.table(slippage.label_slippage(found.by_theme, "Theme"), "slippage-themes", caption="By theme")
show.table(
    slippage.label_slippage(found.by_body, "Delivered by"),
    "slippage-bodies",
    caption="By body; an action of two bodies counts for each, once for the plan",
    closed=True,
)
