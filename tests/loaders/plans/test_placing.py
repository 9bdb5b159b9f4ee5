"""What the lines above a table say of all its actions: its theme, its lead, the recommendation it answers."""

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.reading import Reading

HEAD: list[Cell] = ["Ref", "Action", "Lead", "Due date", "Status"]


def _table(*refs: str) -> list[list[Cell]]:
    return [HEAD, *([ref, f"Do the work of {ref}", None, "May 2026", "On track"] for ref in refs)]


def _read(*sheets: list[list[Cell]]) -> Reading:
    return read_book(Book("plan.xlsx", "xlsx", [Sheet(f"Sheet{n}", rows) for n, rows in enumerate(sheets, 1)]))


@pytest.mark.parametrize("line", [["Senior responsible officer: Director of Education"], ["Senior responsible officer:", "Director of Education"]])
def test_who_answers_for_a_table_is_no_theme(line: list[Cell]) -> None:
    reading = _read([line, *_table("1", "2")], [line, *_table("3", "4")])

    assert reading.table("actions")["theme"].isna().all()
    assert reading.table("actions")["action"].tolist() == [f"Do the work of {ref}" for ref in "1234"]


@pytest.mark.parametrize(
    ("line", "number", "theme"),
    [
        ("Priority action area 1: Waiting times", "1", "Waiting times"),
        ("Key priority 2 - Early help", "2", "Early help"),
        ("Action area 3: Leadership", "3", "Leadership"),
    ],
)
def test_the_area_that_a_table_is_about_is_its_theme(line: str, number: str, theme: str) -> None:
    reading = _read([[line], ["Senior responsible officer: Director of Education"], *_table("1", "2")])

    assert reading.table("actions")["theme"].tolist() == [theme] * 2
    assert reading.table("themes")[["number", "name"]].to_numpy().tolist() == [[number, theme]]
    assert reading.table("actions")["lead"].tolist() == ["Director of Education"] * 2


def test_a_recommendation_above_a_table_holds_for_its_actions_and_its_number_may_stand_alone() -> None:
    first = [["Recommendation 1"], ["Recommendation", "See every child within ten days"], *_table("1.1", "1.2")]
    second = [["Recommendation 2"], ["Recommendation", "Tell children what was decided"], *_table("2.1")]
    reading = _read(first, second)
    actions, listed = reading.table("actions"), reading.table("recommendations")

    assert actions["recommendation"].tolist() == ["See every child within ten days"] * 2 + ["Tell children what was decided"]
    assert actions["recommendation_refs"].tolist() == [["LA 1"], ["LA 1"], ["LA 2"]]
    assert listed[["ref", "text"]].to_numpy().tolist() == [["LA 1", "See every child within ten days"], ["LA 2", "Tell children what was decided"]]
    assert [row.why for row in reading.explained if row.sheet == "Sheet2"] == ["recommendation above the table, carried down"] * 2 + ["heading"]


def test_of_two_recommendations_above_one_table_neither_is_every_actions() -> None:
    lines: list[list[Cell]] = [["Recommendation 1: See every child within ten days"], ["Recommendation 2: Tell children what was decided"]]
    actions = _read([*lines, *_table("1.1", "1.2")]).table("actions")

    assert actions["recommendation"].isna().all()
    assert actions["recommendation_refs"].tolist() == [[], []]


def test_a_theme_and_a_recommendation_above_one_table_both_hold() -> None:
    lines: list[list[Cell]] = [["Theme 2: Front door"], ["Recommendation 7: See every child within ten days"]]
    actions = _read([*lines, *_table("1", "2")]).table("actions")

    assert actions["theme"].tolist() == ["Front door"] * 2
    assert actions["recommendation_refs"].tolist() == [["LA 7"]] * 2
    assert actions["recommendation"].tolist() == ["Recommendation 7: See every child within ten days"] * 2


def test_titles_name_no_theme_where_a_column_does() -> None:
    heading: list[Cell] = ["Ref", "Workstream", "Action", "Owner", "Status"]
    book = Book(
        "plan.xlsx",
        "xlsx",
        [
            Sheet("Open", [["Last saved 23/01/2026"], heading, ["1", "Front door", "Open one number for referrals", "Head of MASH", "On track"]]),
            Sheet("Closed", [["Moved here once agreed"], heading, ["2", "Front door", "Stop referrals by email", "Head of MASH", "Complete"]]),
        ],
    )
    reading = read_book(book)

    assert reading.table("themes")["name"].tolist() == ["Front door"]
    assert reading.table("actions")["theme"].tolist() == ["Front door", "Front door"]


def test_no_line_that_instructs_is_the_title() -> None:
    plan: list[list[Cell]] = [["Action", "Lead", "Status"], ["Hire", "Head of MASH", "On track"]]
    lines: list[list[Cell]] = [["How to use this tracker"], ["Wyreford improvement tracker"], *plan]

    assert read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", lines)])).table("plans")["title"].tolist() == ["Wyreford improvement tracker"]
