"""The printed key is found above, beside or below the table, down or across, in several cells or one."""

import pytest

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book
from loaders.plans.keys import find_key
from loaders.words.statuses import read_key


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


def test_the_colour_of_a_meaning_may_stand_at_its_right() -> None:
    sheet = Sheet("Key", [["Key"], ["On track"], ["Complete"]], fills={(2, 2): "#FFC000", (3, 2): "#00B050"})

    assert find_key(sheet).lines == [("#FFC000", "", "On track"), ("#00B050", "", "Complete")]


def test_of_two_keys_side_by_side_the_first_meaning_that_is_known_stands() -> None:
    rows = [
        ["Key to progress", None, None, "Key to impact"],
        ["G", "Complete", None, "G", "Families say so"],
        ["A", "Some delay, recoverable", None, "A", "Some families say so"],
        ["R", "Off track", None, "R", "Complete"],
    ]
    meanings = read_key(find_key(Sheet("Plan", rows)).lines)  # type: ignore[arg-type]

    assert [meanings[word] for word in ("g", "a", "r")] == ["complete", "at risk", "off track"]
    assert [meanings[word] for word in ("green", "amber", "red")] == ["complete", "at risk", "off track"]


PLAN: list[list[object]] = [
    ["Action", "Lead", "Due date", "Status"],
    ["Write a policy", "Officer", "May 2026", "C"],
    ["Train staff", "Owner", "June 2026", None],
]


@pytest.mark.parametrize(("word", "status"), [("(blank)", "not started"), ("No colour", "not started"), ("N", "not known")])
def test_what_a_key_says_of_blank_cells_holds_for_them_and_without_it_a_blank_is_not_known(word: str, status: str) -> None:
    rows = [["Key"], ["C", "Complete"], [word, "Not started"], [], *PLAN]
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows)]))  # type: ignore[arg-type]

    assert reading.table("actions")["status"].tolist() == ["complete", status]


@pytest.mark.parametrize("key", [[["Rating:", "C", "Complete"], [None, "D", "Delayed"]], [["Status:", "C", "Complete", "D", "Delayed"]]])
def test_a_key_whose_first_pair_stands_beside_its_title(key: list[list[object]]) -> None:
    rows = [*key, [], *PLAN[:2], ["Train staff", "Owner", "June 2026", "D"]]
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows)]))  # type: ignore[arg-type]

    assert reading.table("actions")["status"].tolist() == ["complete", "at risk"]
    assert [row.why for row in reading.explained] == [*["the plan's printed key"] * len(key), "heading"]


def test_a_rating_on_a_card_is_no_key() -> None:
    rows = [["Action:", "Write", "Lead:", "Officer"], ["Rating:", "On track"], [], ["Action:", "Train", "Lead:", "Owner"], ["Rating:", "Complete"]]
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows)]))  # type: ignore[arg-type]

    assert reading.table("actions")["status"].tolist() == ["on track", "complete"]
