"""Cards of "Label: | value | Label: | value": a value is no label, however much it sounds like a heading."""

import pytest

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


LABEL, BAND = "#DDEBF7", "#1F3864"


def test_labels_in_one_colour_make_cards_however_much_their_values_sound_like_headings() -> None:
    rows = [[str(cell).rstrip(":") for cell in row] for row in CARDS]
    fills = {(row, column): LABEL for row, cells in enumerate(rows, start=1) if cells for column in (1, 3)}
    actions = read_book(Book("cards.xlsx", "xlsx", [Sheet("Cards", rows, fills=fills)])).table("actions")  # type: ignore[arg-type]

    assert actions["action"].tolist() == ["Write a policy", "Train staff", "Audit cases"]
    assert actions["outcome"].tolist() == ["Impact", "Outcomes", "Measure"]


@pytest.mark.parametrize("fills", [(LABEL, BAND, LABEL, BAND), (LABEL, None, LABEL, None)])
@pytest.mark.parametrize("striped", [1, 3])
def test_a_striped_heading_is_a_heading(fills: tuple[str | None, ...], striped: int) -> None:
    rows: list[list[Cell]] = [
        ["Action", "Lead", "Due date", "Status"],
        ["Write a policy", "Officer", "May 2026", "On track"],
        ["Train staff", "Owner", "June 2026", "Complete"],
    ]
    looks = {(row, column): fill for row in range(1, striped + 1) for column, fill in enumerate(fills, start=1) if fill}
    actions = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows, fills=looks)])).table("actions")

    assert actions[["action", "lead", "status"]].to_numpy().tolist() == [
        ["Write a policy", "Officer", "on track"],
        ["Train staff", "Owner", "complete"],
    ]


def _card(action: str, title: str = "") -> list[list[Cell]]:
    return [
        *([[title]] if title else []),
        ["Action:", action, "Lead:", "Officer"],
        ["Due date:", "May 2026", "Status:", "On track"],
        ["Outcome:", "Better"],
        [],
    ]


def _themes(rows: list[list[Cell]], colour: str) -> list[object]:
    fills = {(row, 1): colour if len(cells) == 1 else LABEL for row, cells in enumerate(rows, start=1) if cells}
    actions = read_book(Book("cards.xlsx", "xlsx", [Sheet("Cards", rows, fills=fills)])).table("actions")
    assert actions["action"].tolist() == ["Write", "Train", "Audit", "Visit"]
    return actions["theme"].fillna("").tolist()


def test_lines_between_cards_in_a_colour_of_their_own_are_themes() -> None:
    rows = [["Homes"], *_card("Write"), *_card("Train"), ["Help"], *_card("Audit"), *_card("Visit")]

    assert _themes(rows, BAND) == ["Homes", "Homes", "Help", "Help"]
    assert _themes(rows, LABEL) == ["", "", "", ""]  # in the labels' own colour nothing says so


def test_a_line_over_each_card_is_its_title_and_no_theme() -> None:
    rows = [*_card("Write", "Policy"), *_card("Train", "Staff"), *_card("Audit", "Cases"), *_card("Visit", "Homes")]

    assert _themes(rows, BAND) == ["", "", "", ""]
