"""What stands below the last action: totals, notes and lists of words are no actions, and last actions that say little are not lost to them."""

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.reading import Reading

HEAD: list[Cell] = ["Ref", "Action", "Lead", "Due date", "Status"]
PLAN: list[list[Cell]] = [HEAD, ["1", "Write a policy", "Officer", "May 2026", "On track"], ["2", "Train staff", "Owner", "June 2026", "Complete"]]


def _read(rows: list[list[Cell]], **look: object) -> Reading:
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows, **look)]))  # type: ignore[arg-type]
    assert reading.found == reading.loaded + len(reading.explained)
    return reading


def _actions(*below: list[Cell], **look: object) -> list[str]:
    return list(_read([*PLAN, *below], **look).table("actions")["action"])


@pytest.mark.parametrize(
    "row",
    [
        ["Sub-total", 2],
        ["Theme total", None, None, None, 2],
        [None, "Sub-total workstream 1: 2 actions", None, None, "1/2"],
        [None, "Grand total: 2 actions"],
        ["Total", None, None, None, "1 of 2 complete"],
        ["Open actions: 4"],
        ["Total number of actions", 2],
        ["Total actions: 2"],
        ["Total number of visits made", 40],
    ],
)
def test_totals_are_no_actions(row: list[Cell]) -> None:
    reading = _read([PLAN[0], PLAN[1], row, PLAN[2], row])

    assert reading.table("actions")["action"].tolist() == ["Write a policy", "Train staff"]
    assert [(line.row, line.why) for line in reading.explained[1:]] == [(3, "total"), (5, "total")]


@pytest.mark.parametrize(
    "row",
    [
        ["3", "Total transformation of the front door", "Owner", "July 2026", "On track"],
        ["3", "Total transformation of the front door"],
        ["3", "Increase the total number of carers"],
        [3, "Total number of carers to rise"],  # the number on the left is its reference
        [None, "Total review of placements", None, "July 2026"],
        ["3", "Total review of placements", "Owner"],
        [None, "Total of placements out of area to fall by ten"],
        [None, "Number of actions in each child's plan to be cut"],
    ],
)
def test_work_that_speaks_of_a_total_is_an_action(row: list[Cell]) -> None:
    assert _actions(row) == ["Write a policy", "Train staff", row[1]]


@pytest.mark.parametrize(
    "below",
    [
        [["Note: dates are those of the Board"], ["Owners update by the 20th"], [None, None, "Tell the programme office of changes"]],
        [[], ["Note: dates are those of the Board"], [None, None, "Owners update by the 20th"]],
        [["Total", 2], [None, None, None, None, "Counted on 1 May"]],
        [[], [None, None, None, "Dates as agreed in May"]],
    ],
)
def test_what_follows_a_note_a_total_or_a_blank_row_adds_nothing_to_the_last_action(below: list[list[Cell]]) -> None:
    reading = _read([*PLAN, *below])

    assert reading.table("actions")["action"].tolist() == ["Write a policy", "Train staff"]
    assert reading.table("actions")["lead"].tolist() == ["Officer", "Owner"]
    assert reading.table("actions")["status"].tolist() == ["on track", "complete"]


WORDS: list[list[Cell]] = [["MASH", "Multi-agency safeguarding hub"], ["PMO", "Programme office"]]


@pytest.mark.parametrize("title", ["Glossary", "What the words mean", "Abbreviations used in this plan", "Boards and who sits on them"])
def test_a_list_of_words_below_the_table_is_no_list_of_actions(title: str) -> None:
    assert _actions([], [title], *WORDS) == ["Write a policy", "Train staff"]


def test_a_glossary_below_a_table_without_references() -> None:
    rows = [row[1:] for row in PLAN]
    glossary: list[list[Cell]] = [[], ["Glossary"], ["MASH – multi-agency safeguarding hub"], ["PMO – programme office"]]

    assert _read([*rows, *glossary]).table("actions")["action"].tolist() == ["Write a policy", "Train staff"]


LATER: list[list[Cell]] = [["3", "Open a clinic"], ["4", "Move offices"]]


@pytest.mark.parametrize(
    "between",
    [
        [],
        [[]],
        [["Note: more was agreed in May"]],
        [[], ["Theme 2: Homes"]],
        [[], ["Placements and homes"]],
        [[], ["Actions still to be planned"]],
    ],
)
def test_last_actions_without_lead_date_or_rating_are_not_lost(between: list[list[Cell]]) -> None:
    place = len(PLAN) + len(between)
    look = {"merged": [(place, 1, place, 5)]} if between and between[-1] else {}

    assert _actions(*between, *LATER, **look) == ["Write a policy", "Train staff", "Open a clinic", "Move offices"]


@pytest.mark.parametrize("line", ["COMPLETED ACTIONS", "Closed actions (May 2026)", "New actions agreed in May 2026", "Open actions"])
def test_a_line_that_sorts_actions_by_how_they_stand_is_no_theme(line: str) -> None:
    rows: list[list[Cell]] = [HEAD, ["Theme 1: Front door"], PLAN[1], [line], PLAN[2]]
    reading = _read(rows, merged=[(2, 1, 2, 5), (4, 1, 4, 5)])

    assert reading.table("themes")["name"].tolist() == ["Front door"]
    assert (4, "line above a group of actions, no theme") in [(row.row, row.why) for row in reading.explained]


def test_work_with_those_it_is_for_is_a_theme() -> None:
    rows: list[list[Cell]] = [HEAD, ["Open work with families"], PLAN[1], ["New tasks for homes"], PLAN[2]]

    assert _read(rows, merged=[(2, 1, 2, 5), (4, 1, 4, 5)]).table("actions")["theme"].tolist() == ["Open work with families", "New tasks for homes"]


def test_a_word_that_comes_again_in_place_of_references_names_no_list_of_words() -> None:
    between: list[list[Cell]] = [[], ["Placements"]]

    assert _actions(*between, ["TBC", "Open a clinic"], ["tbc", "Move offices"])[2:] == ["Open a clinic", "Move offices"]
