"""Starting the limits of a control chart afresh: only with a date, a reason and who decided it, kept as a version like every upload."""

from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from analysis.control_chart import Rebase, warn_of_rebase
from loaders.reading import Reading
from model import conform
from pages.common import show
from pages.common.choices import Shown
from pages.common.one_measure import Measured

FILE = "limits_started_afresh.csv"
_REFUSED = "_rebase_refused"


def offer(shown: Shown, measured: Measured) -> None:
    """Offer to start the measure's limits afresh, saying first what that costs."""
    if measured.chart is None or shown.partner or not shown.latest:
        return
    measure = measured.row["measure"]
    with st.expander("Start the limits afresh", on_change="rerun", key="rebase") as form:
        if not form.open:
            return
        st.markdown(
            "Do this only after a change in practice or in counting that you can name. Mean and limits are then worked out anew from the figure "
            "you choose, and nothing is counted across that date. It is recorded with your reason, and can be withdrawn under Versions."
        )
        known = measured.series[measured.series["value"].notna()]
        labels = {show.format_date(day): day for day in reversed(known["period_end"].tolist()[1:])}
        chosen = st.selectbox("First figure of the new part", list(labels), key=f"rebase-from-{measure}")
        if not labels or chosen is None:
            return
        first = labels[chosen].date()
        st.markdown(show.plain(warn_of_rebase(known["period_end"], first)))
        reason = st.text_input("Reason", key=f"rebase-why-{measure}")
        author = st.text_input("Your name or role", key=f"rebase-who-{measure}", value=st.session_state.get("_who", ""))
        st.button("Start the limits afresh from this figure", key=f"rebase-save-{measure}", on_click=_decide, args=(shown, measure, first))
        refused = st.session_state.pop(_REFUSED, "")
        if refused:
            st.error(show.plain(refused))
        elif not reason or not author:
            st.caption("Both the reason and who decided are needed.")


def _decide(shown: Shown, measure: str, first: date) -> None:
    """Record the decision, or keep why it cannot be recorded for the page to say."""
    reason, author = (st.session_state.get(f"rebase-{what}-{measure}", "") for what in ("why", "who"))
    try:
        _save(shown, measure, Rebase(first, reason, author))
    except ValueError as refused:
        st.session_state[_REFUSED] = str(refused)


def _save(shown: Shown, measure: str, rebase: Rebase) -> None:
    """Keep the decision with all earlier ones: the newest version of the list counts."""
    earlier = shown.store.records(shown.council, "rebases")
    new = conform([{"measure": measure, "date": rebase.date, "reason": rebase.reason.strip(), "author": rebase.author.strip()}], "rebases")
    again = (earlier["measure"] == measure) & (earlier["date"] == pd.Timestamp(rebase.date))
    table = pd.concat([earlier[~again], new], ignore_index=True)
    reading = Reading(FILE, "decisions", {"rebases": table}, found=len(table), loaded=len(table))
    shown.store.save(reading, show.to_csv(table), council=shown.council, plan="", who=rebase.author.strip(), when=datetime.now(UTC))
