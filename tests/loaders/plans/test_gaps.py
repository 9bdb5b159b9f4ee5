"""Columns whose headings say little: told by the plan's own key, by their dates, or by the colours beside them."""

from loaders.interpretation import read_book
from tests.loaders.book import make_book
from tests.loaders.layouts.drawing import GREEN, NAVY, RED, new_book, paint, put, put_rows


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


def test_a_group_over_columns_with_headings_of_their_own_has_no_say() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["The work", None, "Delivery", None, None, "Assurance"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:E1")
    sheet.merge_cells("F1:G1")
    put(sheet, 2, ["Ref", "Action", "Accountable head of practice", "Working with", "Finish by", "RAG", "How we will know"])
    put_rows(sheet, 3, [[f"A{n}", f"Write policy number {n}", "Head of Practice", "Schools Forum", "June 2026", "Green", "Fewer"] for n in (1, 2)])
    actions = read_book(make_book(book)).table("actions")

    assert actions["lead"].tolist() == ["Head of Practice"] * 2
    assert actions["deliver"].tolist() == [["Schools Forum"]] * 2
    assert actions["measure"].fillna(actions["outcome"]).tolist() == ["Fewer"] * 2


def test_who_does_it_is_the_lead_before_who_answers_for_it() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "SRO", "Activity owner", "Planned finish", "Forecast finish", "Status"])
    put_rows(sheet, 2, [[f"A{n}", f"Write policy number {n}", "Director", "Head of Practice", "June 2026", "July 2026", "Red"] for n in (1, 2)])
    actions = read_book(make_book(book)).table("actions")

    assert actions["lead"].tolist() == ["Head of Practice"] * 2
    assert [str(day)[:10] for day in actions["due"]] == ["2026-07-31"] * 2
    assert [str(day)[:10] for day in actions["first_due"]] == ["2026-06-30"] * 2


def test_numbers_in_a_row_of_totals_do_not_hide_columns_of_ticks() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "Lead", "Due date", "On target", "Done"])
    put_rows(sheet, 2, [["A1", "Write a policy", "Officer", "June 2026", "✓"], ["A2", "Train staff", "Officer", "July 2026", None, "✓"]])
    put(sheet, 4, ["Total", None, None, None, 1, 1])

    assert read_book(make_book(book)).table("actions")["status"].tolist() == ["on track", "complete"]


def test_sentences_on_ratings_in_colour_are_the_update() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "Lead", "Due date", "How is it going?"])
    said = ["Staff are not yet hired.", "Done each month since May.", "Letters are sent in most cases."]
    put_rows(sheet, 2, [[f"A{n}", f"Write policy number {n}", "Officer", "June 2026", text] for n, text in enumerate(said)])
    paint(sheet, "E2", RED)
    paint(sheet, "E3", GREEN)
    paint(sheet, "E4", GREEN)
    actions = read_book(make_book(book)).table("actions")

    assert actions["status"].tolist() == ["off track", "on track", "on track"]
    assert actions["update"].tolist() == said


def test_a_second_row_of_headings_dressed_like_the_first_may_stand_under_a_title_of_one_column() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["WHAT", None, "WHO", None, "WHEN", None, "COMMENTARY"], 1, NAVY)
    for merged in ("A1:B1", "C1:D1", "E1:F1"):
        sheet.merge_cells(merged)
    put(sheet, 2, ["Ref", "Action", "Lead", "Support", "Start", "End", "Progress since last month"], 1, NAVY)
    lines = [[f"A{n}", f"Write policy number {n}", "Officer", "Schools Forum", "May 2026", "June 2026", "Drafted with schools."] for n in (1, 2)]
    put_rows(sheet, 3, lines)
    actions = read_book(make_book(book)).table("actions")

    assert actions["action"].tolist() == ["Write policy number 1", "Write policy number 2"]
    assert actions["deliver"].tolist() == [["Schools Forum"]] * 2
    assert actions["update"].tolist() == ["Drafted with schools."] * 2


def test_a_revised_date_may_say_so_in_brackets() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "Completion date\n(original)", "Completion date\n(revised)", "RAG"])
    put_rows(sheet, 2, [[f"A{n}", f"Write policy number {n}", "June 2026", "July 2026", "Green"] for n in (1, 2)])
    actions = read_book(make_book(book)).table("actions")

    assert [str(day)[:10] for day in actions["due"]] == ["2026-07-31"] * 2
    assert [str(day)[:10] for day in actions["first_due"]] == ["2026-06-30"] * 2


def test_a_theme_merged_over_the_table_is_read_beside_a_line_of_the_key() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "Lead", "Due date", "RAG", None, "Key", "Green = on track"])
    put(sheet, 2, ["Theme 1 – Helping early", None, None, None, None, None, None, "Red = off track"])
    sheet.merge_cells("A2:E2")
    put_rows(sheet, 3, [[f"A{n}", f"Write policy number {n}", "Officer", "June 2026", "Green"] for n in (1, 2)])

    assert read_book(make_book(book)).table("actions")["theme"].tolist() == ["Helping early"] * 2


TOLD = [f"Agree and publish the practice standard number {n} with every team and partner" for n in (1, 2, 3, 4)]


def test_under_an_unheard_of_heading_the_longest_text_of_each_row_is_the_action() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Recommendation", "Commitment zzz", "Lead", "Due date", "Status"])
    put_rows(sheet, 2, [[f"A{n}", "Improve practice" if n in (1, 3) else None, TOLD[n - 1], "Officer", "June 2026", "Green"] for n in (1, 2, 3, 4)])
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("B4:B5")
    actions = read_book(make_book(book)).table("actions")

    assert actions["action"].tolist() == TOLD
    assert actions["recommendation"].tolist() == ["Improve practice"] * 4


def test_a_recommendation_on_every_row_is_itself_what_is_being_done() -> None:
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Recommendation", "Musings zzz", "Lead", "Due date", "Status"])
    put_rows(sheet, 2, [[f"A{n}", f"Improve practice in area {n}", TOLD[n - 1], "Officer", "June 2026", "Green"] for n in (1, 2, 3, 4)])

    assert read_book(make_book(book)).table("actions")["action"].tolist() == [f"Improve practice in area {n}" for n in (1, 2, 3, 4)]
