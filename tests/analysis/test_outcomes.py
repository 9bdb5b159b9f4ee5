"""Outcomes Based Accountability: which question a measure answers, the baseline, the promised line, and plans without outcomes."""

from datetime import date

import pandas as pd
import pytest

from analysis import outcomes
from analysis.effects import read_promises
from charts.outcomes import build_curve
from charts.palette import PALETTES
from loaders.words.accountability import read_accountability_words
from tests.analysis.board import RISEN, STEADY, actions, figures, judged

BEGAN = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("name", "polarity", "kind"),
    [
        ("Contacts received", "none", "how much"),
        ("Number of early help assessments started", "high", "how well"),
        ("Assessments completed within 45 working days", "high", "how well"),
        ("Re-referrals within 12 months", "low", "is anyone better off"),
        ("CP plan for a second or subsequent time", "low", "is anyone better off"),
        ("In education, employment or training 17-18 / 19-21", "high", "is anyone better off"),
        ("Average caseload (FTE)", "low", "how well"),
        ("Something else altogether", "high", "not marked"),
        ("Re-referrals within 12 months", "none", "how much"),
    ],
)
def test_which_question_a_measure_answers(name, polarity, kind):
    measures = pd.DataFrame({"name": [name], "polarity": [polarity]})
    assert outcomes.mark_measures(measures, read_accountability_words()).tolist() == [kind]


def test_the_baseline_is_the_mean_of_the_twelve_months_before_the_plan():
    observations = figures(A=STEADY + RISEN)
    curve = outcomes.find_curve(observations, read_promises(actions({}), judged(observations)), BEGAN)
    # November 2024 to October 2025: the eighth to the nineteenth figure.
    twelve = [61.0, 64.0, 62.0, 63.0, 65.0, 61.0, 63.0, 62.0, 64.0, 68.0, 69.0, 68.0]
    assert (curve.points, curve.baseline) == (12, sum(twelve) / 12)


def test_too_few_figures_make_no_baseline_and_that_is_said():
    observations = figures(A=STEADY[:10])
    curve = outcomes.find_curve(observations, read_promises(actions({}), judged(observations)), date(2024, 5, 10))
    assert pd.isna(curve.baseline)
    assert "no baseline, because the 12 months before the plan began hold 1 figure" in outcomes.describe_curve(judged(observations).iloc[0], curve)


def test_the_promised_line_leads_from_the_plan_s_beginning_to_what_was_promised():
    observations = figures(A=STEADY + RISEN)
    measures = judged(observations)
    promises = read_promises(actions({"effect": "Measure A from 60% to 70% by 31 March 2026"}), measures)
    curve = outcomes.find_curve(observations, promises, date(2025, 3, 31))
    table = outcomes.label_curve(observations, curve).set_index("Date")["Promised line"]
    assert table["2025-03-31"] == 60.0
    assert table["2026-03-31"] == 70.0
    assert table["2025-09-30"] == round(60 + 10 * 183 / 365, 1)
    assert pd.isna(table["2025-02-28"])
    said = outcomes.describe_curve(measures.iloc[0], curve)
    assert "70.0% promised by 31 March 2026" in said
    for palette in PALETTES.values():
        assert build_curve(observations, curve, "%", palette).checked()


def test_whether_anyone_is_better_off_is_counted():
    observations = figures(A=STEADY + RISEN, B=STEADY)
    measures = judged(observations, A={"name": "Re-referrals", "polarity": "low"}, B={"name": "Visits in time"})
    marks = outcomes.mark_measures(measures, read_accountability_words())
    assert outcomes.describe_marks(measures, marks) == (
        "1 of 2 (50.0%) measures say whether anyone is better off: 0 of these are really improving and 1 worsening."
    )
    assert outcomes.label_marks(measures, marks)["Question"].tolist() == ["Is anyone better off", "How well"]
    assert outcomes.describe_marks(measures.iloc[1:], marks.iloc[1:]) == "None of 1 measure says whether anyone is better off: 1 how well."


def test_actions_outcomes_and_evidence_side_by_side():
    table = actions({"outcome": "Children are seen", "evidence": "Audit"}, {})
    assert outcomes.side_by_side(table)[["Outcome", "Evidence"]].values.tolist() == [["Children are seen", "Audit"], ["none named", "none named"]]
    assert outcomes.describe_side_by_side(table) == "1 of 2 (50.0%) actions names an outcome, 1 of 2 (50.0%) names evidence."


def test_a_plan_without_outcomes_is_not_blamed():
    assert outcomes.side_by_side(actions({})).empty
    assert outcomes.describe_side_by_side(actions({})).endswith("That is a layout, not a fault.")
