"""What may be shown of a control chart, and in which words."""

from datetime import date

import pandas as pd
import pytest

from analysis.control_chart import Rebase, fix_before, warn_of_rebase, work_out
from analysis.gate import choose_direction, gate, refuse_chart
from analysis.rules import name_rules
from analysis.spc import xmr
from model import conform

HIGH = {"measure": "Visits on time", "polarity": "high", "frequency": "monthly", "kind": "percentage", "unit": "%"}


def series(values, *, start="2022-04-30", freq="ME", numerators=None, denominators=None):
    days = pd.date_range(start, periods=len(values), freq=freq)
    return conform([
        {
            "measure": "Visits on time", "area_code": "1", "area_level": "council", "breakdown": "Total", "period_end": day, "value": value,
            "numerator": numerators, "denominator": denominators, "symbol": None if value is not None else "c",
        }
        for day, value in zip(days, values, strict=True)
    ], "observations")


def shown(values, measure=HIGH, frame_options=None, **options):
    return work_out(series(values, **(frame_options or {})), measure, **options).shown


class TestLength:
    def test_four_points_are_values_only(self):
        found = shown([80, 84, 81, 86])
        assert (found.stage, found.limits, found.variation, found.flags) == ("values", False, None, ())
        assert found.withheld == ("Values only: a mean needs 5 points and icons need 13 points, has 4.",)

    def test_five_points_have_a_mean_and_provisional_limits(self):
        found = shown([80, 84, 81, 86, 83])
        assert (found.stage, found.limits, found.variation) == ("provisional", True, None)
        assert found.sentence == "Cannot tell yet. Limits are provisional and icons are withheld: needs 13 points, has 5."

    def test_twelve_points_have_no_icon_though_the_engine_has_one(self):
        values = [80, 84, 81, 86, 83, 90, 91, 92, 93, 94, 95, 96]
        result = xmr(values, pd.date_range("2022-04-30", periods=12, freq="ME"))
        assert result.icons["variation"] == "improvement_high"
        found = shown(values)
        assert (found.stage, found.variation, found.word, found.flags) == ("provisional", None, "cannot tell", ())

    def test_thirteen_points_are_a_full_chart_that_is_still_settling(self):
        found = shown([80, 84] * 6 + [82])
        assert (found.stage, found.points, found.variation, found.withheld) == ("full", 13, "common_cause", ())
        assert found.notes[0] == "Limits still settling: 13 points, and they are steady from 20."

    def test_twenty_points_have_settled(self):
        assert not [note for note in shown([80, 84] * 10).notes if "settling" in note]

    def test_missing_figures_do_not_count_as_points(self):
        found = shown([*[80, 84] * 6, None, None])
        assert (found.stage, found.points) == ("provisional", 12)
        assert "2 periods have no figure: a gap is left, and no run is counted across it." in found.notes


class TestVerdicts:
    BEFORE = (84, 80) * 6

    @pytest.mark.parametrize(("after", "polarity", "word", "sentence"), [
        ((82, 82), "high", "no real change", "No real change: the latest figure lies within the usual variation."),
        ((83, 84) * 3 + (83,), "high", "improving", "Improving: 7 points in a row above the mean, the latest figure among them."),
        ((83, 84) * 3 + (83,), "low", "worsening", "Worsening: 7 points in a row above the mean, the latest figure among them."),
        ((83, 84) * 3 + (83,), "none", "higher than usual", "Higher than usual: 7 points in a row above the mean, the latest figure among them."),
        ((81, 80) * 4, "none", "lower than usual", "Lower than usual: 9 points in a row below the mean, the latest figure among them."),
        ((60,), "high", "worsening", "Worsening: the latest figure is below the lower process limit."),
    ])
    def test_sentence(self, after, polarity, word, sentence):
        # Fixed on twelve figures with mean 82 and limits 10.64 either side; the last of them, 80, is below the mean.
        found = shown([*self.BEFORE, *after], HIGH | {"polarity": polarity}, plan_began=date(2023, 4, 1))
        assert (found.word, found.sentence) == (word, sentence)

    @pytest.mark.parametrize(("target", "icon", "words"), [
        (95, "consistent_fail", "The target of 95.0% will be missed every time unless something changes."),
        (70, "consistent_pass", "The target of 70.0% will be met every time unless something changes."),
        (82.5, "inconsistent", "The target of 82.5% will be met at some times and missed at others: it lies within the usual variation."),
    ])
    def test_target(self, target, icon, words):
        found = shown(self.BEFORE * 2, HIGH | {"target": target})
        assert (found.assurance, found.target_sentence) == (icon, words)

    def test_a_target_says_nothing_without_polarity_or_points(self):
        assert shown(self.BEFORE * 2, HIGH | {"target": 95, "polarity": "none"}).target_sentence == ""
        assert shown(self.BEFORE, HIGH | {"target": 95}).assurance is None
        assert shown(self.BEFORE * 2, HIGH | {"target": float("nan")}).assurance is None


