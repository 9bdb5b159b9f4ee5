"""Counting statuses and judging dates: small plans, answers worked by hand."""

from datetime import date

import pandas as pd
import pytest

from analysis.progress import (
    NO_THEME,
    count_dates,
    count_statuses,
    describe_progress,
    filter_actions,
    headline,
    headline_groups,
    judge_dates,
    theme_progress,
    total_progress,
    worst_and_best,
)
from model import conform
from model.vocabulary import STATUS_NAMES

TODAY = date(2026, 4, 30)


def make_actions(*rows: dict) -> pd.DataFrame:
    return conform([{"key": str(number), "action": "Do it", **row} for number, row in enumerate(rows, 1)], "actions")


@pytest.fixture
def plan() -> pd.DataFrame:
    return make_actions(
        {"theme": "Help", "status": "complete", "due": "2026-01-31", "deliver": ["Police"]},
        {"theme": "Help", "status": "on track", "due": "2026-04-29", "deliver": ["Police", "Education"], "scrutinise": ["Scrutiny"]},
        {"theme": "Help", "status": "off track", "due": "2026-12-31", "monitor": ["Board"]},
        {"theme": "Care", "status": "signed off", "due": "2026-04-30"},
        {"theme": "Care", "status": "at risk", "due": "2026-04-30"},
        {"theme": "Care", "status": "suspended", "due": "2026-04-01"},
        {"status": "not started", "due_precision": "ongoing"},
        {"due_precision": "none"},
    )


def test_filters_keep_a_theme_a_body_in_any_role_and_statuses(plan):
    assert list(filter_actions(plan)["key"]) == list("12345678")
    assert list(filter_actions(plan, theme="Help")["key"]) == ["1", "2", "3"]
    assert list(filter_actions(plan, theme=NO_THEME)["key"]) == ["7", "8"]
    assert list(filter_actions(plan, agency="Police")["key"]) == ["1", "2"]
    assert list(filter_actions(plan, agency="Scrutiny")["key"]) == ["2"]
    assert list(filter_actions(plan, agency="Board", theme="Care")["key"]) == []
    assert list(filter_actions(plan, statuses=("complete", "not known"))["key"]) == ["1", "8"]


def test_the_headline_of_groups_names_the_furthest_on_and_the_one_in_most_trouble(plan):
    # Help: 1 of 3 done, 1 overdue and 1 off track. Care: 1 of 3 done, none of either. Two actions have no theme.
    said = headline_groups(theme_progress(plan, TODAY), plan, TODAY)
    assert said == "Care is furthest on, 1 of 3 done; Help has most overdue or off track, 2 of 3."
    care = plan[plan["theme"] == "Care"]
    assert headline_groups(theme_progress(care, TODAY), care, TODAY) == headline(care, TODAY)
    open_ = make_actions({"theme": "A", "status": "on track"}, {"theme": "B", "status": "on track"})
    assert headline_groups(theme_progress(open_, TODAY), open_, TODAY) == "No action is done; nothing is overdue or off track."


def test_filters_take_an_empty_plan():
    assert filter_actions(make_actions().head(0), theme="Help", agency="Police", statuses=("complete",)).empty


def test_every_action_is_counted_in_one_status_and_a_missing_one_is_not_known(plan):
    counted = count_statuses(plan).set_index("status")
    assert list(counted.index) == list(STATUS_NAMES)
    assert counted["count"].sum() == 8
    assert counted.loc["not known", "count"] == 1
    assert counted.loc["not known", "share"] == 12.5
    assert counted.loc["complete", "symbol"] == "■"


def test_no_actions_have_no_share():
    counted = count_statuses(make_actions().head(0))
    assert counted["count"].sum() == 0
    assert counted["share"].isna().all()


def test_overdue_is_before_today_and_neither_done_nor_suspended(plan):
    judged = judge_dates(plan, TODAY)
    assert list(plan["key"][judged["overdue"]]) == ["2"]  # on track, but due yesterday; due today is not overdue
    assert judged["days_overdue"].tolist()[1] == 1
    assert list(plan["key"][judged["suspended_late"]]) == ["6"]


def test_due_soon_is_today_to_thirty_days_ahead():
    plan = make_actions(
        {"status": "on track", "due": "2026-04-30"}, {"status": "on track", "due": "2026-05-30"},
        {"status": "on track", "due": "2026-05-31"}, {"status": "complete", "due": "2026-05-01"},
    )
    assert judge_dates(plan, TODAY)["due_soon"].tolist() == [True, True, False, False]


def test_undated_is_told_by_how_the_deadline_was_given(plan):
    row = count_dates(plan, TODAY).loc["undated"]
    assert row["count"] == 2
    assert row["note"] == "Neither done nor suspended: 1 ongoing and 1 no date."


