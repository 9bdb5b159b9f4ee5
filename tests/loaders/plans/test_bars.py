"""Plans drawn as bars, and deadlines in the lines above actions."""

from datetime import datetime

from loaders.interpretation import read_book
from tests.loaders.book import make_book
from tests.loaders.layouts.drawing import AMBER, GREEN, PALE, RED, new_book, paint, put


def read_actions(book):
    return read_book(make_book(book)).table("actions")


def test_the_first_and_last_coloured_month_are_start_and_deadline() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Improvement plan 2025/26"])
    put(sheet, 2, ["Action", "Owner", "Apr", "May", "Jun", "Jul", "Status"])
    put(sheet, 3, ["Write the strategy", "Head of Service", None, None, None, None, "On track"])
    put(sheet, 4, ["Train all teams", "Team Manager", None, None, "x", "x", "Complete"])
    put(sheet, 5, ["Banded, not drawn", "Team Manager", None, None, None, None, "Not started"])
    for place in ("C3", "D3"):
        paint(sheet, place, GREEN)
    for column in "ABCDEFG":
        paint(sheet, f"{column}5", PALE)
    actions = read_actions(book)

    assert actions["start"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2025-04-01", "2025-06-01", ""]
    assert actions["due"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2025-05-31", "2025-07-31", ""]
    assert actions["due_precision"].tolist() == ["month", "month", "none"]


def test_without_a_column_of_ratings_the_colour_of_the_last_bar_is_the_rating() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Action", "Owner", *(datetime(2025, month, 1) for month in (4, 5, 6))])
    for row, colour in ((2, GREEN), (3, AMBER), (4, RED)):
        put(sheet, row, [f"Write strategy {row}", "Head of Service"])
        paint(sheet, f"D{row}", colour)

    assert read_actions(book)["status"].tolist() == ["on track", "at risk", "off track"]


def test_a_date_in_the_line_above_holds_for_the_actions_below_it() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Action", "Responsible officer", "Update", "New date"])
    put(sheet, 2, ["SHORT TERM TARGETS (within 6 months, by June 2026)"])
    sheet.merge_cells("A2:D2")
    put(sheet, 3, ["Write the strategy", "Head of Service", "Begun."])
    put(sheet, 4, ["Train all teams", "Team Manager", "Late.", "September 2026"])
    put(sheet, 5, ["LATER"])
    sheet.merge_cells("A5:D5")
    put(sheet, 6, ["Audit all plans", "Team Manager", "Planned."])
    actions = read_actions(book)

    assert actions["due"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2026-06-30", "2026-09-30", ""]
    assert actions["first_due"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2026-06-30", "2026-06-30", ""]
