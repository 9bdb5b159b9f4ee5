"""Small numbers of children within texts."""

import pandas as pd
import pytest

from analysis.said_numbers import hide_counts, hide_in


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Hold a panel on the 3 children in unregistered homes", "Hold a panel on the [c] children in unregistered homes"),
        ("Find homes for three care-experienced young people", "Find homes for [c] care-experienced young people"),
        ("Review the 5 looked after children", "Review the [c] looked after children"),
        ("Children without a school place: 4.", "Children without a school place: [c]."),
        ("Girls in secure homes (2)", "Girls in secure homes ([c])"),
        ("Two boys and 12 girls wait", "[c] boys and 12 girls wait"),
    ],
)
def test_a_small_number_of_children_is_hidden(text, safe):
    assert hide_counts(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "See all 31 children within 5 working days",
        "See children within 5 days",
        "Open 3 children's homes",
        "Hold 2 child protection conferences a week",
        "Offer a place to every Year 5 pupil and all under 5 children",
        "Visit 0 children",
        "Train 4 managers",
        "Raise it to 2.5 children a worker",
        "",
    ],
)
def test_other_numbers_stay(text):
    assert hide_counts(text) == text


def test_the_threshold_is_a_setting():
    assert hide_counts("Visit 8 children", threshold=10) == "Visit [c] children"
    assert hide_counts("Visit 8 children") == "Visit 8 children"


def test_only_the_named_columns_that_are_there_are_searched():
    frame = pd.DataFrame({"action": ["Move 2 children", None], "ref": ["2 children", "1"]}, dtype="str")
    safe = hide_in(frame, ("action", "risk"))
    assert safe["action"].tolist()[0] == "Move [c] children"
    assert pd.isna(safe["action"].tolist()[1])
    assert safe["ref"].tolist() == ["2 children", "1"]
