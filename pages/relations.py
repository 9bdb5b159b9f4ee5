"""Two measures together, over areas or schools, as a scatter with its numbers."""

import streamlit as st

from analysis import pairs as analysis
from charts import measures as charts
from pages.common import choosing, show

shown = show.begin("Two measures together", "Do two measures go together across areas or schools?", needs_plan=False)
x, y, first, second = choosing.choose_pair(shown)
pairs = analysis.pair_measures(first, second)
left_out = max(first["area"].nunique(), second["area"].nunique()) - len(pairs)
words = analysis.describe_pair(pairs, x, y, left_out)
if pairs.empty:
    st.markdown(show.plain(words))
else:
    show.chart(charts.build_scatter(pairs, x, y, shown.palette), words, key="pairs")
show.table(pairs.set_axis(["Place", x, f"{y} " if y == x else y], axis=1), "pairs", caption="The numbers")
