"""The control-chart engine: every rule by a small series worked by hand, and the recorded answers of the R package."""

import json
import random
import statistics
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from analysis.spc import exact_mean, xmr
from tests.shared import SHARED, needs_shared


def months(n: int) -> list[str]:
    return [f"{2022 + place // 12}-{place % 12 + 1:02d}-01" for place in range(n)]


def run(values, **options):
    return xmr(values, months(len(values)), **options)


# Baseline of 12 whose mean is exactly 25 and whose average moving range is exactly 50.
BASELINE = [0, 50] * 6


class TestFigures:
    def test_mean_moving_ranges_and_limits_of_four_points(self):
        # Mean 11.5; ranges 2, 1, 4, average 7/3; limits 11.5 ± 2.66 * 7/3; near limits 11.5 ± 2 * 2.66/3 * 7/3.
        points = run([10, 12, 11, 15], screen=False).points
        assert points["value"] == [10.0, 12.0, 11.0, 15.0]
        assert points["mr"] == [None, 2.0, 1.0, 4.0]
        assert points["mean"] == [12.0] * 4
        assert points["amr"] == [7 / 3] * 4
        assert points["upl"][0] == pytest.approx(12 + 2.66 * 7 / 3)
        assert points["lpl"][0] == pytest.approx(12 - 2.66 * 7 / 3)
        assert points["nupl"][0] == pytest.approx(12 + 2 * 2.66 / 3 * 7 / 3)
        assert points["nlpl"][0] == pytest.approx(12 - 2 * 2.66 / 3 * 7 / 3)
        assert points["relative_to_mean"] == [-1, 0, -1, 1]

    def test_columns_are_those_of_the_recorded_files_and_equally_long(self):
        points = run([1, 2, 3]).points
        assert set(points) == {
            "date", "value", "mr", "mr_screened", "amr", "mean", "lpl", "upl", "nlpl", "nupl", "target", "rebase_group",
            "relative_to_mean", "outside_limits", "close_to_limits", "special_cause_type", "special_cause_flag",
            "point_type", "short_group_warning",
        }
        assert {len(column) for column in points.values()} == {3}

    def test_dates_are_sorted_and_come_back_as_they_were_given(self):
        result = xmr([3, 1], [date(2025, 2, 1), "2025-01-01"])
        assert result.points["date"] == ["2025-01-01", date(2025, 2, 1)]
        assert result.points["value"] == [1.0, 3.0]

    def test_one_outlying_range_is_left_out_of_the_average_but_its_value_stays_in_the_mean(self):
        # Ranges 1 x 8 then 31: average 39/9 = 4.33, bound 14.2; 31 goes, 8 ones stay.
        values = [1, 2, 1, 2, 1, 2, 1, 2, 1, 32]
        points = run(values).points
        assert points["mr_screened"] == [None, *[1.0] * 8, None]
        assert points["amr"][0] == 1.0
        assert points["mean"][0] == 4.5
        assert points["special_cause_type"][-1] == "Above UCL"
        assert run(values, screen=False).points["mr_screened"][-1] == 31.0

    def test_constant_series_has_no_limits_when_screened_and_limits_on_the_mean_when_not(self):
        assert run([0.1] * 14, target=5).points["upl"] == [None] * 14
        assert run([0.1] * 14, target=5).assurance == "inconsistent"
        unscreened = run([0.1] * 14, target=5, screen=False)
        assert unscreened.points["upl"] == [0.1] * 14
        assert unscreened.assurance == "consistent_fail"

    def test_limits_collapse_onto_the_mean_when_every_range_is_screened_out(self):
        points = run([0, 0, 0, 0, 5]).points
        assert points["upl"][0] == points["lpl"][0] == points["mean"][0] == 1.0
        assert all(points["outside_limits"])

    def test_one_point_has_a_mean_and_nothing_else(self):
        result = run([35], target=40)
        assert result.points["mean"] == [35.0]
        assert result.points["lpl"] == result.points["outside_limits"] == [None]
        assert result.assurance == "inconsistent"
        assert result.warnings == ["short_group"]

    def test_mean_is_exact_to_the_last_bit(self):
        # sum/n and the mean of numpy give 0.10000000000000002 for one of these, and a shift with it.
        assert exact_mean([0.1] * 14) == 0.1
        draw = random.Random(4)
        for _ in range(300):
            values = [round(draw.uniform(-50, 1000), draw.randint(0, 3)) for _ in range(draw.randint(1, 40))]
            assert exact_mean(values) == statistics.mean(values)