class TestRulesInWords:
    def words(self, after):
        baseline = [0, 50] * 6
        values = [*baseline, *after]
        result = xmr(values, pd.date_range("2022-04-30", periods=len(values), freq="ME"), fix_after=12)
        return {place - 12: words for place, words in name_rules(result).items()}

    def test_shift_at_its_whole_length(self):
        # The 50 before the eight belongs to the run.
        assert self.words([30, 31] * 4) == dict.fromkeys(range(-1, 8), "9 points in a row above the mean")

    def test_trend(self):
        assert self.words([*range(5, 40, 5), 0]) == dict.fromkeys(range(7), "7 points in a row rising")

    def test_joint_of_two_rising_runs(self):
        words = self.words([*range(20, 27), *range(26, 33)])
        assert words[5] == "7 points in a row rising"
        assert words[6] == "7 points in a row rising; coloured by the step after it"

    def test_near_and_outside(self):
        words = self.words([120, 30, 120, 20, -200, 200])
        assert words == {
            0: "2 of 3 points in a row near the upper process limit", 2: "2 of 3 points in a row near the upper process limit",
            4: "below the lower process limit", 5: "above the upper process limit",
        }

    def test_flags_carry_date_type_and_words(self):
        flag = shown([*[84, 80] * 6, 60], plan_began=date(2023, 4, 1)).flags[-1]
        assert (flag.place, flag.date, flag.point_type) == (12, date(2023, 4, 30), "special_cause_concern")
        assert flag.words == "below the lower process limit"


class TestKinds:
    def test_annual_takes_no_chart(self):
        found = shown([80, 82, 84, 83, 85], HIGH | {"frequency": "annual"}, {"freq": "YE-MAR"})
        assert (found.stage, found.limits, found.variation) == ("no chart", False, None)
        assert "comparators" in found.sentence

    def test_annual_is_seen_by_the_dates_where_nobody_says_so(self):
        measure = {"measure": "x", "polarity": "low", "frequency": float("nan"), "kind": None}
        assert refuse_chart(series([1.0] * 5, freq="YE-MAR"), measure).startswith("Annual")
        assert refuse_chart(series([1.0] * 5, freq="QE-MAR"), measure) == ""

    @pytest.mark.parametrize("kind", ["rolling", "rolling 12 months", "cumulative", "year to date"])
    def test_rolling_takes_no_chart(self, kind):
        assert shown([80, 84] * 12, HIGH | {"kind": kind}).stage == "no chart"

    def test_stock_is_neutral_and_says_so(self):
        measure = HIGH | {"kind": "stock", "unit": "count", "polarity": "low", "target": 70}
        assert choose_direction(measure) == "neutral"
        found = shown([*[80, 84] * 10, 130], measure)
        assert (found.variation, found.word, found.assurance) == ("neutral_high", "higher than usual", None)
        assert any("carries over" in note for note in found.notes)

    def test_stock_worked_out_with_a_direction_is_refused_its_icons(self):
        frame = series([80, 84] * 10)
        result = xmr(frame["value"], frame["period_end"], improvement="decrease")
        found = gate(frame, HIGH | {"kind": "stock"}, result)
        assert found.variation is None
        assert "no direction is judged" in found.withheld[0]

    def test_quarterly_figures_need_thirteen_too(self):
        found = shown([80, 84] * 4, HIGH | {"frequency": "quarterly"}, {"freq": "QE-MAR"})
        assert found.stage == "provisional"
        assert any("Thirteen quarters" in note for note in found.notes)


