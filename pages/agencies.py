"""Agencies: what each body has to do, in which themes, and who makes sure that it happens."""

import streamlit as st

from analysis import agencies, progress
from charts import status as charts
from model.vocabulary import ROLES
from pages.common import show

shown = show.begin("Agencies", "Who has to do what, and who makes sure that it happens?")
show.need_actions(shown)
actions, today, roles = shown.actions, shown.as_at, agencies.used_roles(shown.all_actions)

if not roles:
    st.info("This plan names no body that delivers, monitors or scrutinises, so its actions are shown by lead.")
    leads = progress.lead_progress(actions, today)
    show.legend(charts.build_legend(leads, shown.palette))
    show.chart(charts.build_status_bars(leads, shown.palette), charts.describe_status_bars(leads, "lead"), key="leads")
    show.table(progress.describe_progress(leads, "Lead"), "leads", caption="Leads as they are typed in the plan")
    st.stop()

gaps = agencies.gaps(actions, roles)
st.header(show.plain(agencies.headline(actions, gaps, roles)))
role = st.segmented_control(
    "Role", [*roles, ""], default=roles[0], required=True, key="role", bind="query-params", format_func=lambda name: ROLES.get(name, "Any role"),
)
bodies = agencies.body_roles(actions, today, role or "")
show.legend(charts.build_legend(bodies, shown.palette))
show.chart(charts.build_status_bars(bodies, shown.palette), charts.describe_status_bars(bodies, "body", "bodies"), key="bodies")
st.markdown(show.plain(agencies.describe_counting(actions, role or "")))
show.table(progress.describe_progress(bodies, "Body"), "bodies", caption="Bodies by status", closed=True)
show.table(agencies.label_roles(agencies.count_roles(actions)), "roles", caption="Bodies by role", closed=True)

st.header("In which themes")
matrix = agencies.body_by_theme(actions, role or "")
show.table(agencies.label_themes(matrix), "bodies-by-theme", caption=agencies.describe_themes(matrix))

st.header("Who watches over whom")
st.markdown(show.plain(agencies.describe_gaps(actions, gaps, roles)))
if len(gaps):
    show.table(agencies.label_count(agencies.count_gaps(gaps)), "gaps", caption="Gaps, by kind; an action may have several")
    show.table(agencies.label_gaps(gaps), "actions-with-gaps", caption="The actions with a gap", closed=True)
chain = agencies.label_chain(agencies.chain(actions, roles))
show.table(chain, "chain", caption="Who delivers and who watches, actions with the same oversight together")
alike = agencies.alike_names(agencies.list_bodies(shown.all_actions))
st.markdown(show.plain(agencies.describe_alike(alike)))
if len(alike):
    show.table(agencies.label_alike(alike), "names", caption="Names that look alike")
