"""Dates of a plan: small tables, answers worked by hand."""

from datetime import date

import pytest

from analysis import timeline
from model import conform

TODAY = date(2026, 9, 30)
ACTIONS = conform(
    [
        {
            "key": "1",
            "ref": "1.1",
            "theme": "A",
            "action": "x",
            "status": "complete",
            "start": "2026-01-01",
            "first_due": "2026-03-31",
            "due": "2026-03-31",
            "completed": "2026-04-10",
        },
        {"key": "2", "ref": "1.2", "theme": "B", "action": "y", "status": "off track", "first_due": "2026-06-30", "due": "2026-08-29"},
        {"key": "3", "ref": "1.3", "theme": "A", "action": "z", "status": "on track", "first_due": "2026-10-31", "due": "2026-10-31"},
        {"key": "4", "ref": "1.4", "theme": "A", "action": "w", "status": "signed off"},
    ],
    "actions",
)


def test_bars_are_in_theme_order_and_know_how_far_a_date_moved():
    bars = timeline.list_bars(ACTIONS, TODAY)
    assert bars["ref"].tolist() == ["1.1", "1.3", "1.2"]
    assert bars["days_moved"].tolist() == [0, 0, 60]
    assert bars["overdue"].tolist() == [False, False, True]
    assert timeline.describe_bars(bars, ACTIONS) == (
        "3 of 4 actions have a due date; 1 is overdue; 1 is due later than first promised, by 60 days in the middle case. "
        "1 without a due date is not drawn to an end."
    )


def test_deadlines_fill_empty_months_and_add_up():
    counts = timeline.count_deadlines(ACTIONS)
    assert len(counts) == 8  # March to October
    assert counts["total"].sum() == 3
    assert counts.loc[counts["month"] == "2026-08-01", "off track"].tolist() == [1]
    assert timeline.describe_deadlines(counts, TODAY).endswith("1 is in the months after September 2026.")


def test_planned_counts_first_dates_and_completed_stops_today():
    running = timeline.compare_planned(ACTIONS, TODAY)
    by_month = running.set_index(running["month"].dt.strftime("%Y-%m"))
    assert by_month.loc["2026-03", "planned"] == 1
    assert by_month.loc["2026-04", "completed"] == 1
    assert by_month.loc["2026-10", "planned"] == 3
    assert by_month["completed"].isna().tolist()[-1]
    assert timeline.count_undated_done(ACTIONS, TODAY) == 1


@pytest.mark.parametrize("function", [timeline.count_deadlines, lambda a: timeline.list_bars(a, TODAY), lambda a: timeline.compare_planned(a, TODAY)])
def test_an_empty_plan_gives_empty_tables(function):
    assert function(ACTIONS.head(0)).empty
