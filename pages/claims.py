"""Claim checker: does a narrative say what the figures say?"""

import streamlit as st

from analysis import claims as analysis
from pages.common import claiming, figures, impact, show

shown = show.begin("Claim checker", "Does a report say what the figures say?", needs_plan=False)
if not figures.load_latest(shown)["period_end"].notna().any():
    show.nothing("No figures of this council were uploaded yet, so no claim can be checked.", "Upload the workbook of performance figures as it is.")
text = claiming.ask_text(shown)
checked, measures = claiming.check(shown, text)

st.header(show.plain(analysis.describe_claims(checked)))
figures.say_rule(shown)
commentary = impact.load_commentary(shown)
show.table(
    analysis.label_claims(checked, measures, commentary), "claims", caption="Each sentence with its mark; a figure is checked, a cause never is",
    export=lambda: analysis.label_claims(*claiming.check(shown, text, safe=True), commentary),
)
show.table(analysis.label_marks(), "claim-marks", caption="What each mark means", closed=True)
show.table(claiming.list_words(), "claim-words", caption="The words that make a claim", closed=True)
