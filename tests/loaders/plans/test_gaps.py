"""Columns whose headings say nothing: told by the plan's own key, by their dates, or by the colours beside them."""

from loaders.interpretation import read_book
from tests.loaders.book import make_book
from tests.loaders.layouts.drawing import GREEN, RED, new_book, paint, put, put_rows


def test_a_column_in_the_words_of_the_plans_own_key_is_its_ratings() -> None:
    book, sheet = new_book("Plan")
    put_rows(sheet, 1, [["Score", "Meaning"], [1, "Not started"], [2, "On track"], [3, "Completed"]])
    put(sheet, 6, ["Ref", "Action", "Lead", "Due date", "Score"])
    put_rows(sheet, 7, [[f"A{n}", f"Write policy number {n}", "Officer", "June 2026", n] for n in (1, 2, 3)])

    assert read_book(make_book(book)).table("actions")["status"].tolist() == ["not started", "on track", "complete"]


def test_grades_beside_a_column_of_colours_are_no_ratings() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "APA grade", "Action", "Lead", "Due date"])
    put_rows(sheet, 2, [[f"A{n}", str(n + 1), f"Write policy number {n}", "Officer", "June 2026"] for n in (1, 2)])
    paint(sheet, "F2", GREEN)
    paint(sheet, "F3", RED)

    assert read_book(make_book(book)).table("actions")["status"].tolist() == ["on track", "off track"]


def test_shares_done_in_a_text_file_are_fractions_too() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "Lead", "Due date", "% complete"])
    put_rows(sheet, 2, [[f"A{n}", f"Write policy number {n}", "Officer", "June 2026", share] for n, share in enumerate(("1", "0.6", "0"))])

    assert read_book(make_book(book)).table("actions")["progress"].tolist() == [100, 60, 0]
