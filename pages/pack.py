"""Board pack: everything that the pages show, as files for the meeting."""

import streamlit as st

from pages.common import packing, show

shown = show.begin("Board pack", "What goes to the board, and in which file?")
packing.need_plan(shown)
kind = packing.choose_kind(shown)
partner = packing.choose_partner(shown, kind)
chosen = packing.choose_contents(kind, partner)
template = packing.choose_template(kind)
packing.say_what(shown, kind)
if packing.ask():
    packing.build(shown, kind, chosen, partner, template)
packing.offer(shown, kind, chosen, partner, template)
st.page_link(show.page("meeting"), label="Show the pack on the wall: meeting mode")
