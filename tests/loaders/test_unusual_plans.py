"""Plans with a column, a key or a block that does not say plainly what it is: each is read by a general rule."""

from datetime import date
from typing import Any

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book


def _actions(*rows: list[Any], fonts: dict[tuple[int, int], str] | None = None) -> list[dict[str, Any]]:
    sheet = Sheet("Sheet1", [list(row) for row in rows])
    sheet.fonts.update(fonts or {})
    reading = read_book(Book("plan.xlsx", "xlsx", [sheet]))
    assert reading.found == reading.loaded + len(reading.explained)
    return reading.table("actions").to_dict("records")  # type: ignore[no-any-return]


def test_a_recommendation_before_its_paragraphs_in_a_column_of_paragraphs() -> None:
    first, second, third = _actions(
        ["No.", "Ofsted Para No", "Ofsted Area for Improvement", "Action", "Lead"],
        ["1", "17. (57, 138)", "Improve plans", "Train all chairs", "Head of Service"],
        ["2", None, None, "Audit ten plans", "Head of Service"],
        ["3", "57, 138", "Improve visits", "Visit within five days", "Head of Service"],
    )

    assert [first["recommendation_refs"], second["recommendation_refs"], third["recommendation_refs"]] == [["LA 17"], ["LA 17"], []]
    assert third["other"] == "Ofsted Para No: 57, 138"


def test_a_completion_date_with_its_outcome_in_one_cell() -> None:
    first, second = _actions(
        ["Action to be taken", "Target date", "Agency response", "Date of completion and outcome"],
        ["Train all chairs", "May 2017", "Two days held", "12/01/2017 All chairs can now set a plan out plainly; refresher in May 2018"],
        ["Audit ten plans", "June 2017", "Under way", None],
    )

    assert [first["completed"].date(), second["completed"] == second["completed"]] == [date(2017, 1, 12), False]
    assert "refresher in May 2018" in first["other"]


def test_records_of_label_and_value_stand_under_their_pledge_and_a_value_may_be_a_heading_elsewhere() -> None:
    def record(action: str, status: str) -> list[list[Any]]:
        return [["Action", action], ["Responsible officer", "Head of Service"], ["Timeline", "May 2026"], ["Status", status], []]

    actions = _actions(
        ["Corporate parenting plan"],
        [],
        ["Pledge 1: Your voice"],
        *record("Ask the council in care", "On track"),
        *record("Publish what changed", "Complete"),
        ["Pledge 2: Your home"],
        *record("Open two homes", "Not started"),
    )

    assert [(a["theme"], a["action"], a["status"]) for a in actions] == [
        ("Your voice", "Ask the council in care", "on track"),
        ("Your voice", "Publish what changed", "complete"),
        ("Your home", "Open two homes", "not started"),
    ]


def test_a_deadline_that_closes_the_milestone_where_there_is_no_column_of_dates() -> None:
    first, second, third = _actions(
        ["Milestone", "Owner", "Current Status"],
        ["Open the centre by June 2008", "Head of Service", "G"],
        ["Train all chairs by the end of March 2009.", "Head of Service", "A"],
        ["Keep caseloads below 16", "Head of Service", "G"],
    )

    assert [first["due"].date(), second["due"].date()] == [date(2008, 6, 30), date(2009, 3, 31)]
    assert (third["due_precision"], third["due"] == third["due"]) == ("none", False)


def test_pictures_under_progress_are_the_rating_and_the_legend_says_what_they_mean() -> None:
    rows = [
        ["Legend: é on track  è complete  ê off track"],
        [],
        ["Action", "Lead", "By when", "Progress"],
        ["Open the centre", "Head of Service", "June 2026", "é"],
        ["Train all chairs", "Head of Service", "June 2026", "ê"],
        ["Audit ten plans", "Head of Service", "June 2026", "è"],
    ]

    actions = _actions(*rows, fonts={(row, 4): "Wingdings" for row in (4, 5, 6)})

    assert [a["status"] for a in actions] == ["on track", "off track", "complete"]


def test_sentences_under_how_are_we_doing_are_the_update_beside_a_yes_or_no() -> None:
    first, second = _actions(
        ["What are we going to do?", "Who will do it?", "How are we doing?", "Is it done?"],
        ["Open the centre", "Head of Service", "The centre opened in May and forty families have used it.", "Yes"],
        ["Train all chairs", "Head of Service", "Two of the five days have been held and the rest are booked.", "No"],
    )

    assert (first["status"], first["update"]) == ("complete", "The centre opened in May and forty families have used it.")
    assert second["update"] == "Two of the five days have been held and the rest are booked."


def test_tasks_exported_from_a_planner_with_the_month_first() -> None:
    first, second = _actions(
        ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Due date", "Description"],
        ["T1", "Open the centre", "Front door", "Completed", "Urgent", "Head of Service", "04/18/2025", "Opened with partners."],
        ["T2", "Train all chairs", "Workforce", "In progress", "Medium", "Head of Service", "05/02/2025", "Five days in all."],
    )

    assert (first["action"], first["theme"], first["status"], first["due"].date()) == ("Open the centre", "Front door", "complete", date(2025, 4, 18))
    assert (second["theme"], second["due"].date()) == ("Workforce", date(2025, 5, 2))
    assert "Priority: Medium" in second["other"]
