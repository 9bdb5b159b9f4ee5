"""Rows under a heading that say how to fill it in are no records; a first record that is merely unusual is one."""

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.tables.finding import find_tables

HEAD: list[Cell] = ["Ref", "Action", "Lead", "Due date", "RAG", "Update"]
BELOW: list[list[Cell]] = [
    ["1.1", "Write a policy on thresholds and share it with partners", "Team Manager", "31/03/2026", "Green", "Drafted and sent round"],
    ["1.2", "Train every social worker in how to record a visit well", "Principal Social Worker", "30/04/2026", "Amber", "Half are trained"],
    ["1.3", "Audit forty cases a month and tell the teams the results", "Head of Quality", "31/05/2026", "Red", "Ten audited so far"],
    ["2.1", "Open a clinic for care leavers in the centre of the city", "Designated Nurse", "30/06/2026", "Green", "Premises are found"],
]


def _skipped(first: list[Cell], below: list[list[Cell]] | None = None) -> dict[int, str]:
    (table,) = find_tables(Sheet("Plan", [HEAD, first, *(BELOW if below is None else below)]))
    return table.skipped


@pytest.mark.parametrize(
    "row",
    [
        ["As numbered in the plan", "One sentence", "One role only", "In full", "Your own view", "Latest first"],
        [None, "Short and plain", "Job Title", "Day or month end", "One colour", None],
        ["Auto", "Verb first", "Job title", "Agreed with board", "Judged monthly", "Two lines at most"],
    ],
)
def test_guidance_in_words_of_its_own_fits_none_of_its_columns(row: list[Cell]) -> None:
    assert _skipped(row) == {2: "guidance under the heading"}


@pytest.mark.parametrize(
    "row",
    [
        ["1.0", "Agree who leads on what", "Director", "After the next review", "Paused", "Agreed"],  # a reference among references
        [None, "Agree who leads on what between the council and its partners", "Director", "After the next review", "Awaiting a decision", None],
        [None, "Agree who leads", "Director", "After the next review", "Awaiting a decision", None],  # short, but somebody's post leads it
        [None, "Agree who leads", None, "After the next review", "Awaiting a decision", "Ten audited so far"],  # the words of a record below
        ["New", "Agree who leads on what between the council and its partners", "Director", "After the next review", "Awaiting a decision", None],
        [None, "Agree who leads", "Director", "TBC", "Awaiting a decision", None],  # no date yet is what a date column says
        [None, "Agree who leads", "Director", "April 2026", "Awaiting a decision", None],
        [None, "Agree who leads", "Director", "When staff are in post", "Green", None],
        ["New", "Agree who leads on what between the council and its partners", "Director", "31/03/2026", "Awaiting a decision", None],
    ],
)
def test_a_first_action_with_a_vague_date_or_an_unusual_rating_is_not_lost(row: list[Cell]) -> None:
    assert _skipped(row) == {}
    actions = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", [HEAD, row, *BELOW])])).table("actions")
    assert actions["action"].tolist() == [row[1], *(below[1] for below in BELOW)]


def test_two_rows_below_are_too_few_to_know_what_the_columns_hold() -> None:
    assert _skipped(["As numbered", "One sentence", "Role", "In full", "Your own view", "Latest first"], BELOW[:2]) == {}


def test_columns_of_words_alone_have_no_strangers() -> None:
    rows: list[list[Cell]] = [["Action", "Lead", "Update"], ["Agree who leads", "Director", "Agreed"]]
    rows += [[text, "Officer", f"Begun in part {n}"] for n, text in enumerate(("Write a policy", "Train staff", "Audit cases"), 1)]

    (table,) = find_tables(Sheet("Plan", rows))
    assert table.skipped == {}
