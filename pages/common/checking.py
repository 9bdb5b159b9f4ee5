"""What the page about the quality of the data looks at."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.disclosure import suppress
from analysis.measures import keep_nameless
from analysis.quality import Ground, check_figures
from loaders.words.published import read_pairs
from pages.common import figures
from pages.common.choices import Shown, get_store


@st.cache_resource(show_spinner=False, max_entries=8)
def _findings(source: figures.Source, today: date) -> pd.DataFrame:
    own = figures.load_own(source)
    latest = figures.latest(source, today)
    return check_figures(Ground(own, _load_every(source), latest, read_pairs(), today))


def _load_every(source: figures.Source) -> pd.DataFrame:
    """Return the council's own figures from every upload, those that were replaced too."""
    store = get_store()
    found = [store.every_figure(source.council, code, until=source.line) for code in figures.find_own_codes(source)]
    found.append(keep_nameless(store.every_figure(source.council, None, until=source.line), source.council))
    every = pd.concat(found, ignore_index=True)
    if not source.safe:
        return every
    # Each upload is a table of its own: totals of one do not protect or give away the parts of another.
    safe = [suppress(its, threshold=source.threshold, pairs=read_pairs()) for _, its in every.groupby("version_id")]
    return pd.concat(safe, ignore_index=True) if safe else every


def load_findings(shown: Shown, safe: bool = False) -> pd.DataFrame:
    """Return what the rules find in the council's own figures; ``safe`` hides small numbers whatever the view."""
    return _findings(figures.Source.of(shown, safe), shown.figures_as_at)
