"""The parts of the claim checker: the text to check, never kept, and the words it is checked by."""

import pandas as pd
import streamlit as st

from analysis import claims as analysis
from analysis.measures import keep_whole
from loaders.opening.narrative import ENDINGS, MOST_CHARACTERS, read_narrative
from loaders.reading import Refused
from loaders.words.claim_words import read_claim_words
from pages.common import figures, show
from pages.common.choices import Shown

EXAMPLE = "Re-referrals within 12 months have fallen. Supervision on time has improved. Children feel safer."
MEANINGS = {
    "better": "claims that it got better",
    "worse": "claims that it got worse",
    "up": "claims that it went up",
    "down": "claims that it went down",
    "same": "claims that it did not change",
    "not": "denies a claim that stands close behind it",
    "untrue": "denies the whole claim behind it",
    "ahead": "speaks of what is to come",
    "going": "before \"to\": what follows is a claim and no aim",
    "stopped": "says that a change ended",
    "cause": "names a cause, which is never checked",
    "elsewhere": "speaks of other places, which are not checked",
    "part": "speaks of a part of the children only",
    "about": "speaks of something about the measure",
    "beside": "stands before a figure of other places",
    "ignore": "makes no claim",
    "short": "stands for other words",
    "name": "names a measure",
}


def ask_text(shown: Shown) -> str:
    """Ask for the text, pasted or uploaded; end the page with an example where there is none."""
    st.markdown("Paste a report, or upload it. The text is checked here and kept nowhere.")
    pasted = st.text_area("Text to check", height=180, max_chars=MOST_CHARACTERS, key="claims-text", placeholder=EXAMPLE)
    file = st.file_uploader("Or a file: plain text or Word", type=list(ENDINGS), key="claims-file")
    text = pasted or ""
    if file is not None:
        try:
            text = read_narrative(file.name, file.getvalue())
        except Refused as refusal:
            st.error(show.plain(refusal))
            st.stop()
    if not text.strip():
        st.info(f"For example: {show.plain(EXAMPLE)} Each sentence that claims a change in a named measure is marked by that measure's verdict.")
        names = figures.load_latest(shown)
        known = names.loc[names["period_end"].notna(), ["name", "theme"]].set_axis(["Measure", "Theme"], axis=1)
        show.table(known, "claim-measures", caption="The measures whose names are known", closed=True)
        st.stop()
    return text


def check(shown: Shown, text: str, safe: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the marked sentences, and the measures that they were checked against."""
    source = figures.Source.of(shown, safe)
    measures, _ = figures.load_judged(shown, safe=safe)
    return analysis.check_claims(text, measures, keep_whole(figures.load_own(source)), read_claim_words()), measures


def list_words() -> pd.DataFrame:
    """Return the word lists as people read them."""
    words = read_claim_words()
    return pd.DataFrame({"Word": words["phrase"], "What it does": words["kind"].map(MEANINGS), "Stands for": words["means"]})
