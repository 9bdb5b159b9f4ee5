"""Impact: what is done beside what became of the measures, by theme and by recommendation."""

import streamlit as st

from analysis import impact as analysis
from charts import impact as charts
from pages.common import figures, impact, show

shown = show.begin("Impact", "Is the work that is done making a difference for children?")
show.need_actions(shown)
ground = impact.load(shown)
chosen = st.segmented_control("By", list(impact.BY), default="Theme", key="impact_by", bind="query-params", required=True)
by = impact.BY[chosen or "Theme"]
table = impact.place(shown, ground, by)
if table.empty:
    st.info(f"These actions name no {by}, so there is nothing to place. Choose the other view, or name them in the tracker.")
    st.stop()

st.header(show.plain(analysis.describe_groups(table, by)))
st.caption("A measure moved after the work, or it did not; nothing here says that it moved because of it. Not measured is never good news.")
show.chart(charts.build_corners(table, shown.palette), charts.describe_corners(table, by), key="corners")
show.table(analysis.label_groups(table, chosen or "Theme"), f"impact-by-{by}", caption=f"Each {by}, where it stands and what that rests on")
show.table(analysis.label_corners(), "corners", caption="What each place means", closed=True)

st.header(f"One {by} and its measures")
figures.say_rule(shown)
impact.show_group(shown, ground, table, by)
