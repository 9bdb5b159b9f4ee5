"""Changes: what is different since the last board, or between any two versions or days."""

import streamlit as st

from analysis import changes
from pages.common import changing, past, show
from pages.common.once import once

shown = show.begin("Changes", "What changed since the last board?")
past.need_officer(shown)
known = past.load_past(shown)
past.need_two(known)

since = changing.choose_since(shown, known)
difference = changing.compare(shown, known, since)
lines = once(changes.describe_changes, difference)
changing.show_answer(difference, lines, since)
changing.show_counts(lines, difference)
changing.show_lines(lines, known, since)

st.header("Statuses, from and to")
show.table(
    changes.label_statuses(changes.tabulate_statuses(difference)),
    "from-to",
    caption="Rows add up to the earlier version, columns to the later one; numbers on the diagonal did not move",
)
changing.offer_pairs(shown, known)
