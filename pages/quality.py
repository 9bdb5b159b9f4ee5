"""Quality of the data: which figures cannot be relied on, and why?"""

import streamlit as st

from analysis import quality
from charts.quality import build_rules
from pages.common import checking, choosing, figures, show

shown = show.begin("Quality of the data", "Which of these figures should be checked before they are relied on?", needs_plan=False)
latest = figures.load_latest(shown)
if not latest["period_end"].notna().any():
    show.nothing(*choosing.NO_FIGURES)
findings = checking.load_findings(shown)
counted = quality.count_rules(findings)
figures.say_rule(shown)

words = quality.describe_findings(findings, len(latest))
st.header(show.plain(words))
show.chart(build_rules(counted, shown.palette), quality.describe_counted(counted), key="rules")
show.table(quality.label_rules(counted), "rules", caption="Each rule and what it looks for")
st.header("What was found")
for rule, its in quality.list_found(findings):
    show.table(
        quality.label_findings(its).drop(columns="Rule"), f"findings-{quality.number_of(rule)}", caption=f"{rule} ({len(its)})", closed=len(its) > 10,
        export=lambda rule=rule: quality.label_findings(quality.of_rule(checking.load_findings(shown, safe=True), rule)).drop(columns="Rule"),
    )
