"""One measure: over time with its target, by category, and beside other areas."""

import streamlit as st

from analysis import measures as analysis
from charts import measures as charts
from pages.common import figures, show

shown = show.begin("One measure", "Is this figure moving, and how does it stand beside others?", needs_plan=False)
row = figures.choose_measure(shown)
series, parts, beside = figures.load_measure(shown, row["measure"])

st.subheader(
    show.plain(f"{row['name']}: {analysis.format_value(row['value'], row['unit'], row['symbol'], row['decimals'])}, {analysis.describe_change(row)}")
)
show.chart(charts.build_lines(series, row["unit"], row["target"], shown.palette), analysis.describe_series(row, series), key="series")
show.table(figures.join_series(series), "series", caption="Every figure drawn", closed=True)

st.header("By category")
if parts.empty:
    st.markdown("No categories were uploaded for this measure.")
else:
    show.chart(charts.build_parts(parts, shown.palette), analysis.describe_parts(parts), key="parts")
    show.table(parts[["category", "in_words"]].set_axis(["Category", "Figure"], axis=1), "parts", caption="Latest figures by category", closed=True)

st.header("Beside other areas")
st.markdown(show.plain(analysis.describe_beside(beside, row)))
show.table(analysis.label_beside(beside), "beside", caption="The last figure of each area, with its period", closed=len(beside) > 15)

st.header("What it means")
show.table(figures.describe_measure(shown, row["measure"]), "meaning", caption="Definition, as uploaded")
