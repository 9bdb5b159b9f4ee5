"""Meeting mode: the pack on the wall, one idea a screen."""

import streamlit as st

from pages.common import meeting, packing, show

shown = show.begin("Meeting", meeting.QUESTION, drawn=False)
packing.need_plan(shown)
st.html(show.page("common/meeting").with_suffix(".css"))
screens = meeting.list_screens(meeting.load_pack(shown))
stage, controls = st.container(), st.container()
with controls:
    number, everything = meeting.choose_screen(screens)
with stage:
    for place, slide in enumerate(screens, start=1):
        if everything or place == number:
            with st.container(key=f"meeting-screen-{place}"):
                meeting.show_screen(shown, slide, place, len(screens))
