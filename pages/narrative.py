"""In words: the plan told in sentences, every number with the table that it comes from."""

import streamlit as st

from analysis import narrative as analysis
from pages.common import figures, show, telling

shown = show.begin("In words", "What does all this say in plain English?")
show.need_actions(shown)
part = st.segmented_control("About", list(analysis.PARTS), default="Overview", key="part", bind="query-params", required=True) or "Overview"
told = telling.tell(shown)
st.header(part)
telling.show_sentences(told, part)
figures.say_rule(shown)
show.table(
    analysis.label_sentences(told, part), "sentences", caption="The sentences as a table", closed=True,
    export=lambda: analysis.label_sentences(telling.tell(shown, safe=True), part),
)
show.table(
    analysis.list_facts(told, part), "facts", caption="Every number and where it was taken from", closed=True,
    export=lambda: analysis.list_facts(telling.tell(shown, safe=True), part),
)
st.download_button(
    "Download the whole text", lambda: analysis.write_text(telling.tell(shown, safe=True)), "narrative.txt", "text/plain", on_click="ignore",
    key="download-narrative",
)
