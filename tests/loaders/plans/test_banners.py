"""Lines above the rows they belong to: themes, objectives, leads and recommendations, and names without their numbers."""

import pytest

from loaders.plans.banners import Banner, read_banner, theme_name
from loaders.plans.parts import Part, split_parts
from loaders.plans.themes import is_plain_sheet


@pytest.mark.parametrize(
    ("line", "number", "name"),
    [
        ("Theme 1: Performance Management", "1", "Performance Management"),
        ("PRIORITY TWO – Early help", "2", "Early help"),
        ("1 CHILDREN IN NEED OF HELP OR PROTECTION", "1", "CHILDREN IN NEED OF HELP OR PROTECTION"),
        ("2. Thresholds", "2", "Thresholds"),
        ("Workstream: Court", "", "Court"),
        ("Area of Significant Weakness 1: Waiting times", "1", "Waiting times"),
        ("Area of concern 2 – Drift and delay", "2", "Drift and delay"),
        ("Area dental clinic", "", "Area dental clinic"),
        ("16 plus team", "", "16 plus team"),
        ("0-25 SEND service", "", "0-25 SEND service"),
        ("Section 47 enquiries", "", "Section 47 enquiries"),
        ("Leadership", "", "Leadership"),
    ],
)
def test_a_theme_without_its_number(line: str, number: str, name: str) -> None:
    assert theme_name(line) == (number, name)


def test_lines_of_each_kind() -> None:
    assert read_banner("Objective: so that repeat referrals fall") == [Banner("objective", "so that repeat referrals fall")]
    assert read_banner("Strategic Lead: Head of Early Help") == [Banner("lead", "Head of Early Help")]
    assert read_banner("Recommendation 4: Improve plans")[0] == Banner("recommendation", "Recommendation 4: Improve plans", "4")
    assert [b.kind for b in read_banner("Theme 2: Homes (Lead: Housing Manager)")] == ["theme", "lead"]


def test_lists_within_a_cell() -> None:
    assert split_parts("(a) Train staff\n(b) Audit cases") == [Part("a", "Train staff"), Part("b", "Audit cases")]
    assert split_parts("1. Write it 2. Send it") == [Part("1", "Write it"), Part("2", "Send it")]
    assert split_parts("Train staff (all of them) and audit 2. cases") == []


@pytest.mark.parametrize("name", ["Sheet1", "Action Plan", "Improvement Plan v7", "Completed actions", "Q2 2026", "Tracker"])
def test_sheet_names_that_are_no_theme(name: str) -> None:
    assert is_plain_sheet(name)


@pytest.mark.parametrize("name", ["2 Thresholds", "Leadership", "T1 - Front door", "Care leavers"])
def test_sheet_names_that_are_a_theme(name: str) -> None:
    assert not is_plain_sheet(name)
