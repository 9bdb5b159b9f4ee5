"""Measures: has each really changed, will it meet its target, and how far from it is the latest figure?"""

import streamlit as st

from analysis import verdicts
from analysis.measures import describe_latest
from pages.common import cards, choosing, figures, show
from pages.common.once import once

shown = show.begin("Measures", "Which figures have really changed, and which will meet their targets?", needs_plan=False)
if not figures.load_latest(shown)["period_end"].notna().any():
    show.nothing(*choosing.NO_FIGURES)
began = choosing.choose_limits(shown)
ordered = once(verdicts.sort_by_verdict, once(verdicts.keep_theme, figures.load_judged(shown, began)[0], shown.theme))
figures.say_rule(shown)


def load_safe():
    """Return the measures as they may leave the council."""
    return verdicts.sort_by_verdict(verdicts.keep_theme(figures.load_judged(shown, began, safe=True)[0], shown.theme))


st.header(show.plain(once(verdicts.describe_judged, ordered)))
st.markdown(show.plain(once(describe_latest, ordered)))
cards.show_extremes(ordered)
cards.show_matrix(ordered, load_safe)
cards.show_cards(shown, ordered, began)
st.header("The table behind this")
show.table(
    once(verdicts.label_judged, ordered), "measures", caption="Latest figures, worst first", limit=120,
    export=lambda: verdicts.label_judged(load_safe()),
)
