"""Scales of charts over time, worked by hand."""

import pytest

from reports.parts import Series
from reports.scales import find_last, find_range, round_step, spread


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        ([62.0, 70.0], "%", (60.0, 72.0)),  # a span of 8, steps of 2: 61.2 down to 60, 70.8 up to 72
        ([96.0, 100.0], "%", (95.0, 100.0)),
        ([0.0, 40.0], "", (0.0, 50.0)),
        ([], "", (0.0, 1.0)),
        ([5.0, 5.0], "", (4.5, 5.5)),
    ],
)
def test_a_scale_has_room_and_round_ends(values, unit, expected):
    assert find_range(values, unit) == pytest.approx(expected)


@pytest.mark.parametrize(("rough", "step"), [(0.02, 0.1), (0.3, 0.5), (1.0, 1), (3, 5), (7, 10), (12, 20), (220, 500)])
def test_steps_are_round(rough, step):
    assert round_step(rough) == pytest.approx(step)


def test_names_at_line_ends_never_cover_one_another():
    assert spread([10.0, 11.0, 50.0], 5) == [10.0, 15.0, 50.0]
    assert spread([11.0, 10.0], 5) == [15.0, 10.0]


def test_the_last_value_of_a_series():
    assert find_last(Series("x", (1.0, 2.0, None), "#000000")) == 1
    assert find_last(Series("x", (None,), "#000000")) == -1
