"""Every measure with its verdict, the nine cells, and the order worst first."""

from datetime import date

import pandas as pd
import pytest

from analysis import verdicts as subject
from analysis.measures import compare_latest
from model import conform

TODAY = date(2026, 1, 31)
DAYS = pd.date_range("2024-01-31", periods=24, freq="ME")
STEADY = [50.0, 52.0, 49.0, 51.0, 50.0, 48.0, 51.0, 49.0, 52.0, 50.0, 49.0, 51.0] * 2
RISEN = [*STEADY[:16], 60.0, 61.0, 62.0, 60.0, 61.0, 63.0, 62.0, 61.0]


def series(measure, values, unit="%"):
    return [
        {"measure": measure, "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": "Total", "unit": unit, "period_end": day,
         "value": value, "numerator": value * 10, "denominator": 1000.0}
        for day, value in zip(DAYS, values, strict=False)
    ]  # fmt: skip


MEASURES = conform(
    [
        {"measure": "steady", "name": "Steady and far off", "unit": "%", "polarity": "high", "target": 80.0, "frequency": "monthly", "theme": "Help"},
        {"measure": "risen", "name": "Risen to its target", "unit": "%", "polarity": "high", "target": 60.0, "frequency": "monthly", "theme": "Help"},
        {"measure": "fallen", "name": "Worse and far off", "unit": "%", "polarity": "low", "target": 20.0, "frequency": "monthly"},
        {"measure": "neither", "name": "Neither way", "unit": "%", "polarity": "none", "frequency": "monthly"},
        {"measure": "short", "name": "Five figures", "unit": "%", "polarity": "high", "target": 40.0, "frequency": "monthly"},
        {"measure": "yearly", "name": "Yearly", "unit": "%", "polarity": "high", "frequency": "annual"},
        {"measure": "empty", "name": "Nothing yet", "unit": "%", "polarity": "high"},
    ],
    "measures",
)
FIGURES = conform(
    [
        *series("steady", STEADY), *series("risen", RISEN), *series("fallen", RISEN), *series("neither", RISEN), *series("short", STEADY[:5]),
        *series("yearly", STEADY[:3]),
    ],
    "observations",
)


@pytest.fixture(scope="module")
def judged():
    return subject.judge_measures(compare_latest(MEASURES, FIGURES, TODAY), FIGURES)[0].set_index("measure", drop=False)


def test_the_words_come_from_the_control_chart_and_not_from_the_last_two_figures(judged):
    assert judged["word"].to_dict() == {
        "steady": "no real change", "risen": "improving", "fallen": "worsening", "neither": "higher than usual", "short": "cannot tell",
        "yearly": "cannot tell", "empty": "cannot tell",
    }  # fmt: skip


def test_symbol_and_words_stand_together(judged):
    assert subject.label_verdict(judged.loc["steady"]) == "≈ no real change; ✗ will miss its target"
    assert subject.label_verdict(judged.loc["fallen"]) == "↑ worsening; ✗ will miss its target"
    assert subject.label_verdict(judged.loc["neither"]) == "↑ higher than usual"
    assert subject.label_verdict(judged.loc["yearly"]) == "○ cannot tell"


def test_a_target_met_now_is_not_called_missed_without_a_word(judged):
    row = judged.loc["risen"]
    assert row["assurance"] == "consistent_fail"
    assert subject.label_verdict(row) == "↑ improving; ± meets its target now, its limits do not yet"
    assert "The latest figure meets it all the same" in row["outlook"]


def test_every_cell_of_the_matrix_is_a_sentence(judged):
    matrix = subject.build_matrix(judged)
    assert matrix.shape == (3, 4)
    assert matrix.iloc[0, 3] == "1 measure is improving and will miss the target every time: Risen to its target (meets it now)."
    assert matrix.iloc[1, 1] == "No measure is not really changing and will meet the target every time."
    assert len(subject.list_cells(judged)) == 9
    assert sum(len(names) for _, names in subject.list_cells(judged)) == 3


def test_every_measure_is_in_the_matrix_or_named_with_the_reason_outside(judged):
    outside = subject.list_outside(judged).set_index("Which")["Why"]
    assert outside["Neither way"] == "Neither way is better by itself: the figure is higher than usual"
    assert outside["Five figures"] == "Limits are provisional and icons are withheld: needs 13 points, has 5."
    assert outside["Yearly"].startswith("Annual figures take no control chart")
    assert outside["Nothing yet"] == "No figure"
    assert len(outside) + 3 == len(judged)


def test_worst_stand_first_and_those_without_a_figure_last(judged):
    ordered = subject.sort_by_verdict(judged)["measure"].tolist()
    assert ordered == ["fallen", "steady", "risen", "neither", "yearly", "short", "empty"]


def test_the_worst_and_the_best_are_never_the_same(judged):
    assert subject.pick_worst(judged)["measure"].tolist() == ["fallen", "steady"]
    assert subject.pick_best(judged)["measure"].tolist() == ["risen"]


def test_the_sentence_counts_every_measure(judged):
    assert subject.describe_judged(judged) == (
        "1 of 7 measures is really improving, 1 worsening, 1 not really changing, 1 out of the usual with no direction judged and "
        "3 cannot be judged yet. By their limits 3 will miss their target every time unless something changes; 1 of these meets it now."
    )
    one = judged.assign(assurance=judged["assurance"].where(judged["measure"] == "steady"))
    assert subject.describe_judged(one).endswith("By their limits 1 will miss its target every time unless something changes.")


def test_the_alternative_text_says_what_the_picture_shows(judged):
    assert subject.describe_card(judged.loc["steady"]).startswith(
        "Steady and far off: 51.0% on 31 December 2025, target 80.0%: 29.0 points short (290 more of 1,000). No real change:"
    )


def test_a_theme_keeps_its_measures_and_an_unknown_one_keeps_all(judged):
    assert subject.keep_theme(judged, "Help")["measure"].tolist() == ["steady", "risen"]
    assert len(subject.keep_theme(judged, "")) == len(subject.keep_theme(judged, "Elsewhere")) == 7


def test_where_nothing_can_be_judged_it_says_why_and_where_to_look(judged):
    yearly = judged.loc[["yearly"]]
    assert subject.describe_judged(yearly) == (
        "None of 1 measure can be judged yet: 1 is yearly, and a few years do not tell a change from noise. "
        "Compare shows how each stands beside other areas."
    )
    assert subject.describe_judged(judged.loc[["short"]]) == "None of 1 measure can be judged yet: too few figures are known."


def test_of_very_many_measures_outside_the_matrix_only_the_first_are_named(judged):
    yearly = judged.loc[["yearly"] * 30]
    (which,) = subject.list_outside(yearly)["Which"]
    assert which.count("Yearly; ") == 25
    assert which.endswith("and 5 more, all in the table at the end of the page")
