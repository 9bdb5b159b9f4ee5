"""Help: what the words mean, how every figure is worked out, blank templates, and the accessibility statement."""

import streamlit as st

from pages.common import helping, show

show.begin("Help", "What do the words and figures here mean?", needs_plan=False)
helping.offer_templates()
topic = st.segmented_control("Topic", list(helping.TOPICS), default="Glossary", key="topic", bind="query-params", required=True)
helping.TOPICS[topic or "Glossary"]()
