"""Tables that are left out though they could be read: those that only count, and old copies. Actions are never lost to either rule."""

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.reading import Reading

HEAD: list[Cell] = ["Ref", "Action", "Lead", "Due date", "Status"]
PLAN = Sheet("Plan", [HEAD, ["1", "Write a policy", "Officer", "May 2026", "On track"], ["2", "Train staff", "Owner", "June 2026", "Complete"]])
OTHER: list[list[Cell]] = [HEAD, ["9", "Open a clinic", "Officer", "May 2025", "On track"]]


def _read(*sheets: Sheet) -> Reading:
    reading = read_book(Book("plan.xlsx", "xlsx", list(sheets)))
    assert reading.found == reading.loaded + len(reading.explained)
    return reading


def _actions(*sheets: Sheet) -> list[str]:
    return list(_read(*sheets).table("actions")["action"])


COUNTS: list[list[list[Cell]]] = [
    [["Theme", "Actions", "Complete", "On track", "Off track"], ["Homes", 5, 2, 2, 1], ["Help", 4, 1, "25%", 3], ["Total", 9, 3, 2, 4]],
    [["Theme", "Complete", "On track", "Off track"], ["Homes", 1, 0, 0], ["Help", 0, 1, 0]],  # a theme of one action
]


@pytest.mark.parametrize("rows", COUNTS)
def test_a_summary_of_counts_is_left_out_without_a_question_or_a_warning(rows: list[list[Cell]]) -> None:
    reading = _read(PLAN, Sheet("Summary", rows))

    assert reading.table("actions")["action"].tolist() == ["Write a policy", "Train staff"]
    assert {row.why for row in reading.explained if row.sheet == "Summary"} == {"a summary that counts actions"}
    assert (reading.questions, reading.problems) == ([], [])


def test_figures_with_a_measure_on_each_row_are_no_summary_of_actions() -> None:
    rows: list[list[Cell]] = [
        ["Measure", "Apr 2026", "May 2026", "Jun 2026", "Target"],
        ["Visits in time", 80, 82, 85, 90],
        ["Plans in time", 70, 71, 73, 80],
    ]
    reading = _read(PLAN, Sheet("Figures", rows))

    assert reading.table("observations")["value"].tolist() == [80, 82, 85, 70, 71, 73]
    assert not [row for row in reading.explained if "counts" in row.why]


@pytest.mark.parametrize("below", [[], [["Total", 5, 6, 7]], [[None, 5, 6, 7]]])
@pytest.mark.parametrize("no", [None, 0])
@pytest.mark.parametrize("heading", ["Action", "Recommendation"])
def test_ratings_ticked_with_numbers_are_a_plan(heading: str, no: Cell, below: list[list[Cell]]) -> None:
    head: list[Cell] = [heading, "Complete", "On track", "Off track"]
    rows: list[list[Cell]] = [head, ["Write", 1, no, no], ["Train", no, 1, no], ["Audit", no, no, 1], *below]
    actions = _read(Sheet("Plan", rows)).table("actions")

    assert actions["action"].tolist() == ["Write", "Train", "Audit"]
    assert actions["status"].tolist() == ["complete", "on track", "off track"]


def _old(name: str, *lines: str) -> Sheet:
    return Sheet(name, [*([line] for line in lines), [], *OTHER])


@pytest.mark.parametrize("name", ["OLD Tracker (Mar 25)", "Old", "old - 2024", "Tracker (old)", "Superseded", "Plan v2 DO NOT USE"])
def test_a_sheet_that_is_called_old_is_left_out_with_a_warning(name: str) -> None:
    reading = _read(PLAN, _old(name))

    assert reading.table("actions")["action"].tolist() == ["Write a policy", "Train staff"]
    assert [(row.row, row.why) for row in reading.explained if row.sheet == name] == [
        (2, "a table marked as superseded"),
        (3, "a table marked as superseded"),
    ]
    assert [(problem.sheet, problem.cell, problem.severity) for problem in reading.problems] == [(name, "row 2", "warning")]


@pytest.mark.parametrize(
    "line",
    [
        "SUPERSEDED – see Plan",
        "Superseded by version 7",
        "This sheet is no longer in use",
        "March tracker – kept for audit only",
        "Tracker of March 2025 DO NOT USE",
        "The 2024 plan has been superseded.",
    ],
)
def test_a_table_under_a_line_that_says_that_it_is_old_is_left_out(line: str) -> None:
    assert _actions(PLAN, _old("March", line)) == ["Write a policy", "Train staff"]


@pytest.mark.parametrize("name", ["Older children", "Old Trafford", "16-17 year old", "Threshold", "Household"])
def test_names_that_only_sound_old_are_read(name: str) -> None:
    assert _actions(PLAN, _old(name)) == ["Write a policy", "Train staff", "Open a clinic"]


@pytest.mark.parametrize(
    "line",
    [
        "Please do not use abbreviations",
        "Do not use the last column",
        "Remove obsolete actions by the 20th",
        "This plan has superseded the plan of May 2024",
        "The plan of 2024 was superseded by this plan",
        "Actions that are no longer current stand on the next sheet",
    ],
)
def test_lines_that_speak_of_something_else_leave_their_table(line: str) -> None:
    assert _actions(PLAN, _old("March", line)) == ["Write a policy", "Train staff", "Open a clinic"]


def test_the_only_plan_of_a_workbook_is_read_whatever_it_is_called() -> None:
    risks = Sheet("Risks", [["Risk", "Likelihood", "Impact", "Mitigation"], ["Staff leave", 3, 4, "Recruit"]])

    assert _actions(_old("Old tracker", "SUPERSEDED")) == ["Open a clinic"]
    assert _actions(_old("Old tracker"), risks) == ["Open a clinic"]
    assert _actions(_old("Old tracker"), Sheet("Old plan", PLAN.rows)) == ["Open a clinic", "Write a policy", "Train staff"]
