"""Starting the limits of a control chart afresh: only with a date, a reason and who decided it, kept as a version like every upload."""

from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from analysis.control_chart import Rebase, warn_of_rebase
from analysis.rebases import add_rebase, take_back
from loaders.reading import Reading
from pages.common import show
from pages.common.choices import Shown
from pages.common.one_measure import Measured

FILE = "limits_started_afresh.csv"
_REFUSED = "_rebase_refused"


def offer(shown: Shown, measured: Measured) -> None:
    """Offer to start the measure's limits afresh, saying first what that costs."""
    if measured.chart is None or shown.partner or not show.can_write(shown, "The limits cannot be started afresh"):
        return
    measure = measured.row["measure"]
    with st.expander("Start the limits afresh", on_change="rerun", key="rebase") as form:
        if not form.open:
            return
        st.markdown(
            "Do this only after a change in practice or in counting that you can name. Mean and limits are then worked out anew from the figure "
            "you choose, and nothing is counted across that date. It is recorded with your reason, and can be taken back."
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
        if measured.chart.rebases:
            _offer_way_back(shown, measure, measured.chart.rebases)


def _offer_way_back(shown: Shown, measure: str, standing: tuple[Rebase, ...]) -> None:
    """Offer to take back any one of the decisions that stand; the reason and the name above are those that count."""
    labels = {f"{show.format_date(rebase.date)}: {rebase.reason}": rebase.date for rebase in reversed(standing)}
    kept = "It stays in the record, with who took it back and why."
    chosen = st.selectbox("A decision that stands", list(labels), key=f"rebase-back-{measure}", help=kept)
    if chosen is not None:
        decided = (shown, measure, labels[chosen])
        st.button("Take this decision back, for the reason above", key=f"rebase-undo-{measure}", on_click=_undo, args=decided)


def _decide(shown: Shown, measure: str, first: date) -> None:
    """Record the decision, or keep why it cannot be recorded for the page to say."""
    reason, author = _given(measure)
    try:
        _save(shown, add_rebase(shown.store.records(shown.council, "rebases"), measure, Rebase(first, reason, author)), author)
    except ValueError as refused:
        st.session_state[_REFUSED] = str(refused)


def _undo(shown: Shown, measure: str, day: date) -> None:
    """Record that a decision is taken back, or keep why it cannot be."""
    reason, author = _given(measure)
    try:
        _save(shown, take_back(shown.store.records(shown.council, "rebases"), measure, day, reason=reason, author=author), author)
    except ValueError as refused:
        st.session_state[_REFUSED] = str(refused)


def _given(measure: str) -> tuple[str, str]:
    return st.session_state.get(f"rebase-why-{measure}", ""), st.session_state.get(f"rebase-who-{measure}", "")


def _save(shown: Shown, table: pd.DataFrame, author: str) -> None:
    """Keep all decisions, with those that were taken back: the newest version of the list counts."""
    reading = Reading(FILE, "decisions", {"rebases": table}, found=len(table), loaded=len(table))
    shown.store.save(reading, show.to_csv(table), council=shown.council, plan="", who=author.strip(), when=datetime.now(UTC))
