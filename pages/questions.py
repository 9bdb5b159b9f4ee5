"""Questions: what a board should ask next, ranked by rule, and what it was told."""

import streamlit as st

from analysis import questions as analysis
from pages.common import asking, figures, show

shown = show.begin("Questions", "What should the board ask next?")
if shown.all_actions.empty:
    show.nothing("This plan has no actions that could be read.", "Look at its reading report under Versions, or upload it again.")
answers = asking.load_answers(shown)
drawn = asking.draw(shown)
still, answered = analysis.set_aside(drawn, answers, tell_figures=not shown.partner)
chosen = analysis.choose_questions(still)

st.header(show.plain(analysis.describe_questions(chosen, still, answered)))
st.caption("They are drawn from the whole plan by rules in a fixed order, whatever the choices in the side bar. Each is a question, not a finding.")
asking.show_questions(chosen)
figures.say_rule(shown)
show.table(
    analysis.label_questions(chosen), "questions", caption="The questions as a table", closed=True,
    export=lambda: analysis.label_questions(analysis.choose_questions(analysis.set_aside(asking.draw(shown, safe=True), answers)[0])),
)
asking.offer_answer(shown, chosen)
asking.show_answered(shown, answers, drawn)
show.table(analysis.label_kinds(), "question-rules", caption="The rules, in their order", closed=True)
