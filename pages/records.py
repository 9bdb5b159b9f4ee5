"""Records: risks on a grid, inspections before and after, case reviews by stage, and events."""

import streamlit as st

from analysis import records
from charts.records import build_risk_grid
from pages.common import show

shown = show.begin("Risks, inspections and reviews", "What could go wrong, and what have inspectors and reviews said?", needs_plan=False)
tables = {name: shown.records(name) for name in ("risks", "inspections", "case_reviews", "events")}
if all(table.empty for table in tables.values()):
    show.nothing(
        "No risks, inspections, case reviews or events were uploaded yet.",
        "They may stand on sheets of the plan's workbook or in a file of their own.",
    )

risks = records.grade_risks(tables["risks"])
grid = records.place_risks(risks)
words = records.describe_risks(risks, grid)
st.header(show.plain(records.headline_risks(risks)))
show.chart(build_risk_grid(grid, shown.palette, records.BANDS), words, key="risks") if len(risks) else st.markdown(words)
show.table(
    show.label(risks, "risks", ["ref", "risk", "likelihood", "impact", "score", "band", "mitigation", "owner", "status"]),
    "risks",
    caption="The register, highest score first",
    closed=True,
)

st.header("Inspections")
judged = records.judge_inspections(tables["inspections"])
schools = records.is_school(judged)
st.markdown(show.plain(records.describe_inspections(judged[schools], "school")))
st.markdown(show.plain(records.describe_inspections(judged[~schools], "other provider")))
show.table(
    show.label(judged, "inspections", ["provider", "kind", "date", "before", "after", "result", "note"]),
    "inspections",
    caption="Every inspection, newest first",
)

st.header("Case reviews")
st.markdown(show.plain(records.describe_reviews(tables["case_reviews"])))
show.table(
    show.label(tables["case_reviews"], "case_reviews", ["ref", "kind", "stage", "started", "due", "published", "theme"]),
    "case-reviews",
    caption="Every review, by reference; no child is named",
)

st.header("Events")
show.table(
    show.label(records.next_events(tables["events"], shown.figures_as_at, 12), "events", ["date", "kind", "title", "note"]),
    "events",
    caption=f"The next events from {show.format_date(shown.figures_as_at)}",
)