def test_no_update_counts_old_ones_and_those_never_written_about():
    plan = make_actions(
        {"status": "on track", "update": "Going well", "update_date": "2026-03-02"},  # 59 days
        {"status": "on track", "update": "Going well", "update_date": "2026-03-01"},  # exactly 60 days
        {"status": "on track"},
        {"status": "on track", "update": "No date on this"},
        {"status": "complete", "update": "Done", "update_date": "2025-01-01"},
    )
    assert judge_dates(plan, TODAY)["no_update"].tolist() == [False, True, True, pd.NA, False]
    row = count_dates(plan, TODAY).loc["no_update"]
    assert row["count"] == 2
    assert row["share"] == "2 of 5 (40.0%)"
    assert row["note"].endswith("1 action with an update without a date is not counted.")


def test_without_any_dated_update_the_figure_is_not_known(plan):
    row = count_dates(plan, TODAY).loc["no_update"]
    assert pd.isna(row["count"])
    assert row["share"] == "not known"


def test_counts_of_dates_are_shares_of_all_actions(plan):
    counts = count_dates(plan, TODAY)
    assert counts["share"].to_dict() == {
        "done": "2 of 8 (25.0%)", "in_trouble": "2 of 8 (25.0%)", "overdue": "1 of 8 (12.5%)", "due_soon": "1 of 8 (12.5%)",
        "undated": "2 of 8 (25.0%)", "no_update": "not known", "suspended_late": "1 of 8 (12.5%)",
    }
    assert "1 suspended action past the date is not counted." in counts.loc["overdue", "note"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There are no actions to count."),
        ([{"status": "complete"}], "1 of 1 action is done (100.0%); none is overdue."),
        ([{"status": "on track", "due": "2026-01-01"}, {"status": "on track"}], "0 of 2 actions are done (0.0%); 1 is overdue."),
        ([{"status": "complete"}, {"due": "2026-01-01"}, {"due": "2026-01-01"}], "1 of 3 actions is done (33.3%); 2 are overdue."),
    ],
)
def test_the_headline_says_how_many_in_good_english(rows, said):
    assert headline(make_actions(*rows), TODAY) == said


def test_themes_add_up_to_the_plan_and_keep_actions_without_a_theme(plan):
    themes = theme_progress(plan, TODAY, themes=["Care", "Help", "Leadership"])
    assert themes["group"].tolist() == ["Care", "Help", "Leadership", NO_THEME]
    assert themes["total"].tolist() == [3, 3, 0, 2]
    assert themes["done"].tolist() == [1, 1, 0, 0]
    assert themes["overdue"].tolist() == [0, 1, 0, 0]
    assert themes["trouble"].tolist() == [0, 2, 0, 0]
    assert themes["done_share"].fillna(-1).tolist() == [33.3, 33.3, -1, 0.0]
    whole = total_progress(plan, TODAY).iloc[0]
    for name in ("total", *STATUS_NAMES, "done", "overdue", "trouble"):
        assert themes[name].sum() == whole[name]


def test_a_reader_sees_only_statuses_that_occur(plan):
    assert list(describe_progress(theme_progress(plan, TODAY), "Theme").columns) == [
        "Theme", "Actions", "■ signed off", "■ complete", "● on track", "◆ at risk", "▲ off track", "○ not started", "○ suspended", "○ not known",
        "Done", "Done %", "Overdue", "Overdue %",
    ]
    assert "◆ at risk" not in describe_progress(theme_progress(plan.head(2), TODAY), "Theme")


def test_worst_and_best_follow_the_rule_and_share_no_group():
    plan = make_actions(
        *({"theme": "A", "status": status} for status in ("off track", "off track", "complete")),  # 66.7% trouble
        *({"theme": "B", "status": status} for status in ("complete", "complete", "on track")),  # 66.7% done
        *({"theme": "C", "status": status} for status in ("off track", "on track")),  # 50%
        *({"theme": "D", "status": status} for status in ("complete", "on track")),  # 50% done
        {"status": "off track"},
    )
    field, worst, best = worst_and_best(plan, TODAY)
    assert field == "theme"
    assert worst["group"].tolist() == ["A", "C"]
    assert best["group"].tolist() == ["B", "D"]


def test_a_plan_without_themes_is_divided_by_recommendation_and_one_without_anything_not_at_all():
    plan = make_actions({"recommendation": "One", "status": "complete"}, {"recommendation": "Two", "status": "off track"})
    field, worst, best = worst_and_best(plan, TODAY)
    assert (field, worst["group"].tolist(), best["group"].tolist()) == ("recommendation", ["Two"], ["One"])
    field, worst, best = worst_and_best(make_actions({"status": "complete"}), TODAY)
    assert (field, len(worst), len(best)) == ("", 0, 0)
