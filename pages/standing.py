"""Standing still: actions without a change, updates carried forward word for word, and actions without an end."""

import streamlit as st

from analysis import standing
from pages.common import past, show
from pages.common.once import once

shown = show.begin("Standing still", "Which actions stand still, and who holds them?")
show.need_actions(shown)
known = past.load_past(shown)
choices = {"2 versions": (2, 0), "3 versions": (3, 0), "4 versions": (4, 0), "60 days": (1, 60), "90 days": (1, 90), "180 days": (1, 180)}
chosen = st.segmented_control("Unchanged for at least", list(choices), default="2 versions", key="unchanged", bind="query-params", required=True)
versions, days = choices[chosen or "2 versions"]

live = once(standing.measure_standing, known.traced, shown.as_at)
live = live[live.index.isin(past.pick_threads(shown, known))]
stale = standing.pick_stale(live, versions, days)
st.header(show.plain(standing.describe_stale(live, stale, chosen or "2 versions")))
show.table(standing.label_bodies(standing.count_stale(live, stale)), "stale-bodies", caption="By body; an action of two bodies counts for each")
show.table(standing.label_standing(stale), "stale", caption="The longest first", links=past.link_threads(known, stale.index, shown))

carried = standing.pick_carried(live)
st.header("Carried forward word for word")
st.markdown(show.plain(standing.describe_carried(carried)))
show.table(standing.label_carried(carried), "carried", caption="The same update, version after version", closed=True)

soft = standing.pick_soft(live, shown.as_at)
st.header("Without an end")
st.markdown(show.plain(standing.describe_soft(soft)))
links = past.link_threads(known, soft.index, shown)
show.table(standing.label_soft(soft), "soft", caption="Ongoing and undated actions, oldest first", links=links)
