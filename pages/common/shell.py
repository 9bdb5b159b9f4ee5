"""The shell around every page: settings, page list, warm-up, and what happens when a page fails."""

import gc
import logging
import uuid
from collections.abc import Callable
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
_LOG = logging.getLogger("dashboard")

# Section, file stem (also the address), title in the menu. Help texts stand on the pages themselves.
PAGES: dict[str, list[tuple[str, str]]] = {
    "The plan": [
        ("overview", "Overview"),
        ("themes", "Themes"),
        ("agencies", "Agencies"),
        ("timeline", "Timeline"),
        ("recommendations", "Recommendations"),
        ("actions", "Actions"),
    ],
    "Over time": [
        ("changes", "Changes"),
        ("slippage", "Slippage"),
        ("standing", "Standing still"),
        ("signoff", "Sign-off"),
        ("forecast", "Forecast"),
        ("succession", "From plan to plan"),
        ("history", "History of an action"),
    ],
    "Figures": [
        ("measures", "Measures"),
        ("measure", "One measure"),
        ("compare", "Compare"),
        ("relations", "Two measures together"),
        ("quality", "Quality of the data"),
    ],
    "Is it working?": [
        ("impact", "Impact"),
        ("outcomes", "Outcomes"),
        ("links", "Actions and measures"),
        ("promises", "Promises"),
        ("contradictions", "Contradictions"),
    ],
    "For the board": [
        ("records", "Risks, inspections and reviews"),
        ("questions", "Questions"),
        ("claims", "Claim checker"),
        ("narrative", "In words"),
        ("pack", "Board pack"),
        ("meeting", "Meeting"),
    ],
    "Upload and help": [
        ("upload", "Upload"),
        ("versions", "Versions"),
        ("help", "Help"),
    ],
}

_RAN = "_dashboard_ran"


def set_up() -> None:
    """Set the page up and do, once in the life of the server, what would make the first visitor wait."""
    st.set_page_config(layout="wide", page_icon=str(ROOT / "docs" / "icon.png"), initial_sidebar_state="auto")
    _warm_up()
    st.logo(str(ROOT / "docs" / "logo.svg"), size="large")
    st.html(ROOT / "pages" / "common" / "look.css")
    st.html(ROOT / "pages" / "common" / "mend.html", unsafe_allow_javascript=True)  # fixed text of this project, never of a file


@st.cache_resource(show_spinner=False)
def _warm_up() -> bool:
    """Import what pages need and take it out of the garbage collector's rounds (108 ms of every rerun otherwise)."""
    import plotly.graph_objects  # noqa: F401

    import loaders

    loaders.warm()
    gc.collect()
    gc.freeze()
    return True


def find_page() -> st.navigation.__class__:
    """Declare the pages and return the one that the address asks for."""
    st.session_state[_RAN] = True
    return st.navigation(_declared(), position="top")


def _declared() -> dict[str, list]:
    return {
        section: [st.Page(ROOT / "pages" / f"{stem}.py", title=title, url_path=stem, default=stem == "overview") for stem, title in pages]
        for section, pages in PAGES.items()
    }


def enter() -> None:
    """Begin a page. Every page calls this first.

    On a fresh server the first visit to a deep link runs the page without `dashboard.py`: no shared choices, no access
    check. Then the pages are declared here and the run starts again, this time through the front door.
    """
    if not st.session_state.pop(_RAN, False):
        st.navigation(_declared(), position="hidden")
        st.rerun()


def stop_partner(partner: bool) -> None:
    """End a page that holds whole files, earlier versions or unhidden figures, where the partner view is on."""
    if partner:
        st.info("This page is for the council's own officers. Turn the partner view off in the side bar to use it.")
        st.stop()


def run(choose: Callable[[], None], page) -> None:
    """Draw the shared choices and run a page; where either fails, log the error under a reference and tell the person that, nothing else."""
    try:
        choose()
        page.run()
    except Exception:
        reference = uuid.uuid4().hex[:8].upper()
        # The traceback names code, never the cells: messages of data errors can quote them, so only type and place are kept.
        _LOG.error("Page %s failed, reference %s: %s", page.url_path or "overview", reference, _where())
        st.error(f"This page could not be shown. Please tell the people who look after this dashboard the reference {reference}.")


def _where() -> str:
    import sys
    import traceback

    kind, _, trace = sys.exc_info()
    frames = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)[-4:]]
    return f"{kind.__name__ if kind else 'error'} at {' < '.join(reversed(frames))}"
