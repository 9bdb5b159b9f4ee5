"""Overview: the state of the plan on one page."""

import streamlit as st

from analysis import progress, summary
from charts import status as charts
from pages.common import overview, show
from pages.common.once import once

shown = show.begin("Overview", "How far is the plan, and what needs attention?")
show.need_actions(shown)
actions, today = shown.actions, shown.as_at

whole = once(progress.total_progress, actions, today)
st.header(show.plain(once(progress.headline, actions, today)))
show.legend(once(charts.build_legend, whole, shown.palette, shares=True))
show.chart(once(charts.build_status_bar, whole, shown.palette), once(charts.describe_status_bar, whole), key="statuses")
show.table(once(summary.label_statuses, actions), "statuses", caption="Statuses, as they are given in the plan", closed=True)

overview.show_dates(shown)
overview.show_measures(shown)
overview.show_worst_and_best(shown)
overview.show_next(shown)
overview.show_versions(shown)
