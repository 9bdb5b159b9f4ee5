"""Plans with a column, a key or a block that does not say plainly what it is: each is read by a general rule."""

from datetime import date
from typing import Any

from loaders.grid import Book, Sheet
from loaders.plan import read_book


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
