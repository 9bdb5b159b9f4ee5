"""Latest figures, targets and breakdowns: small tables, answers worked by hand."""

from datetime import date

import pandas as pd
import pytest

from analysis import figure_words
from analysis import measures as subject
from analysis.pairs import count_left_out, describe_pair, pair_measures
from analysis.parts import break_down
from model import conform

TODAY = date(2026, 9, 30)


def figures(rows, **common):
    return conform(
        [{"breakdown": "Total", "area_code": "W00", "area": "Wyreford", "area_level": "council", **common, **row} for row in rows], "observations"
    )


MEASURES = conform(
    [
        {"measure": "AS1", "name": "Assessments on time", "unit": "%", "polarity": "high", "target": 85.0, "frequency": "monthly"},
        {"measure": "FD6", "name": "Re-referrals", "unit": "%", "polarity": "low", "target": 18.0, "frequency": "monthly"},
        {"measure": "CP3", "name": "Children on a plan", "unit": "count", "polarity": "none", "frequency": "monthly"},
        {"measure": "X1", "name": "No figures yet", "unit": "%", "polarity": "high"},
    ],
    "measures",
)
FIGURES = figures(
    [
        {"measure": "AS1", "period_end": "2026-08-31", "value": 77.0, "unit": "%"},
        {"measure": "AS1", "period_end": "2026-09-30", "value": 79.0, "numerator": 49, "denominator": 62, "unit": "%"},
        {"measure": "FD6", "period_end": "2026-08-31", "value": 20.0, "unit": "%"},
        {"measure": "FD6", "period_end": "2026-09-30", "symbol": "c", "unit": "%"},
        {"measure": "CP3", "period_end": "2026-03-31", "value": 340.0, "unit": "count"},
        {"measure": "CP3", "period_end": "2026-04-30", "value": 358.0, "unit": "count"},
    ]
)


@pytest.fixture(scope="module")
def table():
    return subject.compare_latest(MEASURES, FIGURES, TODAY).set_index("measure")


def test_the_latest_stands_beside_the_one_before_and_the_target(table):
    row = table.loc["AS1"]
    assert (row["value"], row["previous"], row["change"], row["direction"]) == (79.0, 77.0, 2.0, "better")
    assert figure_words.describe_change(row) == "up 2.0 percentage points (better)"
    # 85% of 62 is 52.7, so 53 are needed: 4 more than 49.
    assert figure_words.describe_target(row) == "target 85.0%: 6.0 points short (4 more of 62)"


def test_a_symbol_is_not_a_number_and_gives_no_direction(table):
    row = table.loc["FD6"]
    assert figure_words.format_value(row["value"], row["unit"], row["symbol"]) == "[c]"
    assert row["direction"] is None or pd.isna(row["direction"])
    assert figure_words.describe_change(row) == "no figure to compare with"


def test_no_polarity_means_neither_better_nor_worse(table):
    row = table.loc["CP3"]
    assert figure_words.describe_change(row) == "up 18"
    assert row["old"]  # five months old, and it is a monthly figure
    assert figure_words.describe_target(row) == "no target"


def test_a_measure_without_figures_is_listed(table):
    assert figure_words.format_value(table.loc["X1", "value"]) == "no figure"


def test_the_breakdown_has_shares_of_its_total():
    parts = break_down(
        figures(
            [
                {"measure": "CP3", "period_end": "2026-09-30", "value": 358.0, "unit": "count"},
                {"measure": "CP3", "period_end": "2026-09-30", "value": 210.0, "breakdown": "Category: Neglect", "unit": "count"},
                {"measure": "CP3", "period_end": "2026-09-30", "symbol": "c", "breakdown": "Category: Multiple", "unit": "count"},
                {"measure": "CP3", "period_end": "2026-08-31", "value": 9.0, "breakdown": "Category: Old", "unit": "count"},
            ]
        )
    )
    assert parts["category"].tolist() == ["Neglect", "Multiple"]
    assert parts["in_words"].tolist() == ["210 of 358 (58.7%)", "[c]"]


def test_a_rate_by_category_is_no_share_of_the_rate_of_all():
    rows = [
        {"measure": "CP2", "period_end": "2026-03-31", "value": value, "breakdown": breakdown, "unit": "per 10,000"}
        for value, breakdown in ((50.0, "Total"), (51.2, "Sex: Girls"), (48.9, "Sex: Boys"))
    ]
    parts = break_down(figures(rows))
    assert parts["share"].isna().all()
    assert not parts["in_words"].str.contains(" of ").any()
    assert parts["in_words"].iloc[0].startswith("51.2")


@pytest.mark.parametrize(("council", "codes"), [("Wyreford", ["W00"]), ("Wyreford City Council", ["W00"]), ("Elsewhere", [])])
def test_the_own_area_is_found_by_name_and_never_guessed(council, codes):
    areas = pd.DataFrame({"area_code": ["W00", "W01"], "area": ["Wyreford", "Dale"], "area_level": ["council", "council"]})
    assert subject.find_own_codes(areas, council) == codes


def test_two_measures_are_paired_over_places_with_both():
    first = figures([{"measure": "a", "area_code": f"S{n}", "area": f"School {n}", "period_end": "2026-07-31", "value": float(n)} for n in range(6)])
    second = figures(
        [{"measure": "b", "area_code": f"S{n}", "area": f"School {n}", "period_end": "2026-07-31", "value": float(n * n)} for n in range(1, 7)]
    )
    pairs = pair_measures(first, second)
    assert count_left_out(first, second, pairs) == 2  # school 0 has only the one, school 6 only the other
    assert pairs["area"].tolist() == ["School 1", "School 2", "School 3", "School 4", "School 5"]
    assert "closely together, both high together (rank correlation 1.00)" in describe_pair(pairs, "attendance", "attainment", 2)


def test_the_whole_is_total_or_the_single_published_category():
    assert subject.choose_breakdown(["Category: Neglect", "Total"]) == "Total"
    assert subject.choose_breakdown(["sex: Girls; age: Total", "sex: All; age: Total"]) == "sex: All; age: Total"
    assert subject.choose_breakdown(["category: Children in Need"]) == "category: Children in Need"


def test_the_worst_stand_first_and_those_without_a_figure_last():
    table = subject.compare_latest(MEASURES, FIGURES, TODAY)
    ordered = subject.sort_worst_first(table)
    assert ordered["measure"].tolist() == ["AS1", "FD6", "CP3", "X1"]
    assert subject.label_latest(ordered)["Count"].tolist()[0] == "49 of 62 (79.0%)"
    assert (
        subject.describe_latest(ordered)
        == "0 of 1 measure with a target and a direction meet it; 3 of 4 have a figure, 1 of them older than twice their frequency."
    )


def test_a_figure_above_a_target_that_low_should_meet_is_too_high():
    row = subject.compare_latest(MEASURES, FIGURES.assign(symbol=None, value=FIGURES["value"].fillna(21.0)), TODAY).set_index("measure").loc["FD6"]
    assert figure_words.describe_target(row) == "target 18.0%: 3.0 points too high"
