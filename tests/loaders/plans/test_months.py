"""A deadline whose cell shows "Mar-26" is the month, whatever day the file holds for it."""

from datetime import date

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book

HEAD: list[Cell] = ["Ref", "Action", "Lead", "Start date", "Due date", "Revised date"]


def test_a_month_shown_without_its_day_stands_for_its_last_day_and_a_day_is_kept() -> None:
    rows: list[list[Cell]] = [
        HEAD,
        ["1", "Write a policy", "Officer", date(2026, 1, 1), date(2026, 3, 1), None],  # shown as Mar-26: nobody typed the 1st
        ["2", "Train staff", "Officer", None, date(2026, 3, 16), None],  # shown as Mar-26, but somebody typed the 16th
        ["3", "Audit cases", "Officer", None, date(2026, 3, 1), None],  # shown in full: 01/03/2026
        ["4", "Open a clinic", "Officer", None, date(2026, 3, 1), date(2026, 6, 1)],  # both shown as months
    ]
    sheet = Sheet("Plan", rows, months={(2, 4), (2, 5), (3, 5), (5, 5), (5, 6)})
    actions = read_book(Book("plan.xlsx", "xlsx", [sheet])).table("actions")

    assert [str(day)[:10] for day in actions["due"]] == ["2026-03-31", "2026-03-16", "2026-03-01", "2026-06-30"]
    assert [str(day)[:10] for day in actions["first_due"]] == ["2026-03-31", "2026-03-16", "2026-03-01", "2026-03-31"]
    assert actions["due_precision"].tolist() == ["month", "day", "day", "month"]
    assert actions["due_text"].iloc[0] == "March 2026"
    assert str(actions["start"].iloc[0])[:10] == "2026-01-01"  # work that starts in January starts on its first day


def test_a_month_merged_down_over_two_actions_is_the_month_of_both() -> None:
    rows: list[list[Cell]] = [
        ["Ref", "Action", "Lead", "Due date"],
        ["1", "Write a policy", "Officer", date(2026, 3, 1)],
        ["2", "Train staff", "Officer", None],
        ["3", "Audit cases", "Officer", date(2026, 4, 30)],
    ]
    sheet = Sheet("Plan", rows, months={(2, 4)}, merged=[(2, 4, 3, 4)])

    actions = read_book(Book("plan.xlsx", "xlsx", [sheet])).table("actions")
    assert [str(day)[:10] for day in actions["due"]] == ["2026-03-31", "2026-03-31", "2026-04-30"]


def test_a_month_on_a_card_is_a_month_too() -> None:
    rows: list[list[Cell]] = []
    for text, day in (("Write a policy", date(2026, 3, 1)), ("Train staff", date(2026, 5, 15))):
        rows += [["Action", text], ["Lead", "Officer"], ["Due date", day], ["Status", "On track"], []]

    actions = read_book(Book("cards.xlsx", "xlsx", [Sheet("Cards", rows, months={(3, 2), (8, 2)})])).table("actions")
    assert [str(day)[:10] for day in actions["due"]] == ["2026-03-31", "2026-05-15"]
