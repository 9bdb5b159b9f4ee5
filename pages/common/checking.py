"""What the page about the quality of the data looks at."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.quality import Ground, check_figures
from loaders.words.published import read_pairs
from pages.common import figures
from pages.common.choices import Shown, get_store
from reports.own_figures import read_every_upload


@st.cache_resource(show_spinner=False, max_entries=8)
def _findings(source: figures.Source, today: date) -> pd.DataFrame:
    own = figures.load_own(source)
    every = read_every_upload(get_store(), source.council, source.line, source.hide_up_to)
    latest = figures.latest(source, today)
    return check_figures(Ground(own, every, latest, read_pairs(), today))


def load_findings(shown: Shown, safe: bool = False) -> pd.DataFrame:
    """Return what the rules find in the council's own figures; ``safe`` hides small numbers whatever the view."""
    return _findings(figures.Source.of(shown, safe), shown.figures_as_at)
