"""The printed key is found above, beside or below the table, down or across, in several cells or one."""

import pytest

from loaders.grid import Sheet
from loaders.keys import find_key


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Key"], ["R", "Off track"], ["G", "Complete"]], [("", "R", "Off track"), ("", "G", "Complete")]),
        ([["Key", "Red", "Off track", "Green", "Complete"]], [("", "Red", "Off track"), ("", "Green", "Complete")]),
        ([["RAG key: Red = off track; Amber = on track"]], [("", "Red", "off track"), ("", "Amber", "on track")]),
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


def test_rows_of_a_plan_are_no_key() -> None:
    rows = [["1", "Write a policy", "Officer", "Red"], ["2", "Train staff", "Officer", "Green"]]

    assert find_key(Sheet("Plan", rows)).lines == []  # type: ignore[arg-type]
