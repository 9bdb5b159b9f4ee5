"""Every row of every layout is a record or explained, whatever is added, deleted, hidden or merged."""

import copy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.grid import Book
from loaders.interpretation import read_book
from loaders.reading import Reading
from tests.loaders.book import read_file
from tests.loaders.layouts.make import FOLDER

PATHS = sorted(FOLDER.rglob("*.xlsx"))
CALM = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
WORDS = st.sampled_from(
    ["", "Total", "Action", "Page 2 of 3", "Theme 9: Anything", "x", "Red", "31/12/2026", "Note: see the board paper", "Ref", "Lead: Head of Service"]
)


@cache
def _opened(path: Path) -> Book:
    return read_file(path)


def _copy(path: Path) -> Book:
    return copy.deepcopy(_opened(path))


def _check(book: Book) -> Reading:
    """Read a book and hold its account against a count of its own."""
    reading = read_book(book)
    places = [(row.sheet, row.row) for row in reading.explained]
    filled = {(s.name, r) for s in book.sheets for r, cells in enumerate(s.rows, start=1) if any(v is not None and str(v).strip() for v in cells)}

    assert reading.found == reading.loaded + len(reading.explained)
    assert len(places) == len(set(places))
    assert reading.found >= len(filled)
    assert all(row.why for row in reading.explained)
    return reading


@CALM
@given(path=st.sampled_from(PATHS), sheet=st.integers(0, 20), row=st.integers(1, 25), words=st.lists(WORDS, min_size=1, max_size=8))
def test_a_row_added_anywhere_is_accounted_for(path: Path, sheet: int, row: int, words: list[str]) -> None:
    book, before = _copy(path), _check(_copy(path))
    page = book.sheets[sheet % len(book.sheets)]
    while len(page.rows) < row:
        page.rows.append([])
    held = any(v is not None and str(v).strip() for v in page.rows[row - 1])
    page.rows[row - 1] = [word or None for word in words]
    kept = int(any(word.strip() for word in words))

    assert _check(book).found - before.found in (kept - int(held), kept - int(held) + 1, kept - int(held) - 1)


@CALM
@given(path=st.sampled_from(PATHS), sheet=st.integers(0, 20), row=st.integers(1, 25))
def test_a_row_emptied_is_one_row_fewer(path: Path, sheet: int, row: int) -> None:
    book, before = _copy(path), _check(_copy(path))
    page = book.sheets[sheet % len(book.sheets)]
    if row > len(page.rows):
        return
    held = any(v is not None and str(v).strip() for v in page.rows[row - 1])
    page.rows[row - 1] = []
    page.fills = {place: fill for place, fill in page.fills.items() if place[0] != row}

    assert _check(book).found == before.found - int(held)


@CALM
@given(
    path=st.sampled_from(PATHS),
    sheet=st.integers(0, 20),
    corner=st.tuples(st.integers(1, 25), st.integers(1, 8)),
    size=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_cells_merged_anywhere_lose_no_row(path: Path, sheet: int, corner: tuple[int, int], size: tuple[int, int]) -> None:
    book = _copy(path)
    book.sheets[sheet % len(book.sheets)].merged.append((*corner, corner[0] + size[0], corner[1] + size[1]))

    _check(book)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_hidden_row_is_read_and_said_to_be_hidden(path: Path) -> None:
    book, before = _copy(path), _check(_copy(path))
    page = next(s for s in book.sheets if any(s.rows))
    page.hidden_rows.clear()
    row = next(r for r, cells in enumerate(page.rows, start=1) if any(v is not None for v in cells))
    page.hidden_rows.add(row)
    after = _check(book)

    assert (after.found, after.loaded) == (before.found, before.loaded)
    assert [p for p in after.problems if p.found == "1 hidden row" and p.sheet == page.name]
