"""Scales of charts over time, worked by hand."""

import pytest

from reports.figures import _write_letters
from reports.native import find_least
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


@pytest.mark.parametrize(("unit", "least"), [(30.0, 1), (12.0, 2), (3.0, 8), (2.5, 12), (0.5, 60)])
def test_a_part_of_a_bar_is_labelled_from_the_figure_that_fits(unit, least):
    # Symbol, space and one digit take 3 * 12 * 0.62 = 22.3 points, with two digits 29.8 points, with three 37.2.
    assert find_least(unit) == least


def test_letters_side_by_side_are_written_once_in_their_middle():
    series = [Series("mean", (5.0,) * 9, "#0B0C0C", labels={8: "mean 5"})]
    (written,) = _write_letters(series, {0: "[x]", 1: "[x]", 2: "[x]", 3: "[c]", 6: "[c]"})
    assert written.labels == {8: "mean 5", 1: "[x]", 3: "[c]", 6: "[c]"}
