"""Two measures together, over areas or schools, as a scatter with its numbers."""

import streamlit as st

from analysis import pairs as analysis
from charts import measures as charts
from pages.common import choosing, figures, show

shown = show.begin("Two measures together", "Do two measures go together across areas or schools?", needs_plan=False)
pair = choosing.choose_pair(shown)
figures.say_rule(shown)
x, y = pair.names
first, second = pair.load(shown)
pairs = analysis.pair_measures(first, second)
st.header(show.plain(analysis.headline(pairs, x, y)))
words = analysis.describe_pair(pairs, x, y, analysis.count_left_out(first, second, pairs))
if pairs.empty:
    st.markdown(show.plain(words))
else:
    show.chart(charts.build_scatter(pairs, x, y, shown.palette), words, key="pairs")
show.table(
    analysis.label_pairs(pairs, x, y), "pairs", caption="The numbers",
    export=lambda: analysis.label_pairs(analysis.pair_measures(*pair.load(shown, safe=True)), x, y),
)