class TestRules:
    def test_a_point_on_a_limit_is_inside_it(self):
        # 25 + 2.66 * 50 = 158.
        points = run([*BASELINE, 158, 158.001, -108, -108.001], fix_after=12).points
        assert points["upl"][0] == 158
        assert points["outside_limits"][12:] == [False, True, False, True]
        assert points["special_cause_type"][13] == "Above UCL"
        assert points["special_cause_type"][15] == "Below LCL"

    def test_seven_on_one_side_flag_all_seven_and_six_flag_none(self):
        seven = run([*BASELINE, *[30, 31] * 3, 30], fix_after=12).points["special_cause_type"]
        assert seven[12:] == ["7 Points Above CL"] * 7
        # 50 before them lies above the mean too, so the run of six starts after a point below it.
        six = run([*BASELINE, 20, *[30, 31] * 3], fix_after=12).points["special_cause_type"]
        assert six[13:] == ["Common Cause"] * 6

    def test_a_point_on_the_mean_breaks_a_shift(self):
        labels = run([*BASELINE, 20, *[30, 31] * 3, 25, *[30, 31] * 3], fix_after=12).points["special_cause_type"]
        assert set(labels[13:]) == {"Common Cause"}

    def test_seven_rising_points_are_a_trend_and_a_tie_breaks_it(self):
        # After a fixed baseline, from a low point up across the mean of 25.
        seven = run([*BASELINE, *range(5, 40, 5)], fix_after=12).points["special_cause_type"]
        assert seven[12:] == ["7 Point Trend (Increasing)"] * 7
        # The 50 before a rise of six does not belong to it.
        assert set(run([*BASELINE, *range(10, 40, 5)], fix_after=12).points["special_cause_type"]) == {"Common Cause"}
        assert set(run([*BASELINE, 5, 10, 15, 20, 20, 26, 30], fix_after=12).points["special_cause_type"]) == {"Common Cause"}

    def test_apex_of_a_rise_and_a_fall_is_decreasing(self):
        labels = run([*BASELINE, *range(20, 27), *range(25, 19, -1)], fix_after=12).points["special_cause_type"]
        assert labels[12:] == ["7 Point Trend (Increasing)"] * 6 + ["7 Point Trend (Decreasing)"] * 7

    def test_a_rise_joined_to_the_next_by_a_tie_ends_as_decreasing(self):
        labels = run([*BASELINE, *range(20, 27), *range(26, 33)], fix_after=12).points["special_cause_type"]
        assert labels[17:20] == ["7 Point Trend (Increasing)", "7 Point Trend (Decreasing)", "7 Point Trend (Increasing)"]

    def test_two_of_three_near_a_limit_flags_only_the_near_ones(self):
        # Near the upper limit: above 25 + 2 * 2.66/3 * 50 = 113.67, not above 158.
        labels = run([*BASELINE, 120, 30, 120, 0], fix_after=12).points["special_cause_type"]
        assert labels[12:] == ["2 in 3 Above CL", "Common Cause", "2 in 3 Above CL", "Common Cause"]

    @pytest.mark.parametrize(("trio", "why"), [
        ((120, 20, 120), "the third lies on the other side"),
        ((120, 25, 120), "the third lies on the mean"),
        ((120, 160, 30), "a point outside is not near"),
    ])
    def test_two_of_three_does_not_fire(self, trio, why):
        labels = run([*BASELINE, 0, *trio, 0], fix_after=12).points["special_cause_type"]
        assert "2 in 3 Above CL" not in labels, why

    def test_outside_wins_over_trend_and_trend_over_shift(self):
        labels = run([*BASELINE, *range(30, 240, 30)], fix_after=12).points["special_cause_type"]
        assert labels[12:16] == ["7 Point Trend (Increasing)"] * 4
        assert labels[17:] == ["Above UCL"] * 2

    @pytest.mark.parametrize(("improvement", "kind", "icon"), [
        ("increase", "special_cause_improvement", "improvement_high"),
        ("decrease", "special_cause_concern", "concern_high"),
        ("neutral", "special_cause_neutral_high", "neutral_high"),
    ])
    def test_variation_is_the_type_of_the_last_point(self, improvement, kind, icon):
        result = run([1, 2, 3, 4, 5, 6, 7], improvement=improvement)
        assert result.variation == result.points["point_type"][-1] == kind
        assert result.icons["variation"] == icon


