"""A sheet that lists the recommendations, beside the plan."""

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.plans.recommendations import split_themes
from loaders.plans.themes import Theme, Themes
from loaders.reading import Reading

PLAN: list[list[Cell]] = [
    ["Ref", "Theme", "Action", "Lead", "Due date", "Status"],
    ["1", "Front door and thresholds", "Write a policy", "Officer", "May 2026", "R"],
    ["2", "Care leavers", "Train staff", "Officer", "May 2026", "G"],
]


def _read(*listed: list[Cell]) -> Reading:
    return read_book(Book("plan.xlsx", "xlsx", [Sheet("Recommendations", list(listed)), Sheet("Plan", PLAN)]))


def test_two_themes_in_one_cell_are_two() -> None:
    reading = _read(
        ["Rec no.", "Recommendation", "Themes"],
        ["LA 1", "Make thresholds understood", "Front door and thresholds; Care leavers"],
        ["LA 2", "See children sooner", "Front door and thresholds"],
    )

    assert reading.table("recommendations")["themes"].tolist() == [["Front door and thresholds", "Care leavers"], ["Front door and thresholds"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Front door and thresholds", ["Front door and thresholds"]),
        ("front door and thresholds; Care leavers", ["Front door and thresholds", "Care leavers"]),
        ("Front door and thresholds, Care leavers", ["Front door and thresholds", "Care leavers"]),
        ("1; 2", ["Front door and thresholds", "Care leavers"]),
        ("Themes 1 and 2", ["Front door and thresholds", "Care leavers"]),
        ("Theme 2: Care leavers", ["Care leavers"]),
        ("Practice, partners and workforce", ["Practice, partners and workforce"]),
        ("Practice; Care leavers", ["Practice", "Care leavers"]),
    ],
)
def test_themes_in_a_cell(text: str, names: list[str]) -> None:
    themes = Themes()
    themes.add(Theme("Front door and thresholds", "1"))
    themes.add(Theme("Care leavers", "2"))

    assert split_themes(text, themes) == names


def test_of_two_columns_headed_recommendation_the_references_are_told_by_their_contents() -> None:
    reading = _read(["Recommendation", "Recommendation text"], ["LA 3", "Make thresholds understood"], ["SCB 1", "Check that agencies attend"])

    listed = reading.table("recommendations")[["ref", "text"]].to_numpy().tolist()
    assert listed == [["LA 3", "Make thresholds understood"], ["SCB 1", "Check that agencies attend"]]


def test_the_series_in_a_column_of_its_own() -> None:
    reading = _read(["Series", "No.", "Recommendation"], ["LA", "1", "Make thresholds understood"], ["SCB", "1", "Check that agencies attend"])

    assert reading.table("recommendations")["ref"].tolist() == ["LA 1", "SCB 1"]