class TestSmallNumbers:
    def test_denominators_under_twenty(self):
        found = shown([80, 90] * 10, frame_options={"numerators": 9, "denominators": 12})
        assert (found.stage, found.limits, found.variation) == ("full", True, None)
        assert found.withheld == ("Icons are withheld: the typical denominator is 12 and icons need about 20. Try quarterly figures.",)
        assert shown([80, 90] * 10, frame_options={"numerators": 17, "denominators": 20}).variation == "common_cause"

    def test_mean_counts_under_two(self):
        found = shown([1, 2] * 10, {"unit": "count", "polarity": "low", "frequency": "monthly"})
        assert "the mean count is 1.5 and icons need 2" in found.withheld[0]
        assert shown([1, 3] * 10, {"unit": "count", "polarity": "low", "frequency": "monthly"}).variation == "common_cause"

    def test_rare_events_among_many(self):
        found = shown([1, 2] * 10, HIGH, {"numerators": 1, "denominators": 100})
        assert found.variation is None

    def test_collapsed_limits(self):
        found = shown([0] * 13 + [8], {"unit": "count", "polarity": "low", "frequency": "monthly"})
        assert (found.limits, found.variation, found.flags) == (False, None, ())
        assert found.withheld[0].startswith("Too little variation for limits")

    def test_constant_series(self):
        found = shown([100] * 15)
        assert not found.limits
        assert found.sentence.startswith("Cannot tell yet. Too little variation for limits")


class TestRebase:
    def test_the_gate_counts_the_current_group_and_the_earlier_keeps_its_chart(self):
        values = [*[80, 84] * 7, 95, 91, 95, 91, 95, 91]
        rebase = Rebase(date(2023, 7, 31), "New rota agreed", "Performance manager")
        found = shown(values, rebases=[rebase])
        assert (found.stage, found.points) == ("provisional", 5)
        assert found.row_stages == ("full",) * 15 + ("provisional",) * 5
        assert [flag.place for flag in found.flags] == [14]

    @pytest.mark.parametrize(("reason", "author", "words"), [(" ", "Chair", "reason"), ("New rota", "", "name or role")])
    def test_a_rebase_needs_reason_and_author(self, reason, author, words):
        with pytest.raises(ValueError, match=words):
            Rebase(date(2023, 7, 31), reason, author)
        with pytest.raises(ValueError, match="date"):
            Rebase(pd.NaT, "New rota", "Chair")

    def test_its_cost_is_said_before_it_is_made(self):
        dates = series([80] * 20)["period_end"]
        assert warn_of_rebase(dates, date(2023, 7, 31)) == "The new part of the series would have 5 points, so icons are put away until it has 13."
        assert "the full chart stays" in warn_of_rebase(dates, date(2022, 4, 30))
        assert "nothing would change" in warn_of_rebase(dates, date(2023, 7, 30))


class TestBaseline:
    def test_twelve_months_before_the_plan(self):
        values = [50] * 6 + [80, 84] * 6 + [90] * 4
        chart = work_out(series(values), HIGH, plan_began=date(2023, 10, 1))
        assert chart.baseline.sentence == "Mean and limits are fixed on the 12 figures before the plan began on 1 October 2023."
        points = chart.result.points
        assert points["rebase_group"] == [0] * 6 + [1] * 16
        assert points["mean"][-1] == 82

    def test_everything_before_the_plan(self):
        baseline = fix_before(series([1] * 20)["period_end"], date(2023, 10, 1), whole_history=True)
        assert (baseline.fix_after, baseline.starts) == (18, ())

    def test_too_few_figures_are_said_and_not_fixed(self):
        baseline = fix_before(series([1] * 20, freq="QE-MAR")["period_end"], date(2024, 4, 1))
        assert baseline.fix_after is None
        assert baseline.sentence.endswith("In the 12 months before the plan began on 1 April 2024 there are 4 figures; it needs 12.")


def test_the_engine_is_not_altered():
    frame = series([1, 2] * 10)
    result = xmr([1, 2] * 10, frame["period_end"])
    before = {name: list(column) for name, column in result.points.items()}
    gate(frame, {"unit": "count"}, result)
    assert result.points == before
