"""Cards of "Label: | value | Label: | value": a value is no label, however much it sounds like a heading."""

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book

CARDS: list[list[Cell]] = [
    ["Action:", "Write a policy", "Lead:", "Head of Service"],
    ["Due date:", "May 2026", "Status:", "Complete"],
    ["Expected outcome:", "Impact", "Evidence:", "Action plan"],
    [],
    ["Action:", "Train staff", "Lead:", "Officer"],
    ["Due date:", "June 2026", "Status:", "Not started"],
    ["Expected outcome:", "Outcomes", "Evidence:", "Progress"],
    [],
    ["Action:", "Audit cases", "Lead:", "Owner"],
    ["Due date:", "July 2026", "Status:", "On track"],
    ["Expected outcome:", "Measure", "Evidence:", "Report"],
]


def test_values_that_sound_like_headings_are_values() -> None:
    actions = read_book(Book("cards.xlsx", "xlsx", [Sheet("Cards", CARDS)])).table("actions")

    assert actions["action"].tolist() == ["Write a policy", "Train staff", "Audit cases"]
    assert actions["lead"].tolist() == ["Head of Service", "Officer", "Owner"]
    assert actions["status"].tolist() == ["complete", "not started", "on track"]
    assert actions["outcome"].tolist() == ["Impact", "Outcomes", "Measure"]
    assert actions["evidence"].tolist() == ["Action plan", "Progress", "Report"]


def test_a_heading_whose_words_all_end_with_a_colon_is_a_heading() -> None:
    rows: list[list[Cell]] = [["Action:", "Lead:", "Due date:", "Status:"], ["Write a policy", "Officer", "May 2026", "Complete"]]
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows)]))

    assert reading.table("actions")[["action", "lead", "status"]].to_numpy().tolist() == [["Write a policy", "Officer", "complete"]]
