"""Themes: how far each theme of the plan is, and down to its actions."""

import streamlit as st

from analysis import progress
from charts import status as charts
from pages.common import show

shown = show.begin("Themes", "Which themes of the plan are moving, and which are not?")
show.need_actions(shown)
actions, today = shown.actions, shown.as_at

themes = progress.theme_progress(actions, today, themes=[] if shown.filtered else shown.table("themes")["name"])
st.header(show.plain(progress.headline_groups(themes, actions, today)))
st.markdown(show.plain(progress.headline(actions, today)))
show.legend(charts.build_legend(themes, shown.palette))
show.chart(charts.build_status_bars(themes, shown.palette), charts.describe_status_bars(themes, "theme"), key="themes")
show.table(
    progress.describe_progress(progress.add_total(themes, actions, today), "Theme"), "themes",
    caption="Every action stands in one theme, so the themes add up to the last row",
)

st.header("The actions of one theme")
chosen = st.selectbox("Theme to list", progress.list_groups(themes), key="theme_listed", bind="query-params")
listed = progress.filter_actions(actions, theme=chosen or progress.list_groups(themes)[0])
show.table(progress.describe_actions(listed, today), "theme-actions", caption=progress.headline(listed, today))
