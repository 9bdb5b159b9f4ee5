"""Outcomes: how much, how well, is anyone better off; the curve to turn; actions, outcomes and evidence side by side."""

import streamlit as st

from analysis import outcomes as analysis
from charts import outcomes as charts
from pages.common import choosing, figures, impact, outcomes, show

shown = show.begin("Outcomes", "Is anyone better off?")
ground = impact.load(shown)
marks = outcomes.mark(ground.measures)

st.header(show.plain(analysis.describe_marks(ground.measures, marks)))
figures.say_rule(shown)
if ground.measures["period_end"].notna().any():
    row = choosing.choose_measure(outcomes.sort_by_mark(ground.measures, marks))
    series, curve = outcomes.find_curve(shown, ground, row)
    show.chart(charts.build_curve(series, curve, row["unit"], shown.palette), analysis.describe_curve(row, curve), key="curve")
    lines = analysis.label_curve(series, curve)
    show.table(lines, "curve", caption="The figures of the curve", closed=True, export=lambda: outcomes.label_safe(shown, row))
else:
    st.info("No figures of this council were uploaded yet. Upload the workbook of performance figures as it is, and its measures stand here.")
st.caption("Measures are marked by the words of their names; the list can be extended. The curve says what moved after the plan began, not why.")
show.table(
    analysis.label_marks(ground.measures, marks), "outcome-measures", caption="The measures by the question that they answer",
    export=lambda: outcomes.label_safe_marks(shown), closed=True,
)

st.header("Actions, outcomes and evidence side by side")
st.markdown(show.plain(analysis.describe_side_by_side(shown.actions)))
beside = analysis.side_by_side(shown.actions)
if len(beside):
    show.table(beside, "side-by-side", caption="As they stand in the plan", limit=30)
