"""The parts of the page that tells the plan in words."""

import streamlit as st

from analysis import narrative as analysis
from pages.common import impact, show
from pages.common.choices import Shown


def tell(shown: Shown, safe: bool = False) -> analysis.Told:
    """Return the narrative of what is on show; ``safe`` hides small numbers whatever the view."""
    ground = impact.load(shown, safe)
    order = () if shown.filtered else tuple(shown.table("themes")["name"])
    promises = ground.promises[ground.promises["key"].isin(set(shown.actions["key"]))]
    return analysis.tell(shown.actions, impact.place(shown, ground, "theme"), ground.measures, promises, shown.as_at, order=order)


def show_sentences(told: analysis.Told, part: str) -> None:
    """Show a part's sentences, each with a link to the table that its numbers come from."""
    its = [sentence for sentence in told.sentences if sentence.part == part]
    if not its:
        st.markdown("There is nothing to tell here.")
        return
    lines = [f"- {show.plain(one.text)} [Table behind sentence {number}]({_address(one)})" for number, one in enumerate(its, start=1)]
    st.markdown("\n".join(lines))


def _address(sentence: analysis.Sentence) -> str:
    page = analysis.find_page(sentence)
    if page == "impact" and sentence.part == "Themes":
        return show.address(page, **{"impact-theme": sentence.about})
    return show.address(page)
