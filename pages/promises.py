"""Promises: what actions promised to do to measures, beside the figures of the promised day."""

import streamlit as st

from analysis import promises as analysis
from pages.common import figures, impact, promising, show

shown = show.begin("Promises", "Have the promised effects come, and were promises changed on the way?")
show.need_actions(shown)
ground = impact.load(shown)
judged = promising.keep_shown(shown, analysis.sort_promises(ground.promises))

st.header(show.plain(analysis.describe_promises(judged)))
if judged.empty:
    st.info("Name the effect beside an action, such as: Re-referrals within 12 months from 24% to 20% by 31 March 2027.")
    st.stop()
st.caption("A promise is judged on the figure of the promised day. That a figure moved after an action does not say that it moved because of it.")
figures.say_rule(shown)
show.table(
    analysis.label_promises(judged, ground.actions), "promises", caption="Every promise, the furthest from being kept first",
    export=lambda: promising.label_safe(shown), links=[show.address("measure", measure=measure) for measure in judged["measure"]],
)
show.table(analysis.label_verdicts(judged), "promise-verdicts", caption="What each verdict means, and how often it was given", closed=True)
promising.show_changed(shown)
