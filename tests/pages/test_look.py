"""The stylesheet is taken up by the page."""

from pathlib import Path

LOOK = Path(__file__).resolve().parents[2] / "pages" / "common" / "look.css"


def test_the_stylesheet_is_bare_css():
    """``st.html`` puts a CSS file into style tags itself; with tags of its own the page would drop all of it."""
    assert "<" not in LOOK.read_text(encoding="utf-8")
