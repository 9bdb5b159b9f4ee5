"""Several columns of one kind, numbers typed once above several actions, and plans spaced out by empty columns."""

from datetime import date

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.reading import Reading


def _read(*rows: list[Cell]) -> Reading:
    return read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", list(rows))]))


def test_the_last_revised_date_that_is_filled_in_holds():
    reading = _read(
        ["Ref", "Action", "Original date", "Revised date 1", "Revised date 2", "Status"],
        ["1", "Move the out-of-hours team", date(2025, 6, 30), date(2025, 12, 19), date(2026, 5, 29), "Off track"],
        ["2", "Publish the threshold tool", date(2025, 10, 31), date(2026, 1, 30), None, "At risk"],
        ["3", "Train the front door", date(2026, 3, 31), None, "n/a", "On track"],
    )
    actions = reading.table("actions")

    assert actions["due"].astype(str).tolist() == ["2026-05-29", "2026-01-30", "2026-03-31"]
    assert actions["first_due"].astype(str).tolist() == ["2025-06-30", "2025-10-31", "2026-03-31"]
    assert actions["other"].fillna("").tolist() == ["Revised date 1: 19 December 2025", "", "Revised date 2: n/a"]  # no date is lost


def test_a_number_typed_once_above_several_actions_numbers_the_recommendation():
    reading = _read(
        ["No.", "Area for improvement", "Ref", "Action", "By when", "RAG"],
        ["1. (12, 31)", "Decide on every contact in time", "1.1", "Relaunch the threshold guidance", "May 2026", "G"],
        [None, None, "1.2", "Screen contacts within a day", "June 2026", "A"],
        ["2. (33)", "Assess in time", "2.1", "Reissue the practice standards", "July 2026", "R"],
        [None, None, "2.2", "Record each decision", "July 2026", "R"],
    )

    assert reading.table("actions")["ref"].tolist() == ["1.1", "1.2", "2.1", "2.2"]
    assert reading.table("actions")["recommendation_refs"].tolist() == [["LA 1"], ["LA 1"], ["LA 2"], ["LA 2"]]


def test_empty_columns_only_space_a_plan_out():
    reading = _read(
        ["Item", None, "Activity", "Owner", "Target", None, "Rating", "Notes", "Evidence"],
        ["1", None, "Hold networks for each school's lead", "Head of SEND", "27/03/2026", None, "Green", "Terms agreed.", "Minutes"],
        ["2", None, "Agree one set of data with health", "Performance Manager", "23/01/2026", None, "Amber", "Four are ready.", "Report"],
    )
    actions = reading.table("actions")

    assert actions["action"].tolist() == ["Hold networks for each school's lead", "Agree one set of data with health"]
    assert actions["status"].tolist() == ["on track", "at risk"]
    assert actions["evidence"].tolist() == ["Minutes", "Report"]


def test_a_table_of_risks_beside_a_plan_stays_a_table_of_its_own():
    reading = _read(
        ["Ref", "Action", "Lead", "Due date", None, "Risk", "Likelihood", "Impact", "Mitigation"],
        ["1", "Write a policy", "Head of Practice", "27/03/2026", None, "Posts stay empty", 4, 3, "Retention payment"],
        ["2", "Train the staff", "Head of Practice", "30/04/2026", None, "The system is late", 2, 5, "Paper forms"],
    )

    assert reading.table("actions")["action"].tolist() == ["Write a policy", "Train the staff"]
    assert reading.table("risks")["risk"].tolist() == ["Posts stay empty", "The system is late"]


def test_two_plans_side_by_side_stay_two():
    reading = _read(
        ["Action", "Lead", "Status", None, "Action", "Lead", "Status"],
        ["Write a policy", "Head of Practice", "On track", None, "Open a hub", "Head of Early Help", "Complete"],
        ["Train the staff", "Head of Practice", "At risk", None, "Close the old one", "Head of Early Help", "On track"],
    )

    assert sorted(reading.table("actions")["action"]) == ["Close the old one", "Open a hub", "Train the staff", "Write a policy"]