class TestTarget:
    VALUES = (80, 84) * 10

    @pytest.mark.parametrize(("target", "improvement", "assurance"), [
        (95, "increase", "consistent_fail"), (70, "increase", "consistent_pass"), (82, "increase", "inconsistent"),
        (95, "decrease", "consistent_pass"), (70, "decrease", "consistent_fail"), (95, "neutral", None),
    ])
    def test_assurance(self, target, improvement, assurance):
        result = run(self.VALUES, target=target, improvement=improvement)
        assert result.assurance == assurance
        assert result.icons.get("assurance") == (assurance and assurance.removeprefix("consistent_"))
        assert result.points["target"] == [target] * 20

    def test_target_on_a_limit_is_hit_and_miss(self):
        assert run([*BASELINE, 25], fix_after=12, target=158).assurance == "inconsistent"

    def test_no_target_no_assurance(self):
        assert run(self.VALUES).assurance is None


class TestGroups:
    def test_rebase_date_is_the_first_row_of_the_new_group(self):
        points = run([1, 3, 10, 14], rebase=["2022-03-01"]).points
        assert points["rebase_group"] == [0, 0, 1, 1]
        assert points["mean"] == [2.0, 2.0, 12.0, 12.0]
        assert points["mr"] == [None, 2.0, None, 4.0]

    def test_rebase_on_the_first_row_numbers_the_only_group_one(self):
        assert run([1, 2], rebase=["2022-01-01"]).points["rebase_group"] == [1, 1]

    def test_rebase_date_that_is_absent_or_doubled_changes_nothing(self):
        assert run([1, 2, 3], rebase=["2022-02-15"]).points["rebase_group"] == [0, 0, 0]
        assert run([1, 2, 3], rebase=["2022-02-01", date(2022, 2, 1)]).points["rebase_group"] == [0, 1, 1]

    def test_no_run_crosses_a_rebase(self):
        assert set(run([1, 2, 3, 4, 5, 6, 7, 8], rebase=["2022-05-01"]).points["special_cause_type"]) == {"Common Cause"}

    def test_fixed_baseline_counts_rows_in_each_group(self):
        points = run([*BASELINE, 100, *BASELINE, 500], rebase=["2023-01-01"], fix_after=12).points
        assert points["mean"][0] == 25
        assert points["mean"][12] == statistics.mean([100, *BASELINE[:11]])
        assert points["mr"][25] is None

    def test_fixed_baseline_need_not_be_whole_nor_within_the_series(self):
        assert run([*BASELINE, 100], fix_after=12.5).points["mean"][0] == 25
        assert run([*BASELINE, 100], fix_after=30).points["mean"][0] == statistics.mean([*BASELINE, 100])

    def test_short_group_warning_stops_at_thirteen(self):
        assert run([1, 2] * 6).points["short_group_warning"] == [True] * 12
        assert run([*[1, 2] * 6, 1]).warnings == []


class TestMissing:
    def test_missing_value_keeps_its_row_and_takes_its_ranges_with_it(self):
        points = run([10, None, 14, float("nan"), 12, 16]).points
        assert points["value"] == [10.0, None, 14.0, None, 12.0, 16.0]
        assert points["mean"][0] == 13.0
        assert points["mr"] == [None, None, None, None, None, 4.0]
        assert points["relative_to_mean"] == [-1, None, 1, None, -1, 1]
        assert points["outside_limits"][1] is None
        assert points["special_cause_type"][1] == "Common Cause"

    def test_missing_value_in_a_trend_is_no_trend(self):
        labels = run([*BASELINE, 5, 10, 15, None, 25, 30, 35], fix_after=12).points["special_cause_type"]
        assert set(labels) == {"Common Cause"}

    def test_all_missing_has_no_mean(self):
        result = run([None] * 8, target=1)
        assert result.points["mean"] == [None] * 8
        assert result.variation == "common_cause"


class TestRefusals:
    @pytest.mark.parametrize(("values", "dates", "words"), [
        ([], [], "empty"),
        ([1], ["2025-01-01", "2025-02-01"], "one date for each value"),
        ([1, 2], ["2025-01-01", "2025-01-01"], "more than once"),
        ([1, 2], ["2025-01-01", date(2025, 1, 1)], "more than once"),
        ([1, 2], ["2025-01-01", None], "A date is missing"),
        ([1, 2], ["2025-01-01", pd.NaT], "A date is missing"),
        ([1, 2], ["2025-01-01", "soon"], "cannot be read"),
        ([1, 2], ["2025-01-01", 45000], "not 45000"),
        ([1, float("inf")], ["2025-01-01", "2025-02-01"], "infinite"),
        ([1, "2"], ["2025-01-01", "2025-02-01"], "Value 2 is text"),
        ([1, True], ["2025-01-01", "2025-02-01"], "Value 2 is true or false"),
        ("12", ["2025-01-01", "2025-02-01"], "list of values"),
    ])
    def test_series(self, values, dates, words):
        with pytest.raises(ValueError, match=words):
            xmr(values, dates)

    @pytest.mark.parametrize("options", [
        {"improvement": "up"}, {"improvement": "inc"}, {"improvement": None},
        {"target": "80"}, {"target": [80]}, {"target": True}, {"target": float("nan")}, {"target": {"A": 1}},
        {"fix_after": 11}, {"fix_after": 11.9}, {"fix_after": "12"}, {"fix_after": True}, {"fix_after": [12]},
        {"screen": None}, {"screen": 1}, {"screen": "no"},
        {"rebase": {"A": ["2022-02-01"]}}, {"rebase": 5}, {"rebase": [None]}, {"rebase": ["soon"]},
    ])
    def test_options(self, options):
        with pytest.raises(ValueError, match=next(iter(options)) + "|date"):
            run([1, 2, 3], **options)


