"""Targets with their dates."""

from datetime import date

import pandas as pd
import pytest

from analysis import targets as subject
from model import conform

TODAY = date(2026, 6, 30)
MEASURES = conform(
    [
        {"measure": "A", "name": "A", "unit": "%", "target": 70, "target_from": "2025-01-01", "target_until": "2025-12-31", "target_set_by": "Board"},
        {"measure": "A", "name": "A", "unit": "%", "target": 80, "target_from": "2026-01-01", "tolerance": 2},
        {"measure": "B", "name": "B", "unit": "%", "target": 50, "target_until": "2025-03-31"},
        {"measure": "C", "name": "C", "unit": "%"},
        {"measure": "D", "name": "D", "unit": "%", "target": 40},
    ],
    "measures",
)


@pytest.mark.parametrize(
    ("measure", "day", "target"),
    [
        ("A", "2025-06-30", 70),
        ("A", "2026-05-31", 80),
        ("A", "2024-03-31", 70),  # older than every target: the first to begin counts
        ("B", "2025-03-31", 50),
        ("B", "2025-04-30", None),  # it has ended
        ("C", "2026-05-31", None),
        ("D", "2020-01-31", 40),
    ],
)
def test_the_target_in_force_on_the_day_of_the_figure_counts(measure, day, target):
    chosen = subject.choose_definitions(MEASURES, pd.Series({measure: pd.Timestamp(day)}), TODAY)
    assert len(chosen) == 4
    assert chosen.loc[measure, "target"] == target if target is not None else pd.isna(chosen.loc[measure, "target"])


def test_every_target_is_listed_with_its_dates():
    table = subject.label_targets(subject.list_targets(MEASURES, "A"), "%")
    assert table.to_numpy().tolist() == [
        ["70.0%", "1 January 2025", "31 December 2025", "", "Board"], ["80.0%", "1 January 2026", "still in force", "2.0 points", "not given"],
    ]
    assert subject.list_targets(MEASURES, "C").empty


def test_no_measures_have_no_targets():
    assert subject.choose_definitions(conform([], "measures"), pd.Series(dtype="datetime64[us]"), TODAY).empty
