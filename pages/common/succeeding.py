"""The parts of the page from plan to plan: the old plan, what was said so far, and the questions still open."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analysis import succession
from analysis.plans import find_earlier, order_plans
from analysis.uk_time import date_version
from pages.common import past as pasts
from pages.common import show
from pages.common.choices import Shown, find_tables

MOST_ASKED = 20  # questions on one form; the rest come when these are answered
NOT_DECIDED = "Not decided"


@dataclass(frozen=True)
class OldPlan:
    """The plan before: its name, the day its last version is true for, and the actions and recommendations of that version."""

    name: str
    as_at: date
    actions: pd.DataFrame
    recommendations: pd.DataFrame


@dataclass(frozen=True)
class Said:
    """What was said about the old plan's actions: which new action each is, where the others went, and who said it when."""

    matches: dict[str, str]
    went: dict[str, str]
    by: dict[str, str]


def choose_old(shown: Shown) -> OldPlan:
    """Let the person choose the plan that the one on show replaced; end the page where there is none."""
    versions = shown.store.versions(council=shown.council, kind="plan", until=shown.until)
    others = [plan for plan in order_plans(versions) if plan != shown.plan]
    if not others:
        st.info(f"Only one plan of {show.plain(shown.council)} is kept, so there is no transition to follow.")
        st.markdown("When a new plan replaces it, upload it under a name of its own: all that is still outstanding in the old one is listed here.")
        st.stop()
    earlier = find_earlier(versions, shown.plan)
    # Plans that began later stay on offer: one without a date of its own counts from its upload, however old it is.
    options, first = [*earlier, *(plan for plan in others if plan not in earlier)], 0 if earlier else None
    name = st.selectbox("The plan before", options, index=first, key="before", bind="query-params", placeholder="None began earlier")
    if name is None:
        st.info(f"No other plan that is kept began before {show.plain(shown.plan)}. If it replaced one of them all the same, choose that one.")
        st.stop()
    last = versions[versions["plan"] == name].iloc[0]
    tables = find_tables(int(last["version_id"]))
    from model import empty

    return OldPlan(name, date_version(last), tables.get("actions", empty("actions")), tables.get("recommendations", empty("recommendations")))


def load(shown: Shown, before: OldPlan) -> Said:
    """Return what was said so far."""
    return Said(*succession.split_answers(pasts.load_said(shown, before.name), pasts.MATCH, pasts.WENT))


def show_recommendations(shown: Shown, before: OldPlan) -> None:
    """Show which recommendations of the old plan the new one has too."""
    if before.recommendations.empty:
        return
    followed = succession.follow_recommendations(before.recommendations, shown.table("recommendations"))
    missing = int((~followed["carried"]).sum())
    caption = f"Recommendations of the old plan: {missing} of {len(followed)} are not in the new one"
    show.table(succession.label_recommendations(followed), "carried-recommendations", caption=caption, closed=True)


def ask(shown: Shown, before: OldPlan, followed: pd.DataFrame, suggested: pd.DataFrame) -> None:
    """Ask where the outstanding actions without a successor went, the suggested ones first, and keep the answers."""
    still_open = followed[followed["where"] == succession.OPEN]
    if still_open.empty:
        return
    st.header("Where did they go?")
    if not show.can_write(shown, "Nobody can say where they went"):
        return
    rest = still_open[~still_open["id"].isin(suggested["old_id"])].head(MOST_ASKED)
    answers = pasts.ask_same(suggested.head(MOST_ASKED), "went")
    answers |= {f"{pasts.WENT}{row['id']}": answer for _, row in rest.iterrows() if (answer := _ask_where(row)) is not None}
    pasts.offer_keeping(shown, before.name, answers, "went")


def _ask_where(row: pd.Series) -> str | None:
    """Ask what became of one action; return the answer fit to be kept, None where it is not decided."""
    ref = f"{row['ref']}: " if isinstance(row["ref"], str) else ""
    outcomes = [NOT_DECIDED, *succession.OUTCOMES]
    label = show.plain(f"{ref}{row['action']}")
    said = st.selectbox(label, outcomes, key=f"went-{row['id']}", format_func=lambda name: succession.OUTCOMES.get(name, name))
    words = st.text_input(show.plain(f"More about {ref.strip(': ') or 'it'}"), key=f"went-words-{row['id']}", placeholder="Where, by whom, when")
    return None if said == NOT_DECIDED else f"{said}: {words.strip()}" if words.strip() else said
