"""From plan to plan: where the outstanding actions of the plan before went."""

import streamlit as st

from analysis import succession
from pages.common import show, succeeding

shown = show.begin("From plan to plan", "When a new plan replaced an old one, what became of everything still to do?")
before = succeeding.choose_old(shown)
answers = succeeding.load(shown, before)

followed = succession.follow_outstanding(before.actions, shown.all_actions, answers.matches, answers.went, answers.by)
suggested = succession.suggest_successors(before.actions, shown.all_actions, answers.matches, followed)
followed = succession.note_suggestions(followed, suggested)
st.header(show.plain(succession.describe_succession(followed)))
st.markdown(show.plain(succession.describe_old(before.name, before.as_at, before.actions, followed)))
caption = "Every action that was not done in the old plan, those nobody has accounted for first"
show.table(succession.label_succession(followed), "succession", caption=caption)
succeeding.show_recommendations(shown, before)
succeeding.ask(shown, before, followed, suggested)
