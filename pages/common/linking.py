"""The parts of the page of actions and measures: what is suggested, and a person's yes or no."""

import streamlit as st

from analysis import links as analysis
from pages.common import impact, show
from pages.common.choices import Shown

MOST_ASKED = 20  # at once; the rest is asked when these are answered
_UNDECIDED, _SAME, _OTHER = "Not decided", "Yes, they belong together", "No"
_SAID = "_links_kept"


def ask_suggestions(shown: Shown, ground: impact.Ground) -> None:
    """Ask of each suggested pair whether the measure belongs to the action; the answers are kept and used at once."""
    if _SAID in st.session_state:
        st.success(st.session_state.pop(_SAID))
    answers = analysis.newest_answers(impact.load_answers(shown))
    suggested = analysis.suggest_links(shown.actions, ground.measures, ground.links, answers)
    if suggested.empty:
        return
    if shown.partner:
        show.table(analysis.label_suggestions(suggested), "suggested", caption="Perhaps linked, not confirmed", closed=True)
        return
    if not show.can_write(shown, f"{len(suggested)} perhaps linked: none can be confirmed"):
        return
    with st.expander(f"Perhaps linked: {len(suggested)} to confirm", expanded=False), st.form("links"):
        st.markdown("Their words are alike. A link counts once a person has said yes.")
        said = {}
        for row in suggested.head(MOST_ASKED).itertuples():
            ref = f"{row.ref}: " if isinstance(row.ref, str) else ""
            choice = st.radio(
                show.plain(f"{ref}{row.action} Does it belong to the measure {row.name}?"), [_UNDECIDED, _SAME, _OTHER], key=f"ask-{row.question}",
                horizontal=True,
            )
            if choice != _UNDECIDED:
                said[row.question] = analysis.YES if choice == _SAME else analysis.NO
        who = st.text_input("Your name or role", value=st.session_state.get("_who", ""))
        if st.form_submit_button("Keep these answers"):
            _keep(shown, said, who)


def _keep(shown: Shown, said: dict[str, str], who: str) -> None:
    if not said or not who.strip():
        st.error("Please decide at least one, and give your name or role.")
        return
    for question, answer in said.items():
        impact.record(shown, question, answer, who=who)
    st.session_state["_who"] = who.strip()
    st.session_state[_SAID] = f"{len(said)} kept. They are used on every page from now on."
    st.rerun()
