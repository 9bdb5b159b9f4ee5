"""The printed key is found above, beside or below the table, down or across, in several cells or one."""

import pytest

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book
from loaders.plans.keys import find_key


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Key"], ["R", "Off track"], ["G", "Complete"]], [("", "R", "Off track"), ("", "G", "Complete")]),
        ([["Key", "Red", "Off track", "Green", "Complete"]], [("", "Red", "Off track"), ("", "Green", "Complete")]),
        ([["RAG key: Red = off track; Amber = on track"]], [("", "Red", "off track"), ("", "Amber", "on track")]),
        ([["Assessment of progress: 1 - Achieved; 2 - On track"]], [("", "1", "Achieved"), ("", "2", "On track")]),
        ([["Key: Amber = slow, at risk; Green = achieved"]], [("", "Amber", "slow, at risk"), ("", "Green", "achieved")]),
        ([["✔ finished    ➔ going to plan    ! stuck"]], [("", "✔", "finished"), ("", "➔", "going to plan"), ("", "!", "stuck")]),
        ([["Key to BRAG"], ["B", None, "Delivered"], ["A", None, "Under way"]], [("", "B", "Delivered"), ("", "A", "Under way")]),
        ([["Rating", "Meaning"], [1, "Fully achieved"], [2, "On track"]], [("", "1", "Fully achieved"), ("", "2", "On track")]),
    ],
)
def test_keys_in_their_usual_forms(rows: list[list[object]], lines: list[tuple[str, str, str]]) -> None:
    key = find_key(Sheet("Plan", rows))  # type: ignore[arg-type]

    assert key.lines == lines
    assert len(key.rows) == len(rows)


def test_colours_without_words_are_named_by_their_fill() -> None:
    sheet = Sheet("Key", [["Key"], [None, "Suspended"], [None, "On target"]], fills={(2, 1): "#0070C0", (3, 1): "#00B050"})

    assert find_key(sheet).lines == [("#0070C0", "", "Suspended"), ("#00B050", "", "On target")]


def test_a_dash_in_the_meaning_of_a_colour_does_not_divide_it() -> None:
    rows = [["Key"], [None, "Complete and tested by audit – signed off"], [None, "Complete"]]
    sheet = Sheet("Key", rows, fills={(2, 1): "#7030A0", (3, 1): "#00B050"})  # type: ignore[arg-type]

    assert find_key(sheet).lines == [("#7030A0", "", "Complete and tested by audit – signed off"), ("#00B050", "", "Complete")]


def test_rows_of_a_plan_are_no_key() -> None:
    rows = [["1", "Write a policy", "Officer", "Red"], ["2", "Train staff", "Officer", "Green"]]

    assert find_key(Sheet("Plan", rows)).lines == []  # type: ignore[arg-type]


def test_a_key_across_the_top_stands_beside_the_title_and_above_its_meanings() -> None:
    rows = [["Action plan", None, "Red", "Green"], ["October 2026", None, "Not achieved", "Achieved"], [None], ["Action", "Lead", "RAG", "Update"]]
    key = find_key(Sheet("Plan", rows), head_rows=frozenset({4}))  # type: ignore[arg-type]

    assert key.lines == [("", "Red", "Not achieved"), ("", "Green", "Achieved")]
    assert key.rows == {}  # the title and the date beside it are still the plan's


def test_meanings_printed_on_their_colours_are_a_key() -> None:
    sheet = Sheet("Plan", [["Action plan", "On track", "Complete"]], fills={(1, 2): "#FFC000", (1, 3): "#00B050"})

    assert find_key(sheet).lines == [("#FFC000", "", "On track"), ("#00B050", "", "Complete")]


def test_words_with_their_meanings_in_cells_beside_the_title_are_a_key() -> None:
    rows = [["Tracker", "Status codes:", "C - Complete", "D - Delayed", "SO - Signed off by board"], ["Action", "Lead", "Status", "Due", "Update"]]
    key = find_key(Sheet("Plan", rows), head_rows=frozenset({2}))  # type: ignore[arg-type]

    assert key.lines == [("", "C", "Complete"), ("", "D", "Delayed"), ("", "SO", "Signed off by board")]


def test_counts_under_the_names_of_colours_are_no_key() -> None:
    assert find_key(Sheet("Summary", [["Red", "Amber", "Green"], [3, 4, 12]])).lines == []


def test_a_heading_of_ratings_printed_again_on_the_next_page_is_no_key() -> None:
    heads = [["Ref", "Action", "Status", None, None], [None, None, "Complete", "On track", "Off track"]]
    rows = [*heads, ["1", "Write a policy", "x", None, None], *heads, ["2", "Train staff", None, None, "x"]]
    tall, wide = [(1, 1, 2, 1), (1, 2, 2, 2), (4, 1, 5, 1), (4, 2, 5, 2)], [(1, 3, 1, 5), (4, 3, 4, 5)]
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows, merged=[*tall, *wide])]))  # type: ignore[arg-type]

    assert reading.table("actions")["status"].tolist() == ["complete", "off track"]
    assert [(row.row, row.why) for row in reading.explained] == [(1, "heading"), (2, "heading"), (4, "heading repeated"), (5, "heading repeated")]