class TestKindsOfInput:
    def test_numpy_and_pandas(self):
        days = pd.date_range("2022-01-01", periods=3, freq="MS")
        expected = run([1, 2, 4]).points["lpl"]
        assert xmr(np.array([1, 2, 4]), days.to_numpy()).points["lpl"] == expected
        assert xmr(pd.Series([1, 2, pd.NA], dtype="Int64"), pd.Series(days)).points["value"] == [1.0, 2.0, None]

    def test_moments_of_one_day_are_different_dates(self):
        result = xmr([2, 1], [datetime(2025, 1, 1, 12), "2025-01-01T06:00:00"], rebase=[datetime(2025, 1, 1, 12)])
        assert result.points["value"] == [1.0, 2.0]
        assert result.points["rebase_group"] == [0, 1]

    def test_a_date_is_its_midnight(self):
        assert xmr([1, 2], [date(2025, 1, 1), datetime(2025, 1, 2, tzinfo=UTC)], rebase=["2025-01-02"]).points["rebase_group"] == [0, 1]


def _records():
    path = SHARED / "spc" / "golden.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


# The package stops where a value is missing within an unbroken trend; here that is no trend, as the docstring of xmr says.
ANOTHER_POLICY = {"na_error_in_trend_window"}


def _work_out_facets(record):
    """Call the engine once for each facet, with the facet's own target and rebase dates."""
    facets = record.get("facet") or [None] * len(record["values"])
    options = record["options"]
    results = {}
    for facet in sorted(set(facets), key=str):
        rows = [row for row, name in enumerate(facets) if name == facet]
        own = {}
        for name in ("target", "rebase"):
            option = options[name]
            # A mapping fits only where every name in it is a facet; otherwise the engine is given it as it is, and refuses.
            own[name] = option.get(facet) if isinstance(option, dict) and set(option) <= set(facets) else option
        results[facet] = xmr(
            [record["values"][row] for row in rows],
            [record["dates"][row] for row in rows],
            improvement=options["improvement_direction"],
            fix_after=options["fix_after_n_points"],
            screen=options["screen_outliers"],
            **own,
        )
    return results


def _same(found, recorded, scale):
    numbers = (int, float)
    if isinstance(recorded, bool) or not isinstance(recorded, numbers) or not isinstance(found, numbers):
        return found == recorded and type(found) is type(recorded)
    return abs(found - recorded) <= 1e-9 * max(1e-300, abs(recorded), scale)


@needs_shared
@pytest.mark.parametrize("record", _records(), ids=lambda record: record["id"])
def test_recorded_series(record):
    expected = record["expected"]
    if "error" in expected and record["id"] not in ANOTHER_POLICY:
        with pytest.raises(ValueError, match=r"\.$"):
            _work_out_facets(record)
        return
    results = _work_out_facets(record)
    if record["id"] in ANOTHER_POLICY:
        assert not any("Trend" in label for result in results.values() for label in result.points["special_cause_type"])
        return

    scale = max(abs(value) for value in record["values"] if value is not None)
    for name, column in expected["per_point"].items():
        if name != "facet":
            found = [cell for result in results.values() for cell in result.points[name]]
            assert len(found) == len(column)
            assert [(f, r) for f, r in zip(found, column, strict=True) if not _same(f, r, scale)] == [], name
    assert sorted({word for result in results.values() for word in result.warnings}) == expected["warnings"]
    targets = record["options"]["target"]
    for facet, result in results.items():
        def one(answers, facet=facet):
            return answers if facet is None or answers is None else answers[facet]
        assert result.variation == one(expected["variation"])
        if isinstance(targets, dict) and facet not in targets:
            # The package calls a facet without a target hit and miss because another facet has one; here it has no icon.
            assert result.assurance is None
            assert one(expected["assurance"]) == "inconsistent"
        else:
            assert result.assurance == one(expected["assurance"])
            assert result.icons == one(expected["icons"])


@needs_shared
def test_all_recorded_series_are_there():
    assert len(_records()) == 88
