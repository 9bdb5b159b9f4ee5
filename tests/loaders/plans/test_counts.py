"""Counts under a plan's table are no actions."""

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.reading import Reading

PLAN: list[list[Cell]] = [
    ["Action", "Lead", "Due date", "Status"],
    ["Write a policy", "Officer", "May 2026", "On track"],
    ["Train staff", "Officer", "June 2026", "Complete"],
]


def _read(*below: list[Cell]) -> Reading:
    return read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", [*PLAN, *below])]))


@pytest.mark.parametrize(
    "counts",
    [
        [["On track", 9], ["Complete", 4], ["Total", 13]],
        [["On track", "9", "69%"], ["Complete", "4", "31%"]],
        [["Red", 0.31, None, None], ["Green", 9]],
        [[9, "On track"], [4, "Complete"]],  # the number stands where the action does
        [[None], ["On track", 9], ["Complete", 4]],
    ],
)
def test_counts_of_each_rating_are_no_actions(counts: list[list[Cell]]) -> None:
    reading = _read(*counts)

    assert reading.table("actions")["action"].tolist() == ["Write a policy", "Train staff"]
    assert reading.table("actions")["status"].tolist() == ["on track", "complete"]
    assert reading.found == reading.loaded + len(reading.explained)


@pytest.mark.parametrize(
    "row",
    [
        ["Complete the audit of forty cases", 40, None, None],  # opens with a rating's word and names work
        ["Green paper", "Officer", None, None],
        ["On track", "Officer", "May 2026", "Complete"],  # odd, but its other cells are no numbers
        ["Hold 12 visits", None, None, "Complete"],
    ],
)
def test_actions_with_a_number_or_the_word_of_a_rating_stay_actions(row: list[Cell]) -> None:
    assert _read(row).table("actions")["action"].tolist() == ["Write a policy", "Train staff", row[0]]
