"""Sign-off: what is claimed complete, what was accepted, refused or reopened, and the second looks."""

import streamlit as st

from analysis import signoff
from pages.common import past, show
from pages.common.once import once

shown = show.begin("Sign-off", "What is claimed complete, and has anybody accepted it?")
show.need_actions(shown)
known = past.load_past(shown)

judged = once(signoff.judge_sign_off, known.traced, shown.as_at)
looks = once(signoff.second_looks, known.traced, judged, shown.as_at)
chosen = past.pick_threads(shown, known)
judged, looks = judged[judged.index.isin(chosen)], looks[looks["thread"].isin(chosen)]
st.header(show.plain(signoff.describe_sign_off(judged)))
grid = st.grid(4, min_column_width=140, border=True)
for state, count in signoff.count_states(judged).items():
    with grid.cell():
        st.metric(state.capitalize(), f"{count:,}")

waiting = signoff.pick_state(judged, "waiting", "refused", "reopened")
show.table(
    signoff.label_sign_off(waiting),
    "waiting",
    caption="Waiting, refused and reopened, the longest first; each reference opens the action's whole history",
    links=past.link_threads(known, waiting.index, shown),
)
show.table(signoff.label_sign_off(signoff.pick_state(judged, "signed off")), "signed-off", caption="Signed off", closed=True)

st.header("Second looks")
st.markdown(show.plain(signoff.describe_looks(looks)))
show.table(signoff.label_looks(looks), "second-looks", caption="Three and six months after sign-off, in order of day", closed=True)
