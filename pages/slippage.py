"""Slippage: which dates moved, how often and how far, and how late actions are with the open ones counted."""

import streamlit as st

from analysis import history, slippage
from charts.past import MOST_LINES, build_trend
from pages.common import past, show

shown = show.begin("Slippage", "Which dates have moved, and is this slippage on a date already revised?")
show.need_actions(shown)
known = past.load_past(shown)
threads = past.pick_threads(shown, known)
since = past.choose_period(known)

dates = history.summarise_dates(known.traced, since).reindex(threads)
delays = slippage.measure_delays(known.traced, shown.as_at)
delays = delays if not shown.filtered else delays[delays.index.isin(threads)]
by_theme = slippage.slippage_by(dates, delays, "theme")
st.header(show.plain(slippage.describe_slippage(by_theme)))
st.markdown(show.plain(slippage.describe_delay(delays)))

moved = slippage.list_moved(dates)
points = slippage.milestone_trend(known.traced, moved.index.tolist()[:MOST_LINES])
if len(known.snapshots) > 1 and len(points):
    show.chart(build_trend(points, shown.palette), slippage.describe_trend(points), key="trend")
show.table(
    slippage.label_moved(moved),
    "moved",
    caption="Every date that moved, most often first; each reference opens the action's whole history",
    links=past.link_threads(known, moved.index.tolist(), shown),
)
show.table(slippage.label_slippage(by_theme, "Theme"), "slippage-themes", caption="By theme")
show.table(
    slippage.label_slippage(slippage.slippage_by(dates, delays, "deliver"), "Delivered by"),
    "slippage-bodies",
    caption="By body; an action of two bodies counts for each, once for the plan",
    closed=True,
)
