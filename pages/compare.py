"""Compare: how does the council stand beside its neighbours, its region and England, and is the difference more than chance?"""

from functools import partial

import streamlit as st

from analysis.comparing import describe_headline
from pages.common import comparing, figures, show

shown = show.begin("Compare", "How does this council stand beside others, and is the difference more than chance?", needs_plan=False)
row, period = comparing.choose(shown)
compared = comparing.load(shown, row, period)
safe = partial(comparing.load, shown, row, period, safe=True)  # made only for a download that is asked for
figures.say_rule(shown)

st.header(show.plain(describe_headline(compared.result, row["name"], row["unit"], row["decimals"])))
comparing.show_beside(shown, compared, safe)
comparing.show_neighbours(compared, safe)
comparing.show_funnel(shown, compared, safe)
