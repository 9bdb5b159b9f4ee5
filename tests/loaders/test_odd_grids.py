"""Grids that make no sense are read without an error, and their rows add up."""

from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book
from loaders.words.headings import vocabulary

HEADINGS = sorted({heading for table in vocabulary().values() for heading in table})
WORDS = ["Red", "G", "✓", "Theme 1: X", "Objective: y",
         "Lead:", "Recommendation 2: do", "(a) one (b) two", "Q1", "31/12/2026", "TBC", "Total", "Key", "Off track", "1.1",
         "17. (57, 138)", "  ", "=1+1", "é", "Red = off track; Green = done", "a" * 500, "\n\n", ":", ": :", "#", "()"]  # fmt: skip
VALUES = [1, 1.1, -1, 1e300, float("inf"), float("nan"), True, datetime(2026, 1, 1), date(2026, 1, 2), time(1, 2), timedelta(1), None, 2025]
CELLS = st.one_of(st.sampled_from(HEADINGS), st.sampled_from(WORDS), st.sampled_from(VALUES))
MERGED = st.tuples(st.integers(1, 8), st.integers(1, 6), st.integers(0, 3), st.integers(0, 4))
FILLS = st.dictionaries(st.tuples(st.integers(1, 10), st.integers(1, 8)), st.sampled_from(["#FF0000", "#00B050", "#1F3864", "#FFFFFF"]), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=12), merged=st.lists(MERGED, max_size=3), fills=FILLS)
def test_any_grid_is_read_or_explained(rows: list[list[object]], merged: list[tuple[int, int, int, int]], fills: dict[tuple[int, int], str]) -> None:
    sheet = Sheet("Theme 1", rows, fills=fills, merged=[(top, left, top + down, left + right) for top, left, down, right in merged])  # type: ignore[arg-type]

    reading = read_book(Book("odd.xlsx", "xlsx", [sheet]))

    reading.check()
    assert reading.as_json()["rows"]["found"] == reading.found
