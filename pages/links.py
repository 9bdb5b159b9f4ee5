"""Actions and measures: which belong together, which stand alone, and what a person should confirm."""

import streamlit as st

from analysis import links as analysis
from pages.common import impact, linking, show

shown = show.begin("Actions and measures", "Which measure would show that an action works, and which have none?")
show.need_actions(shown)
ground = impact.load(shown)
actions = shown.actions
links = ground.links[ground.links["key"].isin(set(actions["key"]))].reset_index(drop=True)
without, alone, silent = analysis.find_unlinked(actions, ground.measures, links)

st.header(show.plain(analysis.describe_links(actions, ground.measures, links)))
linking.ask_suggestions(shown, ground)
show.table(analysis.label_actions(without), "actions-without-measure", caption=f"Actions without a measure: {len(without)}", closed=len(without) > 15)
show.table(analysis.label_measures(alone), "measures-without-action", caption=f"Measures without an action: {len(alone)}", closed=len(alone) > 15)
if len(silent):
    show.table(analysis.label_links(silent, actions, ground.measures), "links-without-figures", caption="Named in the plan, without figures here")
show.table(analysis.label_links(links, actions, ground.measures), "links", caption="Every link, and how it is known", closed=True)
